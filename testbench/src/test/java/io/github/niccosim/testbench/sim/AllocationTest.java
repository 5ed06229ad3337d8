// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.sim;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.github.niccosim.bridge.Model;
import io.github.niccosim.bridge.ModelLibrary;
import io.github.niccosim.bridge.ModelSpec;
import io.github.niccosim.bridge.Signal;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Waiting costs no memory: a run of any length makes no garbage of its own. */
class AllocationTest {
  private static final int CYCLES = 200_000;

  private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  @Test
  void waitingReadingAndWritingAllocateNothingPerCycle() {
    ModelSpec spec =
        ModelSpec.builder("counter").source(Path.of("src/test/rtl/counter.sv")).build();
    try (Model model = ModelLibrary.build(spec).newModel();
        Simulation sim = Simulation.create(model)) {
      Clock clk = sim.clock("clk_i", 1000);
      Signal en = model.signal("en_i");
      Signal count = model.signal("count_o");
      Event tick = sim.event("tick");
      SimQueue<String> queue = sim.queue("tokens", 1);
      sim.run(() -> {
        model.signal("rst_ni").set(1);
        sim.daemon("other", () -> waitForEver(clk));
        sim.daemon("timer", () -> tickForEver(sim));
        sim.daemon("sink", () -> drain(queue));
        live(sim, clk, en, count, queue, tick);

        long before = threads.getCurrentThreadAllocatedBytes();
        live(sim, clk, en, count, queue, tick);
        long perCycle = (threads.getCurrentThreadAllocatedBytes() - before) / CYCLES;

        assertThat(perCycle).isZero();
      });
    }
  }

  private static void live(
      Simulation sim, Clock clk, Signal en, Signal count, SimQueue<String> queue, Event tick) {
    for (int i = 0; i < CYCLES; i++) {
      clk.cycle();
      en.set(count.get() & 1);
      sim.firesWithin(tick.trigger(), 100);
      queue.put("token");
    }
  }

  private static void waitForEver(Clock clk) {
    for (; ; ) {
      clk.fallingEdge().await();
    }
  }

  private static void tickForEver(Simulation sim) {
    for (; ; ) {
      sim.timer(700).await();
    }
  }

  private static void drain(SimQueue<String> queue) {
    for (; ; ) {
      queue.get();
    }
  }
}
