// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.niccosim.testbench.junit.CosimTest;
import io.github.niccosim.testbench.junit.Rtl;
import io.github.niccosim.testbench.junit.Seeds;
import io.github.niccosim.testbench.sim.Clock;
import io.github.niccosim.testbench.sim.ClockOptions;
import io.github.niccosim.testbench.sim.Simulation;
import io.github.niccosim.testbench.stream.AxiStreamBus;
import io.github.niccosim.testbench.stream.AxiStreamSink;
import io.github.niccosim.testbench.stream.AxiStreamSource;
import io.github.niccosim.testbench.stream.ReadyPattern;
import io.github.niccosim.testbench.stream.StreamFrame;
import io.github.niccosim.testbench.verify.Scoreboard;
import java.nio.ByteBuffer;
import java.util.random.RandomGenerator;

/** The third tutorial: two clocks without any relation, and a scoreboard between them. */
@Rtl(top = "async_bridge", sources = "src/test/rtl/examples/async_bridge.v")
class AsyncBridgeExampleTest {

  @Seeds(20)
  @CosimTest(maxCycles = 100_000)
  void everyFrameCrossesOnceAndInOrder(Simulation sim, RandomGenerator random) {
    Clock slow = clock(sim, "s_clk", random);
    Clock fast = clock(sim, "m_clk", random);
    AxiStreamSource source = new AxiStreamSource(slow, AxiStreamBus.of(sim, "s_axis"));
    AxiStreamSink sink = new AxiStreamSink(fast, AxiStreamBus.of(sim, "m_axis"));
    source.setPause(ReadyPattern.bursts(1, 20, 1, 20), sim.random("gaps"));
    sink.setBackPressure(ReadyPattern.bursts(1, 20, 1, 20), sim.random("back"));
    sim.all(slow.cycles(3), fast.cycles(3));
    sim.signal("s_rst_n").set(1);
    sim.signal("m_rst_n").set(1);

    try (Scoreboard<ByteBuffer> board = new Scoreboard<>("bridge", sim::timePs)) {
      sink.onFrame(frame -> board.actual(ByteBuffer.wrap(frame.data())));
      for (int i = 0; i < 50; i++) {
        byte[] data = new byte[1 + random.nextInt(40)];
        random.nextBytes(data);
        board.expect(ByteBuffer.wrap(data));
        source.send(new StreamFrame(data));
      }
      source.awaitIdle();
      fast.until(() -> sink.frames() == 50);
    }
    assertThat(sink.statistics().payloadBytes()).isEqualTo(source.statistics().payloadBytes());
  }

  /** A clock of 2 to 20 ns that begins at any moment of its period. */
  private static Clock clock(Simulation sim, String name, RandomGenerator random) {
    long periodPs = 2_000 + random.nextInt(18_001);
    return sim.clock(
        name, ClockOptions.ofPeriod(periodPs).withFirstRisePs(1 + random.nextLong(periodPs)));
  }
}
