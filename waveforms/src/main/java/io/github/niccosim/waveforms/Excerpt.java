// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.waveforms;

import java.util.ArrayList;
import java.util.List;

/**
 * Draws a window of a trace: as text for a failure report, plain ASCII and at most 80 columns, as
 * SVG, or as PNG.
 *
 * <pre>
 *           20 ns               28 ns               36 ns
 * clk_i     /"""\___/"""\___/"""\___/"""\___/"""\___
 * state_q   |Fetch  |Write  |Done   |Idle   |Fetch
 * irq_o     ________________/"""""""\_______________
 *                               ^ 30 ns: completion before data
 * </pre>
 *
 * <p>{@code _} is 0, {@code "} is 1, {@code x} and {@code z} are themselves, {@code |} begins a new
 * value, {@code #} stands for several changes in one column. A value that does not fit loses its
 * leading digits and shows {@code ~} for them. Not thread-safe.
 */
public final class Excerpt {
  private static final int MAX_COLUMNS = 80;
  private static final int MAX_NAME = 26;

  private final Waveform wave;
  private final List<Variable> rows = new ArrayList<>();
  private final List<Mark> marks = new ArrayList<>();
  private long fromTicks;
  private long toTicks;
  private int columns = MAX_COLUMNS;

  private record Mark(long ticks, String text) {}

  private Excerpt(Waveform wave) {
    this.wave = wave;
    fromTicks = wave.info().startTicks();
    toTicks = Math.max(wave.info().endTicks(), fromTicks + 1);
  }

  /**
   * Start an excerpt of the whole time range.
   *
   * @param wave open trace
   * @return an excerpt without rows
   */
  public static Excerpt of(Waveform wave) {
    return new Excerpt(wave);
  }

  /**
   * Add rows.
   *
   * @param patterns full names, {@code *} and {@code **} allowed
   * @return this
   * @throws WaveformException if a pattern matches nothing
   */
  public Excerpt signals(String... patterns) {
    for (String pattern : patterns) {
      List<Variable> found = wave.match(pattern);
      rows.addAll(found.isEmpty() ? List.of(wave.variable(pattern)) : found);
    }
    return this;
  }

  /**
   * Choose the window.
   *
   * @param fromPs first picosecond shown
   * @param toPs last picosecond shown, after {@code fromPs}
   * @return this
   */
  public Excerpt windowPs(long fromPs, long toPs) {
    if (toPs <= fromPs) {
      throw new IllegalArgumentException(
          "window is empty: fromPs=" + fromPs + " toPs=" + toPs + " (expected: toPs > fromPs)");
    }
    fromTicks = wave.info().timescale().fromPs(fromPs);
    toTicks = Math.max(wave.info().timescale().fromPs(toPs), fromTicks + 1);
    return this;
  }

  /**
   * Choose a window of whole clock cycles around a time, and mark that time.
   *
   * @param clock full name of a one-bit signal
   * @param timePs middle, in picoseconds
   * @param cyclesBefore rising edges shown before it, 1 or more
   * @param cyclesAfter rising edges shown after it, 1 or more
   * @return this
   */
  public Excerpt aroundPs(String clock, long timePs, int cyclesBefore, int cyclesAfter) {
    Edges edges = wave.signal(clock).rising();
    long ticks = wave.info().timescale().fromPs(timePs);
    if (edges.count() > 1) {
      int before = 0;
      while (before + 1 < edges.count() && edges.timeTicks(before + 1) <= ticks) {
        before++;
      }
      fromTicks = edges.timeTicks(Math.max(0, before - cyclesBefore));
      toTicks = edges.timeTicks(Math.min(edges.count() - 1, before + cyclesAfter));
      toTicks = Math.max(toTicks, fromTicks + 1);
    }
    return this;
  }

  /**
   * Mark a time below the rows.
   *
   * @param timePs picoseconds of simulated time
   * @param text what happened
   * @return this
   */
  public Excerpt markPs(long timePs, String text) {
    marks.add(new Mark(wave.info().timescale().fromPs(timePs), text));
    return this;
  }

