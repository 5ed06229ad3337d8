// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.nic;

import io.github.niccosim.bridge.ModelLibrary;
import io.github.niccosim.rtl.NicDmaRegisters;
import io.github.niccosim.testbench.axi.AxiErrorWindow;
import io.github.niccosim.testbench.axi.AxiResp;
import io.github.niccosim.testbench.axi.AxiTiming;
import io.github.niccosim.testbench.axi.LatencyDistribution;
import io.github.niccosim.testbench.driver.BenchOptions;
import io.github.niccosim.testbench.driver.BufferPlan;
import io.github.niccosim.testbench.driver.Check;
import io.github.niccosim.testbench.driver.CostTable;
import io.github.niccosim.testbench.driver.NicAdapter;
import io.github.niccosim.testbench.driver.NicBench;
import io.github.niccosim.testbench.driver.NicConfig.Starvation;
import io.github.niccosim.testbench.driver.NicCounters;
import io.github.niccosim.testbench.driver.NicDmaAdapter;
import io.github.niccosim.testbench.stream.ReadyPattern;
import io.github.niccosim.testbench.traffic.Frame;
import io.github.niccosim.testbench.traffic.TrafficProfile;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/** Runs of the standard model that put one thing under stress; all pass with healthy RTL. */
enum NicScenario implements Scenario {
  /** Every length up to 9000 at an odd offset; memory answers late, out of order, interleaved. */
  CHAOS(9000, 200) {},
  /** Memory with latencies spread up to 400 cycles. */
  SLOW(1518, 400) {
    @Override
    BenchOptions options() {
      return base().timing(memory(400).build());
    }
  },
  /** Memory that often does not take addresses and data. */
  STALLS(1518, 400) {
    @Override
    BenchOptions options() {
      return base()
          .timing(
              memory(30)
                  .wReady(ReadyPattern.probability(0.6))
                  .awReady(ReadyPattern.probability(0.5))
                  .build());
    }

    @Override
    NicOutcome judge(NicOutcome outcome) {
      return outcome.without("refill");
    }
  },
  /** Two descriptors per ring. */
  RING_OF_TWO(1518, 400) {
    @Override
    BenchOptions options() {
      return base().ring(2).timing(memory(30).build());
    }
  },
  /** Completion ring smaller than the descriptor ring, slow software. */
  SMALL_COMPLETION_RING(1518, 400) {
    @Override
    BenchOptions options() {
      return base().completionRing(4).costs(CostTable.defaults()).timing(memory(30).build());
    }

    @Override
    NicOutcome judge(NicOutcome outcome) {
      return outcome.without("refill");
    }
  },
  /** Frames dropped for want of descriptors. */
  DROPS(1518, 400) {
    @Override
    BenchOptions options() {
      return base().ring(4).costs(CostTable.defaults()).starvation(Starvation.DROP, 0);
    }

    @Override
    NicOutcome judge(NicOutcome outcome) {
      return outcome
          .with("drops_happen", outcome.check("refill").failed(), "refill never fell behind")
          .without("refill");
    }
  },
  /** Descriptors shorter than the longest frames. */
  TRUNCATION(1518, 400) {
    @Override
    BenchOptions options() {
      return base().plan(BufferPlan.of(61, 0, 1518).withReceiveBytes(SHORT_BYTES));
    }

    @Override
    NicOutcome judge(NicOutcome outcome) {
      boolean cut =
          !outcome.errors().isEmpty()
              && outcome.errors().stream()
                  .allMatch(e -> e.truncated() && e.lengthBytes() == SHORT_BYTES);
      return outcome
          .with("truncation", cut, "truncated length is not the buffer's: " + outcome.errors())
          .without("device_errors");
    }
  },
  /** Memory too slow for the wire: the packet buffer overflows. */
  FULL_BUFFER(1518, 600) {
    @Override
    BenchOptions options() {
      return base().ring(64).timing(memory(60).wReady(ReadyPattern.probability(0.3)).build());
    }

    @Override
    NicOutcome judge(NicOutcome outcome) {
      boolean full = outcome.bench().counters().bufferFull() > 0;
      return outcome.with("overflow_happens", full, "buffer never full").without("refill");
    }
  },
  /** Frames around the length limit, dropped on their last beat and in the middle. */
  OVERSIZE(600, 0) {
    @Override
    BenchOptions options() {
      return base().maxFrame(600);
    }

    @Override
    List<Frame> frames() {
      List<Frame> frames = NicTraffic.lengths(590, 650, 7);
      for (int i = 0; i < LAST_BEAT_DROPS; i++) {
        frames.add(NicTraffic.noise(new SplittableRandom(i), 601 + i % 8));
      }
      frames.addAll(NicTraffic.mixed(100, 600, 7));
      return frames;
    }

    @Override
    NicOutcome judge(NicOutcome outcome) {
      long oversize = outcome.bench().counters().oversize();
      long full = outcome.bench().counters().bufferFull();
      return outcome
          .with("oversize_counted", oversize >= 50 + LAST_BEAT_DROPS, "oversize=" + oversize)
          .with("buffer_returned", full == 0, "buffer full though nothing waits: drops=" + full);
    }
  },
  /** The driver stops in the middle of traffic; nothing may be written afterwards. */
  STOP(1518, 400) {
    @Override
    NicOutcome run(ModelLibrary library, int mutant) {
      BenchOptions options = options().mutant(mutant).timing(memory(300).build());
      NicOutcome outcome = NicOutcome.stopAfter(library, options, frames(), STOP_CYCLES);
      return outcome.without("conservation", "device_errors", "written_bytes");
    }
  },
  /** Some data writes answered with SLVERR, some with DECERR. */
  BUS_ERRORS(1518, 400) {
    @Override
    BenchOptions options() {
      return base()
          .timing(
              memory(60)
                  .error(dataWrites(AxiResp.SLVERR).withProbability(0.05))
                  .error(dataWrites(AxiResp.DECERR).withProbability(0.03))
                  .build());
    }

    @Override
    NicOutcome judge(NicOutcome outcome) {
      boolean both =
          outcome.errors().stream().anyMatch(e -> e.error().equals("SLVERR"))
              && outcome.errors().stream().anyMatch(e -> e.error().equals("DECERR"));
      return outcome.with("errors_reported", both, "" + outcome.errors()).without("device_errors");
    }
  },
  /** Four completions per interrupt, the rest after 300 cycles; time passes in software. */
  MODERATION(1518, 61) {
    @Override
    BenchOptions options() {
      return base().ring(64).moderation(4, 300).costs(CostTable.defaults()).wire(2_000_000_000L);
    }
  },
  /** One frame alone: only the moderation timer can announce it. */
  LONE_FRAME(1518, 1) {
    @Override
    BenchOptions options() {
      return base().moderation(4, 300);
    }
  },
  /** Queue 0 never has a descriptor; the others must not care. */
  EMPTY_QUEUE(1518, 400) {
    @Override
    BenchOptions options() {
      return base().unfilledQueue(0).starvation(Starvation.WAIT, 30_000).wire(8_000_000_000L);
    }

    @Override
    NicOutcome judge(NicOutcome outcome) {
      NicCounters nic = outcome.bench().counters();
      long others = nic.dropped() - nic.queues().getFirst().dropped();
      return outcome
          .with("others_flow", others == 0, "frames of other queues lost: frames=" + others)
          .without("refill");
    }
  },
  /** The driver writes one descriptor with the generation of the lap before. */
  STALE_DESCRIPTOR(1518, 400) {
    @Override
    BenchOptions options() {
      return base(new NicDmaAdapter(NicModels.standard()).withStaleDescriptor(37));
    }

    @Override
    NicOutcome judge(NicOutcome outcome) {
      boolean named = outcome.bench().deviceErrors().contains("desc_stale");
      return outcome
          .with(
              "stale_named",
              named,
              "stale descriptor not reported: errors=" + outcome.bench().deviceErrors())
          .without("device_errors");
    }
  },
  /** Memory far too slow for four queues that all have frames waiting. */
  FAIRNESS(1518, 4000) {
    @Override
    BenchOptions options() {
      return base()
          .ring(64)
          .plan(BufferPlan.of(64, 0, 64))
          .timing(AxiTiming.builder().wReady(ReadyPattern.probability(0.15)).build());
    }

    @Override
    List<Frame> frames() {
      return NicTraffic.profile(TrafficProfile.SHORT, 4000, 7);
    }

    @Override
    NicOutcome run(ModelLibrary library, int mutant) {
      long[] served = new long[4];
      return NicOutcome.simulate(
              library, options().mutant(mutant), frames(), 1, bench -> watchShares(bench, served))
          .with(
              "fairness",
              isFair(served),
              "queue without its share: served=" + Arrays.toString(served))
          .without("refill");
    }
  },
  /** Every vector masked while the first completions come, unmasked later. */
  MASKED(1518, 40) {
    @Override
    NicOutcome run(ModelLibrary library, int mutant) {
      return NicOutcome.simulate(
          library, options().mutant(mutant), frames(), 1, NicScenario::unmaskLate);
    }

    @Override
    BenchOptions options() {
      return base().ring(64);
    }
  },
  /** Longest possible stretch of full frames into a memory that keeps up. */
  FULL_SPEED(1500, 200) {
    @Override
    BenchOptions options() {
      return base().ring(256).timing(AxiTiming.fixed(20));
    }

    @Override
    List<Frame> frames() {
      return NicTraffic.profile(TrafficProfile.STANDARD, 200, 7);
    }

    @Override
    NicOutcome judge(NicOutcome outcome) {
      double utilisation = outcome.bench().slave().statistics().w().utilisation();
      return outcome.with(
          "throughput",
          utilisation >= 0.97,
          "idle cycles on the w channel: utilisation=" + utilisation);
    }
  };

