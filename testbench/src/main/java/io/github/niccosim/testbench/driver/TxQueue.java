// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.driver;

import io.github.niccosim.pool.DmaDirection;
import io.github.niccosim.pool.Page;
import io.github.niccosim.pool.PagePool;
import io.github.niccosim.pool.dma.DmaDevice;
import io.github.niccosim.testbench.sim.Event;
import io.github.niccosim.testbench.sim.Simulation;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Send on one queue: map the buffers, write descriptors, ring the doorbell, reclaim what was sent.
 *
 * <p>A frame's buffers belong to the device from {@link #trySend} until its completion was handled
 * by {@link #clean}. Kernel counterpart: a driver's {@code ndo_start_xmit} and {@code
 * clean_tx_irq}.
 */
public final class TxQueue {

  private static final long LINE_BYTES = 64;

  /** A frame under way; {@code release} gives its buffers back. */
  private record Inflight(
      long number, int lengthBytes, long endIndex, long bytes, List<Runnable> release) {}

  private final int number;
  private final Simulation sim;
  private final DmaDevice device;
  private final PagePool pages;
  private final CostTable costs;
  private final SimulatedCpu cpu;
  private final TxRing ring;
  private final TxScoreboard scoreboard;
  private final Consumer<DriverFault> faults;
  private final ArrayDeque<Inflight> inflight = new ArrayDeque<>();
  private final TxCompletion completion = new TxCompletion();
  private final Event room;
  private final boolean bidirectional;
  private long producer;
  private long reclaimed;
  private long handled;
  private long written;
  private long frames;
  private long failedFrames;
  private long bytesQueued;
  private int heldPages;

  TxQueue(NicDriver driver, int number, PagePool pages, SimulatedCpu cpu, TxScoreboard scoreboard) {
    this.number = number;
    this.sim = driver.sim();
    this.device = driver.device();
    this.pages = pages;
    this.costs = driver.costs();
    this.cpu = cpu;
    this.scoreboard = scoreboard;
    this.faults = driver::fault;
    this.bidirectional = driver.options().forwarding;
    this.room = sim.event("room in transmit queue " + number);
    this.ring = driver.adapter().openTransmit(driver.host(), number, slot -> written++);
  }

  /**
   * Send a frame, waiting while the ring is full; runs inside a task.
   *
   * @param request frame
   */
  public void send(TxRequest request) {
    while (!trySend(request)) {
      room.clear();
      room.await();
    }
  }

  /**
   * Send a frame if the ring has room; runs inside a task.
   *
   * @param request frame
   * @return {@code false} if the ring is too full
   * @throws IllegalArgumentException if the frame has more buffers than the engine takes
   */
  public boolean trySend(TxRequest request) {
    int count = request.fragmentBytes().length;
    if (count > ring.maxFragments() || count > ring.entries()) {
      throw new IllegalArgumentException(
          "frame has too many buffers: buffers=" + count + " (expected: 1.." + limit() + ")");
    }
    if (freeSlots() < count) {
      return false;
    }
    cpu.enter();
    List<Runnable> release = new ArrayList<>();
    long frame = scoreboard.queued(number, request.checksum().applyTo(request.bytes()));
    int at = 0;
    for (int i = 0; i < count; i++) {
      int length = request.fragmentBytes()[i];
      long bus = map(request, at, length, release);
      ring.post(producer++, fragment(request, bus, i, (int) frame & 0xFFFF));
      at += length;
    }
    launch(new Inflight(frame, request.bytes().length, producer, at, release));
    return true;
  }

  private int limit() {
    return Math.min(ring.maxFragments(), ring.entries());
  }

  private static TxFragment fragment(TxRequest request, long bus, int index, int cookie) {
    int last = request.fragmentBytes().length - 1;
    return new TxFragment(
        bus, request.fragmentBytes()[index], index == 0, index == last, cookie, request.checksum());
  }

  /**
   * Copy a part of the frame to a page of its own and map it, as for an skb's buffers.
   *
   * <p>A device reads whole bus words around the ends; an IOMMU maps whole pages. Here the mapping
   * covers whole cache lines: further away every read is a mistake to be found.
   */
  private long map(TxRequest request, int from, int length, List<Runnable> release) {
    Page page = pages.allocPages();
    if (page == null) {
      throw new IllegalStateException("no page to send from: queue=" + number);
    }
    long physical = page.physicalAddress() + request.offsetBytes();
    device.memory().cpuWrite(physical, request.bytes(), from, length);
    long before = physical % LINE_BYTES;
    long mapped = Math.ceilDiv(before + length, LINE_BYTES) * LINE_BYTES;
    long bus = device.mapSingle(physical - before, mapped, DmaDirection.TO_DEVICE);
    if (device.mappingError(bus)) {
      throw new IllegalStateException("buffer cannot be mapped: queue=" + number);
    }
    release.add(() -> {
      device.unmapPage(bus, mapped, DmaDirection.TO_DEVICE, false);
      pages.putFullPage(page, true);
    });
    cpu.charge(costs.allocateNs() + costs.descriptorNs());
    return bus + before;
  }

