// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.waveforms.internal.fst;

import io.github.niccosim.waveforms.internal.TraceBytes;
import io.github.niccosim.waveforms.internal.codec.Packing;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** Unpack an FST file that was wrapped in gzip as a whole, into a temporary file. */
final class FstWrapper {
  private static final int CONTENT_AT = 17;

  private FstWrapper() {}

  static TraceBytes unwrap(TraceBytes wrapped) throws IOException {
    long length = wrapped.u64(9, "wrapper");
    long packed = wrapped.sizeBytes() - CONTENT_AT;
    if (length < 0 || length > Packing.GZIP.mostUnpacked(packed)) {
      throw wrapped.damaged(
          "wrapper claims an impossible length", 9, length, "0.." + packed + " times 1040");
    }
    if (wrapped.u64(1, "wrapper") == 0) {
      throw wrapped.damaged("wrapper was still being written", 1, 0, "its length");
    }
    Path temporary = Files.createTempFile("nic-cosim-", ".fst");
    try {
      long done;
      try (InputStream raw = wrapped.stream(CONTENT_AT)) {
        done = inflate(raw, temporary, length);
      }
      if (done != length) {
        throw wrapped.damaged("wrapper ends early", CONTENT_AT, done, length + " bytes");
      }
      return TraceBytes.openUnpacked(wrapped.file(), temporary);
    } catch (IOException | RuntimeException e) {
      Files.deleteIfExists(temporary);
      throw e;
    }
  }

  private static long inflate(InputStream raw, Path to, long length) throws IOException {
    byte[] buffer = new byte[1 << 16];
    long done = 0;
    try (InputStream in = new GZIPInputStream(raw, buffer.length);
        OutputStream out = Files.newOutputStream(to)) {
      int n;
      while (done < length
          && (n = in.read(buffer, 0, (int) Math.min(buffer.length, length - done))) > 0) {
        out.write(buffer, 0, n);
        done += n;
      }
    } catch (EOFException | ZipException e) {
      return done;
    }
    return done;
  }
}
