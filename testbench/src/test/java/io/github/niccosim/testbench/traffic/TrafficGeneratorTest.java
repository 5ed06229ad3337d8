// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.traffic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TrafficGeneratorTest {

  @ParameterizedTest
  @EnumSource(TrafficProfile.class)
  void everyFrameIsUniqueAndNoLongerThanPromised(TrafficProfile profile) {
    List<Frame> frames = generate(profile, 600, 1);

    assertThat(new HashSet<>(frames)).hasSize(600);
    assertThat(frames).extracting(Frame::lengthBytes).allMatch(l -> l <= profile.maxLengthBytes());
  }

  @Test
  void imixIsSevenToFourToOne() {
    Map<Integer, Long> byLength =
        generate(TrafficProfile.IMIX, 1200, 3).stream()
            .collect(Collectors.groupingBy(Frame::lengthBytes, Collectors.counting()));

    assertThat(byLength).isEqualTo(Map.of(64, 700L, 594, 400L, 1518, 100L));
  }

  @Test
  void sameSeedGivesSameFramesAndOtherSeedOthers() {
    assertThat(generate(TrafficProfile.IMIX, 100, 5))
        .isEqualTo(generate(TrafficProfile.IMIX, 100, 5))
        .isNotEqualTo(generate(TrafficProfile.IMIX, 100, 6));
  }

  @Test
  void trafficReachesEveryQueueAndEveryHashType() {
    RssSteering steering =
        new RssSteering(Toeplitz.verificationKey(), RssSteering.roundRobinTable(4), 0);
    List<RssSteering.Steered> steered =
        generate(TrafficProfile.IMIX, 2000, 1).stream()
            .map(frame -> steering.steer(frame.bytes()))
            .toList();

    for (int queue = 0; queue < 4; queue++) {
      int wanted = queue;
      assertThat(steered.stream().filter(s -> s.queue() == wanted).count()).isBetween(300L, 700L);
    }
    assertThat(steered.stream().map(RssSteering.Steered::type).distinct())
        .contains(
            RssSteering.HashType.TCP_IPV4,
            RssSteering.HashType.UDP_IPV4,
            RssSteering.HashType.TCP_IPV6,
            RssSteering.HashType.UDP_IPV6,
            RssSteering.HashType.IPV6);
  }

  @Test
  void unknownProfileNamesTheLegalOnes() {
    assertThatThrownBy(() -> TrafficProfile.of("65"))
        .hasMessage("traffic is unknown: traffic=65 (expected: 64|1500|9000|imix)");
  }

  private static List<Frame> generate(TrafficProfile profile, int count, long seed) {
    List<Frame> frames = new ArrayList<>();
    try (TrafficGenerator generator =
        new TrafficGenerator(profile, count, new SplittableRandom(seed))) {
      for (Frame frame = generator.next(); frame != null; frame = generator.next()) {
        frames.add(frame);
      }
    }
    assertThat(frames).hasSize(count);
    return frames;
  }
}
