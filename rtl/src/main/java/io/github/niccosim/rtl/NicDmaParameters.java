// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.rtl;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Elaboration parameters of {@code nicdma_top}, checked against their legal ranges.
 *
 * <p>RTL: the same ranges stop elaboration with {@code $fatal}; table in {@code rtl/doc/formats.md}
 * section 2.
 *
 * @param dataWidthBits AXI and MAC data width in bits: 64, 128, 256 or 512
 * @param addrWidthBits bus address width in bits, 32..64
 * @param idWidthBits AXI ID width in bits, 4..8
 * @param rxQueues receive queues, 1..256
 * @param ringLog2Max log2 of the largest ring, 1..15
 * @param maxOutstandingReads descriptor read bursts in flight, 4..128
 * @param maxOutstandingWrites write bursts in flight, 4..128 and at most 2^idWidthBits
 * @param maxBurstBytes longest burst in bytes, power of two, 64..4096
 * @param frameSlots frames between launch and completion, power of two, 4..128
 * @param descBatch most descriptors read by one request, 1..16
 * @param descFifo descriptors prefetched per queue, power of two, 4..256
 * @param rxBufBytes packet buffer in bytes, power of two, 4096..1048576
 * @param maxFrameBytes longest frame in bytes, 64..16383
 * @param interruptVectors interrupt vectors, 1..32
 * @param rss whether the RSS block is present
 * @param stats whether the counters are present
 */
