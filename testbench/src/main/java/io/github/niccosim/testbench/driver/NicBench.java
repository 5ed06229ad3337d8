// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.driver;

import io.github.niccosim.pool.Page;
import io.github.niccosim.pool.PagePoolStats;
import io.github.niccosim.pool.PoolState;
import io.github.niccosim.pool.PoolSystem;
import io.github.niccosim.pool.SystemPages;
import io.github.niccosim.pool.dma.DmaChecker;
import io.github.niccosim.pool.dma.DmaDevice;
import io.github.niccosim.pool.dma.HostMemory;
import io.github.niccosim.testbench.axi.AxiBus;
import io.github.niccosim.testbench.axi.AxiLiteBus;
import io.github.niccosim.testbench.axi.AxiLiteMaster;
import io.github.niccosim.testbench.axi.AxiProtocolChecker;
import io.github.niccosim.testbench.axi.AxiSlave;
import io.github.niccosim.testbench.sim.Clock;
import io.github.niccosim.testbench.sim.ClockOptions;
import io.github.niccosim.testbench.sim.Simulation;
import io.github.niccosim.testbench.stream.AxiStreamBus;
import io.github.niccosim.testbench.stream.AxiStreamSink;
import io.github.niccosim.testbench.stream.AxiStreamSource;
import io.github.niccosim.testbench.stream.StreamFrame;
import io.github.niccosim.testbench.traffic.Frame;
import io.github.niccosim.testbench.traffic.FrameSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Wire a whole bench around a NIC: clock, buses, host memory, pools, driver, traffic, scoreboard
 * and every checker.
 *
 * <pre>{@code
 * NicBench bench = NicBench.attach(sim, new BenchOptions(parameters).ring(64));
 * sim.run(() -> {
 *   bench.start();
 *   bench.send(FrameSource.of(frames));
 *   bench.runUntilIdle();
 *   bench.finish();
 * });
 * bench.assertClean();
 * }</pre>
 *
 * <p>Construct outside a task; the other methods run inside one.
 */
public final class NicBench {

  private static final int RESET_CYCLES = 8;
  private static final int CHECK_CYCLES = 256;
  private static final int STALL_CYCLES = 40_000;

  /** Byte a new page holds, dirty in the CPU's cache: what its last owner left. */
  private static final int OLD_CONTENT = 0xA5;

  private final Simulation sim;
  private final BenchOptions options;
  private final Clock clock;
  private final HostMemory memory;
  private final HostBus host;
  private final DmaChecker checker;
  private final AxiSlave slave;
  private final AxiProtocolChecker protocol;
  private final AxiStreamSource source;
  private final MmioPort mmio;
  private final Scoreboard scoreboard;
  private final NicAdapter adapter;
  private final EngineTraits traits;
  private final NicPorts ports;
  private final NicDriver driver;
  private final IrqLines lines;
  private final List<RxConsumer> consumers = new ArrayList<>();
  private final List<String> pageErrors = new ArrayList<>();
  private final List<PagePoolStats> poolStats = new ArrayList<>();
  private @Nullable NicCounters counters;
  private List<String> deviceErrors = List.of();
  private final long[] inflight;
  private final @Nullable AxiStreamSink mac;
  private long startCycle;
  private long idleCycle;
  private boolean stalled;
  private @Nullable Runnable onProgress;

