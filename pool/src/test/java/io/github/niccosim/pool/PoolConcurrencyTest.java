// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.pool;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** A consumer allocates while another thread returns: no page is lost or handed out twice. */
class PoolConcurrencyTest {
  private static final int PAGES = Integer.getInteger("pool.soakPages", 300_000);

  private final ExecutionContext process = new ExecutionContext().softirq(false);
  private final SystemPages pages = new SystemPages();
  private final PoolSystem system = PoolSystem.builder().pages(pages).context(process).build();

  @Test
  void pagesReturnedByAnotherThreadAreNeitherLostNorDuplicated() throws Exception {
    PagePool pool = PagePool.create(system, PagePoolParams.builder().poolSize(64).build());
    BlockingQueue<Page> travelling = new ArrayBlockingQueue<>(256);
    AtomicLong duplicates = new AtomicLong();
    byte[] outside = new byte[1 << 20];
    Thread returning =
        Thread.ofPlatform()
            .start(() -> {
              for (int i = 0; i < PAGES; i++) {
                Page page = take(travelling);
                synchronized (outside) {
                  outside[(int) (page.id() & (outside.length - 1))]--;
                }
                pool.putFullPage(page, false);
              }
            });

    for (int i = 0; i < PAGES; i++) {
      Page page = Objects.requireNonNull(pool.allocPages());
      synchronized (outside) {
        if (++outside[(int) (page.id() & (outside.length - 1))] != 1) {
          duplicates.incrementAndGet();
        }
      }
      travelling.put(page);
    }
    returning.join();
    pool.destroy();

    assertThat(duplicates).hasValue(0);
    assertThat(pool.dead()).isTrue();
    assertThat(pages.outstanding()).isZero();
  }

  private static Page take(BlockingQueue<Page> queue) {
    try {
      return queue.take();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
