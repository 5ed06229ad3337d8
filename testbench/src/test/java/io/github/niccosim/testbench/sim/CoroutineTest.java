// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Both ways to keep a task's stack behave the same. */
class CoroutineTest {

  @Test
  void thisJvmRunsTasksOnTheSimulationsThread() {
    assertThat(Coroutines.sameThread()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void resumesWhereItLeft(boolean onThreads) {
    Function<Runnable, Coroutine> factory =
        onThreads ? ThreadCoroutine::new : ContinuationCoroutine::new;
    List<String> events = new ArrayList<>();
    Coroutine[] self = new Coroutine[1];
    self[0] =
        factory.apply(() -> {
          events.add("one");
          self[0].leave();
          events.add("two");
          self[0].leave();
          events.add("three");
        });

    for (int i = 0; i < 3; i++) {
      events.add("resume");
      self[0].resume();
    }

    assertThat(events).containsExactly("resume", "one", "resume", "two", "resume", "three");
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void suspendedStackShowsWhereItWaits(boolean onThreads) {
    Coroutine[] self = new Coroutine[1];
    self[0] =
        onThreads
            ? new ThreadCoroutine(() -> waitHere(self))
            : new ContinuationCoroutine(() -> waitHere(self));
    self[0].resume();

    assertThat(self[0].stackTrace())
        .extracting(StackTraceElement::getMethodName)
        .contains("waitHere");
    self[0].resume();
  }

  private static void waitHere(Coroutine[] self) {
    self[0].leave();
  }
}
