// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Tasks, scopes and cancellation, without a model. */
class TaskTest {
  private final List<String> events = new ArrayList<>();
  private final Simulation sim =
      Simulation.withoutModel(SimulationOptions.defaults().withLog(line -> {}));

  @Test
  void forkedTaskRunsWhenTheForkerWaits() {
    sim.run(() -> {
      sim.fork("child", () -> events.add("child"));
      events.add("main");
      sim.timer(1).await();
    });

    assertThat(events).containsExactly("main", "child");
  }

  @Test
  void tasksRunInTheOrderTheyWereForked() {
    sim.run(() -> {
      for (int i = 0; i < 5; i++) {
        String name = "t" + i;
        sim.fork(
            name,
            () -> {
              sim.timer(10).await();
              events.add(name);
            });
      }
      sim.timer(20).await();
    });

    assertThat(events).containsExactly("t0", "t1", "t2", "t3", "t4");
  }

  @Test
  void waitsAtAnyCallDepth() {
    sim.run(() -> recurse(100));

    assertThat(sim.timePs()).isEqualTo(7);
  }

  private void recurse(int depth) {
    if (depth > 0) {
      recurse(depth - 1);
    } else {
      sim.timer(7).await();
    }
  }

  @Test
  void joinReturnsAfterTheTaskHasEnded() {
    sim.run(() -> {
      Task child = sim.fork("child", () -> sim.timer(5).await());
      assertThat(child.done()).isFalse();
      child.join();
      assertThat(child.done()).isTrue();
      assertThat(child.cancelled()).isFalse();
      child.join();
    });

    assertThat(sim.timePs()).isEqualTo(5);
  }

  @Test
  void failureOfABackgroundTaskFailsTheRunWithTaskNameAndTime() {
    AssertionError boom = new AssertionError("boom");

    assertThatThrownBy(() ->
            sim.run(() -> {
              sim.fork(
                  "checker",
                  () -> {
                    sim.timer(1500).await();
                    throw boom;
                  });
              sim.timer(1_000_000).await();
            }))
        .isSameAs(boom)
        .hasSuppressedException(new TaskFailure("task failed: task=checker time=1.500 ns"));
    assertThat(sim.timePs()).isEqualTo(1500);
  }

  @Test
  void joinThrowsTheFailureOfTheTask() {
    assertThatThrownBy(() ->
            sim.run(() -> {
              Task child =
                  sim.fork(
                      "child",
                      () -> {
                        throw new IllegalStateException("child broke");
                      });
              assertThatThrownBy(child::join).hasMessage("child broke");
              events.add("seen");
              sim.timer(1).await();
              events.add("went on");
            }))
        .hasMessage("child broke");
    assertThat(events).containsExactly("seen");
  }

  @Test
  void failureOfADaemonFailsTheRun() {
    assertThatThrownBy(() ->
            sim.run(() -> {
              sim.scope(() ->
                  sim.daemon(
                      "watcher",
                      () -> {
                        sim.timer(50).await();
                        throw new IllegalStateException("watched");
                      }));
              assertThat(sim.timePs()).isZero();
              sim.timer(100).await();
            }))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("watched");
  }

  @Test
  void stackTraceOfAFailureShowsTheCallsAcrossTheWait() {
    assertThatThrownBy(() -> sim.run(() -> outerCall()))
        .satisfies(e ->
            assertThat(e.getStackTrace())
                .extracting(StackTraceElement::getMethodName)
                .contains("innerCall", "outerCall"));
  }

  private void outerCall() {
    innerCall();
  }

  private void innerCall() {
    sim.timer(3).await();
    throw new IllegalStateException("after the wait");
  }

  @Test
  void endOfRunCancelsWhatIsLeftAndRunsFinally() {
    sim.run(() -> {
      sim.fork("source", () -> foreverWithFinally("source"));
      sim.daemon("daemon", () -> foreverWithFinally("daemon"));
      sim.timer(10).await();
    });

    assertThat(events).containsExactly("daemon", "source");
    assertThat(sim.timePs()).isEqualTo(10);
    assertThat(sim.describeTasks()).isEqualTo("tasks: time=0.010 ns");
  }

  private void foreverWithFinally(String name) {
    try {
      for (; ; ) {
        sim.timer(3).await();
      }
    } finally {
      events.add(name);
    }
  }

  @Test
  void cancelledTaskRunsFinallyAndJoinReturns() {
    sim.run(() -> {
      Task child = sim.fork("child", () -> foreverWithFinally("child"));
      sim.timer(10).await();
      child.cancel();
      assertThat(child.done()).isFalse();
      child.join();
      assertThat(child.cancelled()).isTrue();
    });

    assertThat(events).containsExactly("child");
  }

  @Test
  void taskCancelledBeforeItsFirstStepNeverRuns() {
    sim.run(() -> {
      Task child = sim.fork("child", () -> events.add("ran"));
      child.cancel();
      child.join();
      assertThat(child.cancelled()).isTrue();
    });

    assertThat(events).isEmpty();
  }

