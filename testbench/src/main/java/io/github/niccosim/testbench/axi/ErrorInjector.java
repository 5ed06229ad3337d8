// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.axi;

import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Running state of the {@link AxiErrorWindow}s of one slave; the first window that fires wins. */
final class ErrorInjector {

  private final AxiErrorWindow[] windows;
  private final int[] matched;
  private final int[] failed;
  private final RandomGenerator random;

  ErrorInjector(List<AxiErrorWindow> windows, RandomGenerator random) {
    this.windows = windows.toArray(AxiErrorWindow[]::new);
    this.matched = new int[this.windows.length];
    this.failed = new int[this.windows.length];
    this.random = random;
  }

  /** Decide one burst that covers the given addresses; {@code null} to serve it. */
  @Nullable AxiErrorWindow decide(boolean write, long firstAddr, long lastAddr, long user) {
    for (int i = 0; i < windows.length; i++) {
      AxiErrorWindow window = windows[i];
      if (window.matches(write, firstAddr, lastAddr, user) && fires(i, window)) {
        failed[i]++;
        return window;
      }
    }
    return null;
  }

  private boolean fires(int index, AxiErrorWindow window) {
    return matched[index]++ >= window.skip()
        && failed[index] < window.count()
        && (window.probability() == 1 || random.nextDouble() < window.probability());
  }
}
