// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.waveforms;

import java.util.List;

/**
 * What a trace says about itself.
 *
 * @param format file format
 * @param timescale unit of all times of the trace
 * @param startTicks first time in timescale units
 * @param endTicks last time in timescale units
 * @param version simulator that wrote the file, as written
 * @param date date as written
 * @param dumpSwitches times at which dumping was switched off or on
 * @param notes what is missing from a truncated or killed file, in words; empty for a whole one
 */
public record WaveformInfo(
    Format format,
    Timescale timescale,
    long startTicks,
    long endTicks,
    String version,
    String date,
    List<DumpSwitch> dumpSwitches,
    List<String> notes) {
  /** File format of a trace. */
  public enum Format {
    /** Fast signal trace, block-structured binary. */
    FST,
    /** Value change dump, IEEE 1364 text. */
    VCD
  }

  /**
   * A point at which the simulator stopped or resumed dumping.
   *
   * @param timeTicks when, in timescale units
   * @param on whether dumping is on from here
   */
  public record DumpSwitch(long timeTicks, boolean on) {}

  /** {@return whether the file was closed properly} */
  public boolean complete() {
    return notes.isEmpty();
  }
}
