// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.traffic;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/**
 * Choose the lengths of generated frames.
 *
 * <p>Lengths count from destination address to payload, without FCS. {@link #IMIX} is the simple
 * Internet mix: 7 frames of 64, 4 of 594 and 1 of 1518 bytes in every twelve, in seeded order;
 * these are the usual 60, 590 and 1514 bytes with their FCS counted, taken as given.
 */
public enum TrafficProfile {
  /** Every frame has 64 bytes. */
  SHORT("64", 64),
  /** Every frame has 1500 bytes. */
  STANDARD("1500", 1500),
  /** Every frame has 9000 bytes. */
  JUMBO("9000", 9000),
  /** 64, 594 and 1518 bytes in the ratio 7:4:1. */
  IMIX("imix", 64, 64, 64, 64, 64, 64, 64, 594, 594, 594, 594, 1518);

  private final String option;
  private final int[] lengthsBytes;

  TrafficProfile(String option, int... lengthsBytes) {
    this.option = option;
    this.lengthsBytes = lengthsBytes;
  }

  /** Return the name users type: {@code 64 1500 9000 imix}. */
  public String option() {
    return option;
  }

  /** Return the longest frame of the profile in bytes. */
  public int maxLengthBytes() {
    return lengthsBytes[lengthsBytes.length - 1];
  }

  /** Return one round of lengths; the mix is exact over each round. */
  int[] roundBytes(RandomGenerator random) {
    int[] round = lengthsBytes.clone();
    for (int i = round.length - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      int swapped = round[i];
      round[i] = round[j];
      round[j] = swapped;
    }
    return round;
  }

  /**
   * Find a profile by the name users type.
   *
   * @param option name
   * @return the profile
   * @throws IllegalArgumentException if there is none, naming the legal ones
   */
  public static TrafficProfile of(String option) {
    for (TrafficProfile profile : values()) {
      if (profile.option.equals(option)) {
        return profile;
      }
    }
    throw new IllegalArgumentException(
        "traffic is unknown: traffic="
            + option
            + Arrays.stream(values())
                .map(TrafficProfile::option)
                .collect(Collectors.joining("|", " (expected: ", ")")));
  }
}
