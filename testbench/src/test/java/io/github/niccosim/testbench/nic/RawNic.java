// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.nic;

import io.github.niccosim.bridge.Model;
import io.github.niccosim.bridge.ModelLibrary;
import io.github.niccosim.rtl.NicDmaParameters;
import io.github.niccosim.rtl.NicDmaRegisters;
import io.github.niccosim.rtl.QueueState;
import io.github.niccosim.rtl.RxCompletionLayout;
import io.github.niccosim.rtl.RxDescriptorLayout;
import io.github.niccosim.testbench.axi.AxiBus;
import io.github.niccosim.testbench.axi.AxiLiteBus;
import io.github.niccosim.testbench.axi.AxiLiteMaster;
import io.github.niccosim.testbench.axi.AxiProtocolChecker;
import io.github.niccosim.testbench.axi.AxiSlave;
import io.github.niccosim.testbench.axi.AxiTiming;
import io.github.niccosim.testbench.axi.SparseMemory;
import io.github.niccosim.testbench.sim.Clock;
import io.github.niccosim.testbench.sim.ClockOptions;
import io.github.niccosim.testbench.sim.Simulation;
import io.github.niccosim.testbench.sim.SimulationOptions;
import io.github.niccosim.testbench.stream.AxiStreamBus;
import io.github.niccosim.testbench.stream.AxiStreamSource;
import io.github.niccosim.testbench.stream.StreamFrame;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.function.Consumer;

/**
 * {@code nicdma_top} with bare hands: plain memory, no driver, every register write at the cycle a
 * test wants. Each queue has rings of {@link #ENTRIES} and one buffer per slot, 32 KiB apart.
 */
final class RawNic {

  static final int RING_LOG2 = 3;
  static final int ENTRIES = 1 << RING_LOG2;
  static final byte UNWRITTEN = (byte) 0x5A;

  private static final long RINGS = 0x1000_0000L;
  private static final long COMPLETIONS = 0x2000_0000L;
  private static final long BUFFERS = 0x4000_0000L;
  private static final int QUEUE_STRIDE = 0x10_0000;
  private static final int BUFFER_BYTES = 0x8000;
  private static final int LIMIT_CYCLES = 20_000;

  /** One completion record. */
  record Completion(long low, long high) {
    int lengthBytes() {
      return RxCompletionLayout.lengthBytes(low);
    }

    int bufferId() {
      return RxCompletionLayout.bufferId(low);
    }

    int error() {
      return RxCompletionLayout.errorCode(low);
    }

    boolean truncated() {
      return RxCompletionLayout.isTruncated(low);
    }

    boolean flag(int bit) {
      return (low >>> bit & 1) != 0;
    }

    int checksum() {
      return (int) (low >>> RxCompletionLayout.CSUM_LSB) & 0xFFFF;
    }

    int timeNs() {
      return (int) (high >>> RxCompletionLayout.TS_NS_LSB - 64) & 0x7F_FFFF;
    }
  }

  final Simulation sim;
  final Clock clock;
  final SparseMemory memory = new SparseMemory();
  final AxiSlave slave;
  final AxiLiteMaster registers;
  final AxiStreamSource source;
  private final AxiProtocolChecker protocol;
  private final int[] posted = new int[256];
  private final int[] consumed = new int[256];

  private RawNic(Simulation sim, NicDmaParameters nic, AxiTiming timing) {
    this.sim = sim;
    this.clock = sim.clock("clk_i", ClockOptions.ofPeriod(4000).risingEdgeOnly());
    sim.signal("rst_ni").set(0);
    AxiBus bus = AxiBus.of(sim, "m_axi").withReset("rst_ni");
    this.slave = new AxiSlave(sim, clock, bus, memory, timing, sim.random("memory"));
    this.protocol =
        new AxiProtocolChecker(
            clock,
            bus,
            AxiProtocolChecker.Options.strict()
                .withMaxOutstanding(nic.maxOutstandingWrites(), nic.maxOutstandingReads()));
    this.registers = new AxiLiteMaster(clock, AxiLiteBus.of(sim, "s_axil"));
    this.source = new AxiStreamSource(clock, AxiStreamBus.of(sim, "s_axis_rx").withReset("rst_ni"));
  }

  /** Run a test body against a fresh model that is out of reset and enabled, no queue open. */
  static void run(
      ModelLibrary library, NicDmaParameters nic, AxiTiming timing, Consumer<RawNic> body) {
    run(library, nic, timing, 0, body);
  }

  /** As {@link #run}, with a deliberate fault. */
  static void run(
      ModelLibrary library,
      NicDmaParameters nic,
      AxiTiming timing,
      int mutant,
      Consumer<RawNic> body) {
    SimulationOptions limits =
        SimulationOptions.defaults().withSeed(1).withMaxCycles(400_000).withLog(line -> {});
    try (Model model = library.newModel();
        Simulation sim = Simulation.create(model, limits)) {
      if (mutant != 0) {
        sim.signal("bug_sel_i").set(mutant);
      }
      RawNic raw = new RawNic(sim, nic, timing);
      sim.run(() -> {
        raw.reset();
        body.accept(raw);
        raw.until("bus at rest", raw.slave::isIdle);
        raw.protocol.checkIdle();
      });
    }
  }

  /** Reset the engine, wait for its initialisation, unmask the interrupts, enable receiving. */
  void reset() {
    sim.signal("rst_ni").set(0);
    clock.cycles(4).await();
    sim.signal("rst_ni").set(1);
    clock.cycles(2).await();
    Arrays.fill(posted, 0);
    Arrays.fill(consumed, 0);
    until("init_done", () -> (read(NicDmaRegisters.STATUS) & 2) != 0);
    int vectors = read(NicDmaRegisters.CAP0) >>> 24;
    for (int vector = 0; vector < vectors; vector++) {
      write(NicDmaRegisters.irq(vector, NicDmaRegisters.IRQ_MASK), 0);
    }
    write(NicDmaRegisters.DROP_POLICY, 3);
    write(NicDmaRegisters.CTRL, NicDmaRegisters.CTRL_RX_ENABLE);
  }

