// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.driver;

import io.github.niccosim.pool.Napi;
import io.github.niccosim.testbench.sim.Event;
import io.github.niccosim.testbench.sim.Simulation;

/**
 * Run one queue's NAPI: interrupt, softirq latency, polls until the ring is empty, re-arm.
 *
 * <p>The re-arm tells the NIC how far completions were handled; it interrupts again at once if
 * there are newer ones, so none is lost between the last poll and the re-arm.
 */
final class NapiTask {

  /** How long a driver without a page for an empty ring waits before it tries again. */
  private static final long RETRY_NS = 10_000;

  private final Simulation sim;
  private final RxQueue queue;
  private final Napi napi;
  private final SimulatedCpu cpu;
  private final CostTable costs;
  private final int budget;
  private final Event interrupt;
  private final boolean shared;
  private boolean busy;

  NapiTask(NicDriver driver, RxQueue queue, Napi napi, SimulatedCpu cpu) {
    this.sim = driver.sim();
    this.queue = queue;
    this.napi = napi;
    this.cpu = cpu;
    this.costs = driver.costs();
    this.budget = driver.napiBudget();
    this.shared = driver.sharesInterrupt(queue.number());
    this.interrupt = sim.event("interrupt of queue " + queue.number());
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
      queue.interrupted();
      cpu.enter();
      queue.ring().acknowledgeInterrupt();
      cpu.charge(costs.interruptNs());
      cpu.spend();
      poll();
      busy = false;
    }
  }

  private void poll() {
    napi.schedule(cpu.number());
    int done = queue.poll(budget);
    if (done == 0 && !shared && queue.statistics().completions() == queue.completionsHandled()) {
      queue.statistics().emptyInterrupts++;
    }
    while (done == budget) {
      done = queue.poll(budget);
    }
    while (queue.isStarved()) {
      sim.timerNs(RETRY_NS).await();
      queue.refill();
    }
    cpu.enter();
    cpu.charge(costs.doorbellNs());
    cpu.spend();
    napi.complete();
    queue.rearm();
  }
}