  /**
   * Send a received frame from the page it came in ({@code XDP_TX}); runs inside a task.
   *
   * @param held page taken from a receive queue; given back to its pool when sent
   * @return {@code false} if the ring is full; the page then still belongs to the caller
   */
  public boolean trySend(HeldPage held) {
    if (!bidirectional) {
      throw new IllegalStateException(
          "received pages are not mapped for sending: queue="
              + number
              + " (hint: BenchOptions.forwarding(true))");
    }
    if (freeSlots() < 1) {
      return false;
    }
    cpu.enter();
    byte[] bytes = held.copyBytes();
    long frame = scoreboard.queued(number, bytes);
    long bus = held.busAddress();
    device.syncForDevice(bus, held.lengthBytes(), DmaDirection.BIDIRECTIONAL);
    heldPages++;
    ring.post(
        producer++,
        new TxFragment(bus, held.lengthBytes(), true, true, (int) frame & 0xFFFF, TxChecksum.NONE));
    List<Runnable> release =
        List.of(() -> {
          heldPages--;
          held.giveBack();
        });
    launch(new Inflight(frame, bytes.length, producer, bytes.length, release));
    return true;
  }

  private void launch(Inflight frame) {
    inflight.add(frame);
    frames++;
    bytesQueued += frame.bytes;
    cpu.charge(costs.doorbellNs());
    cpu.spend();
    ring.ringDoorbell(producer);
  }

  private int freeSlots() {
    return ring.entries() - (int) (producer - reclaimed);
  }

  /**
   * Handle up to {@code budget} completions; runs inside a task on this queue's CPU.
   *
   * @param budget most completions to handle
   * @return how many were handled
   */
  int clean(int budget) {
    cpu.enter();
    int done = 0;
    while (done < budget && ring.readCompletion(handled, completion)) {
      cpu.charge(costs.completionNs() + costs.recycleNs());
      reclaim();
      handled++;
      done++;
    }
    if (done > 0) {
      ring.giveBack(handled, false);
      room.set();
    }
    cpu.spend();
    return done;
  }

  private void reclaim() {
    Inflight frame = inflight.pollFirst();
    if (frame == null) {
      fault("transmit completion without a frame", "cookie=" + completion.cookie);
      return;
    }
    check(frame);
    if (completion.errorCode == 0) {
      scoreboard.completed(number, frame.number, sim.timePs());
    } else {
      failedFrames++;
      scoreboard.failed(number, frame.number, completion.errorName);
    }
    reclaimed = frame.endIndex;
    bytesQueued -= frame.bytes;
    frame.release.forEach(Runnable::run);
  }

  private void check(Inflight frame) {
    expect("cookie", completion.cookie, (int) frame.number & 0xFFFF);
    expect("queue", completion.queue, number);
    if (completion.head >= 0) {
      expect("head", completion.head, (int) frame.endIndex & 0xFFFF);
    }
    if (completion.lengthBytes >= 0) {
      expect("length", completion.lengthBytes, completion.errorCode == 0 ? frame.lengthBytes : 0);
    }
  }

  private void expect(String what, int got, int expected) {
    if (got != expected) {
      fault("transmit completion names another " + what, "got=" + got + " expected=" + expected);
    }
  }

  private void fault(String what, String detail) {
    faults.accept(
        new DriverFault(
            number,
            sim.timePs(),
            what + ": queue=" + number + " completion=" + handled + " " + detail));
  }

  /** Let the next completion interrupt. */
  void rearm() {
    ring.giveBack(handled, true);
  }

  /** Give every buffer back that is still posted; the engine must have stopped. */
  void releasePosted() {
    cpu.enter();
    for (Inflight frame : inflight) {
      frame.release.forEach(Runnable::run);
    }
    inflight.clear();
  }

  TxRing ring() {
    return ring;
  }

  PagePool pages() {
    return pages;
  }

  /** Say whether every completion in memory was handled and every frame completed. */
  boolean isIdle() {
    return inflight.isEmpty() && written <= handled;
  }

  /** Return the number of this queue. */
  public int number() {
    return number;
  }

  /** Return how many frames were given to the engine. */
  public long frames() {
    return frames;
  }

  /** Return how many frames the engine completed with an error. */
  public long failedFrames() {
    return failedFrames;
  }

  /** Return how many completions were handled. */
  public long completionsHandled() {
    return handled;
  }

  /** Return the bytes queued and not yet completed ({@code dql} of byte queue limits). */
  public long bytesQueued() {
    return bytesQueued;
  }

  /** Return the pages of receive pools that are on their way out. */
  public int heldPages() {
    return heldPages;
  }
}
