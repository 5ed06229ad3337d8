// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.sim;

import java.util.Objects;
import jdk.internal.vm.Continuation;
import jdk.internal.vm.ContinuationScope;

/**
 * Runs a task on the simulation's own thread with the JDK's continuation, the one virtual threads
 * are made of.
 *
 * <p>The package is not exported by {@code java.base}; the bridge's native library opens it when it
 * loads. Leaving and re-entering costs about 0.1 µs.
 */
final class ContinuationCoroutine extends Continuation implements Coroutine {
  private static final ContinuationScope SCOPE = new ContinuationScope("nic-cosim");

  ContinuationCoroutine(Runnable body) {
    super(SCOPE, body);
  }

  @Override
  public void resume() {
    run();
  }

  @Override
  public void leave() {
    Continuation.yield(SCOPE);
  }

  @Override
  public StackTraceElement[] stackTrace() {
    return Objects.requireNonNullElse(getStackTrace(), new StackTraceElement[0]);
  }

  @Override
  protected void onPinned(Pinned reason) {
    throw new SimulationException(
        "cannot wait here: reason="
            + reason
            + " (hint: a native frame or a static initialiser is on the stack; wait outside it)");
  }
}
