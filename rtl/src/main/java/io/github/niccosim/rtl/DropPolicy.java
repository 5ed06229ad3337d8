// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.rtl;

/**
 * What happens to a frame whose queue has no descriptor.
 *
 * <p>RTL: {@code nicdma_pkg::policy_e}.
 */
public enum DropPolicy {
  // begin: written by rtl/doc/generate.sh
  /** Use register DROP_POLICY; there: as DROP. */
  DEFAULT(0),
  /** Drop at once. */
  DROP(1),
  /** Wait the configured cycles, then drop. */
  WAIT(2),
  /** Wait for ever, bounded by RXBUF_LIMIT. */
  HOLD(3);

  // end: written by rtl/doc/generate.sh

  private static final DropPolicy[] BY_CODE = byCode();

  private final int code;

  DropPolicy(int code) {
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
  public static DropPolicy of(int code) {
    if (code < 0 || code >= BY_CODE.length) {
      throw new IllegalArgumentException(
          "unknown policy_e code: code=" + code + " (expected: 0.." + (BY_CODE.length - 1) + ")");
    }
    return BY_CODE[code];
  }

  private static DropPolicy[] byCode() {
    DropPolicy[] table = new DropPolicy[values().length];
    for (DropPolicy value : values()) {
      table[value.code] = value;
    }
    return table;
  }
}
