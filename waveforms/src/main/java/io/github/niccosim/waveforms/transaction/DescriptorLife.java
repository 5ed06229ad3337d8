// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.waveforms.transaction;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.OptionalLong;

/**
 * One use of a ring slot, from posting to the return of its page.
 *
 * <p>Named by queue, index and wrap: the same index is used again each time the ring wraps.
 */
public final class DescriptorLife {
  private static final long ABSENT = Long.MIN_VALUE;

  /**
   * One DMA write of the frame's data.
   *
   * @param startPs address accepted, in picoseconds
   * @param endPs last beat accepted or response received
   * @param bytes length in bytes
   */
  public record Burst(long startPs, long endPs, int bytes) {}

  private final int queue;
  private final int index;
  private final long wrap;
  private final long[] times = new long[DescriptorStage.values().length];
  private final List<Burst> bursts = new ArrayList<>();
  private final List<Attribute> attributes = new ArrayList<>();

  DescriptorLife(int queue, int index, long wrap) {
    this.queue = queue;
    this.index = index;
    this.wrap = wrap;
    Arrays.fill(times, ABSENT);
  }

  /** {@return the queue, from 0} */
  public int queue() {
    return queue;
  }

  /** {@return the slot in the ring, from 0} */
  public int index() {
    return index;
  }

  /** {@return how often the slot was used before, from 0} */
  public long wrap() {
    return wrap;
  }

  /** {@return {@code q0[17]#2}: queue, slot and wrap} */
  public String name() {
    return "q" + queue + "[" + index + "]#" + wrap;
  }

  /**
   * Return when a point was passed.
   *
   * @param stage the point
   * @return picoseconds, or empty if it was not
   */
  public OptionalLong timePs(DescriptorStage stage) {
    return has(stage) ? OptionalLong.of(times[stage.ordinal()]) : OptionalLong.empty();
  }

  /** {@return the DMA writes in order of recording} */
  public List<Burst> bursts() {
    return Collections.unmodifiableList(bursts);
  }

  /** {@return further properties in order of recording} */
  public List<Attribute> attributes() {
    return Collections.unmodifiableList(attributes);
  }

  boolean has(DescriptorStage stage) {
    return times[stage.ordinal()] != ABSENT;
  }

  /** Time of a stage that is known to be there. */
  long at(DescriptorStage stage) {
    return times[stage.ordinal()];
  }

  void pass(DescriptorStage stage, long timePs) {
    times[stage.ordinal()] = timePs;
  }

  void add(Burst burst) {
    bursts.add(burst);
  }

  void add(Attribute attribute) {
    attributes.add(attribute);
  }

  long startPs() {
    return Arrays.stream(times).filter(time -> time != ABSENT).min().orElse(0);
  }

  long endPs() {
    return Arrays.stream(times).filter(time -> time != ABSENT).max().orElse(0);
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(name());
    for (DescriptorStage stage : DescriptorStage.values()) {
      if (has(stage)) {
        text.append(' ').append(stage.name()).append('@').append(at(stage));
      }
    }
    return text.toString();
  }
}
