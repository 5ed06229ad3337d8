// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.bridge;

/** Direction of a signal as seen from inside the model. */
public enum Direction {
  /** Input port: written by the testbench. */
  IN,
  /** Output port: read only. */
  OUT,
  /** Bidirectional port. */
  INOUT,
  /** Published internal signal. */
  INTERNAL
}
