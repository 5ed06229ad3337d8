// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.nic;

import io.github.niccosim.bridge.ModelSpec;
import io.github.niccosim.bridge.TraceFormat;
import io.github.niccosim.rtl.NicDma;
import io.github.niccosim.testbench.driver.BenchOptions;
import io.github.niccosim.testbench.driver.CostTable;
import io.github.niccosim.testbench.driver.NicBench;
import io.github.niccosim.testbench.junit.CosimModel;
import io.github.niccosim.testbench.junit.CosimTest;
import io.github.niccosim.testbench.junit.ModelSource;
import io.github.niccosim.testbench.sim.Simulation;
import io.github.niccosim.testbench.traffic.FrameSource;

/**
 * The failing test of {@code doc/finding-the-cause.md}, with a deliberate fault in the RTL; run by
 * {@link FindingTheCauseTest}, or by hand as the page says.
 */
@CosimModel(FindingTheCause.Engine.class)
class FindingTheCause {
  static final class Engine implements ModelSource {
    @Override
    public ModelSpec spec(TraceFormat trace) {
      return NicDma.spec(NicModels.standard(), trace, true);
    }
  }

  @CosimTest(maxCycles = 100_000)
  void everyByteArrives(Simulation sim) {
    BenchOptions options =
        new BenchOptions(NicModels.standard())
            .costs(CostTable.defaults())
            .timing(NicScenario.memory(60).build())
            .mutant(13);
    NicBench bench = NicBench.attach(sim, options);
    bench.start();

    bench.send(FrameSource.of(NicTraffic.mixed(200, 1518, 7)));
    bench.runUntilIdle();
    bench.finish();

    bench.assertClean();
  }
}
