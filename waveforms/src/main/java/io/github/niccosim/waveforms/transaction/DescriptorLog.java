// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.waveforms.transaction;

import io.github.niccosim.waveforms.Distribution;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * Follows every receive descriptor from posting to the return of its page.
 *
 * <pre>
 * posted --fetch--> fetched --write--> written --complete--> completed
 *        --interrupt--> (interrupt) --poll--> polled --recycle--> recycled
 * </pre>
 *
 * <p>The test bench calls one method per event; slots are told apart by queue, index and wrap. A
 * page may come back after its slot was posted again, so an event belongs to the oldest use of the
 * slot that has not had it yet. Events nobody can belong to, and points passed in the wrong order,
 * are kept as {@link #violations()}.
 *
 * <p>Cost: one small object per descriptor use. Not thread-safe.
 */
public final class DescriptorLog {
  private final List<DescriptorLife> lives = new ArrayList<>();
  private final List<String> violations = new ArrayList<>();

  /** Uses of each slot that are not over yet, oldest first. */
  private final Map<Long, Deque<DescriptorLife>> open = new HashMap<>();

  private final Map<Long, Long> wraps = new HashMap<>();

  /** Completed descriptors of each queue that no interrupt has announced yet. */
  private final Map<Integer, List<DescriptorLife>> unannounced = new TreeMap<>();

  /** Create an empty log. */
  public DescriptorLog() {}

  /**
   * Record that the driver posted a descriptor.
   *
   * @param queue queue, 0 or more
   * @param index slot in its ring, 0 or more
   * @param timePs simulated time in picoseconds
   * @param attributes properties of this use, for example the buffer address
   * @return this use of the slot
   */
  public DescriptorLife posted(int queue, int index, long timePs, Attribute... attributes) {
    long slot = slot(queue, index);
    long wrap = wraps.merge(slot, 1L, Long::sum) - 1;
    DescriptorLife life = new DescriptorLife(queue, index, wrap);
    life.pass(DescriptorStage.POSTED, timePs);
    for (Attribute attribute : attributes) {
      life.add(attribute);
    }
    lives.add(life);
    open.computeIfAbsent(slot, key -> new ArrayDeque<>()).addLast(life);
    return life;
  }

  /**
   * Record that the device has read a descriptor.
   *
   * @param queue queue, 0 or more
   * @param index slot in its ring, 0 or more
   * @param timePs simulated time in picoseconds
   */
  public void fetched(int queue, int index, long timePs) {
    pass(queue, index, DescriptorStage.FETCHED, timePs);
  }

  /**
   * Record one DMA write of a frame's data; the last one ends the write.
   *
   * @param queue queue, 0 or more
   * @param index slot in its ring, 0 or more
   * @param startPs begin in picoseconds
   * @param endPs end in picoseconds
   * @param bytes length in bytes
   */
  public void burst(int queue, int index, long startPs, long endPs, int bytes) {
    DescriptorLife life = oldestWithout(queue, index, DescriptorStage.COMPLETED);
    if (life == null) {
      violations.add(
          "burst without a descriptor: queue="
              + queue
              + " index="
              + index
              + " timePs="
              + startPs
              + " (expected: posted before)");
      return;
    }
    life.add(new DescriptorLife.Burst(startPs, endPs, bytes));
    life.pass(DescriptorStage.WRITTEN, endPs);
  }

  /**
   * Record one DMA write of a use that is known, say by the address of its buffer.
   *
   * @param life use of a slot, from {@link #posted}
   * @param startPs begin in picoseconds
   * @param endPs end in picoseconds
   * @param bytes length in bytes
   */
  public void burst(DescriptorLife life, long startPs, long endPs, int bytes) {
    life.add(new DescriptorLife.Burst(startPs, endPs, bytes));
    life.pass(DescriptorStage.WRITTEN, endPs);
    if (life.has(DescriptorStage.COMPLETED) && life.at(DescriptorStage.COMPLETED) < endPs) {
      violations.add(
          "complete before write: descriptor="
              + life.name()
              + " timePs="
              + life.at(DescriptorStage.COMPLETED)
              + " (expected: "
              + endPs
              + " or later)");
    }
  }

  /**
   * Record that the completion of a descriptor is in host memory.
   *
   * @param queue queue, 0 or more
   * @param index slot in its ring, 0 or more
   * @param timePs simulated time in picoseconds
   * @param attributes what the completion says, for example the length
   */
  public void completed(int queue, int index, long timePs, Attribute... attributes) {
    DescriptorLife life = pass(queue, index, DescriptorStage.COMPLETED, timePs);
    if (life != null) {
      for (Attribute attribute : attributes) {
        life.add(attribute);
      }
      unannounced.computeIfAbsent(queue, key -> new ArrayList<>()).add(life);
    }
  }

  /**
   * Record that a queue raised its interrupt; it announces all completions not polled yet.
   *
   * @param queue queue, 0 or more
   * @param timePs simulated time in picoseconds
   */
  public void interrupt(int queue, long timePs) {
    List<DescriptorLife> waiting = unannounced.remove(queue);
    if (waiting == null) {
      return;
    }
    for (DescriptorLife life : waiting) {
      if (!life.has(DescriptorStage.POLLED)) {
        life.pass(DescriptorStage.INTERRUPT, timePs);
      }
    }
  }

  /**
   * Record that the driver has read a completion.
   *
   * @param queue queue, 0 or more
   * @param index slot in its ring, 0 or more
   * @param timePs simulated time in picoseconds
   */
  public void polled(int queue, int index, long timePs) {
    pass(queue, index, DescriptorStage.POLLED, timePs);
  }

  /**
   * Record that a page went back to its pool; ends this use of the slot.
   *
   * @param queue queue, 0 or more
   * @param index slot in its ring, 0 or more
   * @param timePs simulated time in picoseconds
   */
  public void recycled(int queue, int index, long timePs) {
    DescriptorLife life = pass(queue, index, DescriptorStage.RECYCLED, timePs);
    Deque<DescriptorLife> uses = open.get(slot(queue, index));
    if (life != null && uses != null) {
      uses.remove(life);
    }
  }

  private @Nullable DescriptorLife pass(int queue, int index, DescriptorStage stage, long timePs) {
    DescriptorLife life = oldestWithout(queue, index, stage);
    if (life == null) {
      violations.add(
          stage.work()
              + " without a descriptor: queue="
              + queue
              + " index="
              + index
              + " timePs="
              + timePs
              + " (expected: posted before)");
      return null;
    }
    for (DescriptorStage earlier : DescriptorStage.values()) {
      if (earlier.compareTo(stage) < 0 && life.has(earlier) && life.at(earlier) > timePs) {
        violations.add(
            stage.work()
                + " before "
                + earlier.work()
                + ": descriptor="
                + life.name()
                + " timePs="
                + timePs
                + " (expected: "
                + life.at(earlier)
                + " or later)");
      }
    }
    life.pass(stage, timePs);
    return life;
  }

  private @Nullable DescriptorLife oldestWithout(int queue, int index, DescriptorStage stage) {
    Deque<DescriptorLife> uses = open.get(slot(queue, index));
    if (uses == null) {
      return null;
    }
    for (DescriptorLife life : uses) {
      if (!life.has(stage)) {
        return life;
      }
    }
    return null;
  }

  private static long slot(int queue, int index) {
    if (queue < 0 || index < 0) {
      throw new IllegalArgumentException(
          "no such slot: queue=" + queue + " index=" + index + " (expected: 0 or more)");
    }
    return (long) queue << 32 | index;
  }

  /** {@return all descriptor uses in order of posting} */
  public List<DescriptorLife> lives() {
    return Collections.unmodifiableList(lives);
  }

  /** {@return events without a descriptor and points passed in the wrong order, in words} */
  public List<String> violations() {
    return Collections.unmodifiableList(violations);
  }

  /**
   * Find a descriptor use.
   *
   * @param queue queue, from 0
   * @param index slot, from 0
   * @param wrap how often the slot was used before, from 0
   * @return the use, if it was posted
   */
  public Optional<DescriptorLife> find(int queue, int index, long wrap) {
    return lives.stream()
        .filter(life -> life.queue() == queue && life.index() == index && life.wrap() == wrap)
        .findFirst();
  }

  /**
   * Measure each stage: the time from the point passed before to this one.
   *
   * @return figures in picoseconds, for stages that were passed at least once
   */
  public Map<DescriptorStage, Distribution> latenciesPs() {
    Map<DescriptorStage, LongStream.Builder> times = new EnumMap<>(DescriptorStage.class);
    for (DescriptorLife life : lives) {
      DescriptorStage before = null;
      for (DescriptorStage stage : DescriptorStage.values()) {
        if (!life.has(stage)) {
          continue;
        }
        if (before != null) {
          times
              .computeIfAbsent(stage, key -> LongStream.builder())
              .add(life.at(stage) - life.at(before));
        }
        before = stage;
      }
    }
    Map<DescriptorStage, Distribution> figures = new EnumMap<>(DescriptorStage.class);
    times.forEach((stage, values) -> figures.put(stage, Distribution.of(values.build().toArray())));
    return Collections.unmodifiableMap(figures);
  }

  /** {@return one transaction per descriptor use, one per stage and per burst, connected} */
  public TransactionLog transactions() {
    TransactionLog log = new TransactionLog();
    for (DescriptorLife life : lives) {
      DescriptorStages.add(log, life);
    }
    return log;
  }
}
