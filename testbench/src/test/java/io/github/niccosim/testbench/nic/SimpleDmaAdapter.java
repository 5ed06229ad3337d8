// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.nic;

import io.github.niccosim.bridge.ModelLibrary;
import io.github.niccosim.bridge.ModelSpec;
import io.github.niccosim.pool.dma.CoherentBuffer;
import io.github.niccosim.testbench.driver.EngineHost;
import io.github.niccosim.testbench.driver.EngineTraits;
import io.github.niccosim.testbench.driver.MmioPort;
import io.github.niccosim.testbench.driver.NicAdapter;
import io.github.niccosim.testbench.driver.NicConfig;
import io.github.niccosim.testbench.driver.NicCounters;
import io.github.niccosim.testbench.driver.NicPorts;
import io.github.niccosim.testbench.driver.RxCompletion;
import io.github.niccosim.testbench.driver.RxRing;
import io.github.niccosim.testbench.driver.TxCompletion;
import io.github.niccosim.testbench.driver.TxFragment;
import io.github.niccosim.testbench.driver.TxRing;
import io.github.niccosim.testbench.traffic.FrameSteering;
import io.github.niccosim.testbench.traffic.RssSteering;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;

/**
 * Drive {@code simple_dma}: all that has to be written to plug an engine of one's own into driver,
 * pools, scoreboard, bus models and suites.
 *
 * <p>Nothing in it resembles {@code nicdma_top}: buffers go through registers into a FIFO, the host
 * sees a count of finished frames in one write-back word per queue, and pops lengths from a
 * register. Buffers begin at whole 8-byte words.
 */
final class SimpleDmaAdapter implements NicAdapter {

  static final int QUEUES = 2;
  static final int FIFO_DEPTH = 8;

  private static final int CTRL = 0x000;
  private static final int STATUS = 0x004;
  private static final int SEND_STATUS = 0x00C;
  private static final int WAIT_CYCLES = 0x008;
  private static final int COUNTERS = 0x010;
  private static final int MAX_FRAME = 0x024;
  private static final int SENT_FRAMES = 0x028;
  private static final int QUEUE_MASK = 0x030;
  private static final int FOR_EVER = -1;

  /** Build the model; it takes a few seconds once. */
  static ModelLibrary library() {
    Path folder = Path.of("src/test/rtl/simple");
    return ModelLibrary.build(
        ModelSpec.builder("simple_dma")
            .source(
                folder.resolve("simple_dma.sv"),
                folder.resolve("simple_rx.sv"),
                folder.resolve("simple_tx.sv"))
            .parameter("NumQ", QUEUES)
            .build());
  }

  private static int block(int queue) {
    return 0x400 + 0x80 * queue;
  }

  @Override
  public EngineTraits traits() {
    NicPorts ports = new NicPorts("clk", "rst_n", "dma", "ctl", "mac_rx", "mac_tx", "irq");
    return new EngineTraits(ports, QUEUES, QUEUES, 16_383, 16_384, 1, 1, null);
  }

  @Override
  public FrameSteering steering(NicConfig config) {
    return frame -> {
      int last = frame.length > 5 ? frame[5] : 0;
      return new RssSteering.Steered(RssSteering.HashType.NONE, 0, last & config.queues() - 1);
    };
  }

  @Override
  public int interruptLine(int queue) {
    return queue;
  }

  @Override
  public void configure(EngineHost host) {
    NicConfig config = host.config();
    int wait =
        switch (config.starvation()) {
          case DROP -> 0;
          case WAIT -> config.waitCycles();
          case HOLD -> FOR_EVER;
        };
    host.mmio().write(WAIT_CYCLES, wait);
    host.mmio().write(MAX_FRAME, config.maxFrameBytes());
    host.mmio().write(QUEUE_MASK, config.queues() - 1);
    host.mmio().flush();
  }

  @Override
  public RxRing openReceive(EngineHost host, int queue, IntConsumer written) {
    return new Fifo(host, queue, written);
  }

  @Override
  public int transmitInterruptLine(int queue) {
    return QUEUES + queue;
  }

  @Override
  public TxRing openTransmit(EngineHost host, int queue, IntConsumer written) {
    return new SendFifo(host.mmio(), queue);
  }

  @Override
  public void start(MmioPort mmio) {
    mmio.write(CTRL, 1);
    mmio.flush();
  }

  @Override
  public boolean isIdle(MmioPort mmio) {
    return mmio.read(STATUS) == 1 && mmio.read(SEND_STATUS) == 1;
  }

  @Override
  public NicCounters readCounters(EngineHost host) {
    MmioPort mmio = host.mmio();
    List<NicCounters.Queue> queues = new ArrayList<>();
    for (int queue = 0; queue < host.config().queues(); queue++) {
      int at = block(queue);
      queues.add(
          new NicCounters.Queue(
              mmio.read(at + 0x24),
              mmio.read(at + 0x28),
              0,
              mmio.read(at + 0x2C),
              mmio.read(at + 0x30),
              mmio.read(at + 0x34)));
    }
    return new NicCounters(
        mmio.read(COUNTERS),
        mmio.read(COUNTERS + 4),
        mmio.read(COUNTERS + 8),
        0,
        mmio.read(COUNTERS + 12),
        mmio.read(COUNTERS + 16),
        queues,
        new NicCounters.Transmit(
            mmio.read(SENT_FRAMES), mmio.read(SENT_FRAMES + 12), mmio.read(SENT_FRAMES + 4)));
  }

