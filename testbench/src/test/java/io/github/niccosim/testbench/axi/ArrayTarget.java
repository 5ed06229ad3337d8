// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.axi;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

/** A block of memory for tests that remembers when it was accessed; DECERR outside. */
final class ArrayTarget implements AxiTarget {

  /** One call of the target. */
  record Access(boolean write, long addr, int len, long user, long timePs) {}

  final byte[] bytes;
  final List<Access> accesses = new ArrayList<>();
  private final long base;
  private final LongSupplier timePs;

  ArrayTarget(long base, int size, LongSupplier timePs) {
    this.base = base;
    this.bytes = new byte[size];
    this.timePs = timePs;
    for (int i = 0; i < size; i++) {
      bytes[i] = initial(i);
    }
  }

  static byte initial(int index) {
    return (byte) (index * 13 + (index >> 8));
  }

  @Override
  public AxiResp read(long addr, byte[] dst, int off, int len, long user) {
    accesses.add(new Access(false, addr, len, user, timePs.getAsLong()));
    if (!holds(addr, len)) {
      return AxiResp.DECERR;
    }
    System.arraycopy(bytes, (int) (addr - base), dst, off, len);
    return AxiResp.OKAY;
  }

  @Override
  public AxiResp write(long addr, byte[] src, int off, int len, long user) {
    accesses.add(new Access(true, addr, len, user, timePs.getAsLong()));
    if (!holds(addr, len)) {
      return AxiResp.DECERR;
    }
    System.arraycopy(src, off, bytes, (int) (addr - base), len);
    return AxiResp.OKAY;
  }

  private boolean holds(long addr, int len) {
    return addr >= base && addr + len <= base + bytes.length;
  }
}