  /**
   * Limit the width.
   *
   * @param most columns, 40..80
   * @return this
   */
  public Excerpt columns(int most) {
    if (most < 40 || most > MAX_COLUMNS) {
      throw new IllegalArgumentException(
          "excerpt width is out of range: columns=" + most + " (expected: 40..80)");
    }
    columns = most;
    return this;
  }

  /** {@return the drawing, one line per row, each ended by a line feed} */
  public String text() {
    List<String> names = RowNames.of(rows);
    int nameColumns = 4;
    for (String name : names) {
      nameColumns = Math.max(nameColumns, Math.min(MAX_NAME, name.length()));
    }
    ExcerptLine lines = new ExcerptLine(fromTicks, toTicks, columns - nameColumns - 1);
    StringBuilder out = new StringBuilder();
    append(out, " ".repeat(nameColumns), lines.ruler(wave.info().timescale()));
    for (int i = 0; i < rows.size(); i++) {
      Variable row = rows.get(i);
      append(out, name(names.get(i), nameColumns), lines.row(row, wave.history(row)));
    }
    for (Mark mark : marks) {
      String text = wave.info().timescale().format(mark.ticks()) + ": " + mark.text();
      append(out, " ".repeat(nameColumns), lines.mark(mark.ticks(), text));
    }
    return out.toString();
  }

  /**
   * Return the drawing as an SVG document with light and dark colours, for pages and CI artefacts.
   *
   * @param widthPixels width, 300..4000
   * @return the document
   */
  public String svg(int widthPixels) {
    if (widthPixels < 300 || widthPixels > 4000) {
      throw new IllegalArgumentException(
          "picture width is out of range: pixels=" + widthPixels + " (expected: 300..4000)");
    }
    List<String> names = RowNames.of(rows);
    ExcerptSvg picture = new ExcerptSvg(fromTicks, toTicks, names, widthPixels);
    picture.begin(rows.size(), marks.size(), wave.info().timescale());
    for (int i = 0; i < rows.size(); i++) {
      picture.lane(i, names.get(i), rows.get(i), wave.history(rows.get(i)));
    }
    for (int i = 0; i < marks.size(); i++) {
      Mark mark = marks.get(i);
      String text = wave.info().timescale().format(mark.ticks()) + ": " + mark.text();
      picture.mark(i, rows.size(), mark.ticks(), text);
    }
    return picture.end();
  }

  /**
   * Return the drawing as a PNG, without any display or font of the machine: the same bytes
   * everywhere.
   *
   * @param widthPixels width, 300..4000
   * @return content of the file
   */
  public byte[] png(int widthPixels) {
    if (widthPixels < 300 || widthPixels > 4000) {
      throw new IllegalArgumentException(
          "picture width is out of range: pixels=" + widthPixels + " (expected: 300..4000)");
    }
    List<String> names = RowNames.of(rows);
    int longest = names.stream().mapToInt(String::length).max().orElse(4);
    ExcerptPng picture =
        new ExcerptPng(fromTicks, toTicks, longest, widthPixels, rows.size(), marks.size());
    picture.ruler(wave.info().timescale());
    for (int i = 0; i < rows.size(); i++) {
      picture.lane(i, names.get(i), rows.get(i), wave.history(rows.get(i)));
    }
    for (int i = 0; i < marks.size(); i++) {
      Mark mark = marks.get(i);
      String text = wave.info().timescale().format(mark.ticks()) + ": " + mark.text();
      picture.mark(i, mark.ticks(), text);
    }
    return picture.end();
  }

  private static void append(StringBuilder out, String name, String line) {
    out.append((name + " " + line).stripTrailing()).append('\n');
  }

  private static String name(String name, int width) {
    return name.length() <= width
        ? name + " ".repeat(width - name.length())
        : "~" + name.substring(name.length() - width + 1);
  }
}
