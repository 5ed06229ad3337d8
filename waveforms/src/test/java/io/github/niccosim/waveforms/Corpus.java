// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.waveforms;

import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Path;

/** Finds the trace files of the test corpus. */
final class Corpus {
  private Corpus() {}

  static Path file(String name) {
    URL found = Corpus.class.getResource("/waves/" + name);
    if (found == null) {
      throw new IllegalArgumentException("no such corpus file: name=" + name);
    }
    try {
      return Path.of(found.toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
