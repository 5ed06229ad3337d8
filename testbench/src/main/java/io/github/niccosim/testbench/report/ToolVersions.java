// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.report;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Say which tools made a result. */
public final class ToolVersions {

  private static final Pattern VERILATOR = Pattern.compile("Verilator (\\S+)");

  private ToolVersions() {}

  /** Return the version of this JVM. */
  public static String jdk() {
    return Runtime.version().toString().split("[+]")[0];
  }

  /** Return the version of the Verilator on the PATH, {@code unknown} if there is none. */
  public static String verilator() {
    try {
      Process process =
          new ProcessBuilder("verilator", "--version")
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      try (InputStream out = process.getInputStream()) {
        String text = new String(out.readAllBytes(), StandardCharsets.UTF_8);
        Matcher version = VERILATOR.matcher(text);
        return version.find() ? version.group(1) : "unknown";
      }
    } catch (IOException e) {
      return "unknown";
    }
  }
}