  @Test
  void cancellationCannotBeSwallowed() {
    sim.run(() -> {
      Task child =
          sim.fork(
              "stubborn",
              () -> {
                try {
                  sim.timer(1000).await();
                } catch (TaskCancelled e) {
                  events.add("caught");
                }
                sim.timer(1000).await();
                events.add("survived");
              });
      sim.timer(1).await();
      child.cancel();
      child.join();
    });

    assertThat(events).containsExactly("caught");
  }

  @Test
  void taskThatCancelsItselfEndsAtOnce() {
    sim.run(() -> {
      Task[] self = new Task[1];
      self[0] =
          sim.fork(
              "self",
              () -> {
                self[0].cancel();
                events.add("after");
              });
      self[0].join();
      assertThat(self[0].cancelled()).isTrue();
    });

    assertThat(events).isEmpty();
  }

  @Test
  void cancellingATaskCancelsItsChildren() {
    sim.run(() -> {
      Task parent =
          sim.fork(
              "parent",
              () -> {
                sim.fork("child", () -> foreverWithFinally("child"));
                foreverWithFinally("parent");
              });
      sim.timer(5).await();
      parent.cancel();
      parent.join();
    });

    assertThat(events).containsExactly("parent", "child");
  }

  @Test
  void taskEndsAfterTheChildrenItForked() {
    sim.run(() -> {
      Task parent = sim.fork("parent", () -> sim.fork("child", () -> sim.timer(40).await()));
      parent.join();
    });

    assertThat(sim.timePs()).isEqualTo(40);
  }

  @Test
  void scopeWaitsForItsTasks() {
    sim.run(() -> {
      sim.scope(() -> {
        sim.fork("slow", () -> sim.timer(30).await());
        sim.fork("fast", () -> sim.timer(10).await());
      });
      assertThat(sim.timePs()).isEqualTo(30);
    });
  }

  @Test
  void failedTaskCancelsItsScopeOnly() {
    sim.run(() -> {
      sim.fork("outside", () -> foreverWithFinally("outside"));
      assertThatThrownBy(() ->
              sim.scope(() -> {
                sim.fork("sibling", () -> foreverWithFinally("sibling"));
                sim.fork(
                    "failing",
                    () -> {
                      sim.timer(5).await();
                      throw new IllegalStateException("inner");
                    });
                foreverWithFinally("body");
              }))
          .hasMessage("inner");
      assertThat(events).containsExactlyInAnyOrder("body", "sibling");
      sim.timer(5).await();
      assertThat(sim.timePs()).isEqualTo(10);
    });
  }

  @Test
  void failureInFinallyOfACancelledTaskIsReported() {
    assertThatThrownBy(() ->
            sim.run(() -> {
              sim.fork(
                  "messy",
                  () -> {
                    try {
                      sim.timer(100).await();
                    } finally {
                      throwIt();
                    }
                  });
              sim.timer(1).await();
            }))
        .hasMessage("in finally");
  }

  private static void throwIt() {
    throw new IllegalStateException("in finally");
  }

  @Test
  void checkedExceptionsPassUnchanged() {
    assertThatThrownBy(() ->
            sim.run(() -> {
              throw new java.io.IOException("disk");
            }))
        .isInstanceOf(java.io.IOException.class)
        .hasMessage("disk");
  }

  @Test
  void taskKeepsTheMonitorItHoldsAcrossAWait() {
    Object lock = new Object();

    sim.run(() -> {
      sim.daemon("other", () -> foreverWithFinally("other"));
      synchronized (lock) {
        sim.timer(10).await();
        assertThat(Thread.holdsLock(lock)).isTrue();
      }
      assertThat(Thread.holdsLock(lock)).isFalse();
    });
  }

  @Test
  void runInsideASynchronizedBlockIsRefused() {
    Object lock = new Object();
    synchronized (lock) {
      assertThatThrownBy(() -> sim.run(() -> sim.timer(1).await()))
          .isInstanceOf(SimulationException.class)
          .hasMessageStartingWith(
              "simulation run inside a synchronized block: lock=java.lang.Object at=");
    }
  }

  @Test
  void stackTraceOfABackgroundFailureEndsWithItsTask() {
    assertThatThrownBy(() ->
            sim.run(() -> {
              sim.fork("child", this::innerCall);
              sim.timer(100).await();
            }))
        .satisfies(e ->
            assertThat(e.getStackTrace())
                .extracting(StackTraceElement::getMethodName)
                .containsExactly("innerCall", "runBody"));
  }

  @Test
  void runMayFollowRunAndTimeGoesOn() {
    sim.run(() -> sim.timer(10).await());
    sim.run(() -> sim.timer(10).await());

    assertThat(sim.timePs()).isEqualTo(20);
  }

  @Test
  void stagesLeaveDaemonsRunning() {
    sim.runStage("setup", () -> sim.daemon("d", () -> foreverWithFinally("d")));
    sim.runStage("scenario", () -> sim.timer(10).await());
    assertThat(events).isEmpty();

    sim.close();

    assertThat(events).containsExactly("d");
  }

  @Test
  void failedSimulationDoesNotRunAgain() {
    assertThatThrownBy(() ->
            sim.run(() -> {
              throw new IllegalStateException("x");
            }))
        .hasMessage("x");

    assertThatThrownBy(() -> sim.run(() -> {}))
        .hasMessage("simulation cannot run: it has failed before");
  }
}
