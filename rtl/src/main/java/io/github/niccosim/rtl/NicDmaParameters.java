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
 * @param txQueues transmit queues, 1..256
 * @param txBufBytes transmit buffer in bytes, power of two, 4096..1048576
 * @param txSlots frames between launch and the MAC, power of two, 4..64
 * @param maxFrags descriptors per transmitted, buffers per received frame, 1..32
 * @param completionBytes size of a completion record in bytes: 16 or 32
 * @param headerSplit whether header split is present
 * @param checksum whether checksums are computed and inserted
 * @param timestamps whether the clock and time stamps are present
 * @param events whether the event ring is present
 * @param parity whether the packet memories have parity
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
    boolean stats,
    int txQueues,
    int txBufBytes,
    int txSlots,
    int maxFrags,
    int completionBytes,
    boolean headerSplit,
    boolean checksum,
    boolean timestamps,
    boolean events,
    boolean parity) {

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
    range("NumTxQ", txQueues, 1, 256);
    int txBytes = maxFrameBytes + Math.max(CELL_BYTES, maxFrags * dataWidthBits / 4);
    powerOfTwo("TxBufBytes", txBufBytes, Math.max(4096, txBytes), 1 << 20);
    powerOfTwo("TxSlots", txSlots, 4, 64);
    range("MaxFrags", maxFrags, 1, 32);
    if (completionBytes != 16 && completionBytes != 32) {
      throw illegal("CplBytes", completionBytes, "16 or 32");
    }
  }

  /** Return the default parameters: 128 bits, 4 queues. */
  public static NicDmaParameters defaults() {
    return builder().build();
  }

  /** Return a builder preset to the defaults. */
  public static NicDmaParametersBuilder builder() {
    return new NicDmaParametersBuilder();
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
    map.put("NumTxQ", (long) txQueues);
    map.put("TxBufBytes", (long) txBufBytes);
    map.put("TxSlots", (long) txSlots);
    map.put("MaxFrags", (long) maxFrags);
    map.put("CplBytes", (long) completionBytes);
    map.put("HdrSplitEn", headerSplit ? 1L : 0L);
    map.put("CsumEn", checksum ? 1L : 0L);
    map.put("TsEn", timestamps ? 1L : 0L);
    map.put("EqEn", events ? 1L : 0L);
    map.put("ParityEn", parity ? 1L : 0L);
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
}