  private NicBench(Simulation sim, BenchOptions options) {
    this.sim = sim;
    this.options = options;
    this.adapter = options.adapter;
    this.traits = adapter.traits();
    this.ports = traits.ports();
    this.clock =
        sim.clock(ports.clock(), ClockOptions.ofPeriod(options.clockPeriodPs).risingEdgeOnly());
    sim.signal(ports.reset()).set(0);
    if (options.mutant > 0) {
      sim.signal("bug_sel_i").set(options.mutant);
    }
    this.memory = new HostMemory(options.memory, sim.random("cache adversary").nextLong());
    this.checker = new DmaChecker(sim::timePs);
    DmaDevice device = new DmaDevice("nic0", memory, checker);
    this.host = new HostBus(device);
    AxiBus bus = AxiBus.of(sim, ports.memory()).withReset(ports.reset());
    this.slave = new AxiSlave(sim, clock, bus, host, options.timing, sim.random("memory timing"));
    this.protocol = new AxiProtocolChecker(clock, bus, protocolOptions());
    this.source = streamSource();
    this.mmio =
        new MmioPort(sim, clock, new AxiLiteMaster(clock, AxiLiteBus.of(sim, ports.registers())));
    this.scoreboard = scoreboardFor();
    SimulatedCpu.Machine machine = new SimulatedCpu.Machine();
    this.driver =
        new NicDriver(
            sim,
            options,
            adapter,
            mmio,
            device,
            poolSystem(machine),
            machine,
            host,
            new RxConsumers(consumers),
            DescriptorTracker.of(sim, clock, bus));
    this.lines = new IrqLines(sim, sim.signal(ports.interrupts()));
    consumers.add(scoreboard);
    this.inflight = new long[options.queues];
    BenchWitness witness = new BenchWitness(this);
    sim.onFailure(witness::testify);
    sim.recording()
        .ifPresent(recording -> {
          BenchSignals.show(recording, sim.model(), ports);
          consumers.add(witness.marker(recording));
        });
    this.mac = options.txQueues > 0 ? macSink() : null;
  }

  /**
   * Wire a bench to the model of a simulation and hold it in reset.
   *
   * @param sim simulation of the model the adapter is for, at time 0
   * @param options settings; not to be changed afterwards
   * @return the bench
   */
  public static NicBench attach(Simulation sim, BenchOptions options) {
    return new NicBench(sim, options);
  }

  private AxiProtocolChecker.Options protocolOptions() {
    AxiProtocolChecker.Options limits =
        AxiProtocolChecker.Options.collecting()
            .withMaxOutstanding(traits.maxOutstandingWrites(), traits.maxOutstandingReads());
    LongPredicate legalUser = traits.legalUser();
    return legalUser == null ? limits : limits.withUser(legalUser);
  }

  private AxiStreamSource streamSource() {
    AxiStreamSource stream =
        new AxiStreamSource(clock, AxiStreamBus.of(sim, ports.receive()).withReset(ports.reset()));
    if (options.wireBitsPerSecond > 0) {
      stream.setWireRate(options.wireBitsPerSecond);
    }
    stream.setPause(options.streamGaps, sim.random("stream gaps"));
    return stream;
  }

  private AxiStreamSink macSink() {
    AxiStreamSink sink =
        new AxiStreamSink(clock, AxiStreamBus.of(sim, ports.transmit()).withReset(ports.reset()));
    sink.setBackPressure(options.macReady, sim.random("mac back pressure"));
    sink.onFrame(frame -> driver.txScoreboard().seen(frame.data(), frame.isBad(), sim.timePs()));
    return sink;
  }

  private Scoreboard scoreboardFor() {
    int ring = 1 << options.ringLog2;
    int frames = ring + traits.bufferBytes() / 8;
    long bytes = (ring + 256L) * options.plan.receiveBytes() + 4L * traits.bufferBytes();
    return new Scoreboard(options.queues, adapter.steering(options.config()), frames, bytes);
  }

  private PoolSystem poolSystem(SimulatedCpu.Machine machine) {
    SystemPages pages =
        new SystemPages()
            .listener(
                new SystemPages.Listener() {
                  @Override
                  public void allocated(Page page) {
                    memory.dirty(page, OLD_CONTENT);
                  }
                });
    if (options.supplyBudget != Integer.MAX_VALUE) {
      pages.budget(options.supplyBudget);
    }
    return PoolSystem.builder()
        .pages(pages)
        .contexts(machine)
        .observer(checker)
        .workQueue(new SimulatedWork(sim))
        .build();
  }

