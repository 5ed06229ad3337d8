// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.junit;

import io.github.niccosim.testbench.sim.SeedTree;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.Extension;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContextProvider;
import org.junit.platform.commons.support.AnnotationSupport;

/** Turns a {@link CosimTest} method into one simulation for each of its seeds. */
final class CosimExtension implements TestTemplateInvocationContextProvider {
  private final RunSettings settings = new RunSettings();

  @Override
  public boolean supportsTestTemplate(ExtensionContext context) {
    return true;
  }

  @Override
  public Stream<TestTemplateInvocationContext> provideTestTemplateInvocationContexts(
      ExtensionContext context) {
    Method method = context.getRequiredTestMethod();
    CosimTest test = AnnotationSupport.findAnnotation(method, CosimTest.class).orElseThrow();
    int runs = AnnotationSupport.findAnnotation(method, Seeds.class).map(Seeds::value).orElse(1);
    if (runs < 1) {
      throw new IllegalArgumentException(
          "seed count out of range: seeds=" + runs + " method=" + method + " (expected: ≥ 1)");
    }
    Long asked = settings.seed();
    long base = asked != null ? asked : RunSettings.defaultSeed(test.seed());
    boolean sweep = asked == null && runs > 1;
    return LongStream.range(0, sweep ? runs : 1)
        .mapToObj(i -> new Run(name(context, base + i, sweep), run(context, test, base + i)));
  }

  private CosimInvocation run(ExtensionContext context, CosimTest test, long seed) {
    Class<?> type = context.getRequiredTestClass();
    String path = type.getName() + "#" + context.getRequiredTestMethod().getName();
    Duration wallLimit = Duration.ofNanos((long) (test.wallSeconds() * 1e9));
    return new CosimInvocation(
        new TestCase(
            path,
            ModelSpecs.of(type, context.getRequiredTestMethod()),
            seed,
            new SeedTree(seed).seedOf(path),
            test.maxCycles(),
            wallLimit,
            settings));
  }

  private static String name(ExtensionContext context, long seed, boolean sweep) {
    String name = context.getDisplayName();
    return sweep ? name + " seed=0x" + Long.toHexString(seed) : name;
  }

  private record Run(String name, CosimInvocation invocation)
      implements TestTemplateInvocationContext {

    @Override
    public String getDisplayName(int invocationIndex) {
      return name;
    }

    @Override
    public List<Extension> getAdditionalExtensions() {
      return List.of(invocation);
    }
  }

  /**
   * One simulation to be.
   *
   * @param path class and method, as {@code Class#method}
   * @param source model source, {@code null} for none
   * @param baseSeed what the replay line repeats
   * @param seed base of this simulation's seed tree: base seed and path
   */
  record TestCase(
      String path,
      @Nullable ModelSource source,
      long baseSeed,
      long seed,
      long maxCycles,
      Duration wallLimit,
      RunSettings settings) {}
}
