// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.nic;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Hold a committed page against what a test computes; write it when asked to. */
final class GeneratedPage {

  private GeneratedPage() {}

  /** Fail if the page differs, unless {@code -Dniccosim.update=true} asks to write it. */
  static void check(Path page, String text) throws IOException {
    if (Boolean.getBoolean("niccosim.update")) {
      Files.writeString(page, text);
    }
    assertThat(Files.readString(page))
        .as("page is not current: file=%s (hint: run with -Dniccosim.update=true)", page)
        .isEqualTo(text);
  }
}
