// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.bridge;

/** Choose what a model library can record; part of the library, because the code is generated. */
public enum TraceFormat {
  /** No trace code at all. */
  NONE,
  /** FST: compressed, with enum tables and port directions. */
  FST,
  /** VCD: text any tool reads; readable at every moment, even without its end. */
  VCD
}