  int read(int address) {
    return registers.read32(address);
  }

  long read64(int address) {
    return read(address) & 0xFFFF_FFFFL | (long) read(address + 4) << 32;
  }

  void write(int address, int value) {
    registers.write32(address, value);
  }

  void until(String what, java.util.function.BooleanSupplier condition) {
    long start = clock.cycleCount();
    while (!condition.getAsBoolean()) {
      if (clock.cycleCount() - start > LIMIT_CYCLES) {
        throw new AssertionError("never came: waiting_for=" + what);
      }
      clock.cycle();
    }
  }

  /** Zero a queue's rings, tell the engine about them and enable the queue. */
  void open(int queue) {
    open(queue, 1);
  }

  /** As {@link #open(int)}, with frames of up to so many buffers. */
  void open(int queue, int buffersPerFrame) {
    memory.put(ring(queue), new byte[ENTRIES * RxDescriptorLayout.BYTES]);
    memory.put(completions(queue), new byte[ENTRIES * RxCompletionLayout.BYTES]);
    write(NicDmaRegisters.rxq(queue, NicDmaRegisters.RXQ_BASE_LO), (int) ring(queue));
    write(NicDmaRegisters.rxq(queue, NicDmaRegisters.RXQ_CFG), RING_LOG2 | buffersPerFrame << 8);
    write(NicDmaRegisters.cq(queue, NicDmaRegisters.CQ_BASE_LO), (int) completions(queue));
    write(NicDmaRegisters.cq(queue, NicDmaRegisters.CQ_CFG), RING_LOG2 | queue << 8);
    write(NicDmaRegisters.rxq(queue, NicDmaRegisters.RXQ_CTRL), NicDmaRegisters.RXQ_CTRL_ENABLE);
    posted[queue] = 0;
    consumed[queue] = 0;
  }

  /** Reset a queue and wait until it is disabled. */
  void close(int queue) {
    write(NicDmaRegisters.rxq(queue, NicDmaRegisters.RXQ_CTRL), NicDmaRegisters.RXQ_CTRL_RESET);
    until(
        "queue disabled",
        () ->
            (read(NicDmaRegisters.rxq(queue, NicDmaRegisters.RXQ_STATE)) & 7)
                == QueueState.DISABLED.code());
  }

  static long ring(int queue) {
    return RINGS + (long) queue * QUEUE_STRIDE;
  }

  static long completions(int queue) {
    return COMPLETIONS + (long) queue * QUEUE_STRIDE;
  }

  /** Return where buffer {@code slot} of a queue begins. */
  static long buffer(int queue, int slot) {
    return BUFFERS + (long) queue * QUEUE_STRIDE + (long) (slot % ENTRIES) * BUFFER_BYTES;
  }

  /** Write the next descriptor, its buffer {@code offset} bytes behind the slot's start. */
  void post(int queue, int offset, int maxLength) {
    post(queue, offset, maxLength, 0);
  }

  /** As {@link #post}, for the headers of a frame: the next descriptor takes the rest. */
  void postHeader(int queue, int offset, int maxLength) {
    post(queue, offset, maxLength, 1L << RxDescriptorLayout.HDR_LSB - 64);
  }

  private void post(int queue, int offset, int maxLength, long flags) {
    int index = posted[queue]++;
    byte[] fresh = new byte[maxLength + 128];
    Arrays.fill(fresh, UNWRITTEN);
    long at = buffer(queue, index) + offset;
    memory.put(at - Math.min(offset, 64), fresh);
    byte[] record = new byte[RxDescriptorLayout.BYTES];
    RxDescriptorLayout.write(
        MemorySegment.ofArray(record),
        0,
        at,
        maxLength,
        index & 0xFFFF,
        RxDescriptorLayout.generation(index, RING_LOG2));
    ByteBuffer bytes = ByteBuffer.wrap(record).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putLong(8, bytes.getLong(8) | flags);
    memory.put(ring(queue) + (long) (index % ENTRIES) * record.length, record);
  }

  /** Ring the doorbell for all that was posted. */
  void doorbell(int queue) {
    write(NicDmaRegisters.tailDoorbell(queue), posted[queue] & 0xFFFF);
  }

  /** Tell the engine what was consumed; with {@code arm} ask for an interrupt. */
  void giveBack(int queue, boolean arm) {
    write(
        NicDmaRegisters.consDoorbell(queue),
        consumed[queue] & 0xFFFF | (arm ? NicDmaRegisters.CONS_DB_ARM : 0));
  }

  /** Say whether the next completion is in memory. */
  boolean hasCompletion(int queue) {
    return RxCompletionLayout.phase(word(queue, 8))
        == RxCompletionLayout.expectedPhase(consumed[queue], RING_LOG2);
  }

  private long word(int queue, int offset) {
    long at = completions(queue) + (long) (consumed[queue] % ENTRIES) * RxCompletionLayout.BYTES;
    return ByteBuffer.wrap(memory.get(at + offset, 8)).order(ByteOrder.LITTLE_ENDIAN).getLong();
  }

  /** Wait for the next completion and take it. */
  Completion complete(int queue) {
    until("completion on queue " + queue, () -> hasCompletion(queue));
    long low = word(queue, 0);
    Completion taken = new Completion(low, word(queue, 8));
    consumed[queue]++;
    return taken;
  }

  /** Send a frame; returns at once. */
  void send(byte[] bytes) {
    source.send(new StreamFrame(bytes));
  }
}
