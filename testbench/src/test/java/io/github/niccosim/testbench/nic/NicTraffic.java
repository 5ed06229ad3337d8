// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.nic;

import io.github.niccosim.testbench.traffic.Frame;
import io.github.niccosim.testbench.traffic.TrafficGenerator;
import io.github.niccosim.testbench.traffic.TrafficProfile;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Frames for the suites: IP flows, and byte strings of every length. */
final class NicTraffic {

  private NicTraffic() {}

  static List<Frame> profile(TrafficProfile profile, int count, long seed) {
    List<Frame> frames = new ArrayList<>();
    try (TrafficGenerator generator =
        new TrafficGenerator(profile, count, new SplittableRandom(seed))) {
      for (Frame frame = generator.next(); frame != null; frame = generator.next()) {
        frames.add(frame);
      }
    }
    return frames;
  }

  /** Return frames of random content that is no IP, one per length. */
  static List<Frame> lengths(int from, int to, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<Frame> frames = new ArrayList<>();
    for (int length = from; length <= to; length++) {
      frames.add(noise(random, length));
    }
    return frames;
  }

  static Frame noise(SplittableRandom random, int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    if (length > 12) {
      bytes[12] = 0x12; // an EtherType nobody parses
    }
    return Frame.of(bytes);
  }

  /** Return IMIX with noise of random lengths up to {@code longest} in between. */
  static List<Frame> mixed(int count, int longest, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<Frame> frames = new ArrayList<>(profile(TrafficProfile.IMIX, count * 3 / 4, seed));
    while (frames.size() < count) {
      int length = random.nextInt(8) == 0 ? longest : 1 + random.nextInt(longest);
      frames.add(random.nextInt(frames.size()), noise(random, length));
    }
    return frames;
  }
}
