// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.junit;

import io.github.niccosim.testbench.sim.SeedTree;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
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
    List<TestTemplateInvocationContext> all = new ArrayList<>();
    for (Variant variant : Variant.of(method)) {
      if (settings.selects(path(context), variant.name())) {
        for (long i = 0; i < (sweep ? runs : 1); i++) {
          all.add(
              new Run(
                  name(context, variant, base + i, sweep), run(context, test, variant, base + i)));
        }
      }
    }
    return all.stream();
  }

  /** A test that the environment does not select has no runs. */
  @Override
  public boolean mayReturnZeroTestTemplateInvocationContexts(ExtensionContext context) {
    return true;
  }

  private static String path(ExtensionContext context) {
    return context.getRequiredTestClass().getName()
        + "#"
        + context.getRequiredTestMethod().getName();
  }

  private CosimInvocation run(
      ExtensionContext context, CosimTest test, Variant variant, long seed) {
    Class<?> type = context.getRequiredTestClass();
    Method method = context.getRequiredTestMethod();
    String path = path(context);
    String seedPath = variant.name().isEmpty() ? path : path + "/" + variant.name();
    return new CosimInvocation(
        new TestCase(
            path,
            variant,
            ModelSpecs.of(type, method, variant.rtl()),
            Snapshots.method(type),
            Expectation.of(method),
            seed,
            new SeedTree(seed).seedOf(seedPath),
            test,
            WavePlan.of(type, method, settings),
            settings));
  }

  private static String name(ExtensionContext context, Variant variant, long seed, boolean sweep) {
    String name = context.getDisplayName();
    if (!variant.name().isEmpty()) {
      name = context.getRequiredTestMethod().getName() + "/" + variant.name();
    }
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
   * @param variant values of the test's parameters
   * @param source model source, {@code null} for none
   * @param snapshot brings the model to where the test starts, {@code null} for time 0
   * @param expectation how it has to end
   * @param baseSeed what the replay line repeats
   * @param seed base of this simulation's seed tree: base seed, path and variant
   * @param test its limits
   * @param plan what it records
   */
  record TestCase(
      String path,
      Variant variant,
      @Nullable ModelSource source,
      @Nullable Method snapshot,
      Expectation expectation,
      long baseSeed,
      long seed,
      CosimTest test,
      WavePlan plan,
      RunSettings settings) {

    Duration wallLimit() {
      return Duration.ofNanos((long) (test.wallSeconds() * 1e9));
    }

    /** Return the folder of its files. */
    Path folder() {
      String name = path.replaceAll("^.*\\.", "").replaceAll("[^A-Za-z0-9_#-]", "_");
      Path folder = Path.of("target", "cosim", name.replace('#', '.'));
      return variant.name().isEmpty()
          ? folder.resolve("seed-" + baseSeed)
          : folder
              .resolve(variant.name().replaceAll("[^A-Za-z0-9_=.-]", "_"))
              .resolve("seed-" + baseSeed);
    }
  }
}
