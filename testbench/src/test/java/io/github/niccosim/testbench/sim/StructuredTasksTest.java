// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Results, locks, queues, blocking code, ends and units, without a model. */
class StructuredTasksTest {
  private final List<String> log = new ArrayList<>();
  private final Simulation sim =
      Simulation.withoutModel(SimulationOptions.defaults().withLog(log::add));
  private final List<String> events = new ArrayList<>();

  @Test
  void computationReturnsItsResult() {
    sim.run(() -> {
      Computation<Integer> sum =
          sim.compute(
              "sum",
              () -> {
                sim.timer(10).await();
                return 42;
              });
      assertThatThrownBy(sum::result).hasMessage("computation has no result: task=sum state=ready");
      assertThat(sum.join()).isEqualTo(42);
      assertThat(sum.result()).isEqualTo(42);
    });
  }

  @Test
  void gatherReturnsAllResultsInOrder() {
    sim.run(() -> {
      List<String> results = sim.gather(() -> after(30, "a"), () -> after(10, "b"));
      assertThat(results).containsExactly("a", "b");
      assertThat(sim.timePs()).isEqualTo(30);
    });
  }

  @Test
  void gatherCancelsTheRestAtTheFirstFailure() {
    sim.run(() ->
        assertThatThrownBy(() ->
                sim.gather(
                    () -> after(1000, "late"),
                    () -> {
                      sim.timer(10).await();
                      throw new IllegalStateException("broken");
                    }))
            .hasMessage("broken"));

    assertThat(sim.timePs()).isEqualTo(10);
    assertThat(events).containsExactly("clean late");
  }

  @Test
  void selectCancelsTheLosers() {
    sim.run(() -> {
      assertThat(sim.select(() -> after(50, "slow"), () -> after(5, "fast"))).isEqualTo(1);
      assertThat(sim.timePs()).isEqualTo(5);
    });

    assertThat(events).containsExactly("clean fast", "clean slow");
  }

  private String after(long ps, String value) {
    try {
      sim.timer(ps).await();
      return value;
    } finally {
      events.add("clean " + value);
    }
  }

  @Test
  void lockIsHandedOverInTheOrderOfArrival() {
    SimLock lock = sim.lock("bus");
    sim.run(() -> {
      sim.scope(() -> {
        for (int i = 0; i < 3; i++) {
          int id = i;
          sim.fork(
              "t" + i,
              () -> {
                try (Registration _ = lock.acquire()) {
                  events.add("in " + id + " at " + sim.timePs());
                  sim.timer(10).await();
                }
              });
        }
      });
      assertThat(lock.isLocked()).isFalse();
      assertThatThrownBy(lock::release).hasMessage("lock is not held: lock=bus");
      assertThat(lock.tryAcquire()).isTrue();
      assertThatThrownBy(lock::acquire)
          .hasMessage("lock is held by its own task: lock=bus task=main");
    });

    assertThat(events).containsExactly("in 0 at 0", "in 1 at 10", "in 2 at 20");
  }

  @Test
  void cancelledWaiterDoesNotKeepTheLock() {
    SimLock lock = sim.lock("bus");
    sim.run(() -> {
      Registration held = lock.acquire();
      Task waiter = sim.fork("waiter", lock::acquire);
      sim.timer(1).await();
      held.close();
      waiter.cancel();
      sim.timer(1).await();
      assertThat(lock.isLocked()).isFalse();
    });
  }

  @Test
  void queuesServeByArrivalLastOrPriority() {
    sim.run(() -> {
      SimQueue<String> last = sim.lifoQueue("last", 10);
      SimQueue<String> shortest =
          sim.priorityQueue("shortest", 10, Comparator.comparingInt(String::length));
      for (String item : List.of("ccc", "a", "bb", "dd")) {
        last.put(item);
        shortest.put(item);
      }
      for (int i = 0; i < 4; i++) {
        events.add(last.get() + " " + shortest.get());
      }
    });

    assertThat(events).containsExactly("dd a", "bb bb", "a dd", "ccc ccc");
  }

  @Test
  void yieldLetsReadyTasksRunWithoutTime() {
    sim.run(() -> {
      sim.fork("other", () -> events.add("other"));
      sim.yieldTask();
      events.add("main");
    });

    assertThat(events).containsExactly("other", "main");
    assertThat(sim.timePs()).isZero();
  }

  @Test
  void taskLocalsAndNamesBelongToTheirTask() {
    TaskLocal<Integer> count = TaskLocal.withInitial(() -> 7);
    sim.run(() -> {
      Task child = sim.fork("child", () -> sim.timer(1).await());
      count.set(child, 1);
      Task self = java.util.Objects.requireNonNull(sim.currentTask());
      assertThat(count.get(self)).isEqualTo(7);
      assertThat(count.get(child)).isEqualTo(1);
      child.rename("renamed");
      assertThat(sim.describeTasks()).contains("renamed: ");
    });
  }