  /** Add someone who sees every frame after the scoreboard. */
  public void addConsumer(RxConsumer consumer) {
    consumers.add(consumer);
  }

  /** Be told now and then that time has passed. */
  public void onProgress(Runnable listener) {
    onProgress = listener;
  }

  /** Release the reset, bring the driver up and begin to receive. */
  public void start() {
    clock.cycles(RESET_CYCLES).await();
    sim.signal(ports.reset()).set(1);
    clock.cycles(2).await();
    mmio.start();
    driver.open(lines);
    slave.statistics().clear();
    startCycle = clock.cycleCount();
  }

  /**
   * Send frames from now on; returns at once.
   *
   * @param frames frames, pulled as the wire takes them
   */
  public void send(FrameSource frames) {
    source.feed(() -> {
      Frame next = frames.next();
      return next == null ? null : new StreamFrame(next.bytes(), false, scoreboard.sent(next));
    });
  }

  /**
   * Wait until everything sent is delivered or dropped and all software is at rest.
   *
   * @return {@code false} if nothing moved for too long; {@link #checks} then fails {@code
   *     progress}
   */
  public boolean runUntilIdle() {
    return runUntilIdle(() -> true);
  }

  /**
   * As {@link #runUntilIdle()}, when tasks of the test send frames, too.
   *
   * @param sendersDone whether those tasks have nothing more to send
   * @return {@code false} if nothing moved for too long
   */
  public boolean runUntilIdle(BooleanSupplier sendersDone) {
    long signature = -1;
    int quietCycles = 0;
    int quietLimit = STALL_CYCLES + 64 * slowestCycles();
    while (quietCycles < quietLimit) {
      clock.cycles(CHECK_CYCLES).await();
      Runnable listener = onProgress;
      if (listener != null) {
        listener.run();
      }
      if (sendersDone.getAsBoolean()
          && source.isIdle()
          && driver.isIdle()
          && adapter.isIdle(mmio)
          && driver.isIdle()) {
        idleCycle = clock.cycleCount();
        return true;
      }
      long now = signature();
      quietCycles = now == signature ? quietCycles + CHECK_CYCLES : 0;
      signature = now;
    }
    stalled = true;
    idleCycle = clock.cycleCount();
    return false;
  }

  private int slowestCycles() {
    long wire = 0;
    if (options.wireBitsPerSecond > 0) {
      wire = (long) (Frame.MAX_LENGTH_BYTES * 8e12 / options.wireBitsPerSecond);
    }
    return (int) Math.min(100_000_000, wire / options.clockPeriodPs / 16)
        + (int) slave.statistics().writeLatency().maxCycles();
  }

  private long signature() {
    return scoreboard.sent()
        + scoreboard.delivered()
        + scoreboard.failed()
        + driver.txScoreboard().seen()
        + driver.txScoreboard().failed()
        + source.sentFrames()
        + slave.statistics().w().beats()
        + slave.statistics().r().beats();
  }

  /** Read the counters, check every page, stop the NIC and give everything back. */
  public void finish() {
    counters = adapter.readCounters(driver.host());
    deviceErrors = adapter.readErrors(mmio);
    checkPages();
    if (!stalled) {
      driver.close();
      checkInflight();
    }
  }

  private void checkPages() {
    for (RxQueue queue : driver.queues()) {
      PoolState state = queue.pool().state();
      inflight[queue.number()] = state.inflight();
      poolStats.add(queue.pool().stats());
      int held = state.cache() + state.ring() + queue.pagesPosted();
      if (state.inflight() != held) {
        pageErrors.add(
            String.format(
                "pages lost: queue=%d inflight=%d cache=%d ring=%d posted=%d"
                    + " (expected: inflight = cache + ring + posted)",
                queue.number(),
                state.inflight(),
                state.cache(),
                state.ring(),
                queue.pagesPosted()));
      }
    }
  }

