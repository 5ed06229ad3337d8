// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.niccosim.bridge.ModelLibrary;
import io.github.niccosim.testbench.sim.Clock;
import io.github.niccosim.testbench.sim.Simulation;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AxiStreamCosimTest {

  private static final ModelLibrary FIFO = TestRtl.library("axis_fifo");

  private static AxiStreamSource source(Simulation sim, Clock clock) {
    return new AxiStreamSource(clock, AxiStreamBus.of(sim, "s_axis").withReset("rst_ni"));
  }

  private static AxiStreamSink sink(Simulation sim, Clock clock) {
    return new AxiStreamSink(clock, AxiStreamBus.of(sim, "m_axis").withReset("rst_ni"));
  }

  private static byte[] randomBytes(RandomGenerator random, int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }

  @ParameterizedTest
  @CsvSource({"64,1", "64,2", "64,3", "8,4", "1024,5", "1024,6"})
  void everyFrameArrivesUnchangedUnderRandomPauses(int dataWidth, long seed) {
    ModelLibrary library = TestRtl.library("axis_fifo", dataWidth);
    TestRtl.run(
        library,
        seed,
        (sim, clock) -> {
          RandomGenerator random = sim.random("frames");
          AxiStreamSource source = source(sim, clock);
          AxiStreamSink sink = sink(sim, clock);
          source.setPause(ReadyPattern.bursts(1, 9, 1, 5), sim.random("gaps"));
          sink.setBackPressure(ReadyPattern.probability(0.6), sim.random("back"));
          List<StreamFrame> sent = new ArrayList<>();
          List<StreamFrame> seen = new ArrayList<>();
          new AxiStreamMonitor(
              clock, AxiStreamBus.of(sim, "s_axis").withReset("rst_ni"), seen::add);
          for (int i = 0; i < 200; i++) {
            int length = 1 + random.nextInt(300);
            sent.add(new StreamFrame(randomBytes(random, length), random.nextBoolean(), i));
          }

          sent.forEach(source::send);
          for (StreamFrame frame : sent) {
            StreamFrame received = sink.receive();
            assertThat(received.data()).isEqualTo(frame.data());
            assertThat(received.isBad()).isEqualTo(frame.isBad());
            assertThat(received.startPs())
                .isBetween(frame.startPs() + TestRtl.PERIOD_PS, received.endPs());
            assertThat(received.endPs()).isGreaterThan(frame.endPs());
          }

          source.awaitIdle();
          assertThat(seen).hasSize(200);
          assertThat(sink.waitingFrames()).isZero();
          assertThat(source.statistics().payloadBytes())
              .isEqualTo(sink.statistics().payloadBytes())
              .isEqualTo(sent.stream().mapToLong(StreamFrame::lengthBytes).sum());
        });
  }

  @Test
  void backToBackFramesFillEveryCycle() {
    TestRtl.run(
        FIFO,
        1,
        (sim, clock) -> {
          AxiStreamSource source = source(sim, clock);
          AxiStreamSink sink = sink(sim, clock);
          for (int i = 0; i < 50; i++) {
            source.send(new StreamFrame(new byte[64]));
          }

          source.awaitIdle();

          assertThat(source.statistics().beats()).isEqualTo(400);
          assertThat(source.statistics().utilisation()).isEqualTo(1.0);
          assertThat(source.statistics().stallCycles()).isZero();
          clock.cycles(3).await();
          assertThat(sink.statistics().utilisation()).isEqualTo(1.0);
        });
  }

  @Test
  void backPressureIsCountedAsStalls() {
    TestRtl.run(
        FIFO,
        1,
        (sim, clock) -> {
          AxiStreamSource source = source(sim, clock);
          AxiStreamSink sink = sink(sim, clock);
          sink.setBackPressure(ReadyPattern.never(), sim.random("back"));
          source.send(new StreamFrame(new byte[8 * 20]));

          clock.cycles(60).await();

          // Sixteen beats fit; the seventeenth waits at the port.
          assertThat(source.statistics().beats()).isEqualTo(16);
          assertThat(source.statistics().stallCycles()).isGreaterThan(30);
          assertThat(source.isIdle()).isFalse();
          assertThat(sink.isInFrame()).isFalse();
        });
  }

  @ParameterizedTest
  @CsvSource({"10000000000,60", "10000000000,1514", "2999999999,61", "12000000000,9000"})
  void wireRateIsMetWithoutDrift(long bitsPerSecond, int length) {
    TestRtl.run(
        FIFO,
        1,
        (sim, clock) -> {
          AxiStreamSource source = source(sim, clock);
          sink(sim, clock).onFrame(frame -> {});
          clock.cycles(5).await();
          source.setWireRate(bitsPerSecond);
          List<StreamFrame> done = new ArrayList<>();
          source.onSent(done::add);
          int[] left = {100};
          source.feed(() -> left[0]-- > 0 ? new StreamFrame(new byte[length]) : null);

          source.awaitIdle();

          long wireBits = 99L * WirePacer.wireBytes(length) * 8;
          double exactPs = wireBits * 1e12 / bitsPerSecond;
          StreamFrame first = done.getFirst();
          StreamFrame last = done.getLast();
          assertThat((double) (last.wirePs() - first.wirePs())).isBetween(exactPs, exactPs + 1);
          assertThat(last.startPs() - last.wirePs()).isBetween(0L, 2 * TestRtl.PERIOD_PS);
          assertThat(source.maxLagPs()).isLessThanOrEqualTo(2 * TestRtl.PERIOD_PS);
        });
  }

  @Test
  void beatPacingOffersNoByteBeforeItArrived() {
    TestRtl.run(
        FIFO,
        1,
        (sim, clock) -> {
          AxiStreamSource source = source(sim, clock);
          sink(sim, clock).onFrame(frame -> {});
          clock.cycles(5).await();
          source.setWireRate(1_000_000_000L);
          source.setBeatPacing(true);
          StreamFrame frame = new StreamFrame(new byte[80]);
          source.send(frame);

          source.awaitIdle();

          assertThat(frame.startPs() - frame.wirePs()).isBetween(128_000L, 136_000L);
          assertThat(frame.endPs() - frame.wirePs()).isBetween(704_000L, 712_000L);
          assertThat(source.statistics().beats()).isEqualTo(10);
        });
  }

  @Test
  void slowSinkMakesTheScheduleLagAndCatchUp() {
    TestRtl.run(
        FIFO,
        1,
        (sim, clock) -> {
          AxiStreamSource source = source(sim, clock);
          AxiStreamSink sink = sink(sim, clock);
          clock.cycles(5).await();
          source.setWireRate(8_000_000_000L);
          sink.setBackPressure(ReadyPattern.never(), sim.random("back"));
          for (int i = 0; i < 40; i++) {
            source.send(new StreamFrame(new byte[64]));
          }

          clock.cycles(500).await();
          sink.setBackPressure(ReadyPattern.always(), sim.random("free"));
          source.awaitIdle();

          assertThat(source.maxLagPs()).isGreaterThan(1_000_000);
          assertThat(source.sentFrames()).isEqualTo(40);
        });
  }

  @Test
  void lanesBeyondTheEndCarryPoison() {
    TestRtl.run(
        FIFO,
        1,
        (sim, clock) -> {
          AxiStreamSource source = source(sim, clock);
          clock.cycles(5).await();
          source.send(new StreamFrame(new byte[] {1, 2, 3}));
          clock.cycles(2).await();

          assertThat(sim.signal("s_axis_tdata").get()).isEqualTo(0xEEEEEEEEEE030201L);
          assertThat(sim.signal("s_axis_tkeep").get()).isEqualTo(7);
          assertThat(sim.signal("s_axis_tlast").isHigh()).isTrue();
        });
  }

  @Test
  void resetInTheMiddleDropsTheBeatAndKeepsTheFrame() {
    TestRtl.run(
        FIFO,
        1,
        (sim, clock) -> {
          AxiStreamSource source = source(sim, clock);
          AxiStreamSink sink = sink(sim, clock);
          clock.cycles(5).await();
          source.send(new StreamFrame(new byte[80]));
          clock.cycles(4).await();
          sim.signal("rst_ni").set(0);
          clock.cycles(3).await();
          assertThat(sim.signal("s_axis_tvalid").isHigh()).isFalse();
          sim.signal("rst_ni").set(1);

          assertThat(sink.receive().lengthBytes()).isEqualTo(80);
        });
  }

  @Test
  void namesAMissingPort() {
    TestRtl.run(
        FIFO,
        1,
        (sim, clock) ->
            assertThatThrownBy(() -> AxiStreamBus.of(sim, "s_axi"))
                .isInstanceOf(BusException.class)
                .hasMessage(
                    "axi-stream port not found: port=s_axi_tvalid (expected: that name, or with"
                        + " suffix _o or _i | hint: check prefix=s_axi and the spelling of the"
                        + " port in the top module)"));
  }
}
