// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.junit;

import io.github.niccosim.testbench.junit.CosimExtension.TestCase;
import io.github.niccosim.testbench.sim.Simulation;
import java.nio.file.Path;
import java.util.List;
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

  /**
   * Return {@code failure} with position, picture, seed, waves and, as last line, the replay
   * command.
   *
   * @param failure what the test ended with
   * @param testCase the test
   * @param position from {@link #position}
   * @param story the second run
   * @param recordable whether {@code WAVES=1} could have recorded it
   */
  static Throwable describe(
      Throwable failure,
      TestCase testCase,
      String position,
      Rerun.Story story,
      boolean recordable) {
    if (failure instanceof TestAbortedException || failure instanceof OutOfMemoryError) {
      return failure;
    }
    Evidence evidence = story.evidence();
    StringBuilder details = new StringBuilder(position);
    evidence.lines().forEach(line -> details.append("\n  ").append(line));
    evidence.picture().forEach(line -> details.append("\n  ").append(line));
    details.append("\n  seed=").append(hex(testCase.baseSeed()));
    if (evidence.waves() == null && story.lines().isEmpty() && recordable) {
      details.append(" (WAVES=1 keeps a waveform)");
    }
    details.append(story.lines()).append(links(evidence)).append('\n').append(replay(testCase));
    Throwable described = withDetails(failure, details.toString());
    described.setStackTrace(failure.getStackTrace());
    for (Throwable suppressed : failure.getSuppressed()) {
      described.addSuppressed(suppressed);
    }
    return described;
  }

  /** The viewer first: it is what a reader opens next. */
  private static String links(Evidence evidence) {
    StringBuilder text = new StringBuilder();
    Path page = evidence.page();
    if (page != null) {
      text.append("\n  view: ").append(page.toAbsolutePath().normalize().toUri());
      String command = viewCommand();
      text.append(command.isEmpty() ? "" : "  or: " + command);
    }
    Path waves = evidence.waves();
    if (waves != null) {
      text.append("\n  waves=").append(waves);
      Path gtkw = evidence.gtkw();
      text.append(gtkw == null ? "" : " gtkwave=" + gtkw);
    }
    return text.toString();
  }

  /** The command that repeats a test knows where the command is that shows one. */
  private static String viewCommand() {
    String replay = System.getProperty(REPLAY_PROPERTY, "");
    int end = replay.indexOf(" test");
    return end > 0 && replay.substring(0, end).endsWith("cosim")
        ? replay.substring(0, end) + " waves view"
        : "";
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
