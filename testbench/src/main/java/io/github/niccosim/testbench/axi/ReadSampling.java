// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.axi;

/**
 * Say at which moment the data of a read burst is taken from the {@link AxiTarget}.
 *
 * <p>Both are legal. A FIXED burst takes each beat when that beat is put on the bus, in either
 * mode.
 */
public enum ReadSampling {
  /**
   * In the cycle in which ARVALID and ARREADY are both high: the oldest data a memory may return.
   */
  AT_REQUEST,
  /** In the cycle before RVALID rises for the first beat, whole burst at once; the default. */
  AT_RESPONSE
}
