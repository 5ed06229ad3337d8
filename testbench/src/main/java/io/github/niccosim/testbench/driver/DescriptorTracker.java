// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.driver;

import io.github.niccosim.bridge.Trace;
import io.github.niccosim.testbench.axi.AxiBus;
import io.github.niccosim.testbench.axi.AxiMonitor;
import io.github.niccosim.testbench.axi.AxiTransaction;
import io.github.niccosim.testbench.sim.Clock;
import io.github.niccosim.testbench.sim.Recording;
import io.github.niccosim.testbench.sim.Simulation;
import io.github.niccosim.waveforms.transaction.Attribute;
import io.github.niccosim.waveforms.transaction.DescriptorLife;
import io.github.niccosim.waveforms.transaction.DescriptorLog;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Follow every receive descriptor of a recorded run, from the doorbell to the return of its page.
 *
 * <p>What the driver does it says itself; what the engine does is seen on the bus: a read that
 * touches a posted descriptor fetches it, a write into its buffer is a burst of it, and a
 * completion counts from the moment its bytes are in host memory. The result is the {@link
 * DescriptorLog} of the simulation's {@code Recording}.
 *
 * <p>Exists in recorded runs only; the others test one reference for {@code null} per descriptor.
 * Called on the simulation's thread.
 */
final class DescriptorTracker {

  /** What is known of one receive queue. */
  private static final class Queue {
    final RxRing ring;
    final List<Pending> pending = new ArrayList<>();
    final @Nullable DescriptorLife[] lives;
    long completed;

    Queue(RxRing ring) {
      this.ring = ring;
      this.lives = new @Nullable DescriptorLife[ring.entries()];
    }

    int slot(long index) {
      return (int) (index & ring.entries() - 1);
    }
  }

  /** A descriptor written and not yet posted. */
  private record Pending(long index, long page, long busAddress, int lengthBytes) {}

  /** The buffer of a posted descriptor, for writes by address. */
  private record Buffer(
      DescriptorLife life, long postedPs, long endAddress, @Nullable DescriptorLife before) {

    /** Whose write it is that began at a time: one begun before the posting is its last owner's. */
    DescriptorLife at(long timePs) {
      return timePs < postedPs && before != null ? before : life;
    }
  }

  private final Simulation sim;
  private final Recording recording;
  private final DescriptorLog log;
  private final Map<Integer, Queue> queues = new HashMap<>();
  private final TreeMap<Long, Buffer> buffers = new TreeMap<>(Long::compareUnsigned);
  private final TreeMap<Long, DescriptorLife> descriptors = new TreeMap<>(Long::compareUnsigned);
  private final RxCompletion completion = new RxCompletion();

  private DescriptorTracker(Simulation sim, Recording recording) {
    this.sim = sim;
    this.recording = recording;
    this.log = recording.descriptors();
  }

  /**
   * Make a tracker if the run is recorded.
   *
   * @param sim simulation
   * @param clock clock of the bus
   * @param bus port through which the engine reaches host memory
   * @return a tracker, or {@code null} in a run that is not recorded
   */
  static @Nullable DescriptorTracker of(Simulation sim, Clock clock, AxiBus bus) {
    Recording recording = sim.recording().orElse(null);
    if (recording == null) {
      return null;
    }
    DescriptorTracker tracker = new DescriptorTracker(sim, recording);
    new AxiMonitor(clock, bus, tracker::moved);
    return tracker;
  }

  /** Learn of a queue. */
  void open(int queue, RxRing ring) {
    queues.put(queue, new Queue(ring));
  }

  // ---- what the driver does -------------------------------------------------------------------

  /** Note a descriptor that was written; it is posted with the next doorbell. */
  void written(int queue, long index, long page, long busAddress, int lengthBytes) {
    of(queue).pending.add(new Pending(index, page, busAddress, lengthBytes));
  }

  /** Note that the doorbell for everything written was rung. */
  void posted(int queue) {
    Queue of = of(queue);
    for (Pending each : of.pending) {
      DescriptorLife life =
          log.posted(
              queue,
              of.slot(each.index),
              sim.timePs(),
              Attribute.ofAddress("page", each.page),
              Attribute.ofAddress("buffer", each.busAddress));
      Buffer old = buffers.get(each.busAddress);
      buffers.put(
          each.busAddress,
          new Buffer(
              life,
              sim.timePs(),
              each.busAddress + each.lengthBytes,
              old == null ? null : old.life));
      of.lives[of.slot(each.index)] = life;
      descriptors.put(of.ring.descriptorAddress(each.index), life);
    }
    of.pending.clear();
  }

  /** Note that the next completion of a queue reached host memory. */
  void completed(int queue) {
    Queue of = of(queue);
    if (of.ring.readCompletion(of.completed, completion)) {
      int slot = of.slot(completion.bufferId);
      log.completed(queue, slot, sim.timePs(), Attribute.of("length", completion.lengthBytes));
    } else {
      log.completed(queue, of.slot(of.completed), sim.timePs()); // unreadable: named by its turn
    }
    say("complete", of.lives[of.slot(of.completed)]);
    of.completed++;
  }

  /** Note that the interrupt of a queue was taken. */
  void interrupt(int queue) {
    log.interrupt(queue, sim.timePs());
  }

  /** Note that the driver has read the completion of a slot. */
  void polled(int queue, int slot) {
    log.polled(queue, slot, sim.timePs());
    say("poll", of(queue).lives[slot]);
  }

  /** Note that the page of a slot went back to its pool. */
  void recycled(int queue, int slot) {
    log.recycled(queue, slot, sim.timePs());
    say("recycle", of(queue).lives[slot]);
  }

  /** Show in the waveform what happens to a descriptor. */
  private void say(String what, @Nullable DescriptorLife life) {
    if (life != null) {
      recording.annotate(Trace.TRANSACTION, what + " " + life.name());
    }
  }

  // ---- what the engine does -------------------------------------------------------------------

  private void moved(AxiTransaction burst) {
    if (burst.write()) {
      wrote(burst);
    } else {
      read(burst);
    }
  }

  private void wrote(AxiTransaction burst) {
    Map.Entry<Long, Buffer> below = buffers.floorEntry(burst.addr() + burst.data().length - 1);
    if (below != null && Long.compareUnsigned(burst.addr(), below.getValue().endAddress) < 0) {
      int bytes = 0;
      for (byte strobe : burst.strobed()) {
        bytes += strobe;
      }
      DescriptorLife life = below.getValue().at(burst.startPs());
      log.burst(life, burst.startPs(), burst.endPs(), bytes);
      say("written " + bytes + " B of", life);
    }
  }

  /** A read of whole beats may touch descriptors that are not meant: only posted ones count. */
  private void read(AxiTransaction burst) {
    long end = burst.addr() + burst.data().length;
    for (DescriptorLife life : descriptors.subMap(burst.addr(), end).values()) {
      if (DescriptorLives.isPostedOnly(life, burst.startPs())) {
        log.fetched(life.queue(), life.index(), burst.endPs());
      }
    }
  }

  private Queue of(int queue) {
    return Objects.requireNonNull(queues.get(queue), "queue was opened");
  }
}
