// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.rtl;

/**
 * What the RSS hash of a completion covers.
 *
 * <p>RTL: {@code nicdma_pkg::hash_type_e}.
 */
public enum RssHashType {
  // begin: written by rtl/doc/generate.sh
  /** No hash. */
  NONE(0),
  /** IPv4 addresses. */
  IPV4(1),
  /** IPv4 addresses and TCP ports. */
  TCP_IPV4(2),
  /** IPv4 addresses and UDP ports. */
  UDP_IPV4(3),
  /** IPv6 addresses. */
  IPV6(4),
  /** IPv6 addresses and TCP ports. */
  TCP_IPV6(5),
  /** IPv6 addresses and UDP ports. */
  UDP_IPV6(6);

  // end: written by rtl/doc/generate.sh

  private static final RssHashType[] BY_CODE = byCode();

  private final int code;

  RssHashType(int code) {
    this.code = code;
  }

  /** Return the code used by the hardware. */
  public int code() {
    return code;
  }

  /**
   * Return the constant of a hardware code.
   *
   * @param code value read from hardware
   * @return its constant
   * @throws IllegalArgumentException if the hardware defines no such code
   */
  public static RssHashType of(int code) {
    if (code < 0 || code >= BY_CODE.length) {
      throw new IllegalArgumentException(
          "unknown hash_type_e code: code="
              + code
              + " (expected: 0.."
              + (BY_CODE.length - 1)
              + ")");
    }
    return BY_CODE[code];
  }

  private static RssHashType[] byCode() {
    RssHashType[] table = new RssHashType[values().length];
    for (RssHashType value : values()) {
      table[value.code] = value;
    }
    return table;
  }
}
