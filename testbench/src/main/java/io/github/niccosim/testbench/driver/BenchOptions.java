// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.driver;

import io.github.niccosim.pool.dma.CacheModel;
import io.github.niccosim.rtl.NicDmaParameters;
import io.github.niccosim.testbench.axi.AxiTiming;
import io.github.niccosim.testbench.stream.ReadyPattern;
import io.github.niccosim.testbench.traffic.RssSteering;
import io.github.niccosim.testbench.traffic.Toeplitz;

/**
 * Collect the settings of a {@link NicBench}; every setter returns this object.
 *
 * <p>Defaults suit a unit test: ring of 64, coherent memory of latency 20, frames as fast as the
 * stream takes them, software for free.
 */
public final class BenchOptions {

  final NicAdapter adapter;
  long clockPeriodPs = 4000;
  int queues;
  int ringLog2 = 6;
  int completionLog2 = -1;
  int poolSize;
  BufferPlan plan = BufferPlan.of(64, 0, 1518);
  boolean syncDevice = true;
  CacheModel memory = CacheModel.COHERENT;
  AxiTiming timing = AxiTiming.fixed(20);
  long wireBitsPerSecond;
  ReadyPattern streamGaps = ReadyPattern.always();
  CostTable costs = CostTable.free();
  int napiBudget = 64;
  int moderationFrames = 1;
  int moderationCycles;
  NicConfig.Starvation starvation = NicConfig.Starvation.HOLD;
  int waitCycles;
  int maxFrameBytes;
  byte[] rssKey = Toeplitz.verificationKey();
  int[] rssTable;
  int defaultQueue;
  int mutant;
  int supplyBudget = Integer.MAX_VALUE;
  int unfilledQueue = -1;
  int txQueues;
  boolean forwarding;
  ReadyPattern macReady = ReadyPattern.always();

  /**
   * Start from the defaults for a model of {@code nicdma_top}.
   *
   * @param nic parameters the model was built with
   */
  public BenchOptions(NicDmaParameters nic) {
    this(new NicDmaAdapter(nic));
  }

  /**
   * Start from the defaults for any engine.
   *
   * @param adapter knows the engine
   */
  public BenchOptions(NicAdapter adapter) {
    this.adapter = adapter;
    this.queues = adapter.traits().rxQueues();
    this.maxFrameBytes = adapter.traits().maxFrameBytes();
    this.rssTable = RssSteering.roundRobinTable(queues);
  }

  /** Set the clock period in picoseconds, at least 2. */
  public BenchOptions clockPeriodPs(long value) {
    clockPeriodPs = value;
    return this;
  }

  /** Use fewer queues than the model has, at least 1; spreads flows over them. */
  public BenchOptions queues(int value) {
    queues = value;
    rssTable = RssSteering.roundRobinTable(value);
    return this;
  }

  /** Set the descriptors per ring, a power of two, at least 2. */
  public BenchOptions ring(int entries) {
    ringLog2 = Integer.numberOfTrailingZeros(entries);
    return this;
  }

  /**
   * Set the completions per ring, a power of two, at least 2; by default as many as descriptors.
   */
  public BenchOptions completionRing(int entries) {
    completionLog2 = Integer.numberOfTrailingZeros(entries);
    return this;
  }

  /** Set the capacity of each pool's ring in pages; 0 sizes it by the descriptor ring. */
  public BenchOptions poolSize(int pages) {
    poolSize = pages;
    return this;
  }

  /** Set how buffers are laid out. */
  public BenchOptions plan(BufferPlan value) {
    plan = value;
    return this;
  }

  /** Set whether pools sync pages for the device. */
  public BenchOptions syncDevice(boolean value) {
    syncDevice = value;
    return this;
  }

  /** Set the cache model of host memory. */
  public BenchOptions memory(CacheModel value) {
    memory = value;
    return this;
  }

  /** Set how the AXI slave behaves. */
  public BenchOptions timing(AxiTiming value) {
    timing = value;
    return this;
  }

  /** Set the wire rate in bit/s; 0 sends as fast as the stream takes frames. */
  public BenchOptions wire(long bitsPerSecond) {
    wireBitsPerSecond = bitsPerSecond;
    return this;
  }

  /** Set when the stream source may offer beats. */
  public BenchOptions streamGaps(ReadyPattern value) {
    streamGaps = value;
    return this;
  }

  /** Set what software costs. */
  public BenchOptions costs(CostTable value) {
    costs = value;
    return this;
  }

  /** Set the completions handled per poll, at least 1. */
  public BenchOptions napiBudget(int value) {
    napiBudget = value;
    return this;
  }

  /** Set after how many completions, or how many cycles with fewer, an interrupt comes. */
  public BenchOptions moderation(int frames, int cycles) {
    moderationFrames = frames;
    moderationCycles = cycles;
    return this;
  }

  /** Set what happens to a frame without descriptor. */
  public BenchOptions starvation(NicConfig.Starvation value, int cycles) {
    starvation = value;
    waitCycles = cycles;
    return this;
  }

  /** Set the longest frame the NIC accepts, in bytes. */
  public BenchOptions maxFrame(int bytes) {
    maxFrameBytes = bytes;
    return this;
  }

  /** Set the Toeplitz key, 40 bytes, and the indirection table, 128 queues. */
  public BenchOptions rss(byte[] key, int[] table) {
    rssKey = key.clone();
    rssTable = table.clone();
    return this;
  }

  /** Set the queue of frames without hash. */
  public BenchOptions defaultQueue(int value) {
    defaultQueue = value;
    return this;
  }

  /** Choose a deliberate RTL fault; 0 for none. Needs a model built with mutants. */
  public BenchOptions mutant(int number) {
    mutant = number;
    return this;
  }

  /** Limit the buffers the system can give to pools. */
  public BenchOptions supplyBudget(int buffers) {
    supplyBudget = buffers;
    return this;
  }

  /** Use transmit queues, at most as many as the model has; 0 leaves the transmit side alone. */
  public BenchOptions transmit(int queues) {
    txQueues = queues;
    return this;
  }

  /** Return how many transmit queues are used. */
  public int transmitQueues() {
    return txQueues;
  }

  /** Map receive pages for both directions, so that a consumer can send them on. */
  public BenchOptions forwarding(boolean value) {
    forwarding = value;
    return this;
  }

  /** Set when the MAC takes beats of frames that are sent. */
  public BenchOptions macReady(ReadyPattern value) {
    macReady = value;
    return this;
  }

  /** Break the driver: leave the ring of a queue empty for ever. */
  public BenchOptions unfilledQueue(int queue) {
    unfilledQueue = queue;
    return this;
  }

  NicConfig config() {
    return new NicConfig(
        queues,
        ringLog2,
        completionLog2 < 0 ? ringLog2 : completionLog2,
        moderationFrames,
        moderationCycles,
        starvation,
        waitCycles,
        maxFrameBytes,
        rssKey,
        rssTable,
        defaultQueue,
        txQueues);
  }
}
