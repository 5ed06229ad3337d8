// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.driver;

import io.github.niccosim.pool.Page;
import io.github.niccosim.pool.PagePool;
import io.github.niccosim.pool.dma.HostMemory;
import io.github.niccosim.testbench.sim.Simulation;
import java.util.Arrays;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Receive on one queue: parse completions, deliver, recycle, refill, ring the doorbell.
 *
 * <p>Kernel counterpart: a driver's {@code clean_rx_irq} and {@code alloc_rx_buffers}.
 */
public final class RxQueue {

  /** Completions handled before the ring is refilled, as common drivers do. */
  static final int REFILL_BATCH = 16;

  private final int number;
  private final Simulation sim;
  private final RxRing ring;
  private final PagePool pool;
  private final HostMemory memory;
  private final BufferPlan plan;
  private final CostTable costs;
  private final SimulatedCpu cpu;
  private final RxConsumer consumer;
  private final Consumer<DriverFault> faults;
  private final QueueStatistics statistics;
  private final @Nullable Page[] slots;
  private final long[] freedPs;
  private final long[] completedPs;
  private final boolean unfilled;
  private final @Nullable DescriptorTracker tracker;
  private final RxCompletion completion = new RxCompletion();
  private final RxFrame frame = new RxFrame();
  private long producer;
  private long posted;
  private long consumed;

  RxQueue(NicDriver driver, int number, PagePool pool, SimulatedCpu cpu) {
    this.number = number;
    this.sim = driver.sim();
    this.pool = pool;
    this.memory = driver.device().memory();
    this.plan = driver.plan();
    this.costs = driver.costs();
    this.cpu = cpu;
    this.consumer = driver.consumer();
    this.faults = driver::fault;
    this.statistics = new QueueStatistics(driver.clockPeriodPs());
    this.ring = driver.adapter().openReceive(driver.host(), number, this::completionWritten);
    this.slots = new @Nullable Page[ring.entries()];
    this.freedPs = new long[ring.entries()];
    this.completedPs = new long[ring.completionEntries()];
    Arrays.fill(freedPs, -1);
    this.unfilled = driver.options().unfilledQueue == number;
    this.tracker = driver.tracker();
    if (tracker != null) {
      tracker.open(number, ring);
    }
    frame.queue = number;
    frame.bytes = new byte[Math.max(plan.bufferBytes(), 1 << 16)];
  }

  RxRing ring() {
    return ring;
  }

  /** Take note of a completion that reached memory; called by the bus. */
  private void completionWritten(int slot) {
    completedPs[slot] = sim.timePs();
    statistics.completedOne();
    if (tracker != null) {
      tracker.completed(number);
    }
  }

  /** Take note of an interrupt. */
  void interrupted() {
    statistics.interrupts++;
    if (tracker != null) {
      tracker.interrupt(number);
    }
  }

  /**
   * Handle up to {@code budget} completions; runs inside a task on this queue's CPU.
   *
   * @param budget most completions to handle
   * @return how many were handled
   */
  int poll(int budget) {
    statistics.polls++;
    cpu.enter();
    cpu.charge(costs.pollNs());
    int done = 0;
    int batch;
    do {
      batch = 0;
      while (batch < REFILL_BATCH && done < budget && ring.readCompletion(consumed, completion)) {
        receive();
        consumed++;
        batch++;
        done++;
      }
      cpu.spend();
      if (batch > 0 || producer - consumed < slots.length && !unfilled) {
        refill();
      }
    } while (batch > 0 && done < budget);
    return done;
  }

  private void receive() {
    int slot = checkedSlot();
    if (tracker != null) {
      tracker.polled(number, slot);
    }
    statistics.completedBytes += completion.lengthBytes;
    memory.adversaryStep();
    Page page = slots[slot];
    if (page == null) {
      fault("completion without a posted buffer", "slot=" + slot);
      return;
    }
    if (completion.isGood()) {
      deliver(page);
    } else {
      cpu.charge(costs.completionNs());
      consumer.failed(number, completion);
    }
    slots[slot] = null;
    freedPs[slot] = completedPs[(int) (consumed & completedPs.length - 1)];
    if (!completion.isGood() || frame.buffer != null) {
      pool.recycleDirect(page);
    }
    if (tracker != null) {
      tracker.recycled(number, slot);
    }
    cpu.charge(costs.recycleNs());
  }

