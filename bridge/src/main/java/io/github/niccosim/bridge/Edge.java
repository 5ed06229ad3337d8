// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.bridge;

/**
 * Change a watch waits for; {@link #RISING} and {@link #FALLING} look at bit 0, as Verilog does.
 */
public enum Edge {
  /** Bit 0 goes from 0 to 1 ({@code posedge}). */
  RISING,
  /** Bit 0 goes from 1 to 0 ({@code negedge}). */
  FALLING,
  /** Any bit changes. */
  ANY
}
