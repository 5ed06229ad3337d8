// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.traffic;

import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Generate frames of seeded flows: IPv4 and IPv6, TCP and UDP, some with a VLAN tag.
 *
 * <p>Every frame differs from every other (its payload starts with its number mixed with the seed)
 * and carries valid checksums. Same random source, same frames.
 */
public final class TrafficGenerator implements FrameSource {

  /** Number of flows drawn at the start. */
  public static final int FLOWS = 256;

  /** Payload every frame carries at least, so that no two are alike. */
  private static final int MIN_PAYLOAD_BYTES = 4;

  private final TrafficProfile profile;
  private final RandomGenerator random;
  private final Flow[] flows = new Flow[FLOWS];
  private final long frames;
  private final long salt;
  private int[] round = {};
  private long made;

  /**
   * Draw the flows and stand before the first frame.
   *
   * @param profile lengths
   * @param frames number of frames, not negative
   * @param random source of every choice; owned by the generator from now on
   */
  public TrafficGenerator(TrafficProfile profile, long frames, RandomGenerator random) {
    this.profile = profile;
    this.frames = frames;
    this.random = random;
    for (int i = 0; i < FLOWS; i++) {
      flows[i] = Flow.random(random);
    }
    this.salt = random.nextLong() << 32;
  }

  @Override
  public @Nullable Frame next() {
    if (made == frames) {
      return null;
    }
    int position = (int) (made % Math.max(1, round.length));
    if (position == 0) {
      round = profile.roundBytes(random);
    }
    int length = round[position];
    Flow flow = fitting(flows[random.nextInt(FLOWS)], length);
    return FrameBuilder.ip(flow, length, salt | made++);
  }

  private static Flow fitting(Flow flow, int length) {
    int headers = FrameBuilder.headerBytes(flow.vlanId() >= 0, flow.isIpv6(), flow.transport());
    return headers + MIN_PAYLOAD_BYTES <= length ? flow : flow.withoutTransport();
  }
}
