// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.stream;

import java.util.random.RandomGenerator;

/**
 * Say in which clock cycles one side of a valid/ready channel is willing to move a beat.
 *
 * <p>The same pattern paces a READY (back-pressure) or a VALID (gaps between beats). A pattern is
 * an immutable description and may be shared; {@link #start} makes the running sequence of one
 * channel.
 */
public interface ReadyPattern {

  /**
   * Begin the sequence of one channel.
   *
   * @param random source of every random decision of this sequence; drawn from on the simulation
   *     thread only, at most a few times per cycle
   * @return a new sequence, owned by one bus model
   */
  Sequence start(RandomGenerator random);

  /** Running state of a {@link ReadyPattern} on one channel. */
  interface Sequence {

    /**
     * Decide the next cycle; called exactly once per clock cycle.
     *
     * @param stalled {@code true} when the other side offered a beat in this cycle and it did not
     *     move
     * @return {@code true} when a beat may move in the next cycle
     */
    boolean next(boolean stalled);
  }

  /**
   * Be willing in every cycle.
   *
   * @return the pattern without any pause
   */
  static ReadyPattern always() {
    return FixedPatterns.ALWAYS;
  }

  /**
   * Never be willing: what a dead partner looks like.
   *
   * @return the pattern that moves nothing
   */
  static ReadyPattern never() {
    return FixedPatterns.NEVER;
  }

  /**
   * Repeat a drawn picture of cycles for ever, for example {@code "1110"}: pause one cycle in four.
   *
   * @param cycles characters {@code 1} (willing) and {@code 0} (pausing), at least one, first
   *     character first
   * @return the periodic pattern
   * @throws IllegalArgumentException if the picture is empty or has other characters
   */
  static ReadyPattern repeat(String cycles) {
    return FixedPatterns.repeat(cycles);
  }

  /**
   * Be willing in each cycle independently with the given probability.
   *
   * @param probability chance of a willing cycle, above 0 and at most 1
   * @return the random pattern
   * @throws IllegalArgumentException if the probability is out of range
   */
  static ReadyPattern probability(double probability) {
    return RandomPatterns.probability(probability);
  }

  /**
   * Alternate between runs of willing cycles and runs of pausing cycles of random lengths.
   *
   * @param minOnCycles shortest willing run, 1 or more
   * @param maxOnCycles longest willing run, at least {@code minOnCycles}
   * @param minOffCycles shortest pause, 1 or more
   * @param maxOffCycles longest pause, at least {@code minOffCycles}
   * @return the random pattern
   * @throws IllegalArgumentException if a range is empty or a length below 1
   */
  static ReadyPattern bursts(int minOnCycles, int maxOnCycles, int minOffCycles, int maxOffCycles) {
    return RandomPatterns.bursts(minOnCycles, maxOnCycles, minOffCycles, maxOffCycles);
  }

  /**
   * Become willing only after the other side offers a beat, as AXI and AXI-Stream allow (IHI 0022
   * A3.2.1): a master that waits for READY before it raises VALID hangs here.
   *
   * @param delayCycles full cycles to let the offer wait before READY rises, 0 or more
   * @return the pattern; every beat costs at least two cycles
   * @throws IllegalArgumentException if the delay is negative
   */
  static ReadyPattern afterValid(int delayCycles) {
    return FixedPatterns.afterValid(delayCycles);
  }
}
