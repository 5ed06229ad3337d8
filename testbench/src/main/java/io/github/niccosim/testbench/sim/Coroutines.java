// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.sim;

import java.util.function.Function;

/** Chooses how tasks keep their stacks, once per JVM. */
final class Coroutines {
  /** System property: {@code threads} forces the slow fallback. */
  static final String PROPERTY = "nic-cosim.tasks";

  /** Makes coroutines; decided when the class is initialised. */
  static final Function<Runnable, Coroutine> FACTORY = choose();

  /** Its native library opens the JDK's continuations when it loads. */
  private static final String OPENER = "io.github.niccosim.bridge.NativeBridge";

  private static final boolean SAME_THREAD = !(FACTORY.apply(() -> {}) instanceof ThreadCoroutine);

  private Coroutines() {}

  /** Return whether tasks run on the simulation's own thread. */
  static boolean sameThread() {
    return SAME_THREAD;
  }

  private static Function<Runnable, Coroutine> choose() {
    if ("threads".equals(System.getProperty(PROPERTY))) {
      return ThreadCoroutine::new;
    }
    try {
      Class.forName(OPENER);
      return continuations();
    } catch (LinkageError | ClassNotFoundException e) {
      System.err.println(
          "nic-cosim: tasks run on virtual threads, about 20 times slower: "
              + e.getMessage()
              + " (hint: --add-exports java.base/jdk.internal.vm=ALL-UNNAMED)");
      return ThreadCoroutine::new;
    }
  }

  private static Function<Runnable, Coroutine> continuations() {
    ContinuationCoroutine probe = new ContinuationCoroutine(() -> {});
    probe.resume();
    return ContinuationCoroutine::new;
  }
}
