// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.pool.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.niccosim.pool.DmaDirection;
import io.github.niccosim.pool.Page;
import io.github.niccosim.pool.PagePool;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Recipe: one page per descriptor. */
class WholePagesExampleTest {
  private final ExampleMachine machine = new ExampleMachine();
  private final PagePool pool = machine.pool(DmaDirection.FROM_DEVICE);

  @Test
  void frameIsReceivedReadAndItsPageUsedAgain() {
    machine.napi.schedule(0);
    // @start region="post"
    Page page = Objects.requireNonNull(pool.allocPages()); // null: out of memory, try next poll
    long posted = pool.dmaAddr(page) + pool.params().offsetBytes(); // into the descriptor
    // @end
    machine.arrive(posted, 1500, 0x42);
    // @start region="poll"
    int length = 1500; // from the completion
    pool.dmaSyncForCpu(page, 0, length); // adds the pool's offset; before the first read
    int first = machine.memory.cpuReadByte(page.physicalAddress() + pool.params().offsetBytes());
    pool.putPage(page, length, true); // this NAPI poll is the consumer: into the cache
    // @end

    assertThat(first).isEqualTo(0x42);
    assertThat(pool.stats().cached).isEqualTo(1);
    assertThat(pool.allocPages()).isSameAs(page);
    assertThat(machine.ledger.check(pool)).isEmpty();
  }
}
