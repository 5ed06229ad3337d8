// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.niccosim.testbench.sim.SeedTree;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class ConstraintsTest {
  private final RandomGenerator random = new SeedTree(7).stream("constraints");
  private final Constraints constraints = new Constraints();

  @Test
  void weightsAreSharedByARangeAndGivenToEachValue() {
    Dist<Long> dist = Dist.range(10, 19, 3).or(Dist.each(20, 21, 1)).or(99L, 5);
    int[] low = new int[1];
    int[] middle = new int[1];
    for (int i = 0; i < 10_000; i++) {
      long value = dist.draw(random);
      low[0] += value < 20 ? 1 : 0;
      middle[0] += value == 20 || value == 21 ? 1 : 0;
    }

    assertThat(dist.size()).isEqualTo(13);
    assertThat(low[0] / 10_000.0).isCloseTo(0.3, within(0.02));
    assertThat(middle[0] / 10_000.0).isCloseTo(0.2, within(0.02));
  }

  @Test
  void everySolutionSatisfiesEveryConstraint() {
    Variable<Long> length = constraints.variable("length", Dist.uniform(1, 4096));
    Variable<Long> offset = constraints.variable("offset", Dist.uniform(0, 4095));
    Variable<Long> free = constraints.variable("free", Dist.uniform(0, 1));
    constraints.require("fits", s -> s.get(length) + s.get(offset) <= 4096, length, offset);
    constraints.require("aligned", s -> s.get(offset) % 8 == 0, offset);

    for (int i = 0; i < 1000; i++) {
      Solution solution = constraints.draw(random);

      assertThat(solution.get(length) + solution.get(offset)).isLessThanOrEqualTo(4096);
      assertThat(solution.get(offset) % 8).isZero();
      assertThat(solution.get(free)).isBetween(0L, 1L);
    }
  }

  @Test
  void rareSolutionIsFoundByTryingAll() {
    Variable<Long> a = constraints.variable("a", Dist.uniform(0, 299));
    Variable<Long> b = constraints.variable("b", Dist.uniform(0, 299));
    constraints.require("one point", s -> s.get(a) * 300 + s.get(b) == 54_321, a, b);
    constraints.setTries(10);

    assertThat(constraints.draw(random).toString()).isEqualTo("a=181 b=21");
  }

  @Test
  void contradictionIsProvedAndNamed() {
    Variable<Long> a = constraints.variable("a", Dist.uniform(0, 9));
    Variable<Long> b = constraints.variable("b", Dist.uniform(0, 9));
    constraints.setTries(1);
    constraints.require("sum is large", s -> s.get(a) + s.get(b) > 18, a, b);

    assertThatThrownBy(() -> constraints.draw(random))
        .isInstanceOf(UnsatisfiableException.class)
        .hasMessage(
            "constraints contradict each other: variables=a,b combinations=100"
                + " rejectedBy='sum is large' 101 (hint: every combination was tried)");
  }

  @Test
  void needleInALargeSpaceIsNotCalledAContradiction() {
    Variable<Long> a = constraints.variable("a", Dist.uniform(0, Long.MAX_VALUE - 1));
    constraints.require("needle", s -> s.get(a) == 5, a);

    assertThatThrownBy(() -> constraints.draw(random))
        .isInstanceOf(UnsatisfiableException.class)
        .hasMessageStartingWith(
            "no solution found: variables=a tries=10000 rejectedBy='needle' 10000 (hint:");
  }

  @Test
  void preferencesGiveWayLastFirst() {
    Variable<Long> a = constraints.variable("a", Dist.uniform(0, 9));
    constraints.prefer("even", s -> s.get(a) % 2 == 0, a);
    constraints.prefer("five", s -> s.get(a) == 5, a);

    for (int i = 0; i < 50; i++) {
      assertThat(constraints.draw(random).get(a) % 2).isZero();
    }
  }

  @Test
  void allDifferentLeavesPermutations() {
    List<Variable<Long>> digits = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      digits.add(constraints.variable("d" + i, Dist.uniform(1, 4)));
    }
    constraints.allDifferent(digits.toArray(Variable<?>[]::new));
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < 500; i++) {
      seen.add(constraints.draw(random).toString());
    }

    assertThat(seen).hasSize(24);
  }

  @Test
  void conditionThatLooksAtAnUnnamedVariableIsTold() {
    Variable<Long> a = constraints.variable("a", Dist.uniform(0, 9));
    Variable<Long> b = constraints.variable("b", Dist.uniform(0, 9));
    constraints.require("hidden", s -> s.get(a) < s.get(b), a);

    assertThatThrownBy(() -> constraints.draw(random))
        .hasMessage("variable has no value yet: variable=b (hint: name it with the constraint)");
  }

  @Test
  void sameStreamDrawsTheSame() {
    Variable<Long> a = constraints.variable("a", Dist.uniform(0, 1_000_000));
    constraints.require("odd", s -> s.get(a) % 2 == 1, a);
    RandomGenerator one = new SeedTree(1).stream("x");
    RandomGenerator two = new SeedTree(1).stream("x");

    for (int i = 0; i < 100; i++) {
      assertThat(constraints.draw(one).get(a)).isEqualTo(constraints.draw(two).get(a));
    }
  }

  @Test
  void deckDrawsEachValueOnceARound() {
    Deck<Integer> deck = new Deck<>(List.of(1, 2, 3, 4, 5), random);

    for (int round = 0; round < 10; round++) {
      Set<Integer> drawn = new HashSet<>();
      for (int i = 0; i < 5; i++) {
        drawn.add(deck.draw());
      }
      assertThat(drawn).hasSize(5);
    }
  }

  @Test
  void weightOfZeroIsRefused() {
    assertThatThrownBy(() -> Dist.value(1, 0))
        .hasMessage("weight out of range: weight=0.0 (expected: above 0)");
  }
}