  static final int SHORT_BYTES = 600;
  private static final int LAST_BEAT_DROPS = 150;
  static final int STOP_CYCLES = 1000;
  private static final int MASKED_CYCLES = 6000;
  private static final long RX_DATA = 3L << 12;
  private static final long KIND_MASK = 0xF000;

  private final int longestBytes;
  private final int count;

  NicScenario(int longestBytes, int count) {
    this.longestBytes = longestBytes;
    this.count = count;
  }

  BenchOptions options() {
    return base();
  }

  List<Frame> frames() {
    return count == 1
        ? NicTraffic.profile(TrafficProfile.SHORT, 1, 7)
        : NicTraffic.mixed(count, longestBytes, 7);
  }

  NicOutcome judge(NicOutcome outcome) {
    return outcome;
  }

  /** Run this scenario with a deliberate fault, 0 for none. */
  NicOutcome run(ModelLibrary library, int mutant) {
    return judge(NicOutcome.run(library, options().mutant(mutant), frames(), 1));
  }

  @Override
  public List<Check> judge(ModelLibrary library, int mutant) {
    return run(library, mutant).checks();
  }

  BenchOptions base() {
    return base(new NicDmaAdapter(NicModels.standard()));
  }

  BenchOptions base(NicAdapter adapter) {
    return new BenchOptions(adapter)
        .ring(16)
        .plan(BufferPlan.of(61, 0, longestBytes))
        .timing(memory(60).build());
  }

