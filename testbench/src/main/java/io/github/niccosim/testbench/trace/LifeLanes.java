// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.trace;

import io.github.niccosim.waveforms.transaction.Attribute;
import io.github.niccosim.waveforms.transaction.DescriptorLife;
import io.github.niccosim.waveforms.transaction.DescriptorLog;
import io.github.niccosim.waveforms.transaction.DescriptorStage;
import io.github.niccosim.waveforms.transaction.Relation;
import io.github.niccosim.waveforms.transaction.Transaction;
import io.github.niccosim.waveforms.transaction.TransactionLog;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * Lay the lives of descriptors out for the eye: a box begins with the first data burst, since a
 * ring full of waiting descriptors would cover everything else; the points passed are its
 * properties.
 */
final class LifeLanes {

  private LifeLanes() {}

  static TransactionLog of(DescriptorLog lives) {
    TransactionLog lanes = new TransactionLog();
    for (DescriptorLife life : lives.lives()) {
      OptionalLong first = life.bursts().stream().mapToLong(DescriptorLife.Burst::startPs).min();
      OptionalLong begin = first.isPresent() ? first : life.timePs(DescriptorStage.COMPLETED);
      if (begin.isPresent()) {
        add(lanes, life, begin.getAsLong());
      }
    }
    return lanes;
  }

  private static void add(TransactionLog lanes, DescriptorLife life, long beginPs) {
    String lane = "queue " + life.queue();
    List<Attribute> points = new ArrayList<>();
    long endPs = beginPs;
    for (DescriptorStage stage : DescriptorStage.values()) {
      OptionalLong time = life.timePs(stage);
      points.add(
          Attribute.of(
              stage.name().toLowerCase(java.util.Locale.ROOT),
              time.isPresent() ? time.getAsLong() / 1000.0 + " ns" : "-"));
      endPs = Math.max(endPs, time.orElse(endPs));
    }
    points.addAll(life.attributes());
    long whole = lanes.add(lane, "descriptor", life.name(), beginPs, endPs, points);
    for (DescriptorLife.Burst burst : life.bursts()) {
      long part =
          lanes.add(
              lane + " bursts",
              "burst",
              burst.bytes() + " B",
              burst.startPs(),
              Math.max(burst.startPs(), burst.endPs()),
              Attribute.of("descriptor", life.name()),
              Attribute.of("bytes", burst.bytes()));
      lanes.relate("burst", whole, part);
    }
    stages(lanes, lane + " stages", life, whole);
  }

  /** The stages from the last data on: what software waits for. */
  private static void stages(TransactionLog lanes, String lane, DescriptorLife life, long whole) {
    long last = write(lanes, lane, life, whole);
    DescriptorStage before = null;
    for (DescriptorStage stage : DescriptorStage.values()) {
      OptionalLong to = life.timePs(stage);
      if (stage.compareTo(DescriptorStage.WRITTEN) < 0 || to.isEmpty()) {
        continue;
      }
      if (before != null) {
        long from = life.timePs(before).orElse(to.getAsLong());
        if (from <= to.getAsLong()) {
          String label = stage.work() + " [" + life.index() + "]";
          long part = lanes.add(lane, stage.work(), label, from, to.getAsLong());
          lanes.relate("next stage", last, part);
          last = part;
        }
      }
      before = stage;
    }
  }

  private static long write(TransactionLog lanes, String lane, DescriptorLife life, long whole) {
    OptionalLong from = life.bursts().stream().mapToLong(DescriptorLife.Burst::startPs).min();
    OptionalLong to = life.timePs(DescriptorStage.WRITTEN);
    if (from.isEmpty() || to.isEmpty()) {
      return whole;
    }
    String label = DescriptorStage.WRITTEN.work() + " [" + life.index() + "]";
    long part =
        lanes.add(lane, DescriptorStage.WRITTEN.work(), label, from.getAsLong(), to.getAsLong());
    lanes.relate("next stage", whole, part);
    return part;
  }

  /** Append one log to another. */
  static void addAll(TransactionLog from, TransactionLog to) {
    long offset = to.transactions().size();
    for (Transaction each : from.transactions()) {
      to.add(
          each.stream(),
          each.kind(),
          each.label(),
          each.startPs(),
          each.endPs(),
          each.attributes());
    }
    for (Relation relation : from.relations()) {
      to.relate(relation.kind(), relation.from() + offset, relation.to() + offset);
    }
  }
}
