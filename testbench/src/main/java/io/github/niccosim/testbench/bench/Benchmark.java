// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.bench;

/** One measurement that {@code ./cosim bench} can run by name. */
public interface Benchmark {

  /** Return the name: lower case with underscores, stable, a key in the JSON output. */
  String name();

  /**
   * Measure; takes seconds.
   *
   * @return medians of subject and reference, measured in turns
   */
  BenchResult run();
}
