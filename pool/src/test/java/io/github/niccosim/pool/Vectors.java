// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.pool;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The readable file of test vectors. */
public final class Vectors {
  private Vectors() {}

  /** Return all lines that are neither comments nor empty. */
  public static List<String> lines() {
    try (InputStream in = Vectors.class.getResourceAsStream("vectors.txt");
        BufferedReader reader =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      return reader.lines().filter(line -> !line.startsWith("#") && !line.isBlank()).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Return the lines of one kind. */
  public static List<String> lines(String prefix) {
    return lines().stream().filter(line -> line.startsWith(prefix)).toList();
  }
}