  @Test
  void endTestFromABackgroundTaskEndsTheRunGood() {
    sim.run(() -> {
      sim.fork(
          "watcher",
          () -> {
            sim.timer(25).await();
            sim.endTest("seen enough");
            events.add("not reached");
          });
      try {
        sim.event("never").await();
      } finally {
        events.add("main cleaned up");
      }
    });

    assertThat(events).containsExactly("main cleaned up");
    assertThat(sim.timePs()).isEqualTo(25);
    assertThat(log).anyMatch(line -> line.contains("[watcher] run ended: seen enough"));
  }

  @Test
  void blockingCodeRunsInAThreadAndCallsBack() {
    Thread simulation = Thread.currentThread();
    sim.run(() -> {
      String result =
          sim.blocking(calls -> {
            assertThat(Thread.currentThread()).isNotSameAs(simulation);
            Thread.sleep(5);
            calls.run(() -> sim.timer(100).await());
            return "at " + calls.call(sim::timePs);
          });
      assertThat(result).isEqualTo("at 100");
      assertThatThrownBy(() ->
              sim.blocking(calls -> {
                throw new java.io.IOException("no route");
              }))
          .isInstanceOf(java.io.IOException.class);
    });
  }

  @Test
  void blockingCodeThatNeverReturnsEndsAtTheWallLimit() {
    Simulation limited =
        Simulation.withoutModel(
            SimulationOptions.defaults().withWallLimit(java.time.Duration.ofMillis(100)));
    assertThatThrownBy(() ->
            limited.run(() ->
                limited.blocking(calls -> {
                  Thread.sleep(60_000);
                  return 1;
                })))
        .isInstanceOf(SimLimitException.class)
        .hasMessageStartingWith("wall-clock limit reached: limitSeconds=0.1");
  }

  @Test
  void timesHaveUnitsAndRounding() {
    assertThat(SimUnit.US.toPs(3)).isEqualTo(3_000_000);
    assertThat(SimUnit.NS.toPs(new BigDecimal("0.0015"), RoundingMode.CEILING)).isEqualTo(2);
    assertThat(SimUnit.NS.fromPs(1_500)).isEqualByComparingTo("1.5");
    assertThat(SimUnit.S.fromPs(1)).isEqualByComparingTo("1e-12");
    sim.run(() -> {
      sim.timer(1.5, SimUnit.NS).await();
      assertThat(sim.time(SimUnit.US)).isEqualByComparingTo("0.0015");
      sim.timer(0.4, SimUnit.PS, RoundingMode.UP).await();
      assertThat(sim.timePs()).isEqualTo(1501);
    });
    assertThatThrownBy(() -> sim.timer(0.1, SimUnit.PS))
        .hasMessageStartingWith("time is not a whole number of picoseconds: value=0.1 unit=ps ");
    assertThatThrownBy(() -> SimUnit.FS.toPs(1)).isInstanceOf(SimulationException.class);
    assertThatThrownBy(() -> SimUnit.S.toPs(10_000_000)).isInstanceOf(SimulationException.class);
  }

  @Test
  void deadlockListsQueuesThatAreNotEmpty() {
    SimQueue<Integer> left = sim.queue("left over", 4);
    assertThatThrownBy(() ->
            sim.run(() -> {
              left.put(1);
              sim.event("never").await();
            }))
        .hasMessageContaining("\n  queue left over (1 items)");
  }

  @Test
  void equalRunsHaveEqualFingerprints() {
    assertThat(fingerprint(10)).isEqualTo(fingerprint(10)).isNotEqualTo(fingerprint(11));
  }

  private static long fingerprint(long delayPs) {
    Simulation run = Simulation.withoutModel(SimulationOptions.defaults());
    run.run(() -> {
      run.fork("a", () -> run.timer(5).await());
      run.timer(delayPs).await();
    });
    return run.fingerprint();
  }

  @Test
  void loggersHaveLevelsByName() {
    Simulation quiet =
        Simulation.withoutModel(
            SimulationOptions.defaults()
                .withLog(log::add)
                .withLogLevels(LogLevels.parse("warn,driver=DEBUG,driver.rx=error")));
    SimLogger driver = quiet.logger("driver");
    driver.debug(() -> "poll");
    driver.trace(() -> "hidden");
    driver.child("rx").warning("hidden");
    driver.child("tx").error("lost");
    quiet.logger("other").info("hidden");
    quiet.logger("other").warning("odd");

    assertThat(log)
        .containsExactly(
            "        0.000 ns [-] DEBUG driver: poll",
            "        0.000 ns [-] %Error: driver.tx: lost",
            "        0.000 ns [-] %Warning: other: odd");
    assertThatThrownBy(() -> LogLevels.parse("loud"))
        .hasMessageStartingWith("unknown log level: level=loud ");
  }
}
