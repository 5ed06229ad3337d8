// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.waveforms.internal.fst;

import io.github.niccosim.waveforms.Encoding;
import io.github.niccosim.waveforms.VariableKind;

/**
 * How the values of one signal are stored.
 *
 * @param encoding how to understand them
 * @param widthBits width for bits, 64 for reals, 0 for text
 * @param fixedBytes length of each value of a port dump, or -1
 */
record FstSignal(Encoding encoding, int widthBits, int fixedBytes) {
  private static final int ANY_LENGTH = -1;

  /**
   * Derive the storage from a declaration.
   *
   * @param kind declared kind
   * @param length declared length in bits, bytes for ports
   * @return how its values are stored
   */
  static FstSignal declared(VariableKind kind, int length) {
    Encoding encoding = kind.encoding();
    if (kind == VariableKind.PORT) {
      return new FstSignal(Encoding.TEXT, 0, length);
    }
    if (encoding == Encoding.REAL) {
      return new FstSignal(Encoding.REAL, 64, ANY_LENGTH);
    }
    if (encoding == Encoding.TEXT || length == 0) {
      return new FstSignal(Encoding.TEXT, 0, ANY_LENGTH);
    }
    boolean event = encoding == Encoding.EVENT && length == 1;
    return new FstSignal(event ? Encoding.EVENT : Encoding.BITS, length, ANY_LENGTH);
  }

  /** {@return how many bytes of a frame hold the initial value} */
  long frameBytes() {
    return switch (encoding) {
      case REAL -> 8;
      case TEXT -> Math.max(fixedBytes, 0);
      case BITS, EVENT -> widthBits;
    };
  }

  /** {@return what the geometry block says for this signal} */
  long geometryCode() {
    return switch (encoding) {
      case REAL -> 0;
      case TEXT -> fixedBytes >= 0 ? fixedBytes : 0xFFFF_FFFFL;
      case BITS, EVENT -> widthBits;
    };
  }
}
