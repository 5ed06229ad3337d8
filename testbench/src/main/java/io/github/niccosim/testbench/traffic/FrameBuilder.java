// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.traffic;

import java.nio.ByteBuffer;

/**
 * Build one Ethernet frame of an exact length with valid checksums.
 *
 * <p>Headers are written in wire order; whatever the length leaves is payload, filled from a 64-bit
 * seed so that every frame differs: its first bytes are the seed itself.
 */
public final class FrameBuilder {

  /** Transport carried by the network layer. */
  public enum Transport {
    /** TCP, 20 bytes of header. */
    TCP(6, 20),
    /** UDP, 8 bytes of header. */
    UDP(17, 8),
    /** No transport header: IPv6 "no next header", IPv4 experimental protocol 253. */
    NONE(253, 0);

    private final int protocol;
    private final int headerBytes;

    Transport(int protocol, int headerBytes) {
      this.protocol = protocol;
      this.headerBytes = headerBytes;
    }
  }

  private static final int ETHERNET_BYTES = 14;
  private static final int VLAN_BYTES = 4;
  private static final int TYPE_IPV4 = 0x0800;
  private static final int TYPE_IPV6 = 0x86DD;
  private static final int TYPE_VLAN = 0x8100;
  private static final int TYPE_ARP = 0x0806;
  private static final int IPV6_NO_NEXT_HEADER = 59;

  private final byte[] frame;
  private final ByteBuffer out;

  private FrameBuilder(int lengthBytes) {
    this.frame = new byte[lengthBytes];
    this.out = ByteBuffer.wrap(frame);
  }

  /**
   * Say how many bytes the headers of an IP frame take.
   *
   * @param vlan whether it carries one VLAN tag
   * @param ipv6 whether it is IPv6
   * @param transport transport layer
   * @return header bytes
   */
  public static int headerBytes(boolean vlan, boolean ipv6, Transport transport) {
    return ETHERNET_BYTES + (vlan ? VLAN_BYTES : 0) + (ipv6 ? 40 : 20) + transport.headerBytes;
  }

  /**
   * Build an IPv4 or IPv6 frame of a flow.
   *
   * @param flow addresses, ports, VLAN and transport
   * @param lengthBytes whole frame without FCS, at least the headers, at most 16383
   * @param payloadSeed value the payload starts with and is derived from
   * @return the frame
   * @throws IllegalArgumentException if the headers do not fit
   */
  public static Frame ip(Flow flow, int lengthBytes, long payloadSeed) {
    int headers = headerBytes(flow.vlanId() >= 0, flow.isIpv6(), flow.transport());
    if (lengthBytes < headers) {
      throw new IllegalArgumentException(
          "frame is shorter than its headers: length="
              + lengthBytes
              + " (expected: at least "
              + headers
              + ")");
    }
    FrameBuilder builder = new FrameBuilder(lengthBytes);
    builder.ethernet(flow.vlanId(), flow.isIpv6() ? TYPE_IPV6 : TYPE_IPV4, flow.macLowBits());
    int network = builder.out.position();
    if (flow.isIpv6()) {
      builder.ipv6(flow, lengthBytes - network - 40);
    } else {
      builder.ipv4(flow, lengthBytes - network, (int) payloadSeed);
    }
    int transport = builder.out.position();
    builder.transport(flow, lengthBytes - transport, (int) payloadSeed);
    builder.payload(payloadSeed);
    builder.transportChecksum(flow, transport);
    return Frame.of(builder.frame);
  }

  /**
   * Build a broadcast ARP request, padded with zeros.
   *
   * @param sender sender's IPv4 address
   * @param target wanted IPv4 address
   * @param lengthBytes whole frame without FCS, at least 42
   * @return the frame
   */
  public static Frame arp(int sender, int target, int lengthBytes) {
    FrameBuilder builder = new FrameBuilder(lengthBytes);
    ByteBuffer out = builder.out;
    out.putShort((short) 0xFFFF).putInt(0xFFFF_FFFF).put(Flow.mac(sender));
    out.putShort((short) TYPE_ARP);
    out.putShort((short) 1).putShort((short) TYPE_IPV4).put((byte) 6).put((byte) 4);
    out.putShort((short) 1).put(Flow.mac(sender)).putInt(sender);
    out.putShort((short) 0).putInt(0).putInt(target);
    return Frame.of(builder.frame);
  }

  private void ethernet(int vlanId, int type, int macLowBits) {
    out.put(Flow.mac(macLowBits)).put(Flow.mac(~macLowBits));
    if (vlanId >= 0) {
      out.putShort((short) TYPE_VLAN).putShort((short) vlanId);
    }
    out.putShort((short) type);
  }

  private void ipv4(Flow flow, int totalBytes, int identification) {
    int start = out.position();
    out.put((byte) 0x45).put((byte) 0).putShort((short) totalBytes);
    out.putShort((short) identification).putShort((short) 0x4000);
    out.put((byte) 64).put((byte) flow.transport().protocol).putShort((short) 0);
    out.put(flow.source()).put(flow.destination());
    int sum = new InternetChecksum().add(frame, start, 20).value();
    out.putShort(start + 10, (short) sum);
  }

  private void ipv6(Flow flow, int payloadBytes) {
    int next = flow.transport() == Transport.NONE ? IPV6_NO_NEXT_HEADER : flow.transport().protocol;
    out.putInt(6 << 28).putShort((short) payloadBytes).put((byte) next).put((byte) 64);
    out.put(flow.source()).put(flow.destination());
  }

  private void transport(Flow flow, int lengthBytes, int sequence) {
    if (flow.transport() == Transport.NONE) {
      return;
    }
    out.putShort((short) flow.sourcePort()).putShort((short) flow.destinationPort());
    if (flow.transport() == Transport.UDP) {
      out.putShort((short) lengthBytes).putShort((short) 0);
    } else {
      out.putInt(sequence).putInt(0).putShort((short) 0x5010).putShort((short) 0xFFFF).putInt(0);
    }
  }

  private void payload(long seed) {
    for (int shift = 0; shift < 64 && out.hasRemaining(); shift += 8) {
      out.put((byte) (seed >>> shift));
    }
    long state = seed;
    while (out.hasRemaining()) {
      state += 0x9E37_79B9_7F4A_7C15L;
      long mixed = (state ^ state >>> 30) * 0xBF58_476D_1CE4_E5B9L;
      for (int shift = 56; shift >= 0 && out.hasRemaining(); shift -= 8) {
        out.put((byte) (mixed >>> shift));
      }
    }
  }

  private void transportChecksum(Flow flow, int start) {
    if (flow.transport() == Transport.NONE) {
      return;
    }
    int length = frame.length - start;
    int sum =
        new InternetChecksum()
            .add(flow.source(), 0, flow.source().length)
            .add(flow.destination(), 0, flow.destination().length)
            .add(flow.transport().protocol)
            .add(length)
            .add(frame, start, length)
            .value();
    boolean udp = flow.transport() == Transport.UDP;
    out.putShort(start + (udp ? 6 : 16), (short) (udp && sum == 0 ? 0xFFFF : sum));
  }
}
