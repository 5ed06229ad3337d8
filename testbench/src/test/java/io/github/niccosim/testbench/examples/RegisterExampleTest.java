// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.niccosim.testbench.axi.AxiLiteBus;
import io.github.niccosim.testbench.axi.AxiLiteMaster;
import io.github.niccosim.testbench.axi.AxiResp;
import io.github.niccosim.testbench.junit.CosimTest;
import io.github.niccosim.testbench.junit.Rtl;
import io.github.niccosim.testbench.random.Constraints;
import io.github.niccosim.testbench.random.Dist;
import io.github.niccosim.testbench.random.Solution;
import io.github.niccosim.testbench.random.Variable;
import io.github.niccosim.testbench.sim.Clock;
import io.github.niccosim.testbench.sim.Simulation;
import io.github.niccosim.testbench.verify.CoverGroup;
import io.github.niccosim.testbench.verify.CoverPoint;
import io.github.niccosim.testbench.verify.Coverage;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.BeforeEach;

/** The second tutorial: a register block, a model of it, random accesses, coverage. */
@Rtl(top = "axil_block", sources = "src/test/rtl/examples/axil_block.v")
class RegisterExampleTest {
  private static final int ID = 0x0;
  private static final int CTRL = 0x4;
  private static final int SCRATCH = 0x8;
  private static final int WRITES = 0xC;

  /** Access to an address; a write changes the bytes that {@code strobes} names. */
  private record Access(boolean write, long addr, int value, int strobes) {}

  private AxiLiteMaster regs;

  @BeforeEach
  void leaveReset(Simulation sim) {
    Clock clk = sim.clock("clk", 4_000);
    regs = new AxiLiteMaster(clk, AxiLiteBus.of(sim, "s_axil"));
    clk.cycles(2).await();
    sim.signal("rst_n").set(1);
  }

  @CosimTest
  void readOnlyRegistersRefuseWrites() {
    assertThat(regs.tryWrite32(ID, 1, 0xf)).isEqualTo(AxiResp.SLVERR);
    assertThat(regs.read32(ID)).isEqualTo(0x4E494331);
    assertThat(regs.tryRead32(0x40).resp()).isEqualTo(AxiResp.SLVERR);
  }

  @CosimTest
  void registersKeepWhatWasWritten(RandomGenerator random) {
    Constraints c = new Constraints();
    Variable<Boolean> write = c.variable("write", Dist.of(true, 2).or(false, 1));
    Variable<Long> word = c.variable("word", Dist.range(0, 3, 9).or(Dist.range(4, 63, 1)));
    Variable<Long> strobes = c.variable("strobes", Dist.value(0xf, 3).or(Dist.range(0, 15, 1)));
    c.require("reads have no strobes", s -> s.get(write) || s.get(strobes) == 0xf, write, strobes);
    int[] model = {0x4E494331, 0, 0, 0};
    CoverGroup<Access> coverage = coverage();

    for (int i = 0; i < 500; i++) {
      Solution s = c.draw(random);
      Access access =
          new Access(s.get(write), 4 * s.get(word), random.nextInt(), s.get(strobes).intValue());
      coverage.sample(access);
      perform(access, model);
    }

    Coverage.of(coverage).checkGoals();
  }

  private void perform(Access access, int[] model) {
    int word = (int) access.addr() / 4;
    if (!access.write()) {
      AxiLiteMaster.ReadResult read = regs.tryRead32(access.addr());
      assertThat(read.resp()).isEqualTo(word < 4 ? AxiResp.OKAY : AxiResp.SLVERR);
      assertThat(read.value()).isEqualTo(word < 4 ? model[word] : 0);
      return;
    }
    boolean writable = access.addr() == CTRL || access.addr() == SCRATCH;
    AxiResp resp = regs.tryWrite32(access.addr(), access.value(), access.strobes());
    assertThat(resp).isEqualTo(writable ? AxiResp.OKAY : AxiResp.SLVERR);
    if (writable) {
      int mask = 0;
      for (int lane = 0; lane < 4; lane++) {
        mask |= (access.strobes() >> lane & 1) * 0xff << 8 * lane;
      }
      model[word] = model[word] & ~mask | access.value() & mask;
      model[WRITES / 4]++;
    }
  }

  private static CoverGroup<Access> coverage() {
    CoverGroup<Access> group = new CoverGroup<>("accesses");
    CoverPoint<Access> op =
        group.point("op", a -> a.write() ? 1 : 0).bin("read", 0).bin("write", 1);
    op.transition("write, read", 1, 0);
    CoverPoint<Access> register =
        group
            .point("register", Access::addr)
            .bin("ID", ID)
            .bin("CTRL", CTRL)
            .bin("SCRATCH", SCRATCH)
            .bin("WRITES", WRITES)
            .bin("none", 0x10, 0xff);
    group.point("strobes", Access::strobes).bins(0, 15, 16).when(Access::write);
    group.cross("op x register", op, register);
    return group;
  }
}
