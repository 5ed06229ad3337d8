// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.bench;

import java.util.Arrays;

/** Runs subject and reference in turns and takes medians. */
final class Rounds {
  private static final int WARM_UP = 4;
  private static final int MEASURED = 9;

  /** Does a number of cycles and returns something that depends on all of them. */
  @FunctionalInterface
  interface Work {
    long run(long cycles);
  }

  private Rounds() {}

  static BenchResult compare(
      String name, Work subject, String referenceName, Work reference, long cycles) {
    double[] subjectNs = new double[MEASURED];
    double[] referenceNs = new double[MEASURED];
    for (int i = -WARM_UP; i < MEASURED; i++) {
      double ofReference = time(reference, cycles);
      double ofSubject = time(subject, cycles);
      if (i >= 0) {
        referenceNs[i] = ofReference;
        subjectNs[i] = ofSubject;
      }
    }
    long before = Allocation.ofThisThread();
    subject.run(cycles);
    double allocated = (Allocation.ofThisThread() - before) / (double) cycles;
    return BenchResult.of(
        name, "ns", median(subjectNs), referenceName, median(referenceNs), allocated);
  }

  private static double time(Work work, long cycles) {
    long start = System.nanoTime();
    long result = work.run(cycles);
    long end = System.nanoTime();
    if (result == 0) {
      throw new IllegalStateException("benchmark did no work: cycles=" + cycles);
    }
    return (end - start) / (double) cycles;
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }
}