  private void checkInflight() {
    for (RxQueue queue : driver.queues()) {
      int inflight = queue.pool().state().inflight();
      if (inflight != 0) {
        pageErrors.add(
            String.format(
                "pages not returned at destroy: queue=%d inflight=%d (expected: 0)",
                queue.number(), inflight));
      }
    }
  }

  /**
   * Judge the run by every check there is.
   *
   * @param allowDrops whether frames lost for want of descriptors or buffer are no failure
   * @return all checks, in the order reports show them
   */
  public List<Check> checks(boolean allowDrops) {
    return BenchChecks.of(this, allowDrops);
  }

  /**
   * Fail unless every check passes.
   *
   * @throws AssertionError naming the failed checks
   */
  public void assertClean() {
    List<Check> failed = checks(false).stream().filter(Check::failed).toList();
    if (!failed.isEmpty()) {
      StringBuilder text = new StringBuilder("run is not clean: failed=").append(failed.size());
      failed.forEach(
          check -> text.append('\n').append(check.name()).append(": ").append(check.reason()));
      throw new AssertionError(text.toString());
    }
  }

  /** Return the simulation. */
  public Simulation sim() {
    return sim;
  }

  /** Return the clock of the NIC. */
  public Clock clock() {
    return clock;
  }

  /** Return the settings. */
  public BenchOptions options() {
    return options;
  }

  /** Return host memory. */
  public HostMemory memory() {
    return memory;
  }

  /** Return the joint between bus and memory. */
  public HostBus host() {
    return host;
  }

  /** Return the checker of DMA rules. */
  public DmaChecker checker() {
    return checker;
  }

  /** Return the memory side of the AXI bus. */
  public AxiSlave slave() {
    return slave;
  }

  /** Return the checker of the AXI protocol. */
  public AxiProtocolChecker protocol() {
    return protocol;
  }

  /** Return the source of the receive stream. */
  public AxiStreamSource source() {
    return source;
  }

  /**
   * Return the MAC's side of the transmit port.
   *
   * @throws NullPointerException if the bench has no transmit queues
   */
  public AxiStreamSink mac() {
    return Objects.requireNonNull(mac, "bench has no transmit queues: BenchOptions.transmit(n)");
  }

  /** Return the register port. */
  public MmioPort mmio() {
    return mmio;
  }

  /** Return the scoreboard. */
  public Scoreboard scoreboard() {
    return scoreboard;
  }

  /** Return the driver. */
  public NicDriver driver() {
    return driver;
  }

  /**
   * Return the NIC's counters.
   *
   * @throws IllegalStateException before {@link #finish()}
   */
  public NicCounters counters() {
    return Objects.requireNonNull(counters, "counters are read by finish()");
  }

  /** Say whether {@link #finish()} has read the NIC's counters. */
  public boolean hasCounters() {
    return counters != null;
  }

  /** Return what the NIC's error status says, read by {@link #finish()}. */
  public List<String> deviceErrors() {
    return deviceErrors;
  }

  /** Return what is wrong with the pools' books. */
  public List<String> pageErrors() {
    return List.copyOf(pageErrors);
  }

  /**
   * Return the pages a pool had out when the run was over, before it was destroyed.
   *
   * @param queue receive queue
   * @return {@code hold - release}
   */
  public long inflightAtEnd(int queue) {
    return inflight[queue];
  }

  /**
   * Return a pool's counters when the run was over, before it was destroyed.
   *
   * @param queue receive queue
   * @return counters
   */
  public PagePoolStats poolStatsAtEnd(int queue) {
    return poolStats.size() > queue
        ? poolStats.get(queue)
        : driver.queues().get(queue).pool().stats();
  }

  /** Return the clock cycles from {@link #start()} until all was idle. */
  public long busyCycles() {
    return idleCycle - startCycle;
  }

  /** Say whether {@link #runUntilIdle()} gave up. */
  public boolean stalled() {
    return stalled;
  }
}
