// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.waveforms.transaction;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Writes the parts of CBOR (RFC 8949) that FTR needs. Not thread-safe. */
final class CborWriter {
  private static final int BREAK = 0xFF;
  private static final int INDEFINITE_ARRAY = 0x9F;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  int size() {
    return out.size();
  }

  byte[] toBytes() {
    return out.toByteArray();
  }

  CborWriter number(long value) {
    return value < 0 ? head(1, -1 - value) : head(0, value);
  }

  CborWriter bytes(byte[] value) {
    head(2, value.length);
    out.writeBytes(value);
    return this;
  }

  CborWriter text(String value) {
    byte[] encoded = value.getBytes(StandardCharsets.UTF_8);
    head(3, encoded.length);
    out.writeBytes(encoded);
    return this;
  }

  CborWriter array(int length) {
    return head(4, length);
  }

  CborWriter map(int length) {
    return head(5, length);
  }

  CborWriter tag(int number) {
    return head(6, number);
  }

  CborWriter beginArray() {
    out.write(INDEFINITE_ARRAY);
    return this;
  }

  CborWriter end() {
    out.write(BREAK);
    return this;
  }

  private CborWriter head(int major, long value) {
    int type = major << 5;
    if (Long.compareUnsigned(value, 24) < 0) {
      out.write(type | (int) value);
    } else if (value >>> 8 == 0) {
      lengthBytes(type | 24, value, 1);
    } else if (value >>> 16 == 0) {
      lengthBytes(type | 25, value, 2);
    } else if (value >>> 32 == 0) {
      lengthBytes(type | 26, value, 4);
    } else {
      lengthBytes(type | 27, value, 8);
    }
    return this;
  }

  private void lengthBytes(int first, long value, int count) {
    out.write(first);
    for (int i = count - 1; i >= 0; i--) {
      out.write((int) (value >>> 8 * i));
    }
  }
}
