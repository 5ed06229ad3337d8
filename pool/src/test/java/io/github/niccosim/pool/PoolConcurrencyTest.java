// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Returns from another thread while the consumer allocates; {@link PoolSoak} takes longer. */
class PoolConcurrencyTest {
  private static final int PAGES = 200_000;

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void twoThreadsLoseAndDuplicateNoPage(boolean guarded) {
    PagePoolStats stats = new SoakRound(1, PAGES, guarded).run();

    assertThat(stats.refill).as("pages through the ring").isPositive();
    assertThat(stats.releasedRefcnt).isPositive();
  }

  @Test
  void aConfinedPoolRefusesASecondThread() {
    PoolSystem system = PoolSystem.builder().confined().build();
    PagePool pool = PagePool.create(system, PagePoolParams.builder().build());
    Page first = Objects.requireNonNull(pool.allocPages());
    Page second = Objects.requireNonNull(pool.allocPages());
    pool.putFullPage(first, false);

    CompletableFuture<Void> elsewhere =
        CompletableFuture.runAsync(
            () -> pool.putFullPage(second, false), r -> new Thread(r, "socket").start());

    assertThatThrownBy(elsewhere::join)
        .isInstanceOf(CompletionException.class)
        .hasRootCauseMessage(
            "page returned by a second thread: thread=socket first="
                + Thread.currentThread().getName()
                + " (hint: build the PoolSystem without confined())");
  }
}
