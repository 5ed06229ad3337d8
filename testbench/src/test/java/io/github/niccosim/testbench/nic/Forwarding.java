// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.nic;

import io.github.niccosim.bridge.ModelLibrary;
import io.github.niccosim.testbench.driver.BenchOptions;
import io.github.niccosim.testbench.driver.HeldPage;
import io.github.niccosim.testbench.driver.NicBench;
import io.github.niccosim.testbench.driver.RxCompletion;
import io.github.niccosim.testbench.driver.RxConsumer;
import io.github.niccosim.testbench.driver.RxFrame;
import io.github.niccosim.testbench.driver.TxQueue;
import io.github.niccosim.testbench.traffic.Frame;
import java.util.ArrayDeque;
import java.util.List;

/** Send every received frame back from the page it came in, as an XDP program does with XDP_TX. */
final class Forwarding implements RxConsumer {

  private static final int RETRY_CYCLES = 20;

  private final NicBench bench;
  private final ArrayDeque<HeldPage> waiting = new ArrayDeque<>();
  private boolean idle = true;

  private Forwarding(NicBench bench) {
    this.bench = bench;
    bench.addConsumer(this);
    bench.sim().daemon("forwarding", this::forward);
  }

  /** Receive frames and send them on; queue q of receive feeds queue q of transmit. */
  static NicOutcome run(ModelLibrary library, BenchOptions options, List<Frame> frames) {
    return NicOutcome.simulate(
        library,
        options,
        frames,
        1,
        bench -> {
          Forwarding forwarding = new Forwarding(bench);
          bench.runUntilIdle(() -> forwarding.idle);
          bench.finish();
        });
  }

  @Override
  public void delivered(RxFrame frame) {
    waiting.add(frame.take());
    idle = false;
  }

  @Override
  public void failed(int queue, RxCompletion completion) {
    // Nothing to send on.
  }

  private void forward() {
    while (true) {
      HeldPage next = waiting.peekFirst();
      if (next != null) {
        TxQueue queue = bench.driver().txQueues().get(next.queue());
        if (queue.trySend(next)) {
          waiting.removeFirst();
          idle = waiting.isEmpty();
          continue;
        }
      }
      bench.clock().cycles(RETRY_CYCLES).await();
    }
  }
}
