// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.traffic;

import java.util.random.RandomGenerator;

/**
 * Name one stream of frames between two endpoints.
 *
 * @param source source address, 4 or 16 bytes
 * @param destination destination address, as long as {@code source}
 * @param sourcePort source port, 0..65535; unused without transport
 * @param destinationPort destination port, 0..65535; unused without transport
 * @param transport transport layer
 * @param vlanId VLAN id, 0..4094; -1 for no tag
 */
public record Flow(
    byte[] source,
    byte[] destination,
    int sourcePort,
    int destinationPort,
    FrameBuilder.Transport transport,
    int vlanId) {

  private static final int VLAN_SHARE = 5;
  private static final int IPV6_SHARE = 3;

  /** Say whether the addresses are IPv6. */
  public boolean isIpv6() {
    return source.length == 16;
  }

  int macLowBits() {
    return source[source.length - 1] & 0xFF | (destination[destination.length - 1] & 0xFF) << 8;
  }

  /** Make a locally administered unicast MAC address. */
  static byte[] mac(int lowBits) {
    return new byte[] {
      0x02,
      0x00,
      (byte) (lowBits >>> 24),
      (byte) (lowBits >>> 16),
      (byte) (lowBits >>> 8),
      (byte) lowBits
    };
  }

  /**
   * Draw a flow: one in three IPv6, one in five with a VLAN tag, TCP and UDP alike.
   *
   * <p>Addresses come from the documentation ranges' neighbours 10.0.0.0/8 and fd00::/8.
   *
   * @param random where the choices come from
   * @return the flow
   */
  static Flow random(RandomGenerator random) {
    boolean ipv6 = random.nextInt(IPV6_SHARE) == 0;
    int vlan = random.nextInt(VLAN_SHARE) == 0 ? 1 + random.nextInt(4094) : -1;
    FrameBuilder.Transport transport =
        random.nextBoolean() ? FrameBuilder.Transport.TCP : FrameBuilder.Transport.UDP;
    byte[] source = address(random, ipv6);
    byte[] destination = address(random, ipv6);
    return new Flow(
        source,
        destination,
        1024 + random.nextInt(64_512),
        1 + random.nextInt(65_535),
        transport,
        vlan);
  }

  /** Return this flow without ports, so that short frames can carry it. */
  Flow withoutTransport() {
    return new Flow(source, destination, 0, 0, FrameBuilder.Transport.NONE, -1);
  }

  private static byte[] address(RandomGenerator random, boolean ipv6) {
    byte[] address = new byte[ipv6 ? 16 : 4];
    random.nextBytes(address);
    address[0] = (byte) (ipv6 ? 0xFD : 10);
    if (ipv6) {
      address[1] = 0;
    }
    return address;
  }
}
