// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.bridge;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Collect the writes of a time step in memory the native time loop reads.
 *
 * <p>Each is a header with place and size, then the bytes padded to 8, or value and mask of some
 * bits; see {@code nc_write} in {@code model_abi.h}.
 */
final class WriteLog {
  private static final int INITIAL_BYTES = 1 << 14;
  static final int MASKED = 0x4000_0000; // NC_MASKED

  private final long handle;
  private ByteBuffer log;
  private int used;

  WriteLog(long handle) {
    this.handle = handle;
    this.log = NativeBridge.writeLog(handle, INITIAL_BYTES).order(ByteOrder.nativeOrder());
  }

  /** Add a value of 1, 2, 4 or 8 bytes. */
  void add(int offset, int bytes, long value) {
    reserve(16);
    log.putLong(used, offset | ((long) bytes << 32));
    log.putLong(used + 8, value);
    used += 16;
  }

  /** Add bytes. */
  void add(int offset, byte[] source, int from, int count) {
    int needed = 8 + ((count + 7) & ~7);
    reserve(needed);
    log.putLong(used, offset | ((long) count << 32));
    log.put(used + 8, source, from, count);
    used += needed;
  }

  /** Add some bits of 1, 2, 4 or 8 bytes. */
  void addBits(int offset, int bytes, long value, long mask) {
    reserve(24);
    log.putLong(used, offset | ((long) (bytes | MASKED) << 32));
    log.putLong(used + 8, value);
    log.putLong(used + 16, mask);
    used += 24;
  }

  int bytes() {
    return used;
  }

  /** Read eight bytes. */
  long word(int at) {
    return log.getLong(at);
  }

  void clear() {
    used = 0;
  }

  byte[] copy() {
    byte[] writes = new byte[used];
    log.get(0, writes);
    return writes;
  }

  void replace(byte[] writes) {
    used = 0;
    reserve(writes.length);
    log.put(0, writes);
    used = writes.length;
  }

  private void reserve(int needed) {
    if (used + needed > log.capacity()) {
      int capacity = Math.multiplyExact(2, Math.max(log.capacity(), needed));
      log = NativeBridge.writeLog(handle, capacity).order(ByteOrder.nativeOrder());
    }
  }
}
