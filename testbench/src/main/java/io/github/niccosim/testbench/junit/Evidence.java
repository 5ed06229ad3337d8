// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.junit;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a recorded run that failed has left.
 *
 * @param waves waveform; of several files the last one; {@code null} without
 * @param gtkw view for GTKWave, {@code null} if it could not be written
 * @param page viewer page, {@code null} if it could not be written
 * @param lines what the test bench has to say about the failure
 * @param picture the signals around it, as text
 */
record Evidence(
    @Nullable Path waves,
    @Nullable Path gtkw,
    @Nullable Path page,
    List<String> lines,
    List<String> picture) {
  static final Evidence NONE = new Evidence(null, null, null, List.of(), List.of());

  /** Return these files without anything that claims to show the failure. */
  Evidence filesOnly() {
    return new Evidence(waves, gtkw, page, List.of(), List.of());
  }
}
