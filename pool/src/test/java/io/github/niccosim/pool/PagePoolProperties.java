// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.pool;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.niccosim.pool.PoolSequence.Op;
import io.github.niccosim.pool.dma.DmaChecker;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** The pools do exactly what an independent, simple model does, over random sequences. */
class PagePoolProperties {
  private static final int SEQUENCES = Integer.getInteger("pool.sequences", 100);
  private static final int LENGTH = 1000;
  private static final long FIRST_SEED = Long.getLong("seed", 1);

  /** Guard, DMA checker that fails at once, non-coherent memory with frames, flight recorder. */
  private static PoolSequence checked() {
    DmaChecker checker = new DmaChecker(() -> 0).level(DmaChecker.Level.FAIL).stackTraces(true);
    return new PoolSequence(new RealPools(checker), new PoolModel(), false);
  }

  /** Nothing in the way; some direct puts go into destroyed pools. */
  private static PoolSequence unchecked() {
    return new PoolSequence(new RealPools(), new PoolModel(), true);
  }

  @Test
  void poolAndModelAgreeWithEveryDetectorOn() {
    agree(PagePoolProperties::checked);
  }

  @Test
  void poolAndModelAgreeWithoutDetectors() {
    agree(PagePoolProperties::unchecked);
  }

  private static void agree(Supplier<PoolSequence> sequences) {
    long calls = 0;
    for (long seed = FIRST_SEED; seed < FIRST_SEED + SEQUENCES; seed++) {
      List<Op> ops = PoolSequence.random(seed, LENGTH);

      PoolSequence sequence = sequences.get();
      String difference = sequence.run(ops);
      calls += sequence.calls();

      assertThat(difference).as(() -> shrunk(ops, sequences)).isEmpty();
    }
    System.out.println("operations on pools and model: " + calls);
    assertThat(calls).isGreaterThan(SEQUENCES * 2_000L);
  }

  private static String shrunk(List<Op> ops, Supplier<PoolSequence> sequences) {
    List<Op> small =
        SequenceShrinker.shrink(ops, shorter -> !sequences.get().run(shorter).isEmpty());
    PoolSequence sequence = sequences.get();
    String difference = sequence.run(small);
    return "shrunk to this script:\n" + sequence.script() + "\n" + difference;
  }
}
