// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Hand-off through queues, without a model. */
class SimQueueTest {
  private final List<String> events = new ArrayList<>();
  private final Simulation sim =
      Simulation.withoutModel(SimulationOptions.defaults().withLog(line -> {}));

  @Test
  void itemsArriveInOrderThroughAFullQueue() {
    SimQueue<Integer> queue = sim.queue("q", 2);
    List<Integer> seen = new ArrayList<>();

    sim.run(() -> {
      sim.fork(
          "source",
          () -> {
            for (int i = 0; i < 10; i++) {
              queue.put(i);
            }
            events.add("source done @" + sim.timePs());
          });
      for (int i = 0; i < 10; i++) {
        sim.timer(10).await();
        seen.add(queue.get());
        assertThat(queue.size()).isLessThanOrEqualTo(2);
      }
    });

    assertThat(seen).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
    assertThat(events).containsExactly("source done @80");
  }

  @Test
  void waitingGettersAreServedInOrderAndNobodyOvertakes() {
    SimQueue<String> queue = sim.queue("q", 4);

    sim.run(() -> {
      for (String name : List.of("a", "b")) {
        sim.fork(name, () -> events.add(name + " got " + queue.get()));
      }
      sim.timer(1).await();
      queue.put("first");
      assertThat(queue.tryGet()).isNull();
      queue.put("second");
      queue.put("third");
      assertThat(queue.tryGet()).isEqualTo("third");
      sim.timer(1).await();
    });

    assertThat(events).containsExactly("a got first", "b got second");
  }

  @Test
  void getWithATimeLimitReturnsNullWhenItIsOver() {
    SimQueue<String> queue = sim.queue("q", 1);

    sim.run(() -> {
      assertThat(queue.get(10)).isNull();
      sim.fork(
          "source",
          () -> {
            sim.timer(5).await();
            queue.put("x");
          });
      assertThat(queue.get(10)).isEqualTo("x");
      assertThat(sim.timePs()).isEqualTo(15);
      assertThat(queue.isEmpty()).isTrue();
    });
  }

  @Test
  void itemHandedToACancelledGetterStaysInTheQueue() {
    SimQueue<String> queue = sim.queue("q", 4);

    sim.run(() -> {
      Task getter = sim.fork("getter", queue::get);
      sim.timer(1).await();
      queue.put("kept");
      getter.cancel();
      getter.join();
      assertThat(queue.get()).isEqualTo("kept");
    });
  }

  @Test
  void cancelledPutterLeavesNothingBehind() {
    SimQueue<String> queue = sim.queue("q", 1);

    sim.run(() -> {
      queue.put("first");
      Task putter = sim.fork("putter", () -> queue.put("lost"));
      sim.timer(1).await();
      putter.cancel();
      putter.join();
      assertThat(queue.get()).isEqualTo("first");
      assertThat(queue.tryGet()).isNull();
    });
  }

  @Test
  void fullQueueRefusesTryPut() {
    SimQueue<String> queue = sim.queue("q", 1);

    assertThat(queue.tryPut("a")).isTrue();
    assertThat(queue.tryPut("b")).isFalse();
    assertThat(queue.peek()).isEqualTo("a");
    assertThat(queue).hasToString("queue q (1 items)");
  }

  @Test
  void notEmptyFiresWhenAnItemIsLeftOver() {
    SimQueue<String> queue = sim.queue("q", 4);

    sim.run(() -> {
      sim.fork(
          "source",
          () -> {
            sim.timer(8).await();
            queue.put("x");
          });
      assertThat(sim.first(queue.notEmpty(), sim.timer(20))).isZero();
      assertThat(sim.timePs()).isEqualTo(8);
      assertThat(queue.tryGet()).isEqualTo("x");
    });
  }

  @Test
  void capacityBelowOneIsRefused() {
    assertThatThrownBy(() -> sim.queue("q", 0))
        .hasMessage("queue capacity out of range: queue=q capacity=0 (expected: ≥ 1)");
  }
}
