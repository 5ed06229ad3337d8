// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.pool.dma;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Violations, each first cause once; later ones of the same rule and pool are only counted. */
final class ViolationLog {
  private record Cause(DmaRule rule, String pool) {}

  private final List<DmaViolation> first = new ArrayList<>();
  private final List<DmaViolation> warnings = new ArrayList<>();
  private final Map<Cause, Long> counts = new LinkedHashMap<>();
  private long total;

  /** Count an occurrence; returns whether it is the first of its cause. */
  boolean isFirst(DmaRule rule, String pool) {
    total += rule.isWarning() ? 0 : 1;
    return counts.merge(new Cause(rule, pool), 1L, Long::sum) == 1;
  }

  void add(DmaViolation violation) {
    (violation.rule().isWarning() ? warnings : first).add(violation);
  }

  List<DmaViolation> first() {
    return Collections.unmodifiableList(first);
  }

  List<DmaViolation> warnings() {
    return Collections.unmodifiableList(warnings);
  }

  long total() {
    return total;
  }

  long count(DmaRule rule) {
    return counts.entrySet().stream()
        .filter(entry -> entry.getKey().rule() == rule)
        .mapToLong(Map.Entry::getValue)
        .sum();
  }

  long count(DmaRule rule, String pool) {
    return counts.getOrDefault(new Cause(rule, pool), 0L);
  }
}
