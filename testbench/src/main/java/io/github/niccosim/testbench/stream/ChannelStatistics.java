// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.stream;

/**
 * Count what one valid/ready channel did, cycle by cycle.
 *
 * <pre>
 *   cycles = beats (VALID and READY) + stalls (VALID, not READY) + idle (not VALID)
 * </pre>
 *
 * <p>Written by one simulation thread; read it there or after the run. Counting never allocates.
 */
public final class ChannelStatistics {

  private final String name;
  private long beats;
  private long payloadBytes;
  private long stallCycles;
  private long firstBeatCycle = -1;
  private long lastBeatCycle = -1;

  /**
   * Make the zeroed counters of one channel.
   *
   * @param name channel name for reports, such as {@code W} or {@code TDATA}
   */
  public ChannelStatistics(String name) {
    this.name = name;
  }

  /**
   * Count one transferred beat.
   *
   * @param cycle clock cycle of the handshake, never decreasing
   * @param bytes payload bytes the beat carried, 0 for address and response channels
   */
  public void beat(long cycle, int bytes) {
    beats++;
    payloadBytes += bytes;
    if (firstBeatCycle < 0) {
      firstBeatCycle = cycle;
    }
    lastBeatCycle = cycle;
  }

  /** Count one cycle with VALID high and READY low. */
  public void stall() {
    stallCycles++;
  }

  /**
   * Return the channel's name.
   *
   * @return name given at construction
   */
  public String name() {
    return name;
  }

  /**
   * Return the transferred beats.
   *
   * @return number of handshakes
   */
  public long beats() {
    return beats;
  }

  /**
   * Return the payload bytes: strobed bytes on W, requested bytes on R, kept bytes on a stream.
   *
   * @return bytes
   */
  public long payloadBytes() {
    return payloadBytes;
  }

  /**
   * Return the cycles in which a beat was offered and not taken.
   *
   * @return cycles
   */
  public long stallCycles() {
    return stallCycles;
  }

  /**
   * Return the cycles in which a beat was offered, taken or not.
   *
   * @return beats plus stalls, in cycles
   */
  public long busyCycles() {
    return beats + stallCycles;
  }

  /**
   * Return the length of the window that {@link #utilisation()} is taken over.
   *
   * @return cycles from the first to the last beat, both included; 0 without a beat
   */
  public long activeCycles() {
    return beats == 0 ? 0 : lastBeatCycle - firstBeatCycle + 1;
  }

  /**
   * Return the cycle of the first beat.
   *
   * @return cycle number, -1 without a beat
   */
  public long firstBeatCycle() {
    return firstBeatCycle;
  }

  /**
   * Return the cycle of the last beat.
   *
   * @return cycle number, -1 without a beat
   */
  public long lastBeatCycle() {
    return lastBeatCycle;
  }

  /**
   * Return beats per cycle between the first and the last beat, the figure bus engines are compared
   * by.
   *
   * @return 0.0 (no beat) to 1.0 (a beat in every cycle)
   */
  public double utilisation() {
    return beats == 0 ? 0 : (double) beats / activeCycles();
  }

  /** Set every counter back to zero. */
  public void clear() {
    beats = 0;
    payloadBytes = 0;
    stallCycles = 0;
    firstBeatCycle = -1;
    lastBeatCycle = -1;
  }

  @Override
  public String toString() {
    return "%s: beats=%d bytes=%d stalls=%d utilisation=%.1f%%"
        .formatted(name, beats, payloadBytes, stallCycles, utilisation() * 100);
  }
}
