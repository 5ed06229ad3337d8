// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.waveforms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class QueryTest {
  private Waveform wave;
  private WaveSignal valid;
  private WaveSignal ready;
  private WaveSignal data;
  private Edges clock;

  @BeforeEach
  void open() throws IOException {
    wave = Traces.vcd(Traces.handshake());
    valid = wave.signal("top.valid");
    ready = wave.signal("top.ready");
    data = wave.signal("top.data");
    clock = wave.signal("top.clk_i").rising();
  }

  @Test
  void samplesJustBeforeTheEdge() {
    Edges beats = clock.when(valid.isHigh().and(ready.isHigh()));

    assertThat(beats.times()).containsExactly(30, 60, 70);
    assertThat(beats.sample(data))
        .extracting(WaveValue::toString)
        .containsExactly("05", "07", "08");
  }

  @Test
  void countsNoEdgeFromUnknown() throws IOException {
    Waveform started = Traces.vcd("$var reg 1 ! a $end $enddefinitions $end #0 1! #5 0! #9 1!\n");

    assertThat(started.signal("a").rising().times()).containsExactly(9);
    assertThat(started.signal("a").falling().times()).containsExactly(5);
    assertThat(started.signal("a").changes().times()).containsExactly(0, 5, 9);
  }

  @Test
  void findsTheSignalThatMovesWhileItWaits() {
    Condition waits = valid.isHigh().and(ready.isHigh().not());

    assertThat(clock.stableAfter(waits, valid, data))
        .containsExactly(
            new Edges.Violation(60, "signal changed while it had to wait: top.data 06 -> 07"));
  }

  @Test
  void findsTheCauseWithoutEffect() {
    Condition accepted = valid.isHigh().and(ready.isHigh());

    assertThat(clock.eventually(valid.isHigh(), accepted, 1)).isEmpty();
    assertThat(clock.eventually(valid.isHigh(), accepted, 0))
        .extracting(Edges.Violation::timeTicks)
        .containsExactly(20L, 50L);
  }

  @Test
  void measuresLatencyInEdges() {
    Distribution waits = clock.latency(valid.isHigh(), ready.isHigh());

    assertThat(waits).isEqualTo(new Distribution(5, 0, 0, 1, 1, 0.4));
    assertThat(clock.intervals()).isEqualTo(new Distribution(8, 10, 10, 10, 10, 10.0));
  }

  @Test
  void comparesWithNumbersAndEnumNames() throws IOException {
    assertThat(clock.when(data.is(7)).times()).containsExactly(60);
    try (Waveform shapes = Waveform.open(Corpus.file("verilator/shapes.fst"))) {
      Edges edges = shapes.signal("TOP.clk_i").rising();
      WaveSignal state = shapes.signal("TOP.shapes.state_q");

      assertThat(edges.when(state.is("Done")).sample(state))
          .hasSizeGreaterThan(40)
          .allMatch(value -> value.text().equals("110"));
      assertThatThrownBy(() -> state.is("Dome"))
          .hasMessage(
              "no such enumeration value: name=Dome signal=TOP.shapes.state_q[2:0]"
                  + " (expected: [Idle, Fetch, Write, Done])");
    }
  }

  @Test
  void refusesEdgesOfAVector() {
    assertThatThrownBy(data::rising)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("signal has no edges: bits=8 (expected: one bit)");
  }

  @Test
  void namesTheNearestSignals() {
    assertThatThrownBy(() -> wave.signal("top.vaild"))
        .isInstanceOf(WaveformException.class)
        .hasMessage(
            "no such signal: name=top.vaild file=test.vcd"
                + " (hint: nearest are top.valid, top.data, top.clk_i)");
  }
}
