// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.waveforms.internal;

import io.github.niccosim.waveforms.internal.fst.FstTrace;
import io.github.niccosim.waveforms.internal.vcd.VcdTrace;
import java.io.ByteArrayInputStream;
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
    if (!Files.isRegularFile(file) && Files.exists(file)) {
      throw new IOException("not a regular file: file=" + file + " (expected: FST or VCD)");
    }
    int first;
    try (InputStream in = Files.newInputStream(file)) {
      first = in.read();
    }
    return isText(first)
        ? VcdTrace.open(file, Files.newInputStream(file))
        : FstTrace.open(TraceBytes.open(file));
  }

  /**
   * Open a trace that is in memory.
   *
   * @param name name for messages
   * @param content FST or VCD
   * @return the reader
   * @throws IOException if a temporary file cannot be written
   */
  public static TraceSource open(Path name, byte[] content) throws IOException {
    return content.length > 0 && isText(content[0])
        ? VcdTrace.open(name, new ByteArrayInputStream(content))
        : FstTrace.open(TraceBytes.of(name, content));
  }

  private static boolean isText(int first) {
    return first == '$' || first == ' ' || first == '\t' || first == '\r' || first == '\n';
  }
}
