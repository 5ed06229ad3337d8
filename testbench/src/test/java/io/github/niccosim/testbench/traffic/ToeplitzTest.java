// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.traffic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Published vectors of Microsoft's "Verifying the RSS hash calculation". */
class ToeplitzTest {

  private static final String VECTORS =
      """
      161.142.100.80, 1766, 66.9.149.187, 2794, 323e8fc2, 51ccc178
      65.69.140.83, 4739, 199.92.111.2, 14230, d718262a, c626b0ea
      12.22.207.184, 38024, 24.19.198.95, 12898, d2d0a5de, 5c2b394a
      209.142.163.6, 2217, 38.27.205.30, 48228, 82989176, afc7327f
      202.188.127.2, 1303, 153.39.163.191, 44251, 5d1809c5, 10e828a2
      3ffe:2501:200:3::1, 1766, 3ffe:2501:200:1fff::7, 2794, 2cc18cd5, 40207d3d
      ff02::1, 4739, 3ffe:501:8::260:97ff:fe40:efab, 14230, 0f0c461c, dde51bbf
      fe80::200:f8ff:fe21:67cf, 38024, 3ffe:1900:4545:3:200:f8ff:fe21:67cf, 44251, 4b61e985, 02d1feef
      """;

  private static final Flow UNTAGGED =
      new Flow(
          new byte[] {10, 0, 0, 1}, new byte[] {10, 0, 0, 2}, 7, 8, FrameBuilder.Transport.UDP, -1);

  @ParameterizedTest
  @CsvSource(textBlock = VECTORS)
  void steersPublishedVectorsToTheirHash(
      String destination, int toPort, String source, int fromPort, String addresses, String ports)
      throws UnknownHostException {
    byte[] from = InetAddress.getByName(source).getAddress();
    byte[] to = InetAddress.getByName(destination).getAddress();
    int length = from.length == 4 ? 64 : 80;
    RssSteering steering =
        new RssSteering(Toeplitz.verificationKey(), RssSteering.roundRobinTable(4), 0);

    Flow tcp = new Flow(from, to, fromPort, toPort, FrameBuilder.Transport.TCP, 5);
    Flow plain = tcp.withoutTransport();

    assertThat(hex(steering.steer(FrameBuilder.ip(tcp, length, 1).bytes()))).isEqualTo(ports);
    assertThat(hex(steering.steer(FrameBuilder.ip(plain, length, 1).bytes()))).isEqualTo(addresses);
  }

  private static String hex(RssSteering.Steered steered) {
    return String.format("%08x", steered.hash());
  }

  @Test
  void queueIsTheTableEntryOfTheLowSevenBits() {
    int[] table = new int[RssSteering.TABLE_ENTRIES];
    Arrays.setAll(table, i -> i);
    RssSteering steering = new RssSteering(Toeplitz.verificationKey(), table, 99);
    byte[] frame = SampleCapture.frames().get(5).bytes();

    RssSteering.Steered steered = steering.steer(frame);

    assertThat(steered.queue()).isEqualTo(steered.hash() & 127);
  }

  @Test
  void framesWithoutIpGoToTheDefaultQueue() {
    RssSteering steering =
        new RssSteering(Toeplitz.verificationKey(), RssSteering.roundRobinTable(4), 3);

    RssSteering.Steered arp = steering.steer(FrameBuilder.arp(1, 2, 60).bytes());
    RssSteering.Steered tiny = steering.steer(new byte[] {1});

    assertThat(arp).isEqualTo(new RssSteering.Steered(RssSteering.HashType.NONE, 0, 3));
    assertThat(tiny).isEqualTo(arp);
  }

  @Test
  void fragmentsAreHashedByAddressOnly() {
    RssSteering steering =
        new RssSteering(Toeplitz.verificationKey(), RssSteering.roundRobinTable(4), 0);
    byte[] fragment = FrameBuilder.ip(UNTAGGED, 64, 1).bytes().clone();
    fragment[20] |= 0x20;

    assertThat(steering.steer(fragment).type()).isEqualTo(RssSteering.HashType.IPV4);
  }

  @Test
  void twoVlanTagsAreSkippedAndAThirdIsPayload() {
    RssSteering steering =
        new RssSteering(Toeplitz.verificationKey(), RssSteering.roundRobinTable(4), 0);
    byte[] plain = FrameBuilder.ip(UNTAGGED, 64, 1).bytes();

    byte[] two = tagged(plain, 2);
    byte[] three = tagged(plain, 3);

    assertThat(steering.steer(two)).isEqualTo(steering.steer(plain));
    assertThat(steering.steer(three).type()).isEqualTo(RssSteering.HashType.NONE);
  }

  @Test
  void ipv4HeaderLongerThanTheFrameIsNotHashed() {
    byte[] frame = FrameBuilder.ip(UNTAGGED, 64, 1).bytes().clone();
    frame[14] = 0x4F;
    RssSteering steering =
        new RssSteering(Toeplitz.verificationKey(), RssSteering.roundRobinTable(4), 0);

    assertThat(steering.steer(frame).type()).isEqualTo(RssSteering.HashType.NONE);
  }

  private static byte[] tagged(byte[] frame, int tags) {
    byte[] result = new byte[frame.length + 4 * tags];
    System.arraycopy(frame, 0, result, 0, 12);
    for (int i = 0; i < tags; i++) {
      result[12 + 4 * i] = (byte) 0x88;
      result[13 + 4 * i] = (byte) 0xA8;
    }
    System.arraycopy(frame, 12, result, 12 + 4 * tags, frame.length - 12);
    return result;
  }

  @Test
  void shortKeyIsRefused() {
    assertThatThrownBy(() -> Toeplitz.hash(new byte[10], new byte[12]))
        .hasMessage("key is too short for the input: key=10 input=12 (expected: at least 16)");
  }
}
