// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.axi;

/**
 * Compute the address and the byte lanes of every beat of a burst (IHI 0022 A3.4.1 and A3.4.2).
 *
 * <p>Pure arithmetic on unsigned 64-bit addresses; {@code len} and {@code size} are the encoded
 * AxLEN (beats minus one, 0..255) and AxSIZE (log2 of the bytes per beat, 0..7).
 */
public final class AxiBurst {

  /** AxBURST code: every beat at the same address. */
  public static final int FIXED = 0;

  /** AxBURST code: every beat follows the one before. */
  public static final int INCR = 1;

  /** AxBURST code: as INCR, wrapping at a boundary. */
  public static final int WRAP = 2;

  /** AxBURST code that no master may use. */
  public static final int RESERVED = 3;

  /** Size of the block that a burst must not leave, in bytes. */
  public static final int BOUNDARY_BYTES = 4096;

  private AxiBurst() {}

  /**
   * Return the address of one beat.
   *
   * @param addr AxADDR
   * @param len AxLEN, 0..255
   * @param size AxSIZE, 0..7
   * @param burst AxBURST; {@link #RESERVED} is treated as {@link #INCR}
   * @param beat index of the beat, 0 or more; may exceed {@code len} for a burst that is too long
   * @return address of the first byte the beat may transfer
   */
  public static long beatAddress(long addr, int len, int size, int burst, int beat) {
    if (beat == 0 || burst == FIXED) {
      return addr;
    }
    long aligned = align(addr, 1 << size);
    long next = aligned + ((long) beat << size);
    if (burst == WRAP) {
      long total = (long) (len + 1) << size;
      long lower = Long.divideUnsigned(aligned, total) * total;
      if (Long.compareUnsigned(next, lower + total) >= 0) {
        next -= total;
      }
    }
    return next;
  }

  /**
   * Return the lowest byte lane that a beat may use.
   *
   * @param beatAddress address from {@link #beatAddress}
   * @param busBytes width of the data bus in bytes, a power of two
   * @return lane, 0..busBytes-1
   */
  public static int lowerLane(long beatAddress, int busBytes) {
    return (int) (beatAddress & (busBytes - 1));
  }

  /**
   * Return the highest byte lane that a beat may use.
   *
   * @param beatAddress address from {@link #beatAddress}
   * @param size AxSIZE, 0..7
   * @param busBytes width of the data bus in bytes, a power of two
   * @return lane, 0..busBytes-1 for a legal size
   */
  public static int upperLane(long beatAddress, int size, int busBytes) {
    int bytes = 1 << size;
    return (int) (align(beatAddress, bytes) & (busBytes - 1)) + bytes - 1;
  }

  /**
   * Return the lowest address that any beat of the burst transfers.
   *
   * @param addr AxADDR
   * @param len AxLEN, 0..255
   * @param size AxSIZE, 0..7
   * @param burst AxBURST
   * @return {@code addr}, or the wrap boundary of a WRAP burst
   */
  public static long lowestAddress(long addr, int len, int size, int burst) {
    if (burst != WRAP) {
      return addr;
    }
    long total = (long) (len + 1) << size;
    return Long.divideUnsigned(addr, total) * total;
  }

  /**
   * Return the number of distinct bytes the burst addresses from {@link #lowestAddress} on.
   *
   * @param addr AxADDR
   * @param len AxLEN, 0..255
   * @param size AxSIZE, 0..7
   * @param burst AxBURST
   * @return bytes, 1..32768
   */
  public static int spanBytes(long addr, int len, int size, int burst) {
    int bytes = 1 << size;
    int total = (len + 1) << size;
    int unaligned = (int) (addr & (bytes - 1));
    return switch (burst) {
      case FIXED -> bytes - unaligned;
      case WRAP -> total;
      default -> total - unaligned;
    };
  }

  /**
   * Say whether the burst leaves the 4 KiB block it begins in. Compares whole block numbers, so a
   * burst across an even number of blocks is seen as well.
   *
   * @param addr AxADDR
   * @param len AxLEN, 0..255
   * @param size AxSIZE, 0..7
   * @param burst AxBURST
   * @return {@code true} for an illegal burst
   */
  public static boolean crossesBoundary(long addr, int len, int size, int burst) {
    long first = lowestAddress(addr, len, size, burst);
    long last = first + spanBytes(addr, len, size, burst) - 1;
    return (first & -BOUNDARY_BYTES) != (last & -BOUNDARY_BYTES);
  }

  /**
   * Round an address down.
   *
   * @param addr any address
   * @param bytes a power of two
   * @return the largest multiple of {@code bytes} not above {@code addr}
   */
  public static long align(long addr, int bytes) {
    return addr & -(long) bytes;
  }

  /**
   * Name an AxBURST code.
   *
   * @param burst code, 0..3
   * @return its name in the specification
   */
  public static String burstName(int burst) {
    return switch (burst) {
      case FIXED -> "FIXED";
      case INCR -> "INCR";
      case WRAP -> "WRAP";
      default -> "RESERVED";
    };
  }
}
