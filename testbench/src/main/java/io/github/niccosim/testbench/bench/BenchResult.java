// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.bench;

/**
 * What a benchmark measured.
 *
 * @param name the benchmark
 * @param unit of both values, such as {@code ns}
 * @param value median of the subject
 * @param reference what it is compared with
 * @param referenceValue median of the reference, measured in turns with the subject
 * @param ratio value divided by referenceValue
 * @param allocatedBytes that the subject's thread allocated in a cycle, once warm
 */
public record BenchResult(
    String name,
    String unit,
    double value,
    String reference,
    double referenceValue,
    double ratio,
    double allocatedBytes) {

  /** Return a result whose ratio is computed. */
  static BenchResult of(
      String name,
      String unit,
      double value,
      String reference,
      double referenceValue,
      double allocatedBytes) {
    return new BenchResult(
        name, unit, value, reference, referenceValue, value / referenceValue, allocatedBytes);
  }
}