  /** Return the slot of this completion: completions come in the order of descriptors. */
  private int checkedSlot() {
    int expected = (int) (consumed & slots.length - 1);
    if (completion.queue != number) {
      fault("completion names another queue", "got=" + completion.queue);
    }
    if (completion.bufferId != expected) {
      fault(
          "completion names another buffer",
          "got=" + completion.bufferId + " expected=" + expected);
    }
    return expected;
  }

  private void deliver(Page page) {
    int length = completion.lengthBytes;
    if (length == 0 || length > plan.receiveBytes()) {
      fault(
          "completion length out of range",
          "length=" + length + " (expected: 1.." + plan.receiveBytes() + ")");
      length = Math.min(length, plan.receiveBytes());
    }
    pool.dmaSyncForCpu(page, 0, length);
    long at = page.physicalAddress() + plan.offsetBytes();
    memory.cpuRead(at, frame.bytes, 0, length);
    frame.page = page.pfn();
    frame.pool = pool;
    frame.buffer = page;
    frame.offsetBytes = plan.offsetBytes();
    frame.lengthBytes = completion.lengthBytes;
    frame.hash = completion.hash;
    frame.hashType = completion.hashType;
    frame.timePs = sim.timePs();
    consumer.delivered(frame);
    frame.number++;
    cpu.charge(costs.frameNs(length, memory.model().nonCoherent()) - costs.recycleNs());
  }

  /** Fill every free slot, then ring the doorbell once. */
  void refill() {
    cpu.enter();
    long before = producer;
    while (producer - consumed < slots.length && !unfilled) {
      Page page = pool.allocPages();
      if (page == null) {
        statistics.allocationFailures++;
        break;
      }
      int slot = (int) (producer & slots.length - 1);
      slots[slot] = page;
      long address = pool.dmaAddr(page) + plan.offsetBytes();
      ring.post(producer, address, plan.receiveBytes(), slot);
      if (tracker != null) {
        tracker.written(number, producer, page.pfn(), address, plan.receiveBytes());
      }
      producer++;
      cpu.charge(costs.refillNs());
    }
    cpu.charge(2 * costs.doorbellNs());
    cpu.spend();
    ring.giveBack(consumed, false);
    if (producer != before) {
      if (tracker != null) {
        tracker.posted(number);
      }
      long upTo = producer;
      ring.ringDoorbell(upTo, () -> doorbellDone(upTo));
    }
  }

  private void doorbellDone(long upTo) {
    long now = sim.timePs();
    for (; posted < upTo; posted++) {
      int slot = (int) (posted & slots.length - 1);
      if (freedPs[slot] >= 0) {
        statistics.refilled(now - freedPs[slot]);
      }
    }
    statistics.postedUpTo(upTo);
  }

  /** Let the next completion interrupt; nothing is lost between the last poll and this. */
  void rearm() {
    ring.giveBack(consumed, true);
  }

  /** Give every page back that is still posted; the engine must have stopped. */
  void releasePosted() {
    cpu.enter();
    for (int slot = 0; slot < slots.length; slot++) {
      Page page = slots[slot];
      if (page != null) {
        slots[slot] = null;
        pool.putFullPage(page, true);
      }
    }
  }

  private void fault(String what, String detail) {
    faults.accept(
        new DriverFault(
            number,
            sim.timePs(),
            what + ": queue=" + number + " completion=" + consumed + " " + detail));
  }

  /** Return the number of this queue. */
  public int number() {
    return number;
  }

  /** Return the pool of this queue. */
  public PagePool pool() {
    return pool;
  }

  /** Return the measurements of this queue. */
  public QueueStatistics statistics() {
    return statistics;
  }

  /** Return the pages now in the ring. */
  public int pagesPosted() {
    return (int) Arrays.stream(slots).filter(page -> page != null).count();
  }

  /** Say whether the ring is empty because no page could be had. */
  boolean isStarved() {
    return producer == consumed && !unfilled;
  }

  /** Return how many completions were handled. */
  public long completionsHandled() {
    return consumed;
  }
}
