// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.driver;

import io.github.niccosim.pool.dma.CoherentBuffer;
import io.github.niccosim.rtl.NicDmaError;
import io.github.niccosim.rtl.NicDmaRegisters;
import io.github.niccosim.rtl.QueueState;
import io.github.niccosim.rtl.RxCompletionLayout;
import io.github.niccosim.rtl.RxDescriptorLayout;
import java.util.function.IntConsumer;

/** Hold the descriptor and completion ring of one receive queue of {@code nicdma_top}. */
final class NicDmaRxRing implements RxRing {

  private static final int POINTER_MASK = 0xFFFF;
  private static final int WIDEST_BEAT_BYTES = 64;

  private final EngineHost host;
  private final MmioPort mmio;
  private final int queue;
  private final int line;
  private final int ringLog2;
  private final int completionLog2;
  private final long staleDescriptor;
  private final CoherentBuffer descriptors;
  private final CoherentBuffer completions;

  NicDmaRxRing(EngineHost host, int queue, int line, long staleDescriptor, IntConsumer written) {
    this.host = host;
    this.mmio = host.mmio();
    this.queue = queue;
    this.line = line;
    this.ringLog2 = host.config().ringLog2();
    this.completionLog2 = host.config().completionLog2();
    this.staleDescriptor = staleDescriptor;
    this.descriptors =
        host.device().allocCoherent(wholeBeats(entries() * RxDescriptorLayout.BYTES));
    this.completions = host.device().allocCoherent(completionEntries() * RxCompletionLayout.BYTES);
    host.bus()
        .watch(
            completions.busAddress(),
            completions.sizeBytes(),
            (offset, length) -> tell(written, offset, length));
    enable();
  }

  /** The device reads whole bus beats: a ring shorter than the widest one still owns all of it. */
  private static int wholeBeats(int lengthBytes) {
    return Math.ceilDiv(lengthBytes, WIDEST_BEAT_BYTES) * WIDEST_BEAT_BYTES;
  }

  private void tell(IntConsumer written, long offsetBytes, int lengthBytes) {
    int first = (int) (offsetBytes / RxCompletionLayout.BYTES);
    int last = (int) ((offsetBytes + lengthBytes - 1) / RxCompletionLayout.BYTES);
    for (int slot = first; slot <= last && slot < completionEntries(); slot++) {
      written.accept(slot);
    }
  }

  private void enable() {
    long ring = descriptors.busAddress();
    long cq = completions.busAddress();
    mmio.write(NicDmaRegisters.rxq(queue, NicDmaRegisters.RXQ_BASE_LO), (int) ring);
    mmio.write(NicDmaRegisters.rxq(queue, NicDmaRegisters.RXQ_BASE_HI), (int) (ring >>> 32));
    mmio.write(NicDmaRegisters.rxq(queue, NicDmaRegisters.RXQ_CFG), ringLog2);
    mmio.write(NicDmaRegisters.cq(queue, NicDmaRegisters.CQ_BASE_LO), (int) cq);
    mmio.write(NicDmaRegisters.cq(queue, NicDmaRegisters.CQ_BASE_HI), (int) (cq >>> 32));
    mmio.write(NicDmaRegisters.cq(queue, NicDmaRegisters.CQ_CFG), completionLog2 | line << 8);
    mmio.write(
        NicDmaRegisters.rxq(queue, NicDmaRegisters.RXQ_CTRL), NicDmaRegisters.RXQ_CTRL_ENABLE);
    mmio.flush();
  }

  @Override
  public int entries() {
    return 1 << ringLog2;
  }

  @Override
  public int completionEntries() {
    return 1 << completionLog2;
  }

  @Override
  public void post(long index, long busAddress, int lengthBytes, int bufferId) {
    int at = (int) (index & (1L << ringLog2) - 1) * RxDescriptorLayout.BYTES;
    long lap = index == staleDescriptor ? index + (1L << ringLog2) : index;
    descriptors.putLong(at, RxDescriptorLayout.lowWord(busAddress));
    descriptors.putLong(
        at + 8,
        RxDescriptorLayout.highWord(
            lengthBytes, bufferId, RxDescriptorLayout.generation((int) lap, ringLog2)));
  }

  @Override
  public long descriptorAddress(long index) {
    return descriptors.busAddress() + (index & (1L << ringLog2) - 1) * RxDescriptorLayout.BYTES;
  }

  @Override
  public void ringDoorbell(long producer, Runnable whenDone) {
    mmio.write(NicDmaRegisters.tailDoorbell(queue), (int) producer & POINTER_MASK, whenDone);
  }

  @Override
  public boolean readCompletion(long index, RxCompletion into) {
    int at = (int) (index & (1L << completionLog2) - 1) * RxCompletionLayout.BYTES;
    long high = completions.getLong(at + 8);
    if (RxCompletionLayout.phase(high)
        != RxCompletionLayout.expectedPhase((int) index, completionLog2)) {
      return false;
    }
    long low = completions.getLong(at);
    into.lengthBytes = RxCompletionLayout.lengthBytes(low);
    into.bufferId = RxCompletionLayout.bufferId(low);
    into.queue = RxCompletionLayout.queue(high);
    into.truncated = RxCompletionLayout.isTruncated(low);
    into.hash = RxCompletionLayout.rssHash(high);
    into.hashType = RxCompletionLayout.hashType(low);
    into.errorCode = RxCompletionLayout.errorCode(low);
    into.errorName = errorName(into.errorCode);
    return true;
  }

  static String errorName(int code) {
    return code < NicDmaError.values().length ? NicDmaError.of(code).name() : "unknown " + code;
  }

  @Override
  public void giveBack(long consumer, boolean arm) {
    mmio.write(
        NicDmaRegisters.consDoorbell(queue),
        (int) consumer & POINTER_MASK | (arm ? NicDmaRegisters.CONS_DB_ARM : 0));
  }

  @Override
  public void acknowledgeInterrupt() {
    mmio.write(NicDmaRegisters.irq(line, NicDmaRegisters.IRQ_PENDING), 1);
  }

  @Override
  public void stop() {
    mmio.write(
        NicDmaRegisters.rxq(queue, NicDmaRegisters.RXQ_CTRL), NicDmaRegisters.RXQ_CTRL_RESET);
    NicDmaAdapter.await(
        mmio,
        "queue " + queue + " to stop",
        () -> {
          int state = mmio.read(NicDmaRegisters.rxq(queue, NicDmaRegisters.RXQ_STATE));
          return (state & 7) == QueueState.DISABLED.code();
        });
  }

  @Override
  public void release() {
    host.device().freeCoherent(descriptors);
    host.device().freeCoherent(completions);
  }
}
