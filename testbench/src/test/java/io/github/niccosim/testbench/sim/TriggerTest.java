// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Timers, events, groups and time limits, without a model. */
class TriggerTest {
  private final List<String> events = new ArrayList<>();
  private final Simulation sim =
      Simulation.withoutModel(SimulationOptions.defaults().withLog(line -> {}));

  private void at(String name) {
    events.add(name + "@" + sim.timePs());
  }

  @Test
  void timersFireInOrderOfTimeThenOfArming() {
    sim.run(() -> {
      long[] delays = {30, 10, 20, 10, 30, 10};
      for (int i = 0; i < delays.length; i++) {
        int id = i;
        sim.fork(
            "t" + i,
            () -> {
              sim.timer(delays[id]).await();
              at("t" + id);
            });
      }
      sim.timer(100).await();
    });

    assertThat(events).containsExactly("t1@10", "t3@10", "t5@10", "t2@20", "t0@30", "t4@30");
  }

  @Test
  void eventWakesEverybodyInOrderAndStaysSet() {
    sim.run(() -> {
      Event go = sim.event("go");
      for (String name : List.of("a", "b", "c")) {
        sim.fork(
            name,
            () -> {
              go.await();
              at(name);
            });
      }
      sim.timer(5).await();
      go.set();
      go.await();
      at("main");
      sim.timer(1).await();
      go.clear();
      assertThat(go.isSet()).isFalse();
      assertThat(sim.firesWithin(go.trigger(), 10)).isFalse();
    });

    assertThat(events).containsExactly("main@5", "a@5", "b@5", "c@5");
    assertThat(sim.timePs()).isEqualTo(16);
  }

  @Test
  void firstReturnsTheIndexAndForgetsTheOthers() {
    sim.run(() -> {
      Event never = sim.event("never");
      assertThat(sim.first(never.trigger(), sim.timer(30), sim.timer(20))).isEqualTo(2);
      assertThat(sim.timePs()).isEqualTo(20);
      sim.timer(50).await();
      assertThat(sim.timePs()).isEqualTo(70);
      never.set();
      assertThat(sim.first(sim.timer(5), never.trigger())).isEqualTo(1);
    });
  }

  @Test
  void allWaitsForEachOnce() {
    sim.run(() -> {
      Event done = sim.event("done");
      sim.fork(
          "setter",
          () -> {
            sim.timer(40).await();
            done.set();
          });
      sim.all(sim.timer(10), done.trigger(), sim.timer(25));
      assertThat(sim.timePs()).isEqualTo(40);
    });
  }

  @Test
  void withTimeoutThrowsWithNameAndTimes() {
    sim.run(() -> {
      Event ready = sim.event("ready");
      assertThatThrownBy(() -> sim.withTimeout(ready.trigger(), 2500))
          .isInstanceOf(SimTimeoutException.class)
          .hasMessage("timeout waiting for event ready: timeout=2.500 ns time=2.500 ns");
      ready.set();
      sim.withTimeout(ready.trigger(), 1);
      assertThat(sim.timePs()).isEqualTo(2500);
    });
  }

  @Test
  void withTimeoutCancelsTheBlock() {
    sim.run(() -> {
      assertThatThrownBy(() ->
              sim.withTimeout(
                  10,
                  () -> {
                    try {
                      sim.timer(100).await();
                    } finally {
                      at("finally");
                    }
                  }))
          .isInstanceOf(SimTimeoutException.class);
      sim.withTimeout(10, () -> sim.timer(9).await());
    });

    assertThat(events).containsExactly("finally@10");
    assertThat(sim.timePs()).isEqualTo(19);
  }

  @Test
  void triggerObjectsCanBeWaitedForAgain() {
    sim.run(() -> {
      Trigger tick = sim.timer(7);
      tick.await();
      tick.await();
    });

    assertThat(sim.timePs()).isEqualTo(14);
  }

  @Test
  void simulatedTimeLimitListsTheTasks() {
    Simulation limited = Simulation.withoutModel(SimulationOptions.defaults().withMaxTimePs(1000));

    assertThatThrownBy(() ->
            limited.run(() -> {
              for (; ; ) {
                limited.timer(300).await();
              }
            }))
        .isInstanceOf(SimLimitException.class)
        .hasMessageStartingWith(
            "simulated time limit reached: time=1.000 ns\n"
                + "  main: waiting for timer of 0.300 ns since 0.900 ns at ");
  }

