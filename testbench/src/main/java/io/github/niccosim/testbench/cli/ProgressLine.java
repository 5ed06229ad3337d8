// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.cli;

import io.github.niccosim.testbench.report.ProgressListener;
import java.io.Console;
import java.io.PrintWriter;
import java.util.Locale;

/** Keep one line of progress on a terminal; stay silent anywhere else. */
final class ProgressLine implements ProgressListener, AutoCloseable {
  private static final String CLEAR = "\r\u001b[K";

  private final PrintWriter err;
  private final boolean enabled;
  private String shown = "";

  private ProgressLine(PrintWriter err, boolean enabled) {
    this.err = err;
    this.enabled = enabled;
  }

  static ProgressLine onTerminal(PrintWriter err) {
    Console console = System.console();
    return new ProgressLine(err, console != null && console.isTerminal());
  }

  @Override
  public void progressed(Progress progress) {
    if (!enabled) {
      return;
    }
    String text = describe(progress);
    if (!text.equals(shown)) {
      err.print(CLEAR + text);
      err.flush();
      shown = text;
    }
  }

  private static String describe(Progress progress) {
    return switch (progress.phase()) {
      case SCAN -> "reading the capture";
      case BUILD -> "building the model (half a minute the first time)";
      case SIMULATE ->
          String.format(
              Locale.ROOT,
              "simulating: %d%s frames, %.1f us",
              progress.framesDone(),
              progress.framesTotal() > 0 && progress.framesTotal() < Long.MAX_VALUE
                  ? " of " + progress.framesTotal()
                  : "",
              progress.simulatedNs() / 1000.0);
    };
  }

  @Override
  public void close() {
    if (enabled && !shown.isEmpty()) {
      err.print(CLEAR);
      err.flush();
    }
  }
}
