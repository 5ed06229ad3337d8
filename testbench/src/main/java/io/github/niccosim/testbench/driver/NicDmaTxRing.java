// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.driver;

import io.github.niccosim.pool.dma.CoherentBuffer;
import io.github.niccosim.rtl.NicDmaRegisters;
import io.github.niccosim.rtl.QueueState;
import io.github.niccosim.rtl.RxCompletionLayout;
import io.github.niccosim.rtl.TxCompletionLayout;
import io.github.niccosim.rtl.TxDescriptorLayout;
import java.util.function.IntConsumer;

/** Hold the descriptor and completion ring of one transmit queue of {@code nicdma_top}. */
final class NicDmaTxRing implements TxRing {

  private static final int POINTER_MASK = 0xFFFF;
  private static final int WIDEST_BEAT_BYTES = 64;

  private final EngineHost host;
  private final MmioPort mmio;
  private final int queue;
  private final int line;
  private final int maxFragments;
  private final int ringLog2;
  private final CoherentBuffer descriptors;
  private final CoherentBuffer completions;

  NicDmaTxRing(EngineHost host, int queue, int line, int maxFragments, IntConsumer written) {
    this.host = host;
    this.mmio = host.mmio();
    this.queue = queue;
    this.line = line;
    this.maxFragments = maxFragments;
    this.ringLog2 = host.config().ringLog2();
    int bytes = Math.max(WIDEST_BEAT_BYTES, entries() * TxDescriptorLayout.BYTES);
    this.descriptors = host.device().allocCoherent(bytes);
    this.completions = host.device().allocCoherent(entries() * TxCompletionLayout.BYTES);
    host.bus()
        .watch(
            completions.busAddress(),
            completions.sizeBytes(),
            (offset, length) -> written.accept((int) (offset / TxCompletionLayout.BYTES)));
    enable();
  }

  private void enable() {
    long ring = descriptors.busAddress();
    long cq = completions.busAddress();
    mmio.write(NicDmaRegisters.txq(queue, NicDmaRegisters.RXQ_BASE_LO), (int) ring);
    mmio.write(NicDmaRegisters.txq(queue, NicDmaRegisters.RXQ_BASE_HI), (int) (ring >>> 32));
    mmio.write(NicDmaRegisters.txq(queue, NicDmaRegisters.RXQ_CFG), ringLog2);
    mmio.write(NicDmaRegisters.txCq(queue, NicDmaRegisters.CQ_BASE_LO), (int) cq);
    mmio.write(NicDmaRegisters.txCq(queue, NicDmaRegisters.CQ_BASE_HI), (int) (cq >>> 32));
    mmio.write(NicDmaRegisters.txCq(queue, NicDmaRegisters.CQ_CFG), ringLog2 | line << 8);
    mmio.write(
        NicDmaRegisters.txq(queue, NicDmaRegisters.RXQ_CTRL), NicDmaRegisters.RXQ_CTRL_ENABLE);
    mmio.flush();
  }

  @Override
  public int entries() {
    return 1 << ringLog2;
  }

  @Override
  public int maxFragments() {
    return maxFragments;
  }

  @Override
  public void post(long index, TxFragment fragment) {
    int at = (int) (index & entries() - 1) * TxDescriptorLayout.BYTES;
    TxChecksum sum = fragment.first() ? fragment.checksum() : TxChecksum.NONE;
    long high =
        fragment.lengthBytes()
            | (sum.wanted() ? (long) sum.startBytes() : 0) << TxDescriptorLayout.CSUM_START_LSB - 64
            | (long) sum.offsetBytes() << TxDescriptorLayout.CSUM_OFF_LSB - 64
            | (long) fragment.cookie() << TxDescriptorLayout.COOKIE_LSB - 64
            | bit(fragment.first(), TxDescriptorLayout.SOP_LSB)
            | bit(fragment.last(), TxDescriptorLayout.EOP_LSB)
            | bit(fragment.last(), TxDescriptorLayout.CPL_REQ_LSB)
            | bit(sum.wanted(), TxDescriptorLayout.CSUM_EN_LSB)
            | bit((~(index >>> ringLog2) & 1) != 0, TxDescriptorLayout.GEN_LSB);
    descriptors.putLong(at, fragment.busAddress());
    descriptors.putLong(at + 8, high);
  }

  private static long bit(boolean set, int number) {
    return set ? 1L << number - 64 : 0;
  }

  @Override
  public void ringDoorbell(long producer) {
    mmio.write(NicDmaRegisters.txTailDoorbell(queue), (int) producer & POINTER_MASK);
  }

  @Override
  public boolean readCompletion(long index, TxCompletion into) {
    int at = (int) (index & entries() - 1) * TxCompletionLayout.BYTES;
    long high = completions.getLong(at + 8);
    if (RxCompletionLayout.phase(high) != RxCompletionLayout.expectedPhase((int) index, ringLog2)) {
      return false;
    }
    long low = completions.getLong(at);
    into.lengthBytes = (int) (low >>> TxCompletionLayout.LEN_LSB) & 0xFFFF;
    into.cookie = (int) (low >>> TxCompletionLayout.COOKIE_LSB) & 0xFFFF;
    into.head = (int) (low >>> TxCompletionLayout.HEAD_LSB) & 0xFFFF;
    into.queue = (int) (high >>> TxCompletionLayout.QID_LSB - 64) & 0xFF;
    into.errorCode = (int) (low >>> TxCompletionLayout.ERR_LSB) & 0xF;
    into.errorName = NicDmaRxRing.errorName(into.errorCode);
    return true;
  }

  @Override
  public void giveBack(long consumer, boolean arm) {
    mmio.write(
        NicDmaRegisters.txConsDoorbell(queue),
        (int) consumer & POINTER_MASK | (arm ? NicDmaRegisters.CONS_DB_ARM : 0));
  }

  @Override
  public void acknowledgeInterrupt() {
    mmio.write(NicDmaRegisters.irq(line, NicDmaRegisters.IRQ_PENDING), 1);
  }

  @Override
  public void stop() {
    mmio.write(
        NicDmaRegisters.txq(queue, NicDmaRegisters.RXQ_CTRL), NicDmaRegisters.RXQ_CTRL_RESET);
    NicDmaAdapter.await(
        mmio,
        "transmit queue " + queue + " to stop",
        () -> {
          int state = mmio.read(NicDmaRegisters.txq(queue, NicDmaRegisters.RXQ_STATE));
          return (state & 7) == QueueState.DISABLED.code();
        });
  }

  @Override
  public void release() {
    host.device().freeCoherent(descriptors);
    host.device().freeCoherent(completions);
  }
}
