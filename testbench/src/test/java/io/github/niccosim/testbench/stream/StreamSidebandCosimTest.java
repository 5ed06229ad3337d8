// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.niccosim.bridge.ModelLibrary;
import io.github.niccosim.testbench.sim.Simulation;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** TID, TDEST, TUSER and TSTRB, from source to sink on bare wires, and drawn by hand. */
class StreamSidebandCosimTest {
  private static final ModelLibrary WIRES = TestRtl.library("axis_wires");

  private static AxiStreamBus bus(Simulation sim) {
    return AxiStreamBus.of(sim, "s_axis").withReset("rst_ni");
  }

  /** Draw beats, each as {@code "tdata=1 tlast=1"}; what is not named keeps its value. */
  private static List<StreamFrame> draw(boolean interleaved, String... beats) {
    List<StreamFrame> frames = new ArrayList<>();
    TestRtl.run(
        WIRES,
        1,
        (sim, clock) -> {
          AxiStreamMonitor monitor = new AxiStreamMonitor(clock, bus(sim), frames::add);
          monitor.setInterleavingAllowed(interleaved);
          clock.cycles(5).await();
          set(sim, "tvalid=1 tready=1 tkeep=15 tstrb=15");
          for (String beat : beats) {
            set(sim, beat);
            clock.cycle();
          }
          set(sim, "tvalid=0");
          clock.cycle();
        });
    return frames;
  }

  private static void set(Simulation sim, String beat) {
    for (String part : beat.split(" ")) {
      String[] pair = part.split("=");
      sim.signal("s_axis_" + pair[0]).set(Long.decode(pair[1]));
    }
  }

  @Test
  void routeAndUserOfAFrameArrive() {
    TestRtl.run(
        WIRES,
        1,
        (sim, clock) -> {
          AxiStreamSource source = new AxiStreamSource(clock, bus(sim));
          AxiStreamSink sink = new AxiStreamSink(clock, bus(sim));
          sink.setBackPressure(ReadyPattern.probability(0.5), sim.random("back"));
          source.send(new StreamFrame(new byte[10]).withRoute(3, 9).withUser(0xa4));
          source.send(new StreamFrame(new byte[] {1, 2, 3}, true, 0).withRoute(4, 0));

          StreamFrame first = sink.receive();
          StreamFrame second = sink.receive();

          assertThat(List.of(first.id(), first.dest())).containsExactly(3, 9);
          assertThat(first.user()).isEqualTo(0xa4);
          assertThat(first.isBad()).isFalse();
          assertThat(List.of(second.id(), second.dest())).containsExactly(4, 0);
          assertThat(second.isBad()).isTrue();
          assertThat(second.data()).containsExactly(1, 2, 3);
          assertThat(sim.signal("s_axis_tstrb").get()).isEqualTo(7);
        });
  }

  @Test
  void interleavedFramesArePutTogether() {
    List<StreamFrame> frames =
        draw(
            true,
            "tid=1 tdest=0 tdata=0x01010101 tlast=0",
            "tid=2 tdata=0x02020202",
            "tid=1 tdest=5 tdata=0x05050505 tlast=1",
            "tid=2 tdest=0 tdata=0x22222222",
            "tid=1 tdata=0x11111111");

    assertThat(frames).extracting(StreamFrame::id).containsExactly(1, 2, 1);
    assertThat(frames).extracting(StreamFrame::dest).containsExactly(5, 0, 0);
    assertThat(frames.get(1).data()).containsExactly(2, 2, 2, 2, 0x22, 0x22, 0x22, 0x22);
    assertThat(frames.get(2).data()).startsWith(1, 1).endsWith(0x11);
  }

  @Test
  void positionByteReadsAsZero() {
    List<StreamFrame> frames = draw(false, "tdata=0x44332211 tstrb=0xb tlast=1");

    assertThat(frames.getFirst().data()).containsExactly(0x11, 0x22, 0, 0x44);
  }

  @ParameterizedTest
  @CsvSource({
    "ROUTE_CHANGED,tid,tid=1 tlast=0,tid=2",
    "ROUTE_CHANGED,tid,tdest=1 tlast=0,tdest=2",
    "TSTRB_RESERVED,tstrb,tkeep=7 tlast=1,tlast=0",
    "STABLE,tstrb,tready=0 tstrb=3,tstrb=1",
    "STABLE,tid,tready=0 tid=3,tid=1",
    "STABLE,tid,tready=0 tdest=3,tdest=1",
  })
  void ruleIsNamedWhenBroken(StreamRule rule, String signal, String first, String second) {
    assertThatThrownBy(() -> draw(false, first, second))
        .isInstanceOfSatisfying(
            StreamProtocolException.class, e -> assertThat(e.rule()).isEqualTo(rule))
        .hasMessageContaining("signal=s_axis_" + signal)
        .hasMessageEndingWith("spec: IHI 0051 " + rule.section() + ")");
  }
}