  /** Count what each queue got while all had frames waiting. */
  private static void watchShares(NicBench bench, long[] served) {
    while (!bench.source().isIdle()) {
      bench.clock().cycles(100).await();
    }
    Arrays.setAll(served, queue -> bench.scoreboard().delivered(queue));
    bench.runUntilIdle();
    bench.finish();
  }

  private static boolean isFair(long[] served) {
    long least = Arrays.stream(served).min().orElseThrow();
    return 2 * least > Arrays.stream(served).max().orElseThrow();
  }

  private static void unmaskLate(NicBench bench) {
    for (int value = 1; value >= 0; value--) {
      for (int vector = 0; vector < 4; vector++) {
        bench.mmio().write(NicDmaRegisters.irq(vector, NicDmaRegisters.IRQ_MASK), value);
      }
      bench.clock().cycles(MASKED_CYCLES).await();
    }
    bench.runUntilIdle();
    bench.finish();
  }

  static AxiTiming.Builder memory(int maxCycles) {
    return AxiTiming.builder()
        .latency(LatencyDistribution.uniform(1, maxCycles))
        .outOfOrder(true)
        .interleave(true);
  }

  static AxiErrorWindow dataWrites(AxiResp response) {
    return AxiErrorWindow.anywhere(AxiErrorWindow.Direction.WRITE, response)
        .withUser(KIND_MASK, RX_DATA);
  }
}
