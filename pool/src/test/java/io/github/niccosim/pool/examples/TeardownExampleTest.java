// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.pool.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.niccosim.pool.DmaDirection;
import io.github.niccosim.pool.Page;
import io.github.niccosim.pool.PagePool;
import io.github.niccosim.pool.skb.Skb;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Recipe: taking a queue down while pages sit in sockets. */
class TeardownExampleTest {
  private final ExampleMachine machine = new ExampleMachine();
  private final PagePool pool = machine.pool(DmaDirection.FROM_DEVICE);

  private Page page() {
    return Objects.requireNonNull(pool.allocPages());
  }

  @Test
  void poolWaitsForPagesInSocketsAndDiesWithTheLast() {
    machine.napi.schedule(0);
    List<Page> posted = new ArrayList<>(List.of(page(), page(), page()));
    Skb parked = Skb.aroundPage(page(), 1500, 0).markForRecycle();
    // @start region="teardown"
    machine.napi.disable(); // 1 nobody polls any more
    // 2 stop the device: it must not touch a posted page from here on
    posted.forEach(page -> pool.putFullPage(page, false)); // 3 descriptors give their pages back
    posted.clear();
    pool.destroy(); // 4 everything is unmapped now, wherever it is
    machine.nic.unbind(); // 5 the device may go: nothing is mapped
    // @end
    assertThat(pool.detached()).isTrue();
    assertThat(pool.inflight()).isEqualTo(1);
    assertThat(machine.nic.liveMappings()).isZero();

    // @start region="last"
    parked.free(); // much later: back to the ring of the dying pool
    machine.time.advance(ExampleMachine.SECOND_PS); // its worker looks once a second
    // @end
    assertThat(pool.dead()).isTrue();
    assertThat(machine.pages.outstanding()).isZero();
    assertThat(machine.ledger.leftovers()).isEmpty();
  }
}
