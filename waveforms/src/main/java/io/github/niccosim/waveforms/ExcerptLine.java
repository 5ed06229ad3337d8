// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.waveforms;

import java.util.Arrays;

/** Draws single lines of an {@link Excerpt}: column {@code c} stands for a slice of the window. */
final class ExcerptLine {
  private static final int RULER_STEP = 14;

  private final long fromTicks;
  private final long toTicks;
  private final int columns;

  ExcerptLine(long fromTicks, long toTicks, int columns) {
    this.fromTicks = fromTicks;
    this.toTicks = toTicks;
    this.columns = columns;
  }

  /** {@return the first time of a column} */
  private long timeOf(int column) {
    double share = (double) column / columns;
    return fromTicks + (long) Math.ceil((toTicks - fromTicks) * share);
  }

  private int columnOf(long ticks) {
    double share = (double) (ticks - fromTicks) / (toTicks - fromTicks);
    return Math.clamp((long) (share * columns), 0, columns - 1);
  }

  String ruler(Timescale timescale) {
    long step = RoundTimes.step(toTicks - fromTicks, columns / RULER_STEP);
    StringBuilder line = new StringBuilder();
    for (long ticks = Math.ceilDiv(fromTicks, step) * step; ticks <= toTicks; ticks += step) {
      String label = timescale.format(ticks);
      int column = columnOf(ticks);
      if (column >= line.length() && column + label.length() <= columns) {
        line.append(" ".repeat(column - line.length())).append(label).append(' ');
      }
    }
    return line.toString();
  }

  String row(Variable variable, SignalHistory history) {
    boolean bit = history.encoding() == Encoding.BITS && history.widthBits() == 1;
    return bit ? bits(history) : values(variable, history);
  }

  private String bits(SignalHistory history) {
    char[] line = new char[columns];
    for (int column = 0; column < columns; column++) {
      int before = history.indexBefore(timeOf(column));
      int last = history.indexBefore(timeOf(column + 1));
      char now = history.value(last).text().charAt(0);
      if (last - before > 1) {
        line[column] = '#';
      } else if (last == before || before < 0 || !history.isKnown(before)) {
        line[column] = level(now);
      } else {
        line[column] = now == '1' ? '/' : now == '0' ? '\\' : now;
      }
    }
    return new String(line);
  }

  private static char level(char state) {
    return state == '1' ? '"' : state == '0' ? '_' : state;
  }

  private String values(Variable variable, SignalHistory history) {
    char[] line = new char[columns];
    Arrays.fill(line, ' ');
    int shown = history.indexBefore(timeOf(0));
    int begin = 0;
    for (int column = 0; column < columns; column++) {
      int before = history.indexBefore(timeOf(column));
      int last = history.indexBefore(timeOf(column + 1));
      if (last == before) {
        continue;
      }
      write(line, begin, column, text(variable, history.value(shown)));
      line[column] = last - before > 1 ? '#' : '|';
      shown = last;
      begin = column + 1;
    }
    write(line, begin, columns, text(variable, history.value(shown)));
    return new String(line);
  }

  private static void write(char[] line, int from, int to, String text) {
    int room = to - from;
    String shown = text;
    if (text.length() > room) {
      shown = room < 2 ? "" : "~" + text.substring(text.length() - room + 1);
    }
    shown.getChars(0, shown.length(), line, from);
  }

  static String text(Variable variable, WaveValue value) {
    EnumTable table = variable.enumTable();
    String name = table == null ? null : table.nameOf(value.text());
    return name == null ? printable(value.toString()) : name;
  }

  private static String printable(String text) {
    return text.replaceAll("[^ -~]", "?");
  }

  String mark(long ticks, String text) {
    if (ticks < fromTicks || ticks > toTicks) {
      return fit("(outside) " + text);
    }
    int column = columnOf(ticks);
    int room = columns - column - 2;
    String shown = printable(text);
    if (shown.length() <= room) {
      return " ".repeat(column) + "^ " + shown;
    }
    if (shown.length() + 1 <= column) {
      return " ".repeat(column - shown.length() - 1) + shown + " ^";
    }
    return " ".repeat(column) + "^\n" + fit(shown);
  }

  private String fit(String text) {
    return text.length() <= columns ? text : text.substring(0, columns - 1) + "~";
  }
}
