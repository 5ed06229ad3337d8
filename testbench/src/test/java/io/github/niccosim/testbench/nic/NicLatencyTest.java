// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.nic;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.niccosim.bridge.Signal;
import io.github.niccosim.rtl.BusAccessKind;
import io.github.niccosim.rtl.NicDmaRegisters;
import io.github.niccosim.testbench.axi.AxiTiming;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * Cycle-exact facts of the receive path: idle latencies as constants, and the order of causes for
 * every frame. A cycle more or less is a failure.
 */
class NicLatencyTest {

  private static final int DOORBELL_TO_FETCH = 4;
  private static final int FRAME_END_TO_WRITE = 6;
  private static final int RESPONSE_TO_COMPLETION = 3;
  private static final int COMPLETION_TO_INTERRUPT = 2;
  private static final int ROUNDS = 20;

  @Test
  void idleLatenciesAreTheseConstants() {
    RawNic.run(
        NicModels.library(NicModels.standard()),
        NicModels.standard(),
        AxiTiming.fixed(0),
        nic -> {
          Probe probe = new Probe(nic);
          nic.open(0);
          for (int round = 0; round < ROUNDS; round++) {
            oneFrame(nic, 64 + 13 * round);
          }

          assertThat(probe.rounds).hasSize(ROUNDS);
          assertThat(probe.rounds)
              .allSatisfy(seen -> {
                assertThat(seen.fetch() - seen.doorbell()).isEqualTo(DOORBELL_TO_FETCH);
                assertThat(seen.write() - seen.frameEnd()).isEqualTo(FRAME_END_TO_WRITE);
                assertThat(seen.record() - seen.lastResponse()).isEqualTo(RESPONSE_TO_COMPLETION);
                assertThat(seen.interrupt() - seen.recorded()).isEqualTo(COMPLETION_TO_INTERRUPT);
              });
        });
  }

  @Test
  @BugClass({7, 20})
  void everyFrameIsFetchedForWrittenCompletedAndAnnouncedInThisOrder() {
    RawNic.run(
        NicModels.library(NicModels.standard()),
        NicModels.standard(),
        NicScenario.memory(300).build(),
        nic -> {
          Probe probe = new Probe(nic);
          nic.open(0);
          for (int round = 0; round < ROUNDS; round++) {
            oneFrame(nic, 64 + 113 * round);
          }

          assertThat(probe.rounds)
              .hasSize(ROUNDS)
              .allSatisfy(seen -> {
                assertThat(seen.fetch()).isGreaterThan(seen.doorbell());
                assertThat(seen.write()).isGreaterThan(seen.fetch()).isGreaterThan(seen.frameEnd());
                assertThat(seen.record()).isGreaterThan(seen.lastResponse());
                assertThat(seen.lastResponse()).isGreaterThan(seen.write());
                assertThat(seen.interrupt()).isGreaterThan(seen.recorded());
              });
        });
  }

  private static void oneFrame(RawNic nic, int length) {
    nic.giveBack(0, true);
    nic.post(0, 64, 4096);
    nic.doorbell(0);
    nic.clock.cycles(700).await();
    nic.send(NicTraffic.noise(new SplittableRandom(length), length).bytes());
    nic.complete(0);
    nic.until("interrupt", () -> nic.sim.signal("irq_o").get() != 0);
    nic.write(NicDmaRegisters.irq(0, NicDmaRegisters.IRQ_PENDING), 1);
  }

  /** Cycles of one frame's events. */
  private record Seen(
      long doorbell,
      long fetch,
      long frameEnd,
      long write,
      long lastResponse,
      long record,
      long recorded,
      long interrupt) {}

  /** Watch the ports every cycle; a frame is complete with its interrupt. */
  private static final class Probe {

    private static final int TAIL_DOORBELLS = NicDmaRegisters.TAIL_DB >> 11;

    final List<Seen> rounds = new ArrayList<>();
    private final RawNic nic;
    private long doorbell;
    private long fetch;
    private long frameEnd;
    private long write;
    private long lastResponse;
    private long record;
    private long recorded;
    private boolean interrupted;

    Probe(RawNic nic) {
      this.nic = nic;
      nic.clock.onRisingEdge(this::look);
    }

    private Signal signal(String name) {
      return nic.sim.signal(name);
    }

    private boolean fires(String channel) {
      return signal(channel + "valid").get() != 0 && signal(channel + "ready").get() != 0;
    }

    private void look() {
      long now = nic.clock.cycleCount();
      if (fires("s_axil_w") && signal("s_axil_awaddr").get() >> 11 == TAIL_DOORBELLS) {
        doorbell = now;
        fetch = 0;
      }
      if (signal("m_axi_arvalid").get() != 0 && fetch == 0) {
        fetch = now;
      }
      if (fires("s_axis_rx_t") && signal("s_axis_rx_tlast").get() != 0) {
        frameEnd = now;
        write = 0;
        record = 0;
      }
      if (signal("m_axi_awvalid").get() != 0) {
        boolean data = signal("m_axi_awuser").get() >> 12 == BusAccessKind.RX_DATA.code();
        if (data && write == 0) {
          write = now;
        } else if (!data && record == 0) {
          record = now;
        }
      }
      if (fires("m_axi_b")) {
        recorded = now;
        lastResponse = record == 0 ? now : lastResponse;
      }
      boolean high = signal("irq_o").get() != 0;
      if (high && !interrupted) {
        rounds.add(new Seen(doorbell, fetch, frameEnd, write, lastResponse, record, recorded, now));
      }
      interrupted = high;
    }
  }
}
