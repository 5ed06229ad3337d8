// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.junit;

import io.github.niccosim.bridge.CodeCoverage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Keeps the code coverage of every test, and the sum of all in this JVM. */
final class CoverageCollector {
  private static @Nullable CodeCoverage sum;

  private CoverageCollector() {}

  static synchronized void add(Path folder, CodeCoverage coverage) throws IOException {
    Files.createDirectories(folder);
    coverage.writeDat(folder.resolve("coverage.dat"));
    CodeCoverage before = sum;
    sum = before == null ? coverage : before.merge(coverage);
  }

  /** Write the sum as {@code coverage.info} for lcov and as a table, if there is any. */
  static synchronized void write(Path folder) throws IOException {
    CodeCoverage all = sum;
    if (all != null) {
      Files.createDirectories(folder);
      all.writeLcov(folder.resolve("coverage.info"), "nic-cosim");
      Files.writeString(folder.resolve("coverage.txt"), all.table());
    }
  }
}
