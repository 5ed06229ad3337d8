// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.cli.waves;

import io.github.niccosim.testbench.junit.LastFailures;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Finds the trace a user means who names none: that of the test that failed last.
 *
 * <p>Tests keep their files in {@code target/cosim/TEST} of the folder they ran in; a failed one
 * has {@code failure.txt} there. Searched are the working directory and the folders in it: first
 * what the last run of tests there has remembered as its failure, since tests of the test bench
 * fail on purpose, too.
 *
 * @param trace recorded waveform; of a ring the last file
 * @param failed whether the test is known to have failed
 */
record NewestFailure(Path trace, boolean failed) {
  private static final String FAILURE = "failure.txt";
  private static final int DEPTH = 4;

  /** {@return the name of the test} */
  String test() {
    return String.valueOf(folder().getFileName());
  }

  Path folder() {
    return Objects.requireNonNull(trace.toAbsolutePath().getParent(), "a trace is in a folder");
  }

  /**
   * Look for it.
   *
   * @param from working directory
   * @return the newest failed test's trace, else the newest trace, else nothing
   */
  static Optional<NewestFailure> find(Path from) throws IOException {
    List<Path> results = new ArrayList<>(List.of(from.resolve("target/cosim")));
    try (DirectoryStream<Path> folders = Files.newDirectoryStream(from, Files::isDirectory)) {
      folders.forEach(folder -> results.add(folder.resolve("target/cosim")));
    }
    Optional<NewestFailure> remembered =
        newest(results.stream().flatMap(each -> LastFailures.in(each).stream()).toList());
    if (remembered.isPresent()) {
      return remembered;
    }
    return newest(results);
  }

  /** Look for what the user's last run remembered, wherever it ran. */
  static Optional<NewestFailure> anywhere() throws IOException {
    return newest(LastFailures.anywhere().stream().toList());
  }

  private static Optional<NewestFailure> newest(List<Path> folders) throws IOException {
    List<NewestFailure> found = new ArrayList<>();
    for (Path folder : folders) {
      collect(folder, found);
    }
    return found.stream()
        .max(
            Comparator.comparing(NewestFailure::failed)
                .thenComparingLong(NewestFailure::modified)
                .thenComparing(each -> each.trace().toString()));
  }

  private static void collect(Path root, List<NewestFailure> found) throws IOException {
    if (!Files.isDirectory(root)) {
      return;
    }
    try (Stream<Path> files = Files.walk(root, DEPTH, new FileVisitOption[0])) {
      files
          .filter(file -> String.valueOf(file.getFileName()).matches("waves(\\.\\d+)?\\.(fst|vcd)"))
          .forEach(file ->
              found.add(new NewestFailure(file, Files.exists(file.resolveSibling(FAILURE)))));
    }
  }

  private long modified() {
    Path of = failed ? trace.resolveSibling(FAILURE) : trace;
    try {
      return Files.getLastModifiedTime(of).toMillis();
    } catch (IOException e) {
      return 0;
    }
  }
}
