// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.driver;

import io.github.niccosim.pool.dma.CoherentBuffer;
import io.github.niccosim.rtl.DropPolicy;
import io.github.niccosim.rtl.ErrorStatus;
import io.github.niccosim.rtl.NicDmaCounters;
import io.github.niccosim.rtl.NicDmaError;
import io.github.niccosim.rtl.NicDmaRegisters;
import io.github.niccosim.rtl.QueueState;
import io.github.niccosim.rtl.RxCompletionLayout;
import io.github.niccosim.rtl.RxDescriptorLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.BooleanSupplier;

/** Drive {@code nicdma_top}; formats and registers are those of {@code rtl/doc/formats.md}. */
public final class NicDmaAdapter implements NicAdapter {

  private static final int POINTER_MASK = 0xFFFF;
  private static final int MAX_POLLS = 4000;
  private static final int ALL_HASH_TYPES =
      NicDmaRegisters.RSS_CTRL_ENABLE
          | NicDmaRegisters.RSS_CTRL_IPV4
          | NicDmaRegisters.RSS_CTRL_TCP_IPV4
          | NicDmaRegisters.RSS_CTRL_UDP_IPV4
          | NicDmaRegisters.RSS_CTRL_IPV6
          | NicDmaRegisters.RSS_CTRL_TCP_IPV6
          | NicDmaRegisters.RSS_CTRL_UDP_IPV6;

  private final int interruptVectors;
  private int queues;
  private int ringLog2;
  private int completionLog2;

  /**
   * Make an adapter.
   *
   * @param interruptVectors parameter {@code NumIrq} of the model, 1..32
   */
  public NicDmaAdapter(int interruptVectors) {
    this.interruptVectors = interruptVectors;
  }

  @Override
  public int descriptorBytes() {
    return RxDescriptorLayout.BYTES;
  }

  @Override
  public int completionBytes() {
    return RxCompletionLayout.BYTES;
  }

  @Override
  public int interruptLine(int queue) {
    return queue % interruptVectors;
  }

  @Override
  public void configure(MmioPort mmio, NicConfig config) {
    queues = config.queues();
    ringLog2 = config.ringLog2();
    completionLog2 = config.completionLog2();
    int id = mmio.read(NicDmaRegisters.ID);
    if (id != NicDmaRegisters.ID_VALUE) {
      throw new IllegalStateException(
          String.format(
              "device is not a nicdma engine: id=0x%08x (expected: 0x%08x)",
              id, NicDmaRegisters.ID_VALUE));
    }
    await(
        mmio,
        "initialisation",
        () -> (mmio.read(NicDmaRegisters.STATUS) & NicDmaRegisters.STATUS_INIT_DONE) != 0);
    configureRss(mmio, config);
    mmio.write(NicDmaRegisters.MAX_FRAME, config.maxFrameBytes());
    mmio.write(
        NicDmaRegisters.DROP_POLICY, policy(config.starvation()).code() | config.waitCycles() << 8);
    for (int vector = 0; vector < interruptVectors; vector++) {
      mmio.write(NicDmaRegisters.irq(vector, NicDmaRegisters.IRQ_COUNT), config.moderationFrames());
      mmio.write(NicDmaRegisters.irq(vector, NicDmaRegisters.IRQ_TIMER), config.moderationCycles());
      mmio.write(NicDmaRegisters.irq(vector, NicDmaRegisters.IRQ_MASK), 0);
    }
    mmio.flush();
  }

  private static void configureRss(MmioPort mmio, NicConfig config) {
    byte[] key = config.rssKey();
    for (int word = 0; word < NicDmaRegisters.RSS_KEY_WORDS; word++) {
      int value = 0;
      for (int i = 0; i < 4; i++) {
        value |= (key[4 * word + i] & 0xFF) << 8 * i;
      }
      mmio.write(NicDmaRegisters.RSS_KEY + 4 * word, value);
    }
    for (int entry = 0; entry < NicDmaRegisters.RSS_TABLE_ENTRIES; entry++) {
      mmio.write(NicDmaRegisters.RSS_TABLE + 4 * entry, config.rssTable()[entry]);
    }
    mmio.write(NicDmaRegisters.RSS_CTRL, ALL_HASH_TYPES | config.defaultQueue() << 8);
  }