  @Override
  public List<String> readErrors(MmioPort mmio) {
    return List.of();
  }

  /** Post to one queue's FIFO and pop what became of it. */
  private static final class Fifo implements RxRing {

    private record Buffer(long busAddress, int lengthBytes, int bufferId) {}

    private final EngineHost host;
    private final MmioPort mmio;
    private final int queue;
    private final int at;
    private final CoherentBuffer finished;
    private final ArrayDeque<Buffer> unposted = new ArrayDeque<>();
    private int seen;

    Fifo(EngineHost host, int queue, IntConsumer written) {
      this.host = host;
      this.mmio = host.mmio();
      this.queue = queue;
      this.at = block(queue);
      this.finished = host.device().allocCoherent(64);
      host.bus().watch(finished.busAddress(), 8, (offset, length) -> count(written));
      mmio.write(at + 0x0C, (int) finished.busAddress());
      mmio.write(at + 0x10, (int) (finished.busAddress() >>> 32));
      mmio.write(at + 0x20, 1);
      mmio.flush();
    }

    private void count(IntConsumer written) {
      int now = (int) finished.getLong(0);
      for (; seen != now; seen = seen + 1 & 0xFFFF) {
        written.accept(seen & FIFO_DEPTH - 1);
      }
    }

    @Override
    public int entries() {
      return FIFO_DEPTH;
    }

    @Override
    public int completionEntries() {
      return FIFO_DEPTH;
    }

    @Override
    public void post(long index, long busAddress, int lengthBytes, int bufferId) {
      unposted.add(new Buffer(busAddress, lengthBytes, bufferId));
    }

    @Override
    public void ringDoorbell(long producer, Runnable whenDone) {
      while (!unposted.isEmpty()) {
        Buffer next = unposted.remove();
        mmio.write(at, (int) next.busAddress);
        mmio.write(at + 0x04, (int) (next.busAddress >>> 32));
        int record = next.bufferId << 16 | next.lengthBytes;
        mmio.write(at + 0x08, record, unposted.isEmpty() ? whenDone : () -> {});
      }
    }

    @Override
    public boolean readCompletion(long index, RxCompletion into) {
      if (finished.getLong(0) == (index & 0xFFFF)) {
        return false;
      }
      int record = mmio.read(at + 0x14);
      into.queue = queue;
      into.lengthBytes = record & 0xFFFF;
      into.bufferId = record >>> 16 & 0x1FFF;
      into.truncated = (record & 1 << 29) != 0;
      boolean failed = (record & 1 << 30) != 0;
      into.errorCode = failed ? 1 : into.truncated ? 2 : 0;
      into.errorName = failed ? "bus error" : into.truncated ? "truncated" : "";
      into.hashType = RxCompletion.NO_HASH_INFORMATION;
      return true;
    }

    @Override
    public void giveBack(long consumer, boolean arm) {
      if (arm) {
        mmio.write(at + 0x18, (int) consumer & 0xFFFF);
      }
    }

    @Override
    public void acknowledgeInterrupt() {
      mmio.write(at + 0x1C, 0);
    }

    @Override
    public void stop() {
      mmio.write(at + 0x20, 0);
      for (int tries = 0; (mmio.read(at + 0x20) & 2) != 0; tries++) {
        if (tries == 4000) {
          throw new IllegalStateException("queue does not stop: queue=" + queue);
        }
      }
    }

    @Override
    public void release() {
      host.device().freeCoherent(finished);
    }
  }

  /** Post to one queue's transmit FIFO, one buffer per frame; pop what became of it. */
  private static final class SendFifo implements TxRing {

    private final MmioPort mmio;
    private final int queue;
    private final int at;
    private final ArrayDeque<TxFragment> unposted = new ArrayDeque<>();

    SendFifo(MmioPort mmio, int queue) {
      this.mmio = mmio;
      this.queue = queue;
      this.at = block(queue);
    }

    @Override
    public int entries() {
      return FIFO_DEPTH;
    }

    @Override
    public int maxFragments() {
      return 1;
    }

    @Override
    public void post(long index, TxFragment fragment) {
      unposted.add(fragment);
    }

    @Override
    public void ringDoorbell(long producer) {
      while (!unposted.isEmpty()) {
        TxFragment next = unposted.remove();
        mmio.write(at + 0x40, (int) next.busAddress());
        mmio.write(at + 0x44, (int) (next.busAddress() >>> 32));
        mmio.write(at + 0x48, next.cookie() << 16 | next.lengthBytes());
      }
    }

    @Override
    public boolean readCompletion(long index, TxCompletion into) {
      int record = mmio.read(at + 0x4C);
      if (record >= 0) {
        return false;
      }
      into.queue = queue;
      into.cookie = record & 0xFFFF;
      into.head = -1;
      into.lengthBytes = -1;
      into.errorCode = record >>> 30 & 1;
      into.errorName = into.errorCode == 0 ? "" : "bus error";
      return true;
    }

    @Override
    public void giveBack(long consumer, boolean arm) {
      if (arm) {
        mmio.write(at + 0x50, (int) consumer & 0xFFFF);
      }
    }

    @Override
    public void acknowledgeInterrupt() {
      mmio.write(at + 0x54, 0);
    }

    @Override
    public void stop() {
      while (mmio.read(SEND_STATUS) != 1) {
        mmio.flush();
      }
    }

    @Override
    public void release() {
      unposted.clear();
    }
  }
}
