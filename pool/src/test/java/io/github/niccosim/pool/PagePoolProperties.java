// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.pool;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.niccosim.pool.PoolSequence.Op;
import io.github.niccosim.pool.dma.DmaChecker;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The pools do exactly what an independent, simple model does, over random sequences. */
class PagePoolProperties {
  private static final int SEQUENCES = Integer.getInteger("pool.sequences", 300);
  private static final int LENGTH = 1000;
  private static final long FIRST_SEED = Long.getLong("seed", 1);

  @Test
  void poolAndModelAgreeOverRandomSequences() {
    long calls = 0;
    for (long seed = FIRST_SEED; seed < FIRST_SEED + SEQUENCES; seed++) {
      List<Op> ops = PoolSequence.random(seed, LENGTH);

      PoolSequence sequence = newSequence();
      String difference = sequence.run(ops);
      calls += sequence.calls();

      assertThat(difference).as(() -> "shrunk script:\n" + shrunk(ops)).isEmpty();
    }
  }

  private static PoolSequence newSequence() {
    DmaChecker checker = new DmaChecker(() -> 0).level(DmaChecker.Level.FAIL);
    return new PoolSequence(new RealPools(checker), new PoolModel());
  }

  private static String run(List<Op> ops) {
    return newSequence().run(ops);
  }

  private static String shrunk(List<Op> ops) {
    List<Op> small = PoolSequence.shrink(ops, shorter -> !run(shorter).isEmpty());
    return small.stream().map(PoolSequence::describe).collect(Collectors.joining("\n"))
        + "\n"
        + run(small);
  }
}
