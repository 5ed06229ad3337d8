// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.random;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Variables with distributions, and conditions between them; draws values that satisfy all.
 *
 * <pre>{@code
 * Constraints c = new Constraints();
 * Variable<Long> length = c.variable("length", Dist.range(64, 1518, 9).or(9000L, 1));
 * Variable<Long> offset = c.variable("offset", Dist.uniform(0, 255));
 * c.require("fits the page", s -> s.get(length) + s.get(offset) <= 4096, length, offset);
 * Solution s = c.draw(sim.random("frames"));
 * }</pre>
 *
 * <p>The distribution of a solution is that of the variables, with what a constraint rejects cut
 * out.
 */
public final class Constraints {

  /** Most combinations of a connected group that are all tried when drawing found nothing. */
  public static final long MAX_ENUMERATED = 200_000;

  /** Draws of a connected group before that, unless set otherwise. */
  public static final int DEFAULT_TRIES = 10_000;

  private final List<Variable<?>> variables = new ArrayList<>();
  private final List<Constraint> constraints = new ArrayList<>();
  private int tries = DEFAULT_TRIES;
  private @Nullable List<ConnectedGroup> groups;

  /** Make constraints without any variable. */
  public Constraints() {}

  /**
   * Add a variable.
   *
   * @param name for messages
   * @param dist values and weights
   */
  public <T> Variable<T> variable(String name, Dist<T> dist) {
    Variable<T> variable = new Variable<>(this, variables.size(), name, dist);
    variables.add(variable);
    groups = null;
    return variable;
  }

  /**
   * Add a condition that always holds.
   *
   * @param name for messages, such as {@code "fits the page"}
   * @param condition looks at {@code related} only; without side effect
   * @param related every variable the condition looks at
   */
  public void require(String name, Predicate<Solution> condition, Variable<?>... related) {
    add(name, false, condition, related);
  }

  /**
   * Add a condition that holds where possible; the one added last gives way first.
   *
   * @param name for messages
   * @param condition looks at {@code related} only; without side effect
   * @param related every variable the condition looks at
   */
  public void prefer(String name, Predicate<Solution> condition, Variable<?>... related) {
    add(name, true, condition, related);
  }

  /**
   * Require that no two of the variables have equal values.
   *
   * @param related at least two
   */
  public void allDifferent(Variable<?>... related) {
    require(
        "all different",
        solution -> {
          Set<Object> seen = new HashSet<>();
          for (Variable<?> variable : related) {
            if (!seen.add(solution.get(variable))) {
              return false;
            }
          }
          return true;
        },
        related);
  }

  /**
   * Set how often a connected group is drawn before it is enumerated or given up.
   *
   * @param count 1 or more
   */
  public void setTries(int count) {
    if (count < 1) {
      throw new IllegalArgumentException(
          "tries out of range: tries=" + count + " (expected: 1 or more)");
    }
    tries = count;
  }

  /**
   * Draw a value for every variable.
   *
   * @param random stream of the draw
   * @throws UnsatisfiableException if nothing satisfies the constraints, or nothing was found
   */
  public Solution draw(RandomGenerator random) {
    List<ConnectedGroup> all = groups;
    if (all == null) {
      all = ConnectedGroup.of(variables, constraints);
      groups = all;
    }
    Solution solution = new Solution(List.copyOf(variables));
    for (ConnectedGroup group : all) {
      group.solve(solution, random, tries);
    }
    return solution;
  }

  private void add(
      String name, boolean soft, Predicate<Solution> condition, Variable<?>... related) {
    for (Variable<?> variable : related) {
      if (variable.owner != this) {
        throw new IllegalArgumentException(
            "variable is not of these constraints: constraint=%s variable=%s"
                .formatted(name, variable.name()));
      }
    }
    if (related.length == 0) {
      throw new IllegalArgumentException(
          "constraint names no variable: constraint=%s (expected: those it looks at)"
              .formatted(name));
    }
    constraints.add(new Constraint(name, soft, condition, List.copyOf(Arrays.asList(related))));
    groups = null;
  }
}
