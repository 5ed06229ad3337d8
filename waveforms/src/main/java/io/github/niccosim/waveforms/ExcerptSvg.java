// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.waveforms;

import java.util.List;
import java.util.Locale;

/**
 * Draws an {@link Excerpt} as SVG: names on the left, one lane per signal, times on top.
 *
 * <p>A lane is drawn pixel column by pixel column, so that its cost follows the width of the
 * picture and not the number of changes; a column with more than one change becomes a filled block.
 */
final class ExcerptSvg {
  private static final int LANE = 24;
  private static final int HALF = 8;
  private static final int TOP = 26;
  private static final double CHAR = 6.7;
  private static final String GREEN = "#0a7a3d";
  private static final String RED = "#c0392b";

  /** Colours for dark pages; the light ones are attributes, which every renderer understands. */
  private static final String DARK =
      """
      <style>@media (prefers-color-scheme: dark) {
      .paper { fill: #15181c } .text { fill: #dddddd } .axis { fill: #999999 }
      .grid { stroke: #2b3036 } .wave { stroke: #4cd58a } .busy { fill: #4cd58a }
      }</style>
      """;

  private static final String TEXT =
      "<text class=\"text\" fill=\"#222222\" x=\"%d\" y=\"%d\">%s</text>";
  private static final String WAVE =
      "<path class=\"wave\" fill=\"none\" stroke=\"" + GREEN + "\" d=\"";
  private static final String UNKNOWN =
      "<path fill=\"" + RED + "\" fill-opacity=\".2\" stroke=\"" + RED + "\" d=\"";

  private final long fromTicks;
  private final long toTicks;
  private final int left;
  private final int width;
  private final StringBuilder out = new StringBuilder();

  ExcerptSvg(long fromTicks, long toTicks, List<String> names, int totalWidth) {
    this.fromTicks = fromTicks;
    this.toTicks = toTicks;
    int longest = names.stream().mapToInt(String::length).max().orElse(4);
    left = (int) Math.ceil(longest * CHAR) + 16;
    width = Math.max(100, totalWidth - left - 8);
  }

  void begin(int lanes, int marks, Timescale timescale) {
    int height = TOP + lanes * LANE + marks * 16 + 8;
    line(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%1$d\" height=\"%2$d\""
            + " viewBox=\"0 0 %1$d %2$d\" font-family=\"Menlo, Consolas, monospace\""
            + " font-size=\"11\">",
        left + width + 8, height);
    out.append(DARK);
    line("<rect class=\"paper\" width=\"100%%\" height=\"100%%\" fill=\"#ffffff\"/>");
    long step = RoundTimes.step(toTicks - fromTicks, Math.max(2, width / 110));
    for (long t = Math.ceilDiv(fromTicks, step) * step; t <= toTicks; t += step) {
      double x = x(t);
      line(
          "<path class=\"grid\" stroke=\"#e4e4e4\" d=\"M%.1f %dV%d\"/>",
          x, TOP - 6, TOP + lanes * LANE);
      line(
          "<text class=\"axis\" fill=\"#777777\" x=\"%.1f\" y=\"14\">%s</text>",
          x + 2, timescale.format(t));
    }
  }

  void lane(int lane, String name, Variable variable, SignalHistory history) {
    int middle = TOP + lane * LANE + LANE / 2;
    line(TEXT, 6, middle + 4, escape(name));
    if (history.encoding() == Encoding.BITS && history.widthBits() == 1) {
      bits(history, middle);
    } else {
      values(variable, history, middle);
    }
  }

