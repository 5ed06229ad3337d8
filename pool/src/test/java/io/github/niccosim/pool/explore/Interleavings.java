// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.pool.explore;

import java.lang.reflect.Constructor;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Runs a {@link Scenario} in every order that can make a difference. */
public final class Interleavings {
  private static final int MOST_ORDERS = 200_000;

  private final Class<? extends Scenario> scenario;
  private Set<String> emptied = Set.of();

  private Interleavings(Class<? extends Scenario> scenario) {
    this.scenario = scenario;
  }

  /**
   * What came out.
   *
   * @param orders how many orders ran to their end
   * @param complete whether these were all; {@code false} after a failure
   * @param failure first failure, or {@code null}
   * @param steps order that failed, one step per line
   */
  public record Outcome(int orders, boolean complete, @Nullable Throwable failure, String steps) {
    /** Throw if any order failed or some were left out. */
    public Outcome mustHold() {
      if (failure != null) {
        throw new AssertionError("order " + orders + " fails:\n" + steps, failure);
      }
      if (!complete) {
        throw new AssertionError("too many orders: tried=" + orders);
      }
      return this;
    }
  }

  /**
   * Explore a scenario.
   *
   * @param scenario class in the pool's packages
   */
  public static Interleavings of(Class<? extends Scenario> scenario) {
    return new Interleavings(scenario);
  }

  /**
   * Take the bodies of some product methods out: a bug on purpose, which the explorer has to find.
   *
   * @param methods as {@code Class.method}
   */
  public Interleavings without(String... methods) {
    emptied = Set.of(methods);
    return this;
  }

  /** Run all orders, or until one fails. */
  public Outcome explore() {
    try {
      Constructor<? extends Scenario> constructor =
          Class.forName(scenario.getName(), true, new SteppingLoader(emptied))
              .asSubclass(Scenario.class)
              .getDeclaredConstructor();
      constructor.setAccessible(true);
      return explore(constructor);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("scenario not usable: " + scenario.getName(), e);
    }
  }

  private static Outcome explore(Constructor<? extends Scenario> constructor)
      throws ReflectiveOperationException {
    Exploration exploration = new Exploration(constructor.newInstance());
    int orders = 0;
    do {
      Throwable failure = exploration.run(constructor.newInstance());
      orders += exploration.wasRedundant() ? 0 : 1;
      if (failure != null) {
        return new Outcome(orders, false, failure, exploration.steps());
      }
      if (orders == MOST_ORDERS) {
        return new Outcome(orders, false, null, "");
      }
    } while (exploration.advance());
    return new Outcome(orders, true, null, "");
  }
}
