// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.axi;

import org.jspecify.annotations.Nullable;

/**
 * One burst for an {@link AxiMaster} to perform, legal or not: the master drives what it is told.
 *
 * <p>Data is the sequence of bytes in the order in which the beats transfer them: an unaligned
 * first beat has fewer than {@code 2^size} bytes, a WRAP burst goes round, every beat of a FIXED
 * burst has its own bytes.
 *
 * @param write {@code true} for AW, {@code false} for AR
 * @param addr AxADDR
 * @param len AxLEN, beats minus one, 0..255
 * @param size AxSIZE, log2 of the bytes per beat, 0..7
 * @param burst AxBURST, such as {@link AxiBurst#INCR}
 * @param id AxID, {@link #ANY_ID} to let the master choose
 * @param data bytes to write; empty for a read
 * @param strobed not zero for each byte of {@code data} whose strobe is set, or {@code null} for
 *     all
 * @param user AxUSER
 * @param cache AxCACHE, 0..15
 * @param prot AxPROT, 0..7
 * @param lock {@code true} for an exclusive access
 */
public record AxiRequest(
    boolean write,
    long addr,
    int len,
    int size,
    int burst,
    long id,
    byte[] data,
    byte @Nullable [] strobed,
    long user,
    int cache,
    int prot,
    boolean lock) {

  /** Value of {@link #id} that lets the master take its IDs in turn. */
  public static final long ANY_ID = -1;

  /** Check what no signal could carry. */
  public AxiRequest {
    if (len < 0 || len > 255 || size < 0 || size > 7 || burst < 0 || burst > 3) {
      throw new IllegalArgumentException(
          "axi request out of range: len=%d size=%d burst=%d (expected: 0..255, 0..7, 0..3)"
              .formatted(len, size, burst));
    }
    int bytes = write ? transferBytes(addr, len, size, burst) : 0;
    if (data.length != bytes || (strobed != null && strobed.length != bytes)) {
      throw new IllegalArgumentException(
          "axi request has the wrong number of bytes: addr=0x%x len=%d size=%d data=%d strobed=%d"
                  .formatted(addr, len, size, data.length, strobed == null ? bytes : strobed.length)
              + " (expected: "
              + bytes
              + ")");
    }
  }

  /**
   * Read a burst.
   *
   * @param addr AxADDR
   * @param len beats minus one, 0..255
   * @param size log2 of the bytes per beat, 0..7
   * @param burst AxBURST
   */
  public static AxiRequest read(long addr, int len, int size, int burst) {
    return new AxiRequest(false, addr, len, size, burst, ANY_ID, new byte[0], null, 0, 0, 0, false);
  }

  /**
   * Write a burst.
   *
   * @param addr AxADDR
   * @param len beats minus one, 0..255
   * @param size log2 of the bytes per beat, 0..7
   * @param burst AxBURST
   * @param data {@link #transferBytes} bytes
   */
  public static AxiRequest write(long addr, int len, int size, int burst, byte[] data) {
    return new AxiRequest(true, addr, len, size, burst, ANY_ID, data, null, 0, 0, 0, false);
  }

  /**
   * Choose the ID.
   *
   * @param value AxID
   * @return a changed copy
   */
  public AxiRequest withId(long value) {
    return new AxiRequest(
        write, addr, len, size, burst, value, data, strobed, user, cache, prot, lock);
  }

  /**
   * Choose AxUSER.
   *
   * @param value AxUSER
   * @return a changed copy
   */
  public AxiRequest withUser(long value) {
    return new AxiRequest(
        write, addr, len, size, burst, id, data, strobed, value, cache, prot, lock);
  }

  /**
   * Choose AxCACHE and AxPROT.
   *
   * @param cacheBits 0..15
   * @param protBits 0..7
   * @return a changed copy
   */
  public AxiRequest withAttributes(int cacheBits, int protBits) {
    return new AxiRequest(
        write, addr, len, size, burst, id, data, strobed, user, cacheBits, protBits, lock);
  }

  /**
   * Set the strobes of some bytes only.
   *
   * @param which not zero for each byte of the data to be written
   * @return a changed copy
   */
  public AxiRequest withStrobes(byte[] which) {
    return new AxiRequest(write, addr, len, size, burst, id, data, which, user, cache, prot, lock);
  }

  /**
   * Make the access exclusive.
   *
   * @return a changed copy
   */
  public AxiRequest exclusive() {
    return new AxiRequest(
        write, addr, len, size, burst, id, data, strobed, user, cache, prot, true);
  }

  /**
   * Return the bytes that a burst transfers.
   *
   * @param addr AxADDR
   * @param len AxLEN
   * @param size AxSIZE
   * @param burst AxBURST
   */
  public static int transferBytes(long addr, int len, int size, int burst) {
    int unaligned = (int) (addr & ((1 << size) - 1));
    int total = (len + 1) << size;
    return burst == AxiBurst.FIXED ? total - (len + 1) * unaligned : total - unaligned;
  }

  @Override
  public String toString() {
    return "%s addr=0x%x len=%d size=%d burst=%s id=%s"
        .formatted(
            write ? "write" : "read",
            addr,
            len,
            size,
            AxiBurst.burstName(burst),
            id == ANY_ID ? "any" : Long.toString(id));
  }
}
