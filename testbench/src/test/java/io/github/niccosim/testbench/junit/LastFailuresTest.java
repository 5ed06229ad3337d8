// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.junit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/** Where the failures of the last run are. */
@Isolated("sets a system property that others read, and writes where other runs write")
class LastFailuresTest {
  @TempDir Path folder;

  @Test
  void firstFailureIsFoundHereAndFromAnywhere() throws IOException {
    Path first = Files.createDirectories(folder.resolve("first"));
    Path second = Files.createDirectories(folder.resolve("second"));
    String before = System.getProperty("niccosim.cache.dir");
    System.setProperty("niccosim.cache.dir", folder.resolve("cache").toString());
    try {
      LastFailures.remember(List.of(first, second));
      LastFailures.remember(List.of());

      assertThat(LastFailures.in(Path.of("target", "cosim"))).contains(first);
      assertThat(LastFailures.anywhere()).contains(first);
      Files.delete(first);
      assertThat(LastFailures.anywhere()).isEmpty();
    } finally {
      if (before == null) {
        System.clearProperty("niccosim.cache.dir");
      } else {
        System.setProperty("niccosim.cache.dir", before);
      }
    }
  }

  @Test
  void folderWithoutARunHasNone() {
    assertThat(LastFailures.in(folder)).isEmpty();
  }
}
