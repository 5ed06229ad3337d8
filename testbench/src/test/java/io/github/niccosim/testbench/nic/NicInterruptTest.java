// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.nic;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.niccosim.rtl.NicDmaRegisters;
import io.github.niccosim.testbench.axi.AxiTiming;
import io.github.niccosim.testbench.traffic.Frame;
import io.github.niccosim.testbench.traffic.RssSteering;
import io.github.niccosim.testbench.traffic.Toeplitz;
import io.github.niccosim.testbench.traffic.TrafficProfile;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Interrupts around their races: arm against completion, vector against vector, mask. */
class NicInterruptTest {

  private static final int SWEEP_CYCLES = 70;
  private static final int ANSWER_CYCLES = 40;
  private static final List<Frame> FLOWS = NicTraffic.profile(TrafficProfile.SHORT, 64, 3);

  @Test
  @BugClass(21)
  void armAtAnyCycleAroundTheCompletionInterruptsOnce() {
    run(nic -> {
      nic.open(0);
      int[] interrupts = countRises(nic);
      for (int delay = 0; delay < SWEEP_CYCLES; delay++) {
        nic.post(0, 64, 2048);
        nic.doorbell(0);
        nic.clock.cycles(40).await();
        nic.send(new byte[64]);
        nic.clock.cycles(1 + delay).await();
        nic.giveBack(0, true);
        nic.complete(0);
        nic.clock.cycles(ANSWER_CYCLES).await();

        assertThat(interrupts[0]).as("delay of the arm %d cycles", delay).isEqualTo(delay + 1);
        nic.write(NicDmaRegisters.irq(0, NicDmaRegisters.IRQ_PENDING), 1);
        nic.giveBack(0, false);
      }
    });
  }

  @Test
  @BugClass(22)
  void vectorsThatFireTogetherAreClearedOneByOne() {
    byte[] first = frameFor(0);
    byte[] second = frameFor(1);
    run(nic -> {
      nic.open(0);
      nic.open(1);
      for (int gap = 0; gap <= 8; gap++) {
        for (int queue = 0; queue < 2; queue++) {
          nic.giveBack(queue, true);
          nic.post(queue, 64, 2048);
          nic.doorbell(queue);
        }
        nic.clock.cycles(40).await();
        nic.send(first);
        nic.clock.cycles(1 + gap).await();
        nic.send(second);
        nic.complete(0);
        nic.complete(1);
        nic.clock.cycles(ANSWER_CYCLES).await();

        assertThat(lines(nic)).as("gap %d cycles", gap).isEqualTo(0b11);
        nic.write(NicDmaRegisters.irq(gap % 2, NicDmaRegisters.IRQ_PENDING), 1);
        nic.clock.cycles(4).await();
        assertThat(lines(nic)).as("gap %d cycles", gap).isEqualTo(0b11 & ~(1 << gap % 2));
        nic.write(NicDmaRegisters.irq(1 - gap % 2, NicDmaRegisters.IRQ_PENDING), 1);
        nic.clock.cycles(4).await();
        assertThat(lines(nic)).as("gap %d cycles", gap).isZero();
      }
    });
  }

  @Test
  void maskedVectorKeepsItsInterruptForLater() {
    run(NicInterruptTest::maskAndUnmask);
  }

  /** Complete a frame while the vector is masked; fails when unmasking does not raise the line. */
  static void maskAndUnmask(RawNic nic) {
    nic.open(0);
    nic.write(NicDmaRegisters.irq(0, NicDmaRegisters.IRQ_MASK), 1);
    nic.giveBack(0, true);
    nic.post(0, 64, 2048);
    nic.doorbell(0);
    nic.clock.cycles(40).await();
    nic.send(new byte[64]);
    nic.complete(0);
    nic.clock.cycles(ANSWER_CYCLES).await();
    assertThat(lines(nic)).as("interrupt lines while masked").isZero();

    nic.write(NicDmaRegisters.irq(0, NicDmaRegisters.IRQ_MASK), 0);
    nic.clock.cycles(4).await();

    assertThat(lines(nic)).as("interrupt lines after unmasking").isEqualTo(1);
  }

  private static long lines(RawNic nic) {
    return nic.sim.signal("irq_o").get();
  }

  private static int[] countRises(RawNic nic) {
    int[] rises = new int[1];
    boolean[] was = new boolean[1];
    nic.clock.onRisingEdge(() -> {
      boolean now = lines(nic) != 0;
      rises[0] += now && !was[0] ? 1 : 0;
      was[0] = now;
    });
    return rises;
  }

  /** Return a frame that the engine's reset state steers to a queue. */
  static byte[] frameFor(int queue) {
    RssSteering steering =
        new RssSteering(Toeplitz.verificationKey(), RssSteering.roundRobinTable(4), 0);
    return FLOWS.stream()
        .map(Frame::bytes)
        .filter(bytes -> steering.steer(bytes).queue() == queue)
        .findFirst()
        .orElseThrow();
  }

  private static void run(java.util.function.Consumer<RawNic> body) {
    RawNic.run(
        NicModels.library(NicModels.standard()), NicModels.standard(), AxiTiming.fixed(3), body);
  }
}
