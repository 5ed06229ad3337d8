// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.axi;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** Memory over all 2^64 addresses, zero at first, that takes room only where it was written. */
public final class SparseMemory implements AxiTarget {
  private static final int PAGE = 4096;

  private final Map<Long, byte[]> pages = new HashMap<>();

  /** Make a memory of zeros. */
  public SparseMemory() {}

  /**
   * Return bytes.
   *
   * @param addr of the first
   * @param len 0 or more
   */
  public byte[] get(long addr, int len) {
    byte[] bytes = new byte[len];
    read(addr, bytes, 0, len, 0);
    return bytes;
  }

  /**
   * Store bytes.
   *
   * @param addr of the first
   * @param bytes copied
   */
  public void put(long addr, byte[] bytes) {
    write(addr, bytes, 0, bytes.length, 0);
  }

  @Override
  public AxiResp read(long addr, byte[] dst, int off, int len, long user) {
    int done = 0;
    while (done < len) {
      long at = addr + done;
      int offset = (int) (at & (PAGE - 1));
      int bytes = Math.min(len - done, PAGE - offset);
      byte[] page = pages.get(at - offset);
      if (page == null) {
        Arrays.fill(dst, off + done, off + done + bytes, (byte) 0);
      } else {
        System.arraycopy(page, offset, dst, off + done, bytes);
      }
      done += bytes;
    }
    return AxiResp.OKAY;
  }

  @Override
  public AxiResp write(long addr, byte[] src, int off, int len, long user) {
    int done = 0;
    while (done < len) {
      long at = addr + done;
      int offset = (int) (at & (PAGE - 1));
      int bytes = Math.min(len - done, PAGE - offset);
      byte[] page = pages.computeIfAbsent(at - offset, base -> new byte[PAGE]);
      System.arraycopy(src, off + done, page, offset, bytes);
      done += bytes;
    }
    return AxiResp.OKAY;
  }
}
