// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.bridge;

import java.nio.file.Path;

/** Names the RTL of the tests. */
final class Rtl {
  private Rtl() {}

  static Path file(String name) {
    return Path.of("src/test/rtl", name).toAbsolutePath();
  }

  static ModelSpec.Builder spec(String top) {
    return ModelSpec.builder(top).source(file(top + ".sv"));
  }
}
