// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.axi;

import static io.github.niccosim.testbench.axi.AxiBench.BASE;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.github.niccosim.bridge.ModelLibrary;
import io.github.niccosim.testbench.axi.AxiProtocolChecker.Options;
import io.github.niccosim.testbench.sim.Clock;
import io.github.niccosim.testbench.sim.Simulation;
import io.github.niccosim.testbench.stream.AxiStreamBus;
import io.github.niccosim.testbench.stream.AxiStreamSink;
import io.github.niccosim.testbench.stream.AxiStreamSource;
import io.github.niccosim.testbench.stream.ReadyPattern;
import io.github.niccosim.testbench.stream.StreamFrame;
import io.github.niccosim.testbench.stream.TestRtl;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

/** Bus models allocate per burst or per frame, never per cycle. */
class AllocationCosimTest {

  private static final int CYCLES = 20_000;

  /** Bytes this thread allocates per cycle while the clock runs, once everything is warm. */
  private static double bytesPerCycle(Clock clock) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    clock.cycles(CYCLES).await();
    long before = threads.getCurrentThreadAllocatedBytes();
    clock.cycles(CYCLES).await();
    return (double) (threads.getCurrentThreadAllocatedBytes() - before) / CYCLES;
  }

  @Test
  void streamAllocatesNothingWhileAFramePasses() {
    TestRtl.run(
        TestRtl.library("axis_fifo"),
        1,
        (sim, clock) -> {
          AxiStreamSource source = new AxiStreamSource(clock, AxiStreamBus.of(sim, "s_axis"));
          AxiStreamSink sink = new AxiStreamSink(clock, AxiStreamBus.of(sim, "m_axis"));
          sink.setBackPressure(ReadyPattern.probability(0.9), sim.random("back"));
          sink.onFrame(frame -> {});
          clock.cycles(5).await();
          StreamFrame frame = new StreamFrame(new byte[1504]);
          source.feed(() -> frame);

          // One received frame of 1504 bytes lasts at least 188 cycles.
          assertThat(bytesPerCycle(clock)).isLessThan(1700.0 / 188);
        });
  }

  @Test
  void slaveAndCheckerAllocateOnlyPerBurst() {
    ModelLibrary library = TestRtl.library("axi_burst_master");
    TestRtl.run(
        library,
        1,
        (sim, clock) -> {
          AxiBus bus = AxiBus.of(sim, "m_axi").withReset("rst_ni");
          ArrayTarget target = new ArrayTarget(BASE, AxiBench.SIZE, sim::timePs);
          AxiTarget silent =
              new AxiTarget() {
                @Override
                public AxiResp read(long addr, byte[] dst, int off, int len, long user) {
                  System.arraycopy(target.bytes, (int) (addr - BASE), dst, off, len);
                  return AxiResp.OKAY;
                }

                @Override
                public AxiResp write(long addr, byte[] src, int off, int len, long user) {
                  System.arraycopy(src, off, target.bytes, (int) (addr - BASE), len);
                  return AxiResp.OKAY;
                }
              };
          AxiTiming timing =
              AxiTiming.builder()
                  .latency(LatencyDistribution.uniform(1, 100))
                  .backPressure(ReadyPattern.probability(0.8))
                  .outOfOrder(true)
                  .interleave(true)
                  .build();
          AxiSlave slave = new AxiSlave(sim, clock, bus, silent, timing, sim.random("slave"));
          new AxiProtocolChecker(clock, bus, Options.strict());
          clock.cycles(5).await();
          offerForEver(sim);

          assertThat(bytesPerCycle(clock)).isLessThan(4);
          assertThat(slave.statistics().w().beats()).isGreaterThan(CYCLES);
        });
  }

  @Test
  void masterAllocatesNothingWhileABurstPasses() {
    TestRtl.run(
        AxiMasterCosimTest.library(32),
        1,
        (sim, clock) -> {
          AxiBus m = AxiBus.of(sim, "m_axi").withReset("rst_ni");
          AxiMaster master = new AxiMaster(clock, AxiBus.of(sim, "s_axi").withReset("rst_ni"));
          // A small ring of bursts in the slave, so that every slot has been used when it is warm.
          AxiTiming timing = AxiTiming.builder().maxOutstanding(4, 4).build();
          new AxiSlave(sim, clock, m, new SparseMemory(), timing, sim.random("slave"));
          clock.cycles(5).await();
          byte[] data = new byte[1024];
          for (int i = 0; i < 200; i++) {
            master.issue(AxiRequest.read(0, 255, 2, AxiBurst.INCR));
            master.issue(AxiRequest.write(0, 255, 2, AxiBurst.INCR, data));
          }

          assertThat(bytesPerCycle(clock)).isLessThan(4);
          assertThat(master.statistics().r().beats()).isGreaterThan(CYCLES);
          assertThat(master.statistics().w().beats()).isGreaterThan(CYCLES);
        });
  }

  /** The design takes the same command whenever it has room: writes of eight beats. */
  private static void offerForEver(Simulation sim) {
    sim.signal("cmd_valid_i").set(1);
    sim.signal("cmd_write_i").set(1);
    sim.signal("cmd_addr_i").set(BASE);
    sim.signal("cmd_len_i").set(7);
    sim.signal("cmd_size_i").set(3);
    sim.signal("cmd_burst_i").set(1);
    sim.signal("bready_i").set(1);
    sim.signal("rready_i").set(1);
  }
}
