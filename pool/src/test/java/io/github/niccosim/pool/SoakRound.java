// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.pool;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.niccosim.pool.SoakChannel.Kind;
import io.github.niccosim.pool.SoakChannel.Parcel;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * Life of one pool on two threads: the consumer takes pages and returns some itself, directly, by
 * the ring or as a share; the other thread returns the rest, one by one or in bulk; the pool is
 * destroyed before the last are back.
 */
final class SoakRound {
  private static final int BULK = 16;
  private static final int MOST_TICKS = 10;
  private static final Page LAST = new Page(new SystemPages(), 0, 0, 12, 0, 0, false);

  private final SystemPages pages = new SystemPages();
  private final ManualWorkQueue work = new ManualWorkQueue();
  private final SoakLedger ledger = new SoakLedger();
  private final SoakChannel channel = new SoakChannel();
  private final SplittableRandom consumerRandom;
  private final SplittableRandom producerRandom;
  private final PagePool pool;
  private final int count;
  private long toProducer;
  private long handedOut;

  SoakRound(long seed, int count, boolean guarded) {
    this.count = count;
    SplittableRandom random = new SplittableRandom(seed);
    consumerRandom = random.split();
    producerRandom = random.split();
    PoolSystem.Builder system =
        PoolSystem.builder()
            .pages(pages)
            .workQueue(work)
            .context(new ExecutionContext().softirq(false));
    if (!guarded) {
      system.unguarded();
    }
    int ring = 32 << random.nextInt(4);
    pool = PagePool.create(system.build(), PagePoolParams.builder().poolSize(ring).build());
  }

  /** Run to the end, check, and return the statistics. */
  PagePoolStats run() {
    CompletableFuture<Void> producer = new CompletableFuture<>();
    Thread thread = Thread.ofPlatform().daemon().start(() -> produceInto(producer));
    for (int i = 0; i < count && !producer.isDone(); i++) {
      consume();
    }
    pool.destroy();
    channel.send(LAST, Kind.WHOLE);
    try {
      producer.join();
      thread.join();
    } catch (CompletionException | InterruptedException e) {
      throw new AssertionError("returning thread failed", e);
    }
    return checkGone();
  }

  private void consume() {
    Page page = Objects.requireNonNull(pool.allocPages());
    handedOut++;
    ledger.taken(page);
    switch (consumerRandom.nextInt(8)) {
      case 0 -> {
        ledger.returning(page);
        pool.recycleDirect(page);
      }
      case 1 -> {
        ledger.returning(page);
        pool.putFullPage(page, false);
      }
      case 2 -> {
        ledger.share(page, 2);
        PagePool.fragmentPage(page, 2);
        send(page, Kind.SHARE);
        ledger.returningShare(page);
        pool.putFullPage(page, false);
      }
      case 3 -> {
        page.get();
        send(page, Kind.HELD);
      }
      default -> send(page, Kind.WHOLE);
    }
  }

  private void send(Page page, Kind kind) {
    toProducer++;
    channel.send(page, kind);
  }

  private void produceInto(CompletableFuture<Void> done) {
    try {
      produce();
      done.complete(null);
    } catch (RuntimeException | Error e) {
      done.completeExceptionally(e);
      drain();
    }
  }

  private void drain() {
    while (channel.receive().page() != LAST) {}
  }

  private void produce() {
    Page[] bulk = new Page[BULK];
    int waiting = 0;
    int wanted = 1;
    for (Parcel parcel = channel.receive(); parcel.page() != LAST; parcel = channel.receive()) {
      Page page = parcel.page();
      switch (parcel.kind()) {
        case WHOLE -> {
          ledger.returning(page);
          bulk[waiting++] = page;
        }
        case SHARE -> {
          ledger.returningShare(page);
          pool.putFullPage(page, false);
        }
        case HELD -> {
          ledger.returning(page);
          pool.putFullPage(page, false);
          page.put();
        }
      }
      if (waiting >= wanted) {
        giveBack(bulk, waiting);
        waiting = 0;
        wanted = producerRandom.nextBoolean() ? 1 : 1 + producerRandom.nextInt(BULK);
      }
    }
    giveBack(bulk, waiting);
  }

  private void giveBack(Page[] bulk, int waiting) {
    if (waiting == 1) {
      pool.putFullPage(bulk[0], false);
    } else {
      PagePool.putBulk(bulk, waiting);
    }
  }

  private PagePoolStats checkGone() {
    for (int i = 0; i < MOST_TICKS && work.pending() > 0; i++) {
      work.runNext();
    }
    PagePoolStats stats = pool.stats();
    assertThat(pool.inflight()).as("pages lost").isZero();
    assertThat(pool.dead()).as("pool gone").isTrue();
    assertThat(pages.outstanding()).as("pages outside the system").isZero();
    assertThat(stats.fast + stats.refill + stats.slow).as("pages handed out").isEqualTo(handedOut);
    assertThat(toProducer).isPositive();
    return stats;
  }
}
