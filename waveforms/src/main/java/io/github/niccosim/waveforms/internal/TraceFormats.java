// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.waveforms.internal;

import io.github.niccosim.waveforms.internal.fst.FstTrace;
import io.github.niccosim.waveforms.internal.vcd.VcdTrace;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
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
    int first = firstByte(file);
    return first == '$' || first == ' ' || first == '\t' || first == '\r' || first == '\n'
        ? VcdTrace.open(file)
        : FstTrace.open(file);
  }

  private static int firstByte(Path file) throws IOException {
    if (!Files.isRegularFile(file) && Files.exists(file)) {
      throw new IOException("not a regular file: file=" + file + " (expected: FST or VCD)");
    }
    try (InputStream in = Files.newInputStream(file)) {
      return in.read();
    }
  }
}
