// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.niccosim.bridge.Signal;
import io.github.niccosim.testbench.junit.CosimTest;
import io.github.niccosim.testbench.junit.Rtl;
import io.github.niccosim.testbench.sim.Clock;
import io.github.niccosim.testbench.sim.Simulation;
import io.github.niccosim.testbench.stream.AxiStreamBus;
import io.github.niccosim.testbench.stream.AxiStreamSink;
import io.github.niccosim.testbench.stream.AxiStreamSource;
import io.github.niccosim.testbench.stream.ReadyPattern;
import io.github.niccosim.testbench.stream.StreamFrame;
import java.nio.charset.StandardCharsets;
import java.util.random.RandomGenerator;

/** The test of the README: a plain Verilog file, a source, a sink, back-pressure. */
@Rtl(top = "fifo", sources = "src/test/rtl/examples/fifo.v")
class FifoExampleTest {
  @CosimTest(maxCycles = 1_000)
  void bytesComeOutInOrderUnderBackPressure(Simulation sim, RandomGenerator random) {
    Clock clk = sim.clock("clk", 4_000); // period in ps; reads see the values before the edge
    AxiStreamSource source = new AxiStreamSource(clk, AxiStreamBus.of(sim, "s_axis"));
    AxiStreamSink sink = new AxiStreamSink(clk, AxiStreamBus.of(sim, "m_axis"));
    sink.setBackPressure(ReadyPattern.probability(0.3), random);
    clk.cycles(2).await();
    sim.signal("rst_n").set(1);

    byte[] sent = "every byte arrives".getBytes(StandardCharsets.UTF_8);
    source.send(new StreamFrame(sent));

    assertThat(sink.receive().data()).isEqualTo(sent);
  }

  @CosimTest(maxCycles = 1_000)
  void holdsEightBytesWithoutAnyBusModel(Simulation sim) {
    Clock clk = sim.clock("clk", 4_000);
    clk.cycles(2).await();
    sim.signal("rst_n").set(1);
    Signal ready = sim.signal("s_axis_tready");
    sim.signal("s_axis_tvalid").set(1);
    for (int i = 0; i < 8; i++) {
      sim.signal("s_axis_tdata").set(0x40 + i);
      clk.until(ready::isHigh); // at a rising edge at which the byte is taken
    }
    sim.signal("s_axis_tvalid").set(0);
    clk.cycle();
    assertThat(ready.isHigh()).isFalse();
    assertThat(sim.signal("m_axis_tdata").get()).isEqualTo(0x40);
  }
}
