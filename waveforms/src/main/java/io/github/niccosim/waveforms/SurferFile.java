// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.waveforms;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Writes a command file for Surfer: {@code surfer waves.fst -c waves.sucl}.
 *
 * <p>One command per line: {@code divider_add}, {@code variable_add}, {@code zoom_fit}, {@code
 * cursor_set}. Not thread-safe.
 */
public final class SurferFile {
  private final Waveform wave;
  private final StringBuilder out = new StringBuilder();

  private SurferFile(Waveform wave) {
    this.wave = wave;
  }

  /**
   * Start a command file.
   *
   * @param wave open trace
   * @return an empty file
   */
  public static SurferFile of(Waveform wave) {
    return new SurferFile(wave);
  }

  /**
   * Show a group of signals under a divider.
   *
   * @param title title of the divider
   * @param patterns full names, {@code *} and {@code **} allowed; those that match nothing are
   *     passed over
   * @return this
   */
  public SurferFile group(String title, String... patterns) {
    StringBuilder rows = new StringBuilder();
    for (String pattern : patterns) {
      rows.append(rows(wave.match(pattern)));
    }
    if (!rows.isEmpty()) {
      // A blank would begin the next word of the command.
      out.append("divider_add ").append(title.replaceAll("[^!-~]", "_")).append('\n').append(rows);
    }
    return this;
  }

  /**
   * Show signals.
   *
   * @param variables variables of the trace
   * @return this
   */
  public SurferFile add(List<Variable> variables) {
    out.append(rows(variables));
    return this;
  }

  private static String rows(List<Variable> variables) {
    StringBuilder rows = new StringBuilder();
    variables.forEach(each -> rows.append("variable_add ").append(each.path()).append('\n'));
    return rows.toString();
  }

  /**
   * Place the cursor.
   *
   * @param timePs picoseconds of simulated time
   * @return this
   */
  public SurferFile cursorPs(long timePs) {
    out.append("cursor_set ").append(timePs).append("ps\n");
    return this;
  }

  /** {@return the commands} */
  public String text() {
    return out + "zoom_fit\n";
  }

  /**
   * Write the commands.
   *
   * @param file file to write
   * @return {@code file}
   * @throws IOException if it cannot be written
   */
  public Path write(Path file) throws IOException {
    return Files.writeString(file, text(), StandardCharsets.UTF_8);
  }
}
