// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.pool.explore;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

/**
 * Continuations of the JDK, by reflection: switching costs a fraction of a microsecond and happens
 * on one thread, so no operating system takes part in the order.
 */
final class Actors {
  private static final Object SCOPE;
  private static final MethodHandle NEW;
  private static final MethodHandle RUN;
  private static final MethodHandle YIELD;

  static {
    try {
      MethodHandles.Lookup lookup = MethodHandles.lookup();
      Class<?> scope = Class.forName("jdk.internal.vm.ContinuationScope");
      Class<?> type = Class.forName("jdk.internal.vm.Continuation");
      SCOPE =
          lookup
              .findConstructor(scope, MethodType.methodType(void.class, String.class))
              .invoke("interleavings");
      NEW =
          lookup
              .findConstructor(type, MethodType.methodType(void.class, scope, Runnable.class))
              .asType(MethodType.methodType(Object.class, Object.class, Runnable.class));
      RUN =
          lookup
              .findVirtual(type, "run", MethodType.methodType(void.class))
              .asType(MethodType.methodType(void.class, Object.class));
      YIELD =
          lookup
              .findStatic(type, "yield", MethodType.methodType(boolean.class, scope))
              .asType(MethodType.methodType(boolean.class, Object.class));
    } catch (Throwable e) {
      throw new IllegalStateException(
          "explorer needs continuations (hint: run with --add-exports"
              + " java.base/jdk.internal.vm=ALL-UNNAMED, as pool/pom.xml does)",
          e);
    }
  }

  private Actors() {}

  static Object create(Runnable body) {
    try {
      return NEW.invokeExact(SCOPE, body);
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }

  static void resume(Object actor) {
    try {
      RUN.invokeExact(actor);
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }

  static void pause() {
    try {
      boolean unused = (boolean) YIELD.invokeExact(SCOPE);
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }
}
