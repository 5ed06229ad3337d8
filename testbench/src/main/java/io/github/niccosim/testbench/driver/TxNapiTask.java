// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.driver;

import io.github.niccosim.testbench.sim.Event;

/** Reclaim sent buffers of one queue: interrupt, cleaning until nothing is left, re-arm. */
final class TxNapiTask {

  private final TxQueue queue;
  private final SimulatedCpu cpu;
  private final CostTable costs;
  private final int budget;
  private final Event interrupt;
  private boolean busy;

  TxNapiTask(NicDriver driver, TxQueue queue, SimulatedCpu cpu) {
    this.queue = queue;
    this.cpu = cpu;
    this.costs = driver.costs();
    this.budget = driver.napiBudget();
    this.interrupt = driver.sim().event("interrupt of transmit queue " + queue.number());
  }

  Event interrupt() {
    return interrupt;
  }

  boolean isBusy() {
    return busy || interrupt.isSet();
  }

  /** Serve interrupts for ever; body of a daemon task. */
  void run() {
    while (true) {
      interrupt.await();
      busy = true;
      interrupt.clear();
      cpu.enter();
      queue.ring().acknowledgeInterrupt();
      cpu.charge(costs.interruptNs());
      cpu.spend();
      int done;
      do {
        done = queue.clean(budget);
      } while (done == budget);
      queue.rearm();
      busy = false;
    }
  }
}
