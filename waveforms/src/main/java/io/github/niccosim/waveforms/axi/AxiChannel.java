// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.waveforms.axi;

import io.github.niccosim.waveforms.SignalHistory;
import io.github.niccosim.waveforms.Variable;
import io.github.niccosim.waveforms.Waveform;
import org.jspecify.annotations.Nullable;

/** Valid, ready and payload of one AXI channel, read just before an edge. */
final class AxiChannel {
  private final Waveform wave;
  private final String prefix;
  private final SignalHistory valid;
  private final SignalHistory ready;
  private long waitingSince = -1;

  AxiChannel(Waveform wave, String prefix) {
    this.wave = wave;
    this.prefix = prefix;
    valid = wave.history(prefix + "valid");
    ready = wave.history(prefix + "ready");
  }

  /** Find a payload signal, or {@code null} where the port lacks it. */
  @Nullable SignalHistory payload(String name) {
    Variable variable = wave.hierarchy().find(prefix + name).orElse(null);
    return variable == null ? null : wave.history(variable);
  }

  /** Look at one edge; return when valid came up if there is a transfer, else -1. */
  long transfer(long ticks) {
    if (!isHigh(valid, ticks)) {
      waitingSince = -1;
      return -1;
    }
    long since = waitingSince < 0 ? ticks : waitingSince;
    boolean done = isHigh(ready, ticks);
    waitingSince = done ? -1 : since;
    return done ? since : -1;
  }

  static boolean isHigh(SignalHistory history, long ticks) {
    int i = history.indexBefore(ticks);
    return i >= 0 && history.isKnown(i) && history.toLong(i) == 1;
  }

  static long value(@Nullable SignalHistory history, long ticks, long otherwise) {
    if (history == null) {
      return otherwise;
    }
    int i = history.indexBefore(ticks);
    return i < 0 ? otherwise : history.toLong(i);
  }
}
