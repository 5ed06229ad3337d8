// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.waveforms;

/** Tell how the values of a signal are to be understood. */
public enum Encoding {
  /** One state character per bit: {@code 0 1 x z h u w l -}. */
  BITS,
  /** Double-precision number. */
  REAL,
  /** Text of any length. */
  TEXT,
  /** Named event: each change is one trigger, the value carries nothing. */
  EVENT
}
