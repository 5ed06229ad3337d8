// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.junit;

import io.github.niccosim.bridge.Model;
import io.github.niccosim.bridge.ModelLibrary;
import io.github.niccosim.bridge.ModelOptions;
import io.github.niccosim.testbench.sim.SeedTree;
import io.github.niccosim.testbench.sim.SimSnapshot;
import io.github.niccosim.testbench.sim.Simulation;
import io.github.niccosim.testbench.sim.SimulationOptions;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.HierarchyTraversalMode;
import org.junit.platform.commons.support.ReflectionSupport;

/** The states that tests start from, made once for each class and model. */
final class Snapshots {
  private static final Namespace NAMESPACE = Namespace.create(Snapshots.class);

  private record Key(Method method, Path library) {}

  private Snapshots() {}

  /** Return the method marked {@link FromSnapshot} in a class or one around it. */
  static @Nullable Method method(Class<?> type) {
    for (Class<?> at = type; at != null; at = at.getEnclosingClass()) {
      List<Method> marked =
          AnnotationSupport.findAnnotatedMethods(
              at, FromSnapshot.class, HierarchyTraversalMode.BOTTOM_UP);
      if (!marked.isEmpty()) {
        return checked(marked.get(0));
      }
    }
    return null;
  }

  private static Method checked(Method method) {
    if (!Modifier.isStatic(method.getModifiers())
        || method.getParameterCount() != 1
        || method.getParameterTypes()[0] != Simulation.class) {
      throw new IllegalArgumentException(
          "snapshot method has another shape: method="
              + method
              + " (expected: static void name(Simulation sim))");
    }
    return method;
  }

  static SimSnapshot of(
      ExtensionContext context, ModelLibrary library, Method method, RunSettings settings) {
    return context
        .getRoot()
        .getStore(NAMESPACE)
        .computeIfAbsent(
            new Key(method, library.file()),
            key -> make(library, method, settings),
            SimSnapshot.class);
  }

  private static SimSnapshot make(ModelLibrary library, Method method, RunSettings settings) {
    long seed = new SeedTree(1).seedOf(method.getDeclaringClass().getName() + "#snapshot");
    String[] plusargs = settings.plusargs().toArray(String[]::new);
    SimulationOptions options = SimulationOptions.defaults().withSeed(seed).withLog(line -> {});
    SimSnapshot[] made = new SimSnapshot[1];
    SimulationThread thread = new SimulationThread("cosim-snapshot", options.wallLimit());
    try (thread) {
      thread.call(() -> {
        try (Model model =
                library.newModel(ModelOptions.DEFAULT.withPlusargs(plusargs).withSeed(seed));
            Simulation sim = Simulation.create(model, options)) {
          sim.run(() -> {
            ReflectionSupport.invokeMethod(method, null, sim);
            made[0] = sim.snapshot();
          });
        }
      });
    } catch (Throwable e) {
      throw Failure.<RuntimeException>sneaky(e);
    }
    return made[0];
  }
}
