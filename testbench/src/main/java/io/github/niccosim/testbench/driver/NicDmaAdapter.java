// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.driver;

import io.github.niccosim.rtl.DropPolicy;
import io.github.niccosim.rtl.ErrorStatus;
import io.github.niccosim.rtl.NicDmaCounters;
import io.github.niccosim.rtl.NicDmaParameters;
import io.github.niccosim.rtl.NicDmaRegisters;
import io.github.niccosim.testbench.traffic.FrameSteering;
import io.github.niccosim.testbench.traffic.RssSteering;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.BooleanSupplier;
import java.util.function.IntConsumer;

/** Drive {@code nicdma_top}; formats and registers are those of {@code rtl/doc/formats.md}. */
public final class NicDmaAdapter implements NicAdapter {

  private static final int DESCRIPTOR_READS = 16;
  private static final int MAX_POLLS = 4000;
  private static final int ALL_HASH_TYPES =
      NicDmaRegisters.RSS_CTRL_ENABLE
          | NicDmaRegisters.RSS_CTRL_IPV4
          | NicDmaRegisters.RSS_CTRL_TCP_IPV4
          | NicDmaRegisters.RSS_CTRL_UDP_IPV4
          | NicDmaRegisters.RSS_CTRL_IPV6
          | NicDmaRegisters.RSS_CTRL_TCP_IPV6
          | NicDmaRegisters.RSS_CTRL_UDP_IPV6;

  /** Kinds of access the engine may show on AxUSER. */
  private static final int LEGAL_KINDS = 0b111_1111;

  /** Low bits of AxUSER that may be set: [0] transmit. */
  private static final int LEGAL_FLAGS = 1;

  private final NicDmaParameters nic;
  private final int interruptVectors;
  private final long staleDescriptor;

  /**
   * Make an adapter.
   *
   * @param nic parameters the model was built with
   */
  public NicDmaAdapter(NicDmaParameters nic) {
    this(nic, -1);
  }

  private NicDmaAdapter(NicDmaParameters nic, long staleDescriptor) {
    this.nic = nic;
    this.interruptVectors = nic.interruptVectors();
    this.staleDescriptor = staleDescriptor;
  }

  /**
   * Break the driver: write the descriptor of one index with the generation of the lap before.
   *
   * @param index free-running index, on every receive queue
   * @return an adapter that does so
   */
  public NicDmaAdapter withStaleDescriptor(long index) {
    return new NicDmaAdapter(nic, index);
  }

  @Override
  public EngineTraits traits() {
    return new EngineTraits(
        NicPorts.standard(),
        nic.rxQueues(),
        nic.txQueues(),
        nic.maxFrameBytes(),
        nic.rxBufBytes(),
        nic.maxOutstandingWrites(),
        readBursts(),
        user -> (user & 0xF & ~LEGAL_FLAGS) == 0 && (LEGAL_KINDS >> (user >> 12) & 1) != 0);
  }

  /** MAX_OUT_RD bounds reads of frames; each ID of descriptor reads has a bound of its own. */
  private int readBursts() {
    int ids = 1 << nic.idWidthBits() - 2;
    int descriptorIds = Math.min(ids, nic.rxQueues()) + Math.min(ids, nic.txQueues());
    return nic.maxOutstandingReads() + DESCRIPTOR_READS * descriptorIds;
  }

  @Override
  public FrameSteering steering(NicConfig config) {
    return new RssSteering(config.rssKey(), config.rssTable(), config.defaultQueue());
  }

  @Override
  public int interruptLine(int queue) {
    return queue % interruptVectors;
  }

  @Override
  public void configure(EngineHost host) {
    MmioPort mmio = host.mmio();
    NicConfig config = host.config();
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
  public RxRing openReceive(EngineHost host, int queue, IntConsumer written) {
    return new NicDmaRxRing(host, queue, interruptLine(queue), staleDescriptor, written);
  }

  @Override
  public int transmitInterruptLine(int queue) {
    return (nic.rxQueues() + queue) % interruptVectors;
  }

  @Override
  public TxRing openTransmit(EngineHost host, int queue, IntConsumer written) {
    return new NicDmaTxRing(host, queue, transmitInterruptLine(queue), nic.maxFrags(), written);
  }

  @Override
  public void start(MmioPort mmio) {
    mmio.write(
        NicDmaRegisters.CTRL, NicDmaRegisters.CTRL_RX_ENABLE | NicDmaRegisters.CTRL_TX_ENABLE);
    mmio.flush();
  }

  static void await(MmioPort mmio, String what, BooleanSupplier condition) {
    for (int tries = 0; !condition.getAsBoolean(); tries++) {
      if (tries == MAX_POLLS) {
        throw new IllegalStateException(
            "engine does not answer: waiting_for=" + what + " polls=" + tries);
      }
    }
  }

  @Override
  public boolean isIdle(MmioPort mmio) {
    return (mmio.read(NicDmaRegisters.STATUS) & NicDmaRegisters.STATUS_IDLE) != 0
        && mmio.read(NicDmaRegisters.PENDING) == 0;
  }

  @Override
  public NicCounters readCounters(EngineHost host) {
    MmioPort mmio = host.mmio();
    List<NicCounters.Queue> perQueue = new ArrayList<>();
    for (int queue = 0; queue < host.config().queues(); queue++) {
      perQueue.add(readQueue(mmio, queue));
    }
    return new NicCounters(
        global(mmio, NicDmaCounters.STAT_FRAMES_IN),
        global(mmio, NicDmaCounters.STAT_FRAMES_DELIVERED),
        global(mmio, NicDmaCounters.STAT_DROP_NO_DESCRIPTOR),
        global(mmio, NicDmaCounters.STAT_DROP_BUFFER_FULL),
        global(mmio, NicDmaCounters.STAT_DROP_OVERSIZE),
        global(mmio, NicDmaCounters.STAT_DROP_ERROR),
        List.copyOf(perQueue),
        new NicCounters.Transmit(
            global(mmio, NicDmaCounters.STAT_TX_FRAMES),
            global(mmio, NicDmaCounters.STAT_TX_BYTES),
            global(mmio, NicDmaCounters.STAT_TX_ERRORS)));
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
