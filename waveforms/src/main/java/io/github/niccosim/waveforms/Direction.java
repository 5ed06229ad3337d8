// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.waveforms;

/** Name the port direction of a variable; VCD knows only {@link #IMPLICIT}. */
public enum Direction {
  IMPLICIT,
  INPUT,
  OUTPUT,
  INOUT,
  BUFFER,
  LINKAGE
}