  @Test
  void deadlockIsFoundAtOnceAndListsEveryTask() {
    assertThatThrownBy(() ->
            sim.run(() -> {
              SimQueue<String> frames = sim.queue("frames", 4);
              Event done = sim.event("done");
              sim.fork("sink", frames::get);
              sim.timer(12_345).await();
              done.await();
            }))
        .isInstanceOf(SimDeadlockException.class)
        .hasMessageContaining("deadlock: no task can go on: time=12.345 ns")
        .hasMessageContaining("main: waiting for event done since 12.345 ns at ")
        .hasMessageContaining("sink: waiting for an item in queue frames (0 of 4) since 0.000 ns");
  }

  @Test
  void taskThatNeverYieldsIsCaughtByTheWallClock() {
    Simulation limited =
        Simulation.withoutModel(
            SimulationOptions.defaults().withWallLimit(java.time.Duration.ofMillis(200)));
    boolean[] stop = {false};

    assertThatThrownBy(() -> limited.run(() -> spinUntilInterrupted(stop, limited)))
        .isInstanceOf(SimLimitException.class)
        .hasMessageStartingWith("wall-clock limit reached: limitSeconds=0.2")
        .satisfies(e ->
            assertThat(e.getStackTrace())
                .extracting(StackTraceElement::getMethodName)
                .contains("spinUntilInterrupted"));
  }

  @Test
  void taskThatWaitsWithoutEndForWhatIsThereIsCaughtByTheWallClock() {
    Simulation limited =
        Simulation.withoutModel(
            SimulationOptions.defaults().withWallLimit(java.time.Duration.ofMillis(100)));
    Event always = limited.event("always");
    always.set();

    assertThatThrownBy(() ->
            limited.run(() -> {
              limited.fork("spin", () -> awaitForEver(always));
              limited.timer(1).await();
            }))
        .isInstanceOf(SimLimitException.class);
  }

  private static void awaitForEver(Event event) {
    for (; ; ) {
      event.await();
    }
  }

  @Test
  void tasksThatWakeEachOtherForEverStopTheRun() {
    SimQueue<Integer> there = sim.queue("there", 1);
    SimQueue<Integer> back = sim.queue("back", 1);

    assertThatThrownBy(() ->
            sim.run(() -> {
              sim.fork("echo", () -> forward(there, back));
              there.put(1);
              forward(back, there);
            }))
        .hasMessageStartingWith("time stands still: tasks keep waking each other: time=0.000 ns");
  }

  private static void forward(SimQueue<Integer> from, SimQueue<Integer> to) {
    for (; ; ) {
      to.put(from.get());
    }
  }

  private static void spinUntilInterrupted(boolean[] stop, Simulation sim) {
    while (!stop[0] && !Thread.currentThread().isInterrupted()) {
      Thread.onSpinWait();
    }
    sim.timer(1).await();
  }

  @Test
  void useFromAForeignThreadIsRefused() throws InterruptedException {
    Throwable[] seen = new Throwable[1];
    Event event = sim.event("e");
    Thread foreign =
        new Thread(
            () -> {
              try {
                event.set();
              } catch (Throwable e) {
                seen[0] = e;
              }
            },
            "intruder");
    foreign.start();
    foreign.join();

    assertThat(seen[0])
        .isInstanceOf(SimulationException.class)
        .hasMessageStartingWith("simulation used from a foreign thread: thread=intruder owner=");
  }

  @Test
  void waitingOutsideATaskIsRefused() {
    assertThatThrownBy(() -> sim.timer(1).await())
        .hasMessageStartingWith("waiting outside a task (hint: ");
  }

  @Test
  void triggerOfAnotherSimulationIsRefused() {
    Simulation other = Simulation.withoutModel(SimulationOptions.defaults());

    assertThatThrownBy(() -> sim.run(() -> other.timer(1).await()))
        .hasMessage(
            "waiting outside a task"
                + " (hint: callbacks cannot wait; fork a task in Simulation.run)");
    assertThatThrownBy(() -> other.run(() -> other.first(sim.timer(1))))
        .hasMessage("trigger of another simulation: trigger=timer of 0.001 ns");
  }

  @Test
  void delaysBelowOneAreRefused() {
    assertThatThrownBy(() -> sim.timer(0))
        .hasMessage("delay out of range: delayPs=0 (expected: ≥ 1)");
  }

  @Test
  void nextTimeStepIsTheNextTimer() {
    sim.run(() -> {
      sim.fork("timer", () -> sim.timer(33).await());
      sim.timer(1).await();
      sim.nextTimeStep().await();
      assertThat(sim.timePs()).isEqualTo(33);
    });
  }
}
