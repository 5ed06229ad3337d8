// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.bridge;

import java.nio.ByteBuffer;

/**
 * Read and write up to 64 neighbouring bits of a value in a model's storage.
 *
 * <p>Which bytes hold them is decided once; a read is then one load, a shift and a mask. The place
 * of the value itself is an argument, so that one object serves all elements of a memory.
 */
final class BitAccess {
  private static final int SPREAD = 12; // over three words of 32 bits

  private final Model model;
  private final ByteBuffer storage;
  private final int at;
  private final int unitBytes;
  private final int shift;
  private final long mask;

  /** Select bits of a value of the given storage size: 1, 2, 4, 8, or a multiple of 4. */
  BitAccess(Model model, ByteBuffer storage, int storageBytes, int lowBit, int widthBits) {
    this.model = model;
    this.storage = storage;
    this.mask = widthBits == 64 ? -1L : (1L << widthBits) - 1;
    if (storageBytes <= 8) {
      this.at = 0;
      this.shift = lowBit;
      this.unitBytes = storageBytes;
    } else {
      this.at = (lowBit >>> 5) * 4;
      this.shift = lowBit & 31;
      int end = shift + widthBits;
      this.unitBytes = end <= 32 ? 4 : end <= 64 ? 8 : SPREAD;
    }
  }

  long mask() {
    return mask;
  }

  /** Return the bits of the value that begins at a byte of the storage. */
  long get(int base) {
    int from = base + at;
    return switch (unitBytes) {
          case 1 -> (storage.get(from) & 0xffL) >>> shift;
          case 2 -> (storage.getShort(from) & 0xffffL) >>> shift;
          case 4 -> (storage.getInt(from) & 0xffff_ffffL) >>> shift;
          case 8 -> storage.getLong(from) >>> shift;
          default ->
              storage.getLong(from) >>> shift | (long) storage.getInt(from + 8) << (64 - shift);
        }
        & mask;
  }

  /** Store bits that fit; when they arrive is the model's write mode. */
  void put(int base, long value, String path) {
    boolean deferred = model.mode() == WriteMode.DEFERRED;
    if (!deferred) {
      model.checkImmediate(path);
    }
    if (unitBytes == SPREAD) {
      put(deferred, base + at, 8, value << shift, mask << shift);
      put(deferred, base + at + 8, 4, value >>> (64 - shift), mask >>> (64 - shift));
    } else {
      put(deferred, base + at, unitBytes, value << shift, mask << shift);
    }
  }

  private void put(boolean deferred, int to, int bytes, long value, long bits) {
    if (deferred) {
      model.log().addBits(to, bytes, value, bits);
      return;
    }
    switch (bytes) {
      case 1 -> storage.put(to, (byte) (storage.get(to) & ~bits | value));
      case 2 -> storage.putShort(to, (short) (storage.getShort(to) & ~bits | value));
      case 4 -> storage.putInt(to, (int) (storage.getInt(to) & ~bits | value));
      default -> storage.putLong(to, storage.getLong(to) & ~bits | value);
    }
  }
}
