// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.axi;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.LongSupplier;

/** Collect the violations of one port, or stop at the first. */
final class ViolationLog {

  /** Violations kept with their text; more are only counted. */
  static final int MAX_KEPT = 1000;

  private final String bus;
  private final LongSupplier timePs;
  private final boolean failFast;
  private final List<AxiViolation> violations = new ArrayList<>();
  private long count;
  private long cycle;

  ViolationLog(String bus, LongSupplier timePs, boolean failFast) {
    this.bus = bus;
    this.timePs = timePs;
    this.failFast = failFast;
  }

  void atCycle(long now) {
    cycle = now;
  }

  long cycle() {
    return cycle;
  }

  /** Report a broken rule; {@code values} is {@code name=value name=value}. */
  void report(AxiRule rule, String signal, String values) {
    String path = signal.startsWith(bus) ? signal : bus + "_" + signal;
    String message =
        ("axi rule broken: rule=%s signal=%s cycle=%d timePs=%d %s"
                + " (expected: %s | spec: IHI 0022 %s)")
            .formatted(rule, path, cycle, timePs.getAsLong(), values, rule.legal(), rule.section());
    AxiViolation violation = new AxiViolation(rule, bus, cycle, timePs.getAsLong(), path, message);
    count++;
    if (violations.size() < MAX_KEPT) {
      violations.add(violation);
    }
    if (failFast) {
      throw new AxiProtocolException(violation);
    }
  }

  List<AxiViolation> violations() {
    return Collections.unmodifiableList(violations);
  }

  long count() {
    return count;
  }
}