  private static DropPolicy policy(NicConfig.Starvation starvation) {
    return switch (starvation) {
      case DROP -> DropPolicy.DROP;
      case WAIT -> DropPolicy.WAIT;
      case HOLD -> DropPolicy.HOLD;
    };
  }

  @Override
  public void startQueue(
      MmioPort mmio,
      NicConfig config,
      int queue,
      CoherentBuffer descriptors,
      CoherentBuffer completions) {
    long ring = descriptors.busAddress();
    long cq = completions.busAddress();
    mmio.write(NicDmaRegisters.rxq(queue, NicDmaRegisters.RXQ_BASE_LO), (int) ring);
    mmio.write(NicDmaRegisters.rxq(queue, NicDmaRegisters.RXQ_BASE_HI), (int) (ring >>> 32));
    mmio.write(NicDmaRegisters.rxq(queue, NicDmaRegisters.RXQ_CFG), config.ringLog2());
    mmio.write(NicDmaRegisters.cq(queue, NicDmaRegisters.CQ_BASE_LO), (int) cq);
    mmio.write(NicDmaRegisters.cq(queue, NicDmaRegisters.CQ_BASE_HI), (int) (cq >>> 32));
    mmio.write(
        NicDmaRegisters.cq(queue, NicDmaRegisters.CQ_CFG),
        config.completionLog2() | interruptLine(queue) << 8);
    mmio.write(
        NicDmaRegisters.rxq(queue, NicDmaRegisters.RXQ_CTRL), NicDmaRegisters.RXQ_CTRL_ENABLE);
    mmio.flush();
  }

  @Override
  public void startReceive(MmioPort mmio) {
    mmio.write(NicDmaRegisters.CTRL, NicDmaRegisters.CTRL_RX_ENABLE);
    mmio.flush();
  }

  @Override
  public void stopQueue(MmioPort mmio, int queue) {
    mmio.write(
        NicDmaRegisters.rxq(queue, NicDmaRegisters.RXQ_CTRL), NicDmaRegisters.RXQ_CTRL_RESET);
    await(
        mmio,
        "queue " + queue + " to stop",
        () -> {
          int state = mmio.read(NicDmaRegisters.rxq(queue, NicDmaRegisters.RXQ_STATE));
          return (state & 7) == QueueState.DISABLED.code();
        });
  }

  private static void await(MmioPort mmio, String what, BooleanSupplier condition) {
    for (int tries = 0; !condition.getAsBoolean(); tries++) {
      if (tries == MAX_POLLS) {
        throw new IllegalStateException(
            "engine does not answer: waiting_for=" + what + " polls=" + tries);
      }
    }
  }

  @Override
  public void writeDescriptor(
      CoherentBuffer ring, long index, long busAddress, int lengthBytes, int bufferId) {
    int at = (int) (index & (1L << ringLog2) - 1) * RxDescriptorLayout.BYTES;
    ring.putLong(at, RxDescriptorLayout.lowWord(busAddress));
    ring.putLong(
        at + 8,
        RxDescriptorLayout.highWord(
            lengthBytes, bufferId, RxDescriptorLayout.generation((int) index, ringLog2)));
  }

