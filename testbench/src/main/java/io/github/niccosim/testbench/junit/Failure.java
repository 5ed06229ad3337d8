// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.junit;

import io.github.niccosim.testbench.junit.CosimExtension.TestCase;
import io.github.niccosim.testbench.sim.Simulation;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;

/** Adds to a failure what is needed to find and repeat it. */
final class Failure {
  /** System property with the replay command; {@code {test}} and {@code {seed}} are filled in. */
  static final String REPLAY_PROPERTY = "nic-cosim.replay";

  private static final String DEFAULT_REPLAY = "mvn test -Dtest='{test}' -Dseed={seed}";
  private static final int LOG_LINES = 10;

  private Failure() {}

  /** Describe where the simulation stands; call on its thread. */
  static String position(Simulation simulation) {
    StringBuilder text = new StringBuilder("\n  ").append(simulation.position());
    List<String> log = simulation.recentLog();
    for (String line : log.subList(Math.max(0, log.size() - LOG_LINES), log.size())) {
      text.append("\n  | ").append(line);
    }
    return text.toString();
  }

  /** Return {@code failure} with position, seed, waves and, as last line, the replay command. */
  static Throwable describe(
      Throwable failure, TestCase testCase, String position, @Nullable Path waves, String story) {
    if (failure instanceof TestAbortedException || failure instanceof OutOfMemoryError) {
      return failure;
    }
    String details =
        position
            + "\n  seed="
            + hex(testCase.baseSeed())
            + hint(waves, story)
            + story
            + "\n"
            + replay(testCase);
    Throwable described = withDetails(failure, details);
    described.setStackTrace(failure.getStackTrace());
    for (Throwable suppressed : failure.getSuppressed()) {
      described.addSuppressed(suppressed);
    }
    return described;
  }

  private static String hint(@Nullable Path waves, String story) {
    if (waves != null) {
      return "\n  waves=" + waves;
    }
    return story.isEmpty() ? " (WAVES=1 keeps a waveform)" : "";
  }

  private static Throwable withDetails(Throwable failure, String details) {
    String message = failure.getMessage() == null ? "" : failure.getMessage();
    if (failure instanceof AssertionFailedError assertion
        && assertion.isExpectedDefined()
        && assertion.isActualDefined()) {
      return new AssertionFailedError(
          message + details, assertion.getExpected(), assertion.getActual(), failure.getCause());
    }
    if (failure instanceof AssertionError) {
      return new AssertionFailedError(message + details, failure.getCause());
    }
    return new CosimTestException(failure + details, failure);
  }

  private static String replay(TestCase testCase) {
    String command = System.getProperty(REPLAY_PROPERTY, DEFAULT_REPLAY);
    return "replay: "
        + command.replace("{test}", testCase.path()).replace("{seed}", hex(testCase.baseSeed()))
        + (testCase.variant().name().isEmpty()
            ? ""
            : " -Dcase='" + testCase.variant().name() + "'");
  }

  static String hex(long seed) {
    return "0x" + Long.toHexString(seed);
  }

  @SuppressWarnings("unchecked") // the cast is erased: any throwable passes
  static <E extends Throwable> RuntimeException sneaky(Throwable e) throws E {
    throw (E) e;
  }
}
