// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.axi;

/**
 * Describe bursts that an {@link AxiSlave} answers with an error instead of serving them.
 *
 * <p>A burst matches when its direction fits, any byte of it lies in the address range and its user
 * value fits; of the matching bursts the first {@code skip} are served, each later one fails with
 * the given probability, {@code count} at most. Data of a failed write does not reach the target;
 * failed read beats carry {@link AxiSlave#POISON}.
 *
 * @param direction which bursts may fail
 * @param firstAddr first address of the range, unsigned
 * @param lastAddr last address of the range, unsigned, at least {@code firstAddr}
 * @param resp {@link AxiResp#SLVERR} or {@link AxiResp#DECERR}
 * @param skip matching bursts to serve first, 0 or more
 * @param count bursts to fail at most, 1 or more; {@link Integer#MAX_VALUE} means no limit
 * @param probability chance of a matching burst to fail, above 0 and at most 1
 * @param userMask bits of AxUSER that are compared, 0 to compare none
 * @param userValue value of the compared bits
 * @param beat index of the only read beat that fails, or {@link #EVERY_BEAT}; a burst shorter than
 *     that fails in its last beat; writes have one response and ignore it
 */
public record AxiErrorWindow(
    Direction direction,
    long firstAddr,
    long lastAddr,
    AxiResp resp,
    int skip,
    int count,
    double probability,
    long userMask,
    long userValue,
    int beat) {

  /** Value of {@link #beat()} for an error in every beat of a read burst. */
  public static final int EVERY_BEAT = -1;

  /** Which bursts a window is about. */
  public enum Direction {
    /** Read bursts only. */
    READ,
    /** Write bursts only. */
    WRITE,
    /** Both. */
    BOTH
  }

  /** Check the description. */
  public AxiErrorWindow {
    if (!resp.isError()) {
      throw new IllegalArgumentException(
          "injected response is no error: resp=%s (expected: SLVERR or DECERR)".formatted(resp));
    }
    if (Long.compareUnsigned(firstAddr, lastAddr) > 0) {
      throw new IllegalArgumentException(
          "error window is empty: firstAddr=0x%x lastAddr=0x%x (expected: first <= last)"
              .formatted(firstAddr, lastAddr));
    }
    if (skip < 0 || count < 1 || !(probability > 0 && probability <= 1) || beat < EVERY_BEAT) {
      throw new IllegalArgumentException(
          ("error window out of range: skip=%d count=%d probability=%s beat=%d"
                  + " (expected: skip >= 0, count >= 1, 0 < probability <= 1, beat >= -1)")
              .formatted(skip, count, probability, beat));
    }
  }

  /**
   * Fail every burst that touches a range of addresses.
   *
   * @param direction which bursts fail
   * @param firstAddr first address, unsigned
   * @param lastAddr last address, unsigned
   * @param resp SLVERR or DECERR
   * @return the window
   * @throws IllegalArgumentException if the range is empty or the response no error
   */
  public static AxiErrorWindow of(
      Direction direction, long firstAddr, long lastAddr, AxiResp resp) {
    return new AxiErrorWindow(
        direction, firstAddr, lastAddr, resp, 0, Integer.MAX_VALUE, 1, 0, 0, EVERY_BEAT);
  }

  /**
   * Fail every burst of a direction, whatever its address.
   *
   * @param direction which bursts fail
   * @param resp SLVERR or DECERR
   * @return the window
   */
  public static AxiErrorWindow anywhere(Direction direction, AxiResp resp) {
    return of(direction, 0, -1, resp);
  }

  /**
   * Serve the first matching bursts.
   *
   * @param bursts number of bursts to serve, 0 or more
   * @return a changed copy
   */
  public AxiErrorWindow skipping(int bursts) {
    return new AxiErrorWindow(
        direction,
        firstAddr,
        lastAddr,
        resp,
        bursts,
        count,
        probability,
        userMask,
        userValue,
        beat);
  }

  /**
   * Stop after a number of failures.
   *
   * @param bursts failures at most, 1 or more
   * @return a changed copy
   */
  public AxiErrorWindow times(int bursts) {
    return new AxiErrorWindow(
        direction, firstAddr, lastAddr, resp, skip, bursts, probability, userMask, userValue, beat);
  }

  /**
   * Fail by chance.
   *
   * @param chance probability of each matching burst, above 0 and at most 1
   * @return a changed copy
   */
  public AxiErrorWindow withProbability(double chance) {
    return new AxiErrorWindow(
        direction, firstAddr, lastAddr, resp, skip, count, chance, userMask, userValue, beat);
  }

  /**
   * Match only bursts with a certain AxUSER, for example one kind of DMA access.
   *
   * @param mask bits to compare
   * @param value value of these bits
   * @return a changed copy
   */
  public AxiErrorWindow withUser(long mask, long value) {
    return new AxiErrorWindow(
        direction, firstAddr, lastAddr, resp, skip, count, probability, mask, value & mask, beat);
  }

  /**
   * Fail one beat of a read burst only.
   *
   * @param index beat, 0 or more
   * @return a changed copy
   */
  public AxiErrorWindow onBeat(int index) {
    return new AxiErrorWindow(
        direction, firstAddr, lastAddr, resp, skip, count, probability, userMask, userValue, index);
  }

  boolean matches(boolean write, long burstFirst, long burstLast, long user) {
    return direction != (write ? Direction.READ : Direction.WRITE)
        && Long.compareUnsigned(burstLast, firstAddr) >= 0
        && Long.compareUnsigned(burstFirst, lastAddr) <= 0
        && (user & userMask) == userValue;
  }
}
