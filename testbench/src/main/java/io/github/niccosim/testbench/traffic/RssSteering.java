// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.traffic;

import java.util.Arrays;

/**
 * Say which receive queue a frame belongs to, independently of the RTL.
 *
 * <p>Parses Ethernet, VLAN tags, IPv4 and IPv6 with TCP or UDP, hashes addresses (and ports where
 * there are any, the frame is no fragment and the hash type is on) and looks the low bits up in the
 * indirection table. What is not IP goes to the default queue with hash 0.
 */
public final class RssSteering implements FrameSteering {

  /** Entries of the indirection table. */
  public static final int TABLE_ENTRIES = 128;

  /** What was hashed, in the completion's numbering; 0 when nothing was. */
  public enum HashType {
    /** No hash: not IP. */
    NONE,
    /** IPv4 addresses. */
    IPV4,
    /** IPv4 addresses and TCP ports. */
    TCP_IPV4,
    /** IPv4 addresses and UDP ports. */
    UDP_IPV4,
    /** IPv6 addresses. */
    IPV6,
    /** IPv6 addresses and TCP ports. */
    TCP_IPV6,
    /** IPv6 addresses and UDP ports. */
    UDP_IPV6
  }

  /**
   * Result for one frame.
   *
   * @param type what was hashed
   * @param hash 32-bit Toeplitz hash, 0 without hash
   * @param queue receive queue
   */
  public record Steered(HashType type, int hash, int queue) {}

  private static final int TYPE_IPV4 = 0x0800;
  private static final int TYPE_IPV6 = 0x86DD;
  private static final int TYPE_VLAN = 0x8100;
  private static final int TYPE_SERVICE_VLAN = 0x88A8;

  /** A third tag is payload, as for most NICs. */
  private static final int MAX_VLAN_TAGS = 2;

  private static final int PROTOCOL_TCP = 6;
  private static final int PROTOCOL_UDP = 17;

  private final byte[] key;
  private final int[] table;
  private final int defaultQueue;

  /**
   * Set up steering.
   *
   * @param key Toeplitz key, 40 bytes
   * @param table indirection table, 128 queue numbers
   * @param defaultQueue queue of frames without hash
   * @throws IllegalArgumentException if key or table have another length
   */
  public RssSteering(byte[] key, int[] table, int defaultQueue) {
    if (key.length != Toeplitz.KEY_BYTES || table.length != TABLE_ENTRIES) {
      throw new IllegalArgumentException(
          "rss setup has the wrong size: key="
              + key.length
              + " table="
              + table.length
              + " (expected: 40 and 128)");
    }
    this.key = key.clone();
    this.table = table.clone();
    this.defaultQueue = defaultQueue;
  }

  /**
   * Return the table drivers start with: queues in turn.
   *
   * @param queues number of queues, at least 1
   * @return 128 queue numbers
   */
  public static int[] roundRobinTable(int queues) {
    int[] table = new int[TABLE_ENTRIES];
    Arrays.setAll(table, i -> i % queues);
    return table;
  }

  /**
   * Hash and steer a frame.
   *
   * @param frame bytes of the frame, any length
   * @return type, hash and queue
   */
  @Override
  public Steered steer(byte[] frame) {
    int at = 12;
    int type = u16(frame, at);
    for (int tags = 0; tags < MAX_VLAN_TAGS && isVlan(type); tags++) {
      at += 4;
      type = u16(frame, at);
    }
    at += 2;
    if (type == TYPE_IPV4 && isIpv4(frame, at)) {
      return ipv4(frame, at);
    }
    if (type == TYPE_IPV6 && isIpv6(frame, at)) {
      return ipv6(frame, at);
    }
    return new Steered(HashType.NONE, 0, defaultQueue);
  }

  private static boolean isVlan(int type) {
    return type == TYPE_VLAN || type == TYPE_SERVICE_VLAN;
  }

  private static boolean isIpv4(byte[] frame, int at) {
    if (frame.length < at + 20 || (frame[at] & 0xF0) != 0x40) {
      return false;
    }
    int headerWords = frame[at] & 0xF;
    return headerWords >= 5 && frame.length >= at + headerWords * 4;
  }

  private static boolean isIpv6(byte[] frame, int at) {
    return frame.length >= at + 40 && (frame[at] & 0xF0) == 0x60;
  }

  private Steered ipv4(byte[] frame, int at) {
    int ports = at + (frame[at] & 0xF) * 4;
    boolean fragment = (u16(frame, at + 6) & 0x3FFF) != 0;
    int protocol = frame[at + 9] & 0xFF;
    boolean transport = !fragment && hasPorts(frame, ports, protocol);
    HashType type = HashType.IPV4;
    if (transport) {
      type = protocol == PROTOCOL_TCP ? HashType.TCP_IPV4 : HashType.UDP_IPV4;
    }
    return hash(type, frame, at + 12, 8, transport ? ports : -1);
  }

  private Steered ipv6(byte[] frame, int at) {
    int protocol = frame[at + 6] & 0xFF;
    boolean transport = hasPorts(frame, at + 40, protocol);
    HashType type = HashType.IPV6;
    if (transport) {
      type = protocol == PROTOCOL_TCP ? HashType.TCP_IPV6 : HashType.UDP_IPV6;
    }
    return hash(type, frame, at + 8, 32, transport ? at + 40 : -1);
  }

  private static boolean hasPorts(byte[] frame, int ports, int protocol) {
    return (protocol == PROTOCOL_TCP || protocol == PROTOCOL_UDP) && frame.length >= ports + 4;
  }

  private Steered hash(HashType type, byte[] frame, int addresses, int length, int ports) {
    byte[] input = Arrays.copyOfRange(frame, addresses, addresses + length);
    if (ports >= 0) {
      input = Arrays.copyOf(input, length + 4);
      System.arraycopy(frame, ports, input, length, 4);
    }
    int hash = Toeplitz.hash(key, input);
    return new Steered(type, hash, table[hash & TABLE_ENTRIES - 1]);
  }

  private static int u16(byte[] frame, int at) {
    return frame.length < at + 2 ? 0 : (frame[at] & 0xFF) << 8 | frame[at + 1] & 0xFF;
  }
}