public record NicDmaParameters(
    int dataWidthBits,
    int addrWidthBits,
    int idWidthBits,
    int rxQueues,
    int ringLog2Max,
    int maxOutstandingReads,
    int maxOutstandingWrites,
    int maxBurstBytes,
    int frameSlots,
    int descBatch,
    int descFifo,
    int rxBufBytes,
    int maxFrameBytes,
    int interruptVectors,
    boolean rss,
    boolean stats) {

  /** Size of a packet buffer cell in bytes. */
  public static final int CELL_BYTES = 256;

  /**
   * Check every range.
   *
   * @throws IllegalArgumentException naming the first illegal parameter
   */
  public NicDmaParameters {
    if (dataWidthBits != 64
        && dataWidthBits != 128
        && dataWidthBits != 256
        && dataWidthBits != 512) {
      throw illegal("DataWidth", dataWidthBits, "64, 128, 256 or 512");
    }
    range("AddrWidth", addrWidthBits, 32, 64);
    range("IdWidth", idWidthBits, 4, 8);
    range("NumRxQ", rxQueues, 1, 256);
    range("RingLog2Max", ringLog2Max, 1, 15);
    range("MaxOutRd", maxOutstandingReads, 4, 128);
    range("MaxOutWr", maxOutstandingWrites, 4, Math.min(128, 1 << idWidthBits));
    int bytes = dataWidthBits / 8;
    powerOfTwo("MaxBurstBytes", maxBurstBytes, 64, Math.min(4096, 256 * bytes));
    powerOfTwo("FrameSlots", frameSlots, 4, 128);
    range("DescBatch", descBatch, 1, 16);
    powerOfTwo("DescFifo", descFifo, Math.max(4, 2 * descBatch), 256);
    range("MaxFrame", maxFrameBytes, 64, 16383);
    powerOfTwo("RxBufBytes", rxBufBytes, Math.max(4096, maxFrameBytes + CELL_BYTES), 1 << 20);
    range("NumIrq", interruptVectors, 1, 32);
  }

  /** Return the default parameters: 128 bits, 4 queues. */
  public static NicDmaParameters defaults() {
    return builder().build();
  }

  /** Return a builder preset to the defaults. */
  public static Builder builder() {
    return new Builder();
  }

  /** Return the SystemVerilog parameters by name, in declaration order. */
  public Map<String, Long> verilogParameters() {
    Map<String, Long> map = new LinkedHashMap<>();
    map.put("DataWidth", (long) dataWidthBits);
    map.put("AddrWidth", (long) addrWidthBits);
    map.put("IdWidth", (long) idWidthBits);
    map.put("NumRxQ", (long) rxQueues);
    map.put("RingLog2Max", (long) ringLog2Max);
    map.put("MaxOutRd", (long) maxOutstandingReads);
    map.put("MaxOutWr", (long) maxOutstandingWrites);
    map.put("MaxBurstBytes", (long) maxBurstBytes);
    map.put("FrameSlots", (long) frameSlots);
    map.put("DescBatch", (long) descBatch);
    map.put("DescFifo", (long) descFifo);
    map.put("RxBufBytes", (long) rxBufBytes);
    map.put("MaxFrame", (long) maxFrameBytes);
    map.put("NumIrq", (long) interruptVectors);
    map.put("RssEn", rss ? 1L : 0L);
    map.put("StatsEn", stats ? 1L : 0L);
    return map;
  }

  private static void range(String name, int value, int low, int high) {
    if (value < low || value > high) {
      throw illegal(name, value, low + ".." + high);
    }
  }

  private static void powerOfTwo(String name, int value, int low, int high) {
    if (value < low || value > high || Integer.bitCount(value) != 1) {
      throw illegal(name, value, "power of two in " + low + ".." + high);
    }
  }

  private static IllegalArgumentException illegal(String name, int value, String expected) {
    return new IllegalArgumentException(
        "illegal parameter of nicdma_top: " + name + "=" + value + " (expected: " + expected + ")");
  }

  /** Collects parameters; every setter returns this builder. */
  public static final class Builder {

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

    private Builder() {}

    /**
     * Set {@code DataWidth}.
     *
     * @param value AXI and MAC data width in bits: 64, 128, 256 or 512
     * @return this builder
     */
    public Builder dataWidthBits(int value) {
      dataWidthBits = value;
      return this;
    }

    /**
     * Set {@code AddrWidth}.
     *
     * @param value bus address width in bits, 32..64
     * @return this builder
     */
    public Builder addrWidthBits(int value) {
      addrWidthBits = value;
      return this;
    }

    /**
     * Set {@code IdWidth}.
     *
     * @param value AXI ID width in bits, 4..8
     * @return this builder
     */
    public Builder idWidthBits(int value) {
      idWidthBits = value;
      return this;
    }

    /**
     * Set {@code NumRxQ}.
     *
     * @param value receive queues, 1..256
     * @return this builder
     */
    public Builder rxQueues(int value) {
      rxQueues = value;
      return this;
    }

    /**
     * Set {@code RingLog2Max}.
     *
     * @param value log2 of the largest ring, 1..15
     * @return this builder
     */
    public Builder ringLog2Max(int value) {
      ringLog2Max = value;
      return this;
    }

    /**
     * Set {@code MaxOutRd}.
     *
     * @param value descriptor read bursts in flight, 4..128
     * @return this builder
     */
    public Builder maxOutstandingReads(int value) {
      maxOutstandingReads = value;
      return this;
    }

    /**
     * Set {@code MaxOutWr}.
     *
     * @param value write bursts in flight, 4..128 and at most 2^idWidthBits
     * @return this builder
     */
    public Builder maxOutstandingWrites(int value) {
      maxOutstandingWrites = value;
      return this;
    }

    /**
     * Set {@code MaxBurstBytes}.
     *
     * @param value longest burst in bytes, power of two, 64..4096
     * @return this builder
     */
    public Builder maxBurstBytes(int value) {
      maxBurstBytes = value;
      return this;
    }

    /**
     * Set {@code FrameSlots}.
     *
     * @param value frames between launch and completion, power of two, 4..128
     * @return this builder
     */
    public Builder frameSlots(int value) {
      frameSlots = value;
      return this;
    }

    /**
     * Set {@code DescBatch}.
     *
     * @param value most descriptors read by one request, 1..16
     * @return this builder
     */
    public Builder descBatch(int value) {
      descBatch = value;
      return this;
    }

    /**
     * Set {@code DescFifo}.
     *
     * @param value descriptors prefetched per queue, power of two, 4..256
     * @return this builder
     */
    public Builder descFifo(int value) {
      descFifo = value;
      return this;
    }

    /**
     * Set {@code RxBufBytes}.
     *
     * @param value packet buffer in bytes, power of two, 4096..1048576
     * @return this builder
     */
    public Builder rxBufBytes(int value) {
      rxBufBytes = value;
      return this;
    }

    /**
     * Set {@code MaxFrame}.
     *
     * @param value longest frame in bytes, 64..16383
     * @return this builder
     */
    public Builder maxFrameBytes(int value) {
      maxFrameBytes = value;
      return this;
    }

    /**
     * Set {@code NumIrq}.
     *
     * @param value interrupt vectors, 1..32
     * @return this builder
     */
    public Builder interruptVectors(int value) {
      interruptVectors = value;
      return this;
    }

    /**
     * Set {@code RssEn}.
     *
     * @param value whether the RSS block is present
     * @return this builder
     */
    public Builder rss(boolean value) {
      rss = value;
      return this;
    }

    /**
     * Set {@code StatsEn}.
     *
     * @param value whether the counters are present
     * @return this builder
     */
    public Builder stats(boolean value) {
      stats = value;
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
          stats);
    }
  }
}
