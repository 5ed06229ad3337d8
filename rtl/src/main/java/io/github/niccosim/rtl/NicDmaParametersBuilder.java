// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.rtl;

/** Collects {@link NicDmaParameters}; every setter returns this builder. */
public final class NicDmaParametersBuilder {

  private int dataWidthBits = 128;
  private int addrWidthBits = 64;
  private int idWidthBits = 6;
  private int rxQueues = 4;
  private int ringLog2Max = 15;
  private int maxOutstandingReads = 64;
  private int maxOutstandingWrites = 64;
  private int maxBurstBytes = 256;
  private int frameSlots = 64;
  private int descBatch = 8;
  private int descFifo = 64;
  private int rxBufBytes = 64 * 1024;
  private int maxFrameBytes = 16383;
  private int interruptVectors = 4;
  private boolean rss = true;
  private boolean stats = true;
  private int txQueues = 4;
  private int txBufBytes = 32 * 1024;
  private int txSlots = 64;
  private int maxFrags = 8;
  private int completionBytes = 16;
  private boolean headerSplit = true;
  private boolean checksum = true;
  private boolean timestamps = true;
  private boolean events = true;
  private boolean parity = false;

  NicDmaParametersBuilder() {}

  /**
   * Set {@code DataWidth}.
   *
   * @param value AXI and MAC data width in bits: 64, 128, 256 or 512
   * @return this builder
   */
  public NicDmaParametersBuilder dataWidthBits(int value) {
    dataWidthBits = value;
    return this;
  }

  /**
   * Set {@code AddrWidth}.
   *
   * @param value bus address width in bits, 32..64
   * @return this builder
   */
  public NicDmaParametersBuilder addrWidthBits(int value) {
    addrWidthBits = value;
    return this;
  }

  /**
   * Set {@code IdWidth}.
   *
   * @param value AXI ID width in bits, 4..8
   * @return this builder
   */
  public NicDmaParametersBuilder idWidthBits(int value) {
    idWidthBits = value;
    return this;
  }

  /**
   * Set {@code NumRxQ}.
   *
   * @param value receive queues, 1..256
   * @return this builder
   */
  public NicDmaParametersBuilder rxQueues(int value) {
    rxQueues = value;
    return this;
  }

  /**
   * Set {@code RingLog2Max}.
   *
   * @param value log2 of the largest ring, 1..15
   * @return this builder
   */
  public NicDmaParametersBuilder ringLog2Max(int value) {
    ringLog2Max = value;
    return this;
  }

  /**
   * Set {@code MaxOutRd}.
   *
   * @param value descriptor read bursts in flight, 4..128
   * @return this builder
   */
  public NicDmaParametersBuilder maxOutstandingReads(int value) {
    maxOutstandingReads = value;
    return this;
  }

  /**
   * Set {@code MaxOutWr}.
   *
   * @param value write bursts in flight, 4..128 and at most 2^idWidthBits
   * @return this builder
   */
  public NicDmaParametersBuilder maxOutstandingWrites(int value) {
    maxOutstandingWrites = value;
    return this;
  }

  /**
   * Set {@code MaxBurstBytes}.
   *
   * @param value longest burst in bytes, power of two, 64..4096
   * @return this builder
   */
  public NicDmaParametersBuilder maxBurstBytes(int value) {
    maxBurstBytes = value;
    return this;
  }

  /**
   * Set {@code FrameSlots}.
   *
   * @param value frames between launch and completion, power of two, 4..128
   * @return this builder
   */
  public NicDmaParametersBuilder frameSlots(int value) {
    frameSlots = value;
    return this;
  }

  /**
   * Set {@code DescBatch}.
   *
   * @param value most descriptors read by one request, 1..16
   * @return this builder
   */
  public NicDmaParametersBuilder descBatch(int value) {
    descBatch = value;
    return this;
  }

  /**
   * Set {@code DescFifo}.
   *
   * @param value descriptors prefetched per queue, power of two, 4..256
   * @return this builder
   */
  public NicDmaParametersBuilder descFifo(int value) {
    descFifo = value;
    return this;
  }

