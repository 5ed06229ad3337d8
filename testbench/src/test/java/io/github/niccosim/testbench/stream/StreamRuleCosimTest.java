// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.niccosim.bridge.ModelLibrary;
import io.github.niccosim.testbench.sim.Clock;
import io.github.niccosim.testbench.sim.Simulation;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Draws waveforms on the inputs of {@code axis_wires}; each breaks one rule, or none. */
class StreamRuleCosimTest {

  private static final ModelLibrary WIRES = TestRtl.library("axis_wires");

  /** One cycle of the stream. */
  private record Beat(int valid, int ready, long data, int keep, int last, int user) {}

  private static List<StreamFrame> draw(boolean nullBytes, Beat... beats) {
    List<StreamFrame> frames = new ArrayList<>();
    TestRtl.run(
        WIRES,
        1,
        (sim, clock) -> {
          AxiStreamMonitor monitor =
              new AxiStreamMonitor(
                  clock, AxiStreamBus.of(sim, "s_axis").withReset("rst_ni"), frames::add);
          monitor.setNullBytesAllowed(nullBytes);
          clock.cycles(5).await();
          for (Beat beat : beats) {
            drive(sim, clock, beat);
          }
          drive(sim, clock, new Beat(0, 0, 0, 0, 0, 0));
          clock.cycle();
        });
    return frames;
  }

  private static void drive(Simulation sim, Clock clock, Beat beat) {
    sim.signal("s_axis_tvalid").set(beat.valid());
    sim.signal("s_axis_tready").set(beat.ready());
    sim.signal("s_axis_tdata").set(beat.data());
    sim.signal("s_axis_tkeep").set(beat.keep());
    sim.signal("s_axis_tstrb").set(beat.keep());
    sim.signal("s_axis_tlast").set(beat.last());
    sim.signal("s_axis_tuser").set(beat.user());
    clock.cycle();
  }

  private static void assertBreaks(StreamRule rule, String signal, Beat... beats) {
    assertThatThrownBy(() -> draw(false, beats))
        .isInstanceOfSatisfying(
            StreamProtocolException.class,
            broken -> {
              assertThat(broken.rule()).isEqualTo(rule);
              assertThat(broken).hasMessageContaining("signal=s_axis_" + signal);
              assertThat(broken).hasMessageContaining("IHI 0051 " + rule.section());
            });
  }

  @Test
  void legalFrameWithWaitIsTaken() {
    List<StreamFrame> frames =
        draw(
            false,
            new Beat(1, 1, 0x03020100, 0xf, 0, 0),
            new Beat(1, 0, 0x0504, 0x3, 1, 1),
            new Beat(1, 1, 0x0504, 0x3, 1, 1));

    assertThat(frames).hasSize(1);
    assertThat(frames.getFirst().data()).containsExactly(0, 1, 2, 3, 4, 5);
    assertThat(frames.getFirst().isBad()).isTrue();
  }

  @Test
  void catchesValidThatDrops() {
    assertBreaks(
        StreamRule.TVALID_HELD,
        "tvalid",
        new Beat(1, 0, 1, 0xf, 1, 0),
        new Beat(0, 0, 1, 0xf, 1, 0));
  }

  @Test
  void catchesPayloadThatChangesWhileItWaits() {
    Beat waiting = new Beat(1, 0, 1, 0xf, 1, 0);
    assertBreaks(StreamRule.STABLE, "tdata", waiting, new Beat(1, 0, 2, 0xf, 1, 0));
    assertBreaks(StreamRule.STABLE, "tkeep", waiting, new Beat(1, 1, 1, 0x7, 1, 0));
    assertBreaks(StreamRule.STABLE, "tlast", waiting, new Beat(1, 0, 1, 0xf, 0, 0));
    assertBreaks(StreamRule.STABLE, "tuser", waiting, new Beat(1, 0, 1, 0xf, 1, 1));
  }

  @Test
  void catchesHoleInKeep() {
    assertBreaks(StreamRule.TKEEP_HOLE, "tkeep", new Beat(1, 1, 1, 0b1011, 1, 0));
  }

  @Test
  void catchesPartialBeatInsideFrame() {
    assertBreaks(StreamRule.TKEEP_PARTIAL, "tkeep", new Beat(1, 1, 1, 0b0111, 0, 0));
  }

  @Test
  void catchesFrameWithoutByte() {
    assertBreaks(StreamRule.FRAME_EMPTY, "tkeep", new Beat(1, 1, 1, 0, 1, 0));
  }

  @Test
  void dropsNullBytesWhenAllowed() {
    List<StreamFrame> frames =
        draw(
            true,
            new Beat(1, 1, 0x44332211, 0b1010, 0, 0),
            new Beat(1, 1, 0x08776655, 0b0101, 1, 0));

    assertThat(frames.getFirst().data()).containsExactly(0x22, 0x44, 0x55, 0x77);
  }
}
