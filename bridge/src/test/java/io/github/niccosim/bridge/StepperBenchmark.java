// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.bridge;

import io.github.niccosim.bridge.typed.IntOutput;

/**
 * Measure the figures of {@code doc/bridge.md}: best of 30 rounds, all in one run. No test; run its
 * {@code main}.
 */
final class StepperBenchmark {
  private static final int CYCLES = 1_000_000;
  private static final int ROUNDS = 30;
  private static long sink;

  private StepperBenchmark() {}

  public static void main(String[] args) {
    ModelLibrary library = ModelLibrary.build(CounterReference.spec());
    try (Model reference = library.newModel();
        Model model = library.newModel()) {
      start(reference);
      start(model);
      Stepper stepper = model.stepper();
      int clock = stepper.addClock(model.signal("clk_i"), 1000, 1000, 1000);
      Signal count = model.signal("count_o");
      Signal enable = model.signal("enable_i");
      double[] best = {1e9, 1e9, 1e9, 1e9, 1e9, 1e9, 1e9, 1e9};
      SignalField field = count.field("[15:8]");
      IntOutput typed = new IntOutput(field, 8);
      for (int round = 0; round < ROUNDS; round++) {
        keepBest(best, 0, CounterReference.nsPerCycle(reference, CYCLES));
        stepper.stopBeforeRise(clock, false);
        long untilPs = model.timePs() + CYCLES * 2000L;
        keepBest(best, 1, time(CYCLES, () -> stepper.advance(untilPs)));
        stepper.stopBeforeRise(clock, true);
        keepBest(best, 2, time(CYCLES, () -> stopEachCycle(stepper, count)));
        keepBest(best, 3, time(CYCLES, () -> writeEachCycle(stepper, count, enable)));
        keepBest(best, 4, time(CYCLES, () -> readOnly(count)));
        keepBest(best, 5, time(CYCLES, () -> readByHand(count)));
        keepBest(best, 6, time(CYCLES, () -> readField(field)));
        keepBest(best, 7, time(CYCLES, () -> readTyped(typed)));
      }
      System.out.printf(
          "ns per cycle: c++ %.2f, free %.2f, stop+read %.2f, stop+read+write %.2f; get %.2f ns%n",
          best[0], best[1], best[2], best[3], best[4]);
      System.out.printf(
          "ns per read of 8 of 32 bits: shift and mask %.2f, field %.2f, typed handle %.2f%n",
          best[5], best[6], best[7]);
    }
  }

  private static void readByHand(Signal count) {
    long sum = 0;
    for (int i = 0; i < CYCLES; i++) {
      sum += count.get() >>> 8 & 0xff;
    }
    sink += sum;
  }

  private static void readField(SignalField field) {
    long sum = 0;
    for (int i = 0; i < CYCLES; i++) {
      sum += field.get();
    }
    sink += sum;
  }

  private static void readTyped(IntOutput typed) {
    long sum = 0;
    for (int i = 0; i < CYCLES; i++) {
      sum += typed.get();
    }
    sink += sum;
  }

  private static void start(Model model) {
    model.signal("rst_ni").set(1);
    model.signal("enable_i").set(1);
    model.eval();
  }

  private static void stopEachCycle(Stepper stepper, Signal count) {
    long sum = 0;
    for (int i = 0; i < CYCLES; i++) {
      stepper.advance(Long.MAX_VALUE);
      sum += count.get();
    }
    sink += sum;
  }

  private static void writeEachCycle(Stepper stepper, Signal count, Signal enable) {
    long sum = 0;
    for (int i = 0; i < CYCLES; i++) {
      stepper.advance(Long.MAX_VALUE);
      sum += count.get();
      enable.set(i & 1);
    }
    sink += sum;
  }

  private static void readOnly(Signal count) {
    long sum = 0;
    for (int i = 0; i < CYCLES; i++) {
      sum += count.get();
    }
    sink += sum;
  }

  private static double time(int operations, Runnable body) {
    long start = System.nanoTime();
    body.run();
    return (System.nanoTime() - start) / (double) operations;
  }

  private static void keepBest(double[] best, int at, double ns) {
    best[at] = Math.min(best[at], ns);
  }
}
