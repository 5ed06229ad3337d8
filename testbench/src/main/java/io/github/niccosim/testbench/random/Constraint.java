// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.random;

import java.util.List;
import java.util.function.Predicate;

/** A named condition on some variables; counts what it rejected in the current draw. */
final class Constraint {
  final String name;
  final boolean soft;
  final List<Variable<?>> variables;
  private final Predicate<Solution> condition;
  long rejected;

  Constraint(
      String name, boolean soft, Predicate<Solution> condition, List<Variable<?>> variables) {
    this.name = name;
    this.soft = soft;
    this.condition = condition;
    this.variables = variables;
  }

  boolean accepts(Solution solution) {
    boolean accepted = condition.test(solution);
    if (!accepted) {
      rejected++;
    }
    return accepted;
  }
}
