// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.rtl;

/**
 * State of an RX queue, bits 2:0 of {@link NicDmaRegisters#RXQ_STATE}.
 *
 * <p>RTL: {@code nicdma_pkg::queue_state_e}.
 */
public enum QueueState {
  // begin: written by rtl/doc/generate.sh
  /** Configuration may be written. */
  DISABLED(0),
  /** Moves frames. */
  ENABLED(1),
  /** Launched frames complete, waiting ones are dropped. */
  QUIESCING(2),
  /** Nothing in flight; may be enabled again. */
  QUIESCED(3),
  /** As quiescing, then pointers are cleared. */
  RESETTING(4),
  /** Stopped by an error; needs a reset. */
  HALTED(5);

  // end: written by rtl/doc/generate.sh

  private static final QueueState[] BY_CODE = byCode();

  private final int code;

  QueueState(int code) {
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
  public static QueueState of(int code) {
    if (code < 0 || code >= BY_CODE.length) {
      throw new IllegalArgumentException(
          "unknown queue_state_e code: code="
              + code
              + " (expected: 0.."
              + (BY_CODE.length - 1)
              + ")");
    }
    return BY_CODE[code];
  }

  private static QueueState[] byCode() {
    QueueState[] table = new QueueState[values().length];
    for (QueueState value : values()) {
      table[value.code] = value;
    }
    return table;
  }
}
