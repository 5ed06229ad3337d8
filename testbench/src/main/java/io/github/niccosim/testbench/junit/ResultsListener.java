// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.junit;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.reporting.ReportEntry;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;

/**
 * Writes {@code results.xml} at the end of a run that had simulations; JUnit finds it by itself.
 *
 * <p>All tests of the JVM are in it, also those of earlier runs in the same JVM.
 */
public final class ResultsListener implements TestExecutionListener {
  private static final Map<String, TestRecord> RECORDS = new LinkedHashMap<>();
  private final Map<String, Long> started = new ConcurrentHashMap<>();
  private final Map<String, Map<String, String>> facts = new ConcurrentHashMap<>();

  /** Create the listener; for the JUnit launcher. */
  public ResultsListener() {}

  @Override
  public void executionStarted(TestIdentifier test) {
    started.put(test.getUniqueId(), System.nanoTime());
  }

  @Override
  public void reportingEntryPublished(TestIdentifier test, ReportEntry entry) {
    if (entry.getKeyValuePairs().containsKey("seed")) {
      facts.put(test.getUniqueId(), Map.copyOf(entry.getKeyValuePairs()));
    }
  }

  @Override
  public void executionSkipped(TestIdentifier test, String reason) {
    if (test.isTest()) {
      add(test, "skipped", null, reason);
    }
  }

  @Override
  public void executionFinished(TestIdentifier test, TestExecutionResult result) {
    Throwable end = result.getThrowable().orElse(null);
    switch (result.getStatus()) {
      case SUCCESSFUL -> {
        if (test.isTest()) {
          add(test, "", null, "");
        }
      }
      case ABORTED ->
          add(test, "skipped", null, end == null ? "" : String.valueOf(end.getMessage()));
      case FAILED -> add(test, end instanceof AssertionError ? "failure" : "error", end, "");
    }
  }

  @Override
  public void testPlanExecutionFinished(TestPlan plan) {
    try {
      CoverageCollector.write(Path.of("target", "cosim"));
    } catch (IOException e) {
      System.err.println("nic-cosim: coverage cannot be written: reason=" + e);
    }
    synchronized (RECORDS) {
      if (RECORDS.values().stream().anyMatch(record -> !record.facts().isEmpty())) {
        ResultsFile.write(new RunSettings().results(), RECORDS.values());
        LastFailures.remember(
            RECORDS.values().stream()
                .filter(record -> record.end() != null && record.facts().containsKey("folder"))
                .map(record -> Path.of(String.valueOf(record.facts().get("folder"))))
                .toList());
      }
    }
  }

  private void add(TestIdentifier test, String status, @Nullable Throwable end, String reason) {
    String type = test.getLegacyReportingName();
    String name = test.getDisplayName();
    if (test.getSource().orElse(null) instanceof MethodSource method) {
      type = method.getClassName();
      String shown = name.replaceFirst("^" + method.getMethodName() + "(\\(.*?\\))?", "");
      name = method.getMethodName() + shown;
    }
    Long startNs = started.get(test.getUniqueId());
    double seconds = startNs == null ? 0 : (System.nanoTime() - startNs) / 1e9;
    TestRecord record =
        new TestRecord(
            type,
            name,
            seconds,
            status,
            reason,
            end,
            facts.getOrDefault(test.getUniqueId(), Map.of()));
    synchronized (RECORDS) {
      RECORDS.put(test.getUniqueId(), record);
    }
  }
}
