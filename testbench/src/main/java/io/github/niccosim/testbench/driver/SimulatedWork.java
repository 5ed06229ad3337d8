// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.driver;

import io.github.niccosim.pool.WorkQueue;
import io.github.niccosim.testbench.sim.Simulation;

/** Run the pools' delayed work in simulated time. */
final class SimulatedWork implements WorkQueue {

  private final Simulation sim;

  SimulatedWork(Simulation sim) {
    this.sim = sim;
  }

  @Override
  public long timePs() {
    return sim.timePs();
  }

  @Override
  public void scheduleAfter(long delayPs, Runnable work) {
    sim.daemon(
        "delayed work",
        () -> {
          if (delayPs > 0) {
            sim.timer(delayPs).await();
          }
          work.run();
        });
  }
}
