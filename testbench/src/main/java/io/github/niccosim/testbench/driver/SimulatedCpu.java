// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.driver;

import io.github.niccosim.pool.ExecutionContext;
import io.github.niccosim.testbench.sim.Simulation;

/**
 * Add up what software costs and let that much simulated time pass.
 *
 * <p>Also says to page pools on which CPU the running code runs: a task enters its CPU before it
 * works and again after every wait, because others worked meanwhile.
 */
final class SimulatedCpu {

  /** The CPU whose code runs at the moment, shared by all CPUs of one machine. */
  static final class Machine implements ExecutionContext.Source {
    private ExecutionContext current = new ExecutionContext();

    @Override
    public ExecutionContext current() {
      return current;
    }
  }

  private final Simulation sim;
  private final Machine machine;
  private final ExecutionContext context;
  private double owedPs;

  SimulatedCpu(Simulation sim, Machine machine, int number) {
    this.sim = sim;
    this.machine = machine;
    this.context = new ExecutionContext().cpu(number).softirq(true);
  }

  int number() {
    return context.cpu();
  }

  void enter() {
    machine.current = context;
  }

  void charge(double nanoseconds) {
    owedPs += nanoseconds * 1000;
  }

  /** Let the time pass that was charged; fractions of a picosecond stay owed. */
  void spend() {
    long whole = (long) owedPs;
    if (whole > 0) {
      owedPs -= whole;
      sim.timer(whole).await();
      enter();
    }
  }
}
