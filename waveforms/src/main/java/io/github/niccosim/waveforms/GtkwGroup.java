// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.waveforms;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Collects the rows of one group of a {@link GtkwFile}. Not thread-safe. */
public final class GtkwGroup {
  /** One row, or a group of rows. */
  sealed interface Row {}

  /** A signal. */
  record SignalRow(Variable variable, GtkwStyle style) implements Row {}

  /** A line of text; empty for a blank line. */
  record TextRow(String text) implements Row {}

  /** A nested group. */
  record GroupRow(GtkwGroup group) implements Row {}

  private final GtkwFile file;
  private final String name;
  private final List<Row> rows = new ArrayList<>();
  private boolean collapsed;

  GtkwGroup(GtkwFile file, String name) {
    this.file = file;
    this.name = name;
  }

  String name() {
    return name;
  }

  List<Row> rows() {
    return rows;
  }

  boolean isCollapsed() {
    return collapsed;
  }

  /**
   * Add signals in plain style.
   *
   * @param patterns full names, {@code *} and {@code **} allowed
   * @return this
   */
  public GtkwGroup add(String... patterns) {
    for (String pattern : patterns) {
      add(GtkwStyle.PLAIN, pattern);
    }
    return this;
  }

  /**
   * Add signals.
   *
   * @param style how to show them
   * @param pattern full name, {@code *} and {@code **} allowed
   * @return this
   */
  public GtkwGroup add(GtkwStyle style, String pattern) {
    for (Variable variable : file.resolve(pattern)) {
      rows.add(new SignalRow(variable, style));
    }
    return this;
  }

  /**
   * Add a line of text.
   *
   * @param text one line
   * @return this
   */
  public GtkwGroup comment(String text) {
    rows.add(new TextRow(text));
    return this;
  }

  /**
   * Add an empty line.
   *
   * @return this
   */
  public GtkwGroup blank() {
    return comment("");
  }

  /**
   * Add a group inside this one.
   *
   * @param groupName its title
   * @param content adds its rows
   * @return this
   */
  public GtkwGroup group(String groupName, Consumer<GtkwGroup> content) {
    GtkwGroup inner = new GtkwGroup(file, groupName);
    content.accept(inner);
    rows.add(new GroupRow(inner));
    return this;
  }

  /**
   * Show the group folded.
   *
   * @return this
   */
  public GtkwGroup collapsed() {
    collapsed = true;
    return this;
  }
}
