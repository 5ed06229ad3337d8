// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.random;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/** Variables that constraints connect, directly or through others; solved as one. */
final class ConnectedGroup {
  private final List<Variable<?>> variables;
  private final List<Constraint> constraints;

  private ConnectedGroup(List<Variable<?>> variables, List<Constraint> constraints) {
    this.variables = variables;
    this.constraints = constraints;
  }

  /** Split variables into groups, in the order of their first variables. */
  static List<ConnectedGroup> of(List<Variable<?>> variables, List<Constraint> constraints) {
    List<ConnectedGroup> groups = new ArrayList<>();
    Set<Variable<?>> placed = new HashSet<>();
    for (Variable<?> variable : variables) {
      if (!placed.contains(variable)) {
        Set<Variable<?>> members = reachable(variable, constraints);
        placed.addAll(members);
        groups.add(
            new ConnectedGroup(
                variables.stream().filter(members::contains).toList(),
                constraints.stream()
                    .filter(each -> members.contains(each.variables.getFirst()))
                    .toList()));
      }
    }
    return groups;
  }

  private static Set<Variable<?>> reachable(Variable<?> first, List<Constraint> constraints) {
    Set<Variable<?>> members = new HashSet<>(Set.of(first));
    boolean grown = true;
    while (grown) {
      grown = false;
      for (Constraint each : constraints) {
        if (each.variables.stream().anyMatch(members::contains)) {
          grown |= members.addAll(each.variables);
        }
      }
    }
    return members;
  }

  /** Fill in this group's values; soft constraints give way, the last one first. */
  void solve(Solution solution, RandomGenerator random, int tries) {
    List<Constraint> active = new ArrayList<>(constraints);
    while (true) {
      active.forEach(each -> each.rejected = 0);
      if (draw(solution, active, random, tries) || choose(solution, active, random)) {
        return;
      }
      Constraint last = active.stream().filter(each -> each.soft).reduce((a, b) -> b).orElse(null);
      if (last == null) {
        throw new UnsatisfiableException(describe(active, tries));
      }
      active.remove(last);
    }
  }

  private boolean draw(
      Solution solution, List<Constraint> active, RandomGenerator random, int tries) {
    for (int i = 0; i < tries; i++) {
      for (Variable<?> variable : variables) {
        solution.values[variable.index] = variable.dist.draw(random);
      }
      if (accepts(solution, active)) {
        return true;
      }
    }
    return false;
  }

  /** Try every combination and choose among the good ones by weight. */
  private boolean choose(Solution solution, List<Constraint> active, RandomGenerator random) {
    long combinations = combinations();
    if (combinations > Constraints.MAX_ENUMERATED) {
      return false;
    }
    double seen = 0;
    long chosen = -1;
    for (long i = 0; i < combinations; i++) {
      double weight = assign(solution, i);
      if (accepts(solution, active)) {
        seen += weight;
        if (random.nextDouble() * seen < weight) {
          chosen = i;
        }
      }
    }
    if (chosen >= 0) {
      assign(solution, chosen);
    }
    return chosen >= 0;
  }

  /** Set the values of one combination and return its weight. */
  private double assign(Solution solution, long combination) {
    long left = combination;
    double weight = 1;
    for (Variable<?> variable : variables) {
      long index = left % variable.dist.size();
      left /= variable.dist.size();
      solution.values[variable.index] = variable.dist.at(index);
      weight *= variable.dist.weightAt(index);
    }
    return weight;
  }

  private static boolean accepts(Solution solution, List<Constraint> active) {
    for (Constraint constraint : active) {
      if (!constraint.accepts(solution)) {
        return false;
      }
    }
    return true;
  }

  private long combinations() {
    long product = 1;
    for (Variable<?> variable : variables) {
      if (variable.dist.size() > Constraints.MAX_ENUMERATED) {
        return Long.MAX_VALUE;
      }
      product *= variable.dist.size();
      if (product > Constraints.MAX_ENUMERATED) {
        return Long.MAX_VALUE;
      }
    }
    return product;
  }

  private String describe(List<Constraint> active, int tries) {
    String names = variables.stream().map(Variable::name).collect(Collectors.joining(","));
    String worst =
        active.stream()
            .sorted(Comparator.comparingLong((Constraint each) -> -each.rejected))
            .limit(3)
            .map(each -> "'%s' %d".formatted(each.name, each.rejected))
            .collect(Collectors.joining(", "));
    long combinations = combinations();
    return combinations == Long.MAX_VALUE
        ? ("no solution found: variables=%s tries=%d rejectedBy=%s"
                + " (hint: narrow the ranges, compute one value from another, or setTries)")
            .formatted(names, tries, worst)
        : ("constraints contradict each other: variables=%s combinations=%d rejectedBy=%s"
                + " (hint: every combination was tried)")
            .formatted(names, combinations, worst);
  }
}