  private void bits(SignalHistory history, int middle) {
    StringBuilder path = new StringBuilder();
    StringBuilder unknown = new StringBuilder();
    int index = history.indexBefore(timeOf(0));
    double y = level(history, index, middle);
    path.append(String.format(Locale.ROOT, "M%d %.0f", left, y));
    for (int pixel = 0; pixel < width; pixel++) {
      int next = history.indexBefore(timeOf(pixel + 1));
      int x = left + pixel;
      if (next - index > 1) {
        path.append(String.format(Locale.ROOT, "H%dV%dV%d", x, middle - HALF, middle + HALF));
        y = level(history, next, middle);
        path.append(String.format(Locale.ROOT, "V%.0f", y));
      } else if (next != index) {
        y = level(history, next, middle);
        path.append(String.format(Locale.ROOT, "H%dV%.0f", x, y));
      }
      if (!history.isKnown(next)) {
        unknown.append(String.format(Locale.ROOT, "M%d %dv%d", x, middle - HALF, 2 * HALF));
      }
      index = next;
    }
    path.append("H").append(left + width);
    if (!unknown.isEmpty()) {
      line("<path stroke=\"%s\" stroke-opacity=\".25\" d=\"%s\"/>", RED, unknown);
    }
    line(WAVE + "%s\"/>", path);
  }

  private static double level(SignalHistory history, int index, int middle) {
    if (!history.isKnown(index)) {
      return middle;
    }
    return history.toLong(index) == 1 ? middle - HALF : middle + HALF;
  }

  private void values(Variable variable, SignalHistory history, int middle) {
    int begin = 0;
    int index = history.indexBefore(timeOf(0));
    for (int pixel = 0; pixel < width; pixel++) {
      int next = history.indexBefore(timeOf(pixel + 1));
      if (next == index) {
        continue;
      }
      segment(variable, history, index, middle, begin, pixel);
      if (next - index > 1) {
        line(
            "<path class=\"busy\" fill=\"" + GREEN + "\" d=\"M%d %dh1v%dh-1z\"/>",
            left + pixel,
            middle - HALF,
            2 * HALF);
        begin = pixel + 1;
      } else {
        begin = pixel;
      }
      index = next;
    }
    segment(variable, history, index, middle, begin, width);
  }

  private void segment(
      Variable variable, SignalHistory history, int index, int middle, int begin, int end) {
    int length = end - begin;
    if (length < 2) {
      return;
    }
    int slope = Math.min(3, length / 2);
    boolean known = history.encoding() != Encoding.BITS || history.isKnown(index);
    line(
        (known ? WAVE : UNKNOWN) + "M%d %dl%d %dh%dl%d %dl%d %dh%dz\"/>",
        left + begin,
        middle,
        slope,
        -HALF,
        length - 2 * slope,
        slope,
        HALF,
        -slope,
        HALF,
        -(length - 2 * slope));
    String text = ExcerptLine.text(variable, history.value(index));
    int room = (int) ((length - 8) / CHAR);
    if (text.length() > room) {
      text = room < 2 ? "" : "~" + text.substring(text.length() - room + 1);
    }
    if (!text.isEmpty()) {
      line(TEXT, left + begin + 5, middle + 4, escape(text));
    }
  }

  void mark(int number, int lanes, long ticks, String text) {
    int bottom = TOP + lanes * LANE;
    int y = bottom + 14 + number * 16;
    double x = x(ticks);
    boolean inside = ticks >= fromTicks && ticks <= toTicks;
    if (inside) {
      line(
          "<path stroke=\"" + RED + "\" stroke-dasharray=\"4 3\" d=\"M%.1f %dV%d\"/>",
          x,
          TOP - 6,
          y - 10);
    }
    boolean leftOf = inside && x > left + width / 2.0;
    line(
        "<text fill=\"" + RED + "\" x=\"%.1f\" y=\"%d\" text-anchor=\"%s\">%s</text>",
        inside ? x : left,
        y,
        leftOf ? "end" : "start",
        escape(inside ? text : "(outside) " + text));
  }

  String end() {
    return out.append("</svg>\n").toString();
  }

  private double x(long ticks) {
    return left + (double) (ticks - fromTicks) / (toTicks - fromTicks) * width;
  }

  private long timeOf(int pixel) {
    return fromTicks + (long) Math.ceil((toTicks - fromTicks) * ((double) pixel / width));
  }

  private void line(String format, Object... values) {
    out.append(String.format(Locale.ROOT, format, values)).append('\n');
  }

  private static String escape(String text) {
    return text.replaceAll("[^ -~]", "?")
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
