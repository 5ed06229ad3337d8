// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.waveforms.internal.codec;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.zip.GZIPInputStream;

/** Unpack gzip members held in memory. */
final class Gzip {
  private Gzip() {}

  /**
   * Unpack.
   *
   * @param in packed bytes
   * @param from first packed byte
   * @param to byte after the last
   * @param out receives exactly {@code out.length} bytes
   * @return whether that many bytes could be unpacked
   */
  static boolean unpack(byte[] in, int from, int to, byte[] out) {
    try (var stream = new GZIPInputStream(new ByteArrayInputStream(in, from, to - from), 8192)) {
      return stream.readNBytes(out, 0, out.length) == out.length;
    } catch (IOException e) {
      return false;
    }
  }
}
