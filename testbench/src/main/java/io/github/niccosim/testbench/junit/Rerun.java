// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.junit;

import io.github.niccosim.testbench.sim.SimLimitException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.opentest4j.TestAbortedException;

/**
 * Runs a failed test a second time with the same seed, recording a waveform, and finds out whether
 * it took the same course.
 *
 * <p>The second run is a whole JUnit run of that one test, with its set-up methods and extensions.
 */
final class Rerun {
  /** Configuration parameter that marks the second run; its value is the key of the outcome. */
  static final String PARAMETER = "nic-cosim.rerun";

  private static final Map<String, Outcome> OUTCOMES = new ConcurrentHashMap<>();
  private static final Map<String, WavePlan.Window> WINDOWS = new ConcurrentHashMap<>();
  private static final AtomicLong KEYS = new AtomicLong();

  /**
   * How a run ended.
   *
   * @param failure class and first line of what it ended with
   * @param fingerprint of the simulation at that moment
   * @param position simulated time as text
   * @param evidence what it has recorded
   */
  record Outcome(String failure, long fingerprint, String position, Evidence evidence) {
    static Outcome of(Throwable failure, long fingerprint, String position, Evidence evidence) {
      String message = String.valueOf(failure.getMessage());
      return new Outcome(
          failure.getClass().getName() + ": " + message.lines().findFirst().orElse(""),
          fingerprint,
          position.strip().lines().findFirst().orElse(""),
          evidence);
    }

    boolean sameCourse(Outcome other) {
      return failure.equals(other.failure)
          && fingerprint == other.fingerprint
          && position.equals(other.position);
    }
  }

  private Rerun() {}

  /** Return the key under which this run is to leave its outcome; {@code null} in a first run. */
  static @Nullable String key(ExtensionContext context) {
    return context.getConfigurationParameter(PARAMETER).orElse(null);
  }

  /** Return what the second run of a key records, {@code null} for everything. */
  static WavePlan.@Nullable Window window(@Nullable String key) {
    return key == null ? null : WINDOWS.get(key);
  }

  /**
   * The second run as the first one's message tells it.
   *
   * @param lines empty, or why it does not show the failure
   * @param evidence what it has left
   */
  record Story(String lines, Evidence evidence) {}

  static void leave(String key, Outcome outcome) {
    OUTCOMES.putIfAbsent(key, outcome);
  }

  /** Return whether a second run can show anything new. */
  static boolean helps(Throwable failure) {
    return !(failure instanceof TestAbortedException)
        && !(failure instanceof OutOfMemoryError)
        && !(failure instanceof SimLimitException limit
            && String.valueOf(limit.getMessage()).startsWith("wall-clock"));
  }

  /** Run the test again, recording a window, and return what came of it. */
  static Story tell(ExtensionContext context, Outcome first, WavePlan.Window window) {
    String key = String.valueOf(KEYS.incrementAndGet());
    WINDOWS.put(key, window);
    Throwable ended;
    try {
      ended = execute(context.getUniqueId(), key);
    } catch (RuntimeException e) {
      return new Story("\n  no waveform: the second run could not be started: " + e, Evidence.NONE);
    } finally {
      WINDOWS.remove(key);
    }
    Outcome second = OUTCOMES.remove(key);
    if (second == null && ended != null) {
      return new Story(
          "\n  no waveform: the second run could not be recorded: " + cause(ended).getMessage(),
          Evidence.NONE);
    }
    if (second == null) {
      return new Story(
          "\n  not reproduced: a second run with the same seed passed"
              + " (hint: something outside the seed decides; WAVES=ring records the first run)",
          Evidence.NONE);
    }
    if (second.sameCourse(first)) {
      return new Story("", second.evidence);
    }
    return new Story(
        "\n  not reproduced: a second run with the same seed ended differently: "
            + second.position
            + " failure="
            + second.failure
            + " (hint: something outside the seed decides; WAVES=ring records the first run)",
        second.evidence.filesOnly());
  }

  /** JUnit wraps what a set-up says. */
  private static Throwable cause(Throwable failure) {
    Throwable cause = failure.getCause();
    return cause == null ? failure : cause(cause);
  }

  /** Run the test; return what it or its containers failed with, {@code null} if they passed. */
  private static @Nullable Throwable execute(String uniqueId, String key) {
    AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    TestExecutionListener listener =
        new TestExecutionListener() {
          @Override
          public void executionFinished(TestIdentifier test, TestExecutionResult result) {
            result.getThrowable().ifPresent(thrown -> failure.compareAndSet(null, thrown));
          }
        };
    LauncherFactory.create(
            LauncherConfig.builder()
                .enableTestExecutionListenerAutoRegistration(false)
                .enableLauncherSessionListenerAutoRegistration(false)
                .enableLauncherDiscoveryListenerAutoRegistration(false)
                .enablePostDiscoveryFilterAutoRegistration(false)
                .build())
        .execute(
            LauncherDiscoveryRequestBuilder.request()
                .selectors(DiscoverySelectors.selectUniqueId(uniqueId))
                .configurationParameter(PARAMETER, key)
                .configurationParameter("junit.jupiter.execution.parallel.enabled", "false")
                .build(),
            listener);
    return failure.get();
  }
}
