// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.nic;

/** What a frame's headers say, parsed here and nowhere near the RTL. */
final class Headers {

  private static final int TYPE_VLAN = 0x8100;
  private static final int TYPE_SERVICE_VLAN = 0x88A8;
  private static final int TYPE_IPV4 = 0x0800;
  private static final int TYPE_IPV6 = 0x86DD;
  private static final int PROTOCOL_TCP = 6;
  private static final int PROTOCOL_UDP = 17;

  private Headers() {}

  static int word(byte[] frame, int at) {
    int low = at + 1 < frame.length ? frame[at + 1] & 0xFF : 0;
    return (frame[at] & 0xFF) << 8 | low;
  }

  /** Return where layer 3 begins. */
  static int layer3(byte[] frame) {
    int at = 12;
    while (word(frame, at) == TYPE_VLAN || word(frame, at) == TYPE_SERVICE_VLAN) {
      at += 4;
    }
    return at + 2;
  }

  static boolean isIpv4(byte[] frame) {
    return word(frame, layer3(frame) - 2) == TYPE_IPV4;
  }

  /** Say whether a TCP or UDP header follows the IP header. */
  static boolean hasPorts(byte[] frame) {
    int at = layer3(frame);
    int type = word(frame, at - 2);
    int protocol = type == TYPE_IPV4 ? frame[at + 9] : type == TYPE_IPV6 ? frame[at + 6] : 0;
    return protocol == PROTOCOL_TCP || protocol == PROTOCOL_UDP;
  }

  /** Return the bytes of all headers up to layer 4. */
  static int lengthBytes(byte[] frame) {
    int at = layer3(frame);
    int type = word(frame, at - 2);
    if (type != TYPE_IPV4 && type != TYPE_IPV6) {
      return at;
    }
    int protocol = frame[at + (type == TYPE_IPV4 ? 9 : 6)] & 0xFF;
    int layer4 = at + (type == TYPE_IPV4 ? 4 * (frame[at] & 0xF) : 40);
    return switch (protocol) {
      case PROTOCOL_TCP -> layer4 + 4 * (frame[layer4 + 12] >> 4 & 0xF);
      case PROTOCOL_UDP -> layer4 + 8;
      default -> layer4;
    };
  }

  /** Return the ones'-complement sum of big-endian words from layer 3 to the end. */
  static int sumFromLayer3(byte[] frame) {
    return sum(frame, layer3(frame));
  }

  /** Return the ones'-complement sum of big-endian words from a byte to the end. */
  static int sum(byte[] frame, int from) {
    int sum = 0;
    for (int at = from; at < frame.length; at += 2) {
      sum += word(frame, at);
      sum = (sum & 0xFFFF) + (sum >>> 16);
    }
    return sum;
  }
}