  /**
   * Set {@code RxBufBytes}.
   *
   * @param value packet buffer in bytes, power of two, 4096..1048576
   * @return this builder
   */
  public NicDmaParametersBuilder rxBufBytes(int value) {
    rxBufBytes = value;
    return this;
  }

  /**
   * Set {@code MaxFrame}.
   *
   * @param value longest frame in bytes, 64..16383
   * @return this builder
   */
  public NicDmaParametersBuilder maxFrameBytes(int value) {
    maxFrameBytes = value;
    return this;
  }

  /**
   * Set {@code NumIrq}.
   *
   * @param value interrupt vectors, 1..32
   * @return this builder
   */
  public NicDmaParametersBuilder interruptVectors(int value) {
    interruptVectors = value;
    return this;
  }

  /**
   * Set {@code RssEn}.
   *
   * @param value whether the RSS block is present
   * @return this builder
   */
  public NicDmaParametersBuilder rss(boolean value) {
    rss = value;
    return this;
  }

  /**
   * Set {@code StatsEn}.
   *
   * @param value whether the counters are present
   * @return this builder
   */
  public NicDmaParametersBuilder stats(boolean value) {
    stats = value;
    return this;
  }

  /**
   * Set {@code NumTxQ}.
   *
   * @param value transmit queues, 1..256
   * @return this builder
   */
  public NicDmaParametersBuilder txQueues(int value) {
    txQueues = value;
    return this;
  }

  /**
   * Set {@code TxBufBytes}.
   *
   * @param value transmit buffer in bytes, power of two, 4096..1048576
   * @return this builder
   */
  public NicDmaParametersBuilder txBufBytes(int value) {
    txBufBytes = value;
    return this;
  }

  /**
   * Set {@code TxSlots}.
   *
   * @param value frames between launch and the MAC, power of two, 4..64
   * @return this builder
   */
  public NicDmaParametersBuilder txSlots(int value) {
    txSlots = value;
    return this;
  }

  /**
   * Set {@code MaxFrags}.
   *
   * @param value descriptors per transmitted, buffers per received frame, 1..32
   * @return this builder
   */
  public NicDmaParametersBuilder maxFrags(int value) {
    maxFrags = value;
    return this;
  }

  /**
   * Set {@code CplBytes}.
   *
   * @param value size of a completion record in bytes: 16 or 32
   * @return this builder
   */
  public NicDmaParametersBuilder completionBytes(int value) {
    completionBytes = value;
    return this;
  }

  /**
   * Set {@code HdrSplitEn}.
   *
   * @param value whether header split is present
   * @return this builder
   */
  public NicDmaParametersBuilder headerSplit(boolean value) {
    headerSplit = value;
    return this;
  }

  /**
   * Set {@code CsumEn}.
   *
   * @param value whether checksums are computed and inserted
   * @return this builder
   */
  public NicDmaParametersBuilder checksum(boolean value) {
    checksum = value;
    return this;
  }

  /**
   * Set {@code TsEn}.
   *
   * @param value whether the clock and time stamps are present
   * @return this builder
   */
  public NicDmaParametersBuilder timestamps(boolean value) {
    timestamps = value;
    return this;
  }

  /**
   * Set {@code EqEn}.
   *
   * @param value whether the event ring is present
   * @return this builder
   */
  public NicDmaParametersBuilder events(boolean value) {
    events = value;
    return this;
  }

  /**
   * Set {@code ParityEn}.
   *
   * @param value whether the packet memories have parity
   * @return this builder
   */
  public NicDmaParametersBuilder parity(boolean value) {
    parity = value;
    return this;
  }

  /**
   * Return the checked parameters.
   *
   * @throws IllegalArgumentException if one is out of range
   */
  public NicDmaParameters build() {
    return new NicDmaParameters(
        dataWidthBits,
        addrWidthBits,
        idWidthBits,
        rxQueues,
        ringLog2Max,
        maxOutstandingReads,
        maxOutstandingWrites,
        maxBurstBytes,
        frameSlots,
        descBatch,
        descFifo,
        rxBufBytes,
        maxFrameBytes,
        interruptVectors,
        rss,
        stats,
        txQueues,
        txBufBytes,
        txSlots,
        maxFrags,
        completionBytes,
        headerSplit,
        checksum,
        timestamps,
        events,
        parity);
  }
}
