// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.waveforms.transaction;

import java.util.ArrayList;
import java.util.List;

/** Turn one descriptor use into transactions: the whole, its stages, its bursts. */
final class DescriptorStages {
  private DescriptorStages() {}

  static void add(TransactionLog log, DescriptorLife life) {
    String queue = "queue " + life.queue();
    List<Attribute> attributes = new ArrayList<>();
    attributes.add(Attribute.of("index", life.index()));
    attributes.add(Attribute.of("wrap", life.wrap()));
    attributes.addAll(life.attributes());
    long whole =
        log.add(queue, "descriptor", life.name(), life.startPs(), life.endPs(), attributes);
    long last = 0;
    DescriptorStage before = null;
    for (DescriptorStage stage : DescriptorStage.values()) {
      if (!life.has(stage)) {
        continue;
      }
      if (before != null && life.at(stage) >= life.at(before)) {
        long part =
            log.add(
                queue + " stages",
                stage.work(),
                stage.work() + " [" + life.index() + "]",
                life.at(before),
                life.at(stage));
        log.relate(last == 0 ? "first stage" : "next stage", last == 0 ? whole : last, part);
        last = part;
      }
      before = stage;
    }
    for (DescriptorLife.Burst burst : life.bursts()) {
      long part =
          log.add(
              queue + " bursts",
              "burst",
              burst.bytes() + " B",
              burst.startPs(),
              Math.max(burst.startPs(), burst.endPs()),
              Attribute.of("descriptor", life.name()),
              Attribute.of("bytes", burst.bytes()));
      log.relate("burst", whole, part);
    }
  }
}