  @Override
  public boolean readCompletion(CoherentBuffer ring, long index, RxCompletion into) {
    int at = (int) (index & (1L << completionLog2) - 1) * RxCompletionLayout.BYTES;
    long high = ring.getLong(at + 8);
    if (RxCompletionLayout.phase(high)
        != RxCompletionLayout.expectedPhase((int) index, completionLog2)) {
      return false;
    }
    long low = ring.getLong(at);
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

  private static String errorName(int code) {
    return code < NicDmaError.values().length ? NicDmaError.of(code).name() : "unknown " + code;
  }

  @Override
  public void ringDoorbell(MmioPort mmio, int queue, long producer, Runnable whenDone) {
    mmio.write(NicDmaRegisters.tailDoorbell(queue), (int) producer & POINTER_MASK, whenDone);
  }

  @Override
  public void giveBackCompletions(MmioPort mmio, int queue, long consumer, boolean arm) {
    mmio.write(
        NicDmaRegisters.consDoorbell(queue),
        (int) consumer & POINTER_MASK | (arm ? NicDmaRegisters.CONS_DB_ARM : 0));
  }

  @Override
  public void acknowledgeInterrupt(MmioPort mmio, int queue) {
    mmio.write(NicDmaRegisters.irq(interruptLine(queue), NicDmaRegisters.IRQ_PENDING), 1);
  }

  @Override
  public boolean isIdle(MmioPort mmio) {
    return (mmio.read(NicDmaRegisters.STATUS) & NicDmaRegisters.STATUS_IDLE) != 0
        && mmio.read(NicDmaRegisters.PENDING) == 0;
  }

  @Override
  public NicCounters readCounters(MmioPort mmio) {
    List<NicCounters.Queue> perQueue = new ArrayList<>();
    for (int queue = 0; queue < queues; queue++) {
      perQueue.add(readQueue(mmio, queue));
    }
    return new NicCounters(
        global(mmio, NicDmaCounters.STAT_FRAMES_IN),
        global(mmio, NicDmaCounters.STAT_FRAMES_DELIVERED),
        global(mmio, NicDmaCounters.STAT_DROP_NO_DESCRIPTOR),
        global(mmio, NicDmaCounters.STAT_DROP_BUFFER_FULL),
        global(mmio, NicDmaCounters.STAT_DROP_OVERSIZE),
        global(mmio, NicDmaCounters.STAT_DROP_ERROR),
        List.copyOf(perQueue));
  }

  @Override
  public List<String> readErrors(MmioPort mmio) {
    int status = mmio.read(NicDmaRegisters.ERR_STATUS);
    List<String> errors = new ArrayList<>();
    for (ErrorStatus error : ErrorStatus.values()) {
      if ((status & error.mask()) != 0) {
        errors.add(error.name().toLowerCase(Locale.ROOT));
      }
    }
    if (status != 0) {
      errors.add(String.format("err_info=0x%04x", mmio.read(NicDmaRegisters.ERR_INFO)));
    }
    return errors;
  }

  private static NicCounters.Queue readQueue(MmioPort mmio, int queue) {
    return new NicCounters.Queue(
        queueCounter(mmio, queue, NicDmaCounters.QUEUE_STAT_FRAMES),
        queueCounter(mmio, queue, NicDmaCounters.QUEUE_STAT_NO_DESCRIPTOR),
        queueCounter(mmio, queue, NicDmaCounters.QUEUE_STAT_BUFFER_FULL),
        queueCounter(mmio, queue, NicDmaCounters.QUEUE_STAT_ERROR),
        queueCounter(mmio, queue, NicDmaCounters.QUEUE_STAT_STARVED),
        queueCounter(mmio, queue, NicDmaCounters.QUEUE_STAT_IRQS));
  }

  private static long global(MmioPort mmio, int counter) {
    return counter64(mmio, NicDmaCounters.globalAddress(counter));
  }

  private static long queueCounter(MmioPort mmio, int queue, int counter) {
    return counter64(mmio, NicDmaCounters.queueAddress(queue, counter));
  }

  private static long counter64(MmioPort mmio, int address) {
    long low = mmio.read(address) & 0xFFFF_FFFFL;
    return low | (long) mmio.read(address + 4) << 32;
  }
}
