// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.bridge;

/** Say what a model library can record; fixed when the library is built. */
public enum TraceFormat {
  /** No trace code in the library: smallest and fastest. */
  NONE,
  /** Fast Signal Trace, the format of GTKWave; needs the zlib headers. */
  FST
}
