// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.platform.engine.FilterResult;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestSource;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.PostDiscoveryFilter;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** Runs JUnit in this process on a folder of classes and prints a line for every test. */
final class TestRunner implements TestExecutionListener {
  private final Path classes;
  private final PrintWriter out;
  private int finished;
  private int failed;
  private long startNs;

  TestRunner(Path classes, PrintWriter out) {
    this.classes = classes;
    this.out = out;
  }

  /**
   * Run what matches and print the outcome.
   *
   * @param pattern {@code Class} or {@code Class#method}, simple or full name, {@code *} for
   *     anything
   */
  void run(String pattern) {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    try (URLClassLoader loader = new URLClassLoader(new URL[] {classes.toUri().toURL()}, before)) {
      thread.setContextClassLoader(loader);
      LauncherDiscoveryRequest request =
          LauncherDiscoveryRequestBuilder.request()
              .selectors(DiscoverySelectors.selectClasspathRoots(Set.of(classes)))
              .filters(matching(pattern))
              .build();
      LauncherFactory.create().execute(request, this);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      thread.setContextClassLoader(before);
    }
    if (finished > 0) {
      out.printf("%d tests, %d failed%n", finished, failed);
      out.flush();
    }
  }

  int finished() {
    return finished;
  }

  int failed() {
    return failed;
  }

  @Override
  public void executionStarted(TestIdentifier test) {
    if (test.isTest()) {
      startNs = System.nanoTime();
    }
  }

  @Override
  public void executionFinished(TestIdentifier test, TestExecutionResult result) {
    boolean good = result.getStatus() == TestExecutionResult.Status.SUCCESSFUL;
    if (!test.isTest() && good) {
      return;
    }
    finished++;
    String status =
        switch (result.getStatus()) {
          case SUCCESSFUL -> "PASS";
          case ABORTED -> "SKIP";
          case FAILED -> "FAIL";
        };
    double seconds = test.isTest() ? (System.nanoTime() - startNs) / 1e9 : 0;
    out.printf(Locale.ROOT, "%s  %s (%.2f s)%n", status, name(test), seconds);
    if (result.getStatus() == TestExecutionResult.Status.FAILED) {
      failed++;
      result.getThrowable().ifPresent(this::printFailure);
    }
    out.flush();
  }

  /** Return class, method and what tells its invocations apart. */
  private static String name(TestIdentifier test) {
    String shown = test.getDisplayName();
    if (test.getSource().orElse(null) instanceof MethodSource method) {
      String type = method.getClassName().substring(method.getClassName().lastIndexOf('.') + 1);
      String own = shown.replaceFirst("^" + method.getMethodName() + "(\\(.*?\\))? *", "");
      return type + "#" + method.getMethodName() + (own.isEmpty() ? "" : " " + own);
    }
    return shown;
  }

  /** Print the message, and of the stack trace what is not the machinery around the test. */
  private void printFailure(Throwable failure) {
    String message = failure.getMessage() == null ? failure.toString() : failure.getMessage();
    message.lines().forEach(line -> out.println("      " + line));
    for (StackTraceElement frame : failure.getStackTrace()) {
      if (isUserCode(frame)) {
        out.println("      at " + frame);
      }
    }
  }

  private boolean isUserCode(StackTraceElement frame) {
    return classes.resolve(frame.getClassName().replace('.', '/') + ".class").toFile().exists();
  }

  private static PostDiscoveryFilter matching(String pattern) {
    int hash = pattern.indexOf('#');
    Pattern type = glob(hash < 0 ? pattern : pattern.substring(0, hash));
    Pattern method = glob(hash < 0 ? "*" : pattern.substring(hash + 1));
    return (TestDescriptor test) -> {
      TestSource source = test.getSource().orElse(null);
      if (!(source instanceof MethodSource found)) {
        return FilterResult.included("not a method");
      }
      String name = found.getClassName();
      boolean matches =
          (type.matcher(name).matches()
                  || type.matcher(name.substring(name.lastIndexOf('.') + 1)).matches())
              && method.matcher(found.getMethodName()).matches();
      return FilterResult.includedIf(matches);
    };
  }

  private static Pattern glob(String text) {
    return Pattern.compile(Pattern.quote(text).replace("*", "\\E.*\\Q"));
  }
}
