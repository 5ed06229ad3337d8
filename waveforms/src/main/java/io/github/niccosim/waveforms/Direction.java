// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.waveforms;

/** Name the port direction of a variable; VCD knows only {@link #IMPLICIT}. */
public enum Direction {
  /** Not a port, or not told. */
  IMPLICIT,
  /** Into the module. */
  INPUT,
  /** Out of the module. */
  OUTPUT,
  /** Both ways. */
  INOUT,
  /** VHDL buffer port. */
  BUFFER,
  /** VHDL linkage port. */
  LINKAGE
}
