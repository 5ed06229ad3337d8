// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.waveforms;

/** Draws an {@link Excerpt} into a {@link Raster}: the counterpart of {@link ExcerptSvg}. */
final class ExcerptPng {
  private static final int LANE = 34;
  private static final int HALF = 11;
  private static final int TOP = 36;
  private static final int MARK = 22;
  private static final int LETTER = PixelFont.ADVANCE * Raster.DOT;
  private static final int TEXT_HEIGHT = PixelFont.ROWS * Raster.DOT;
  private static final int PAPER = 0xFFFFFF;
  private static final int INK = 0x1C2126;
  private static final int SOFT = 0x777777;
  private static final int GRID = 0xE4E4E4;
  private static final int GREEN = 0x0A7A3D;
  private static final int BLUE = 0x1F6FB2;
  private static final int PALE = 0xE9F1F8;
  private static final int RED = 0xC0392B;
  private static final int PINK = 0xF5DAD7;

  private final long fromTicks;
  private final long toTicks;
  private final int left;
  private final int width;
  private final int lanes;
  private final Raster raster;

  ExcerptPng(long fromTicks, long toTicks, int longestName, int totalWidth, int lanes, int marks) {
    this.fromTicks = fromTicks;
    this.toTicks = toTicks;
    this.lanes = lanes;
    left = longestName * LETTER + 24;
    width = Math.max(200, totalWidth - left - 8);
    raster = new Raster(left + width + 8, TOP + lanes * LANE + marks * MARK + 10, PAPER);
  }

  void ruler(Timescale timescale) {
    long step = RoundTimes.step(toTicks - fromTicks, Math.max(2, width / 190));
    for (long t = Math.ceilDiv(fromTicks, step) * step; t <= toTicks; t += step) {
      raster.fill(x(t), TOP - 8, Raster.DOT, lanes * LANE + 8, GRID);
      raster.text(x(t) + 4, 8, timescale.format(t), SOFT);
    }
  }

  void lane(int lane, String name, Variable variable, SignalHistory history) {
    int middle = TOP + lane * LANE + LANE / 2;
    raster.text(10, middle - TEXT_HEIGHT / 2, name, INK);
    if (history.encoding() == Encoding.BITS && history.widthBits() == 1) {
      bits(history, middle);
    } else {
      values(variable, history, middle);
    }
  }

  private void bits(SignalHistory history, int middle) {
    int index = history.indexBefore(timeOf(0));
    int y = level(history, index, middle);
    for (int pixel = 0; pixel < width; pixel++) {
      int next = history.indexBefore(timeOf(pixel + 1));
      int before = y;
      y = level(history, next, middle);
      if (!history.isKnown(next)) {
        raster.fill(left + pixel, middle - HALF, 1, 2 * HALF + Raster.DOT, PINK);
      }
      boolean dense = next - index > 1;
      int top = dense ? middle - HALF : Math.min(before, y);
      int bottom = dense ? middle + HALF : Math.max(before, y);
      if (next != index) {
        raster.fill(left + pixel, top, Raster.DOT, bottom - top + Raster.DOT, GREEN);
      }
      raster.fill(left + pixel, y, 1, Raster.DOT, history.isKnown(next) ? GREEN : RED);
      index = next;
    }
  }

  private static int level(SignalHistory history, int index, int middle) {
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
        raster.fill(left + pixel, middle - HALF, 1, 2 * HALF + Raster.DOT, BLUE);
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
    if (length < 4) {
      raster.fill(left + begin, middle - HALF, length, 2 * HALF + Raster.DOT, BLUE);
      return;
    }
    boolean known = history.encoding() != Encoding.BITS || history.isKnown(index);
    int colour = known ? BLUE : RED;
    int slope = Math.min(5, length / 3);
    int from = left + begin;
    int to = left + end;
    raster.fill(from + slope, middle - HALF, length - 2 * slope, 2 * HALF, known ? PALE : PINK);
    for (int side = -HALF; side <= HALF; side += 2 * HALF) {
      raster.line(from, middle, from + slope, middle + side, colour);
      raster.fill(from + slope, middle + side, length - 2 * slope, Raster.DOT, colour);
      raster.line(to - slope, middle + side, to, middle, colour);
    }
    String text = ExcerptLine.text(variable, history.value(index));
    int room = (length - 14) / LETTER;
    if (text.length() > room) {
      text = room < 2 ? "" : "~" + text.substring(text.length() - room + 1);
    }
    raster.text(from + 9, middle - TEXT_HEIGHT / 2 + 1, text, INK);
  }

  void mark(int number, long ticks, String text) {
    int y = TOP + lanes * LANE + 6 + number * MARK;
    boolean inside = ticks >= fromTicks && ticks <= toTicks;
    int x = inside ? x(ticks) : left;
    for (int dash = TOP - 8; inside && dash < y; dash += 12) {
      raster.fill(x, dash, Raster.DOT, Math.min(7, y - dash), RED);
    }
    String shown = inside ? text : "(outside) " + text;
    int start = inside && x > left + width / 2 ? x - Raster.widthOf(shown) - 4 : x + 6;
    raster.text(Math.max(4, start), y, shown, RED);
  }

  byte[] end() {
    return raster.png();
  }

  private int x(long ticks) {
    return left + (int) Math.round((double) (ticks - fromTicks) / (toTicks - fromTicks) * width);
  }

  private long timeOf(int pixel) {
    return fromTicks + (long) Math.ceil((toTicks - fromTicks) * ((double) pixel / width));
  }
}
