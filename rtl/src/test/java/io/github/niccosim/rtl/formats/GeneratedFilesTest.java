// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.rtl.formats;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is committed is what {@code nicdma_pkg.sv} says. */
class GeneratedFilesTest {

  @Test
  void committedFilesAreWhatThePackageGives() throws Exception {
    for (Map.Entry<Path, String> file : Generate.files(Path.of("")).entrySet()) {
      assertThat(file.getKey()).as("generated file (hint: run rtl/doc/generate.sh)").exists();
      assertThat(Files.readString(file.getKey()))
          .as("%s differs from nicdma_pkg.sv (hint: run rtl/doc/generate.sh)", file.getKey())
          .isEqualTo(file.getValue());
    }
  }
}
