// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.pool;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.niccosim.pool.PoolSequence.Op;
import io.github.niccosim.pool.dma.DmaChecker;
import java.util.List;
import java.util.function.LongFunction;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** The pools do exactly what an independent, simple model does, over random sequences. */
class PagePoolProperties {
  private static final int CHECKED_SEQUENCES = Integer.getInteger("pool.sequences", 40);
  private static final int UNCHECKED_SEQUENCES = Integer.getInteger("pool.sequences", 160);
  private static final int LENGTH = 1000;
  private static final long FIRST_SEED = Long.getLong("seed", 1);

  /** Poison and stack traces cost most of the time: a sample of the sequences has them. */
  private static final long THOROUGH_EVERY = Long.getLong("pool.thoroughEvery", 20);

  /** Every detector: see {@link RealPools#RealPools(DmaChecker, boolean)}. */
  private static PoolSequence checked(long seed) {
    boolean thorough = seed % THOROUGH_EVERY == 0;
    DmaChecker checker = new DmaChecker(() -> 0).level(DmaChecker.Level.FAIL).stackTraces(thorough);
    return new PoolSequence(new RealPools(checker, thorough), new PoolModel(), false);
  }

  /** Nothing in the way; some direct puts go into destroyed pools. */
  private static PoolSequence unchecked(long seed) {
    return new PoolSequence(new RealPools(), new PoolModel(), true);
  }

  @Test
  void poolAndModelAgreeWithEveryDetectorOn() {
    agree(PagePoolProperties::checked, CHECKED_SEQUENCES);
  }

  @Test
  void poolAndModelAgreeWithoutDetectors() {
    agree(PagePoolProperties::unchecked, UNCHECKED_SEQUENCES);
  }

  private static void agree(LongFunction<PoolSequence> sequences, int count) {
    long calls = 0;
    for (long next = FIRST_SEED; next < FIRST_SEED + count; next++) {
      long seed = next;
      List<Op> ops = PoolSequence.random(seed, LENGTH);

      PoolSequence sequence = sequences.apply(seed);
      String difference = sequence.run(ops);
      calls += sequence.calls();

      assertThat(difference).as(() -> shrunk(ops, () -> sequences.apply(seed))).isEmpty();
    }
    System.out.println("operations on pools and model: " + calls);
    assertThat(calls).isGreaterThan(count * 2_000L);
  }

  private static String shrunk(List<Op> ops, Supplier<PoolSequence> sequences) {
    List<Op> small =
        SequenceShrinker.shrink(ops, shorter -> !sequences.get().run(shorter).isEmpty());
    PoolSequence sequence = sequences.get();
    String difference = sequence.run(small);
    return "shrunk to this script:\n" + sequence.script() + "\n" + difference;
  }
}
