// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.waveforms.internal;

import io.github.niccosim.waveforms.internal.fst.FstTrace;
import java.io.IOException;
import java.nio.file.Path;

/** Choose the reader by content. */
public final class TraceFormats {
  private TraceFormats() {}

  /**
   * Open a trace.
   *
   * @param file FST or VCD
   * @return the reader
   * @throws IOException if the file cannot be read
   */
  public static TraceSource open(Path file) throws IOException {
    return FstTrace.open(file);
  }
}
