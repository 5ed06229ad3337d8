// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.rtl;

/**
 * Kind of an event record.
 *
 * <p>RTL: {@code nicdma_pkg::event_e}.
 */
public enum EventKind {
  // begin: written by rtl/doc/generate.sh
  /** Completions of a queue, as moderation decided. */
  CPL(0),
  /** A receive ring fell below its watermark. */
  RING_LOW(1),
  /** A receive ring ran empty. */
  RING_EMPTY(2),
  /** A completion carries an AXI, time-out or parity error. */
  DMA_ERR(3),
  /** A stop command is finished. */
  QUIESCED(4);

  // end: written by rtl/doc/generate.sh

  private static final EventKind[] BY_CODE = byCode();

  private final int code;

  EventKind(int code) {
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
  public static EventKind of(int code) {
    if (code < 0 || code >= BY_CODE.length) {
      throw new IllegalArgumentException(
          "unknown event_e code: code=" + code + " (expected: 0.." + (BY_CODE.length - 1) + ")");
    }
    return BY_CODE[code];
  }

  private static EventKind[] byCode() {
    EventKind[] table = new EventKind[values().length];
    for (EventKind value : values()) {
      table[value.code] = value;
    }
    return table;
  }
}
