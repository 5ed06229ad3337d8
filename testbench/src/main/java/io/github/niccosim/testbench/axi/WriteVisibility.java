// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.axi;

/**
 * Say at which moment the data of a write burst reaches the {@link AxiTarget}.
 *
 * <p>AXI promises completion only by the write response (IHI 0022 A3.4.4 and A5): a master that
 * tells its software about data before BVALID works by luck on a memory that stores data early.
 */
public enum WriteVisibility {
  /** When address and last data beat have both been accepted: the forgiving memory. */
  AT_DATA,
  /** At a random cycle between {@link #AT_DATA} and {@link #AT_RESPONSE}, per burst. */
  RANDOM,
  /** In the cycle before BVALID rises, never earlier: the strictest legal memory; the default. */
  AT_RESPONSE
}
