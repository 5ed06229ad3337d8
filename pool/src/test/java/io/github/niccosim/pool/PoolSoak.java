// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.pool;

import java.time.Duration;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/**
 * Soak: pools on two threads for minutes, {@code mvn -Psoak -pl pool test -Dpool.soakSeconds=600}.
 */
class PoolSoak {
  private static final long SECONDS = Long.getLong("pool.soakSeconds", 600);
  private static final long SEED = Long.getLong("seed", 1);
  private static final int PAGES_PER_ROUND = 2_000_000;

  @Test
  void twoThreadsLoseAndDuplicateNoPage() {
    long start = System.currentTimeMillis();
    long end = start + Duration.ofSeconds(SECONDS).toMillis();
    PagePoolStats sum = new PagePoolStats();
    long rounds = 0;
    while (System.currentTimeMillis() < end) {
      add(sum, new SoakRound(SEED + rounds, PAGES_PER_ROUND, rounds % 2 == 0).run());
      rounds++;
    }
    long seconds = Math.max(1, (System.currentTimeMillis() - start) / 1000);
    long handedOut = rounds * PAGES_PER_ROUND;
    System.out.println(
        String.format(
            Locale.ROOT,
            "pages=%d pools=%d seconds=%d pages_per_second=%d %s",
            handedOut,
            rounds,
            seconds,
            handedOut / seconds,
            sum));
  }

  private static void add(PagePoolStats sum, PagePoolStats one) {
    sum.fast += one.fast;
    sum.slow += one.slow;
    sum.empty += one.empty;
    sum.refill += one.refill;
    sum.cached += one.cached;
    sum.cacheFull += one.cacheFull;
    sum.ring += one.ring;
    sum.ringFull += one.ringFull;
    sum.releasedRefcnt += one.releasedRefcnt;
  }
}
