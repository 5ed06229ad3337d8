// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.rtl.formats;

import java.util.List;

/** Draws words of bits, as text for Javadoc and as SVG for the documents. */
final class BitFigure {

  private static final int BIT = 24; // pixels
  private static final int LEFT = 130;
  private static final int LABEL = 14; // height of the bit numbers above a word
  private static final int LOW = 26; // height of a word whose names fit
  private static final double CHARACTER = 6.7; // width at 11 pixels

  private BitFigure() {}

  /** Return the lines of a text figure, highest word first, at most 95 columns wide. */
  static List<String> text(List<BitRow> rows) {
    return rows.reversed().stream().flatMap(row -> textRow(row).stream()).toList();
  }

  private static List<String> textRow(BitRow row) {
    StringBuilder numbers = new StringBuilder();
    StringBuilder rule = new StringBuilder("+");
    StringBuilder names = new StringBuilder("|");
    for (BitRow.Cell cell : row.cells()) {
      String high = Integer.toString(cell.msb());
      String low = cell.bits() == 1 ? "" : Integer.toString(cell.lsb());
      String name = cell.name().isEmpty() ? "0" : cell.name();
      int labels = high.length() + (low.isEmpty() ? 0 : low.length() + 1);
      int width = Math.max(Math.max(name.length(), labels), cell.bits());
      numbers.append(' ').append(high).append(" ".repeat(width - high.length() - low.length()));
      numbers.append(low);
      rule.append("-".repeat(width)).append('+');
      int before = (width - name.length()) / 2;
      names.append(" ".repeat(before)).append(name);
      names.append(" ".repeat(width - name.length() - before)).append('|');
    }
    return List.of(
        numbers.toString().stripTrailing(), rule.toString(), names.toString(), rule.toString());
  }

  /**
   * Return an SVG picture, first row at the top.
   *
   * @param title accessible name
   */
  static String svg(String title, List<BitRow> rows) {
    StringBuilder body = new StringBuilder();
    int top = 6;
    for (BitRow row : rows) {
      top = svgRow(body, row, top);
    }
    int width = LEFT + BitRow.BITS * BIT + 10;
    return """
    <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" width="%d" height="%d" \
    role="img" font-family="monospace" font-size="11" text-anchor="middle">
    <!-- written by rtl/doc/generate.sh -->
    <title>%s</title>
    <rect width="100%%" height="100%%" fill="#fff"/>
    %s</svg>
    """
        .formatted(width, top, width, top, title, body);
  }

  private static int svgRow(StringBuilder body, BitRow row, int top) {
    int height = LOW;
    for (BitRow.Cell cell : row.cells()) {
      if (isTurned(cell)) {
        height = Math.max(height, (int) (cell.name().length() * CHARACTER) + 10);
      }
    }
    int y = top + LABEL;
    body.append(
        "<text x=\"%d\" y=\"%d\" text-anchor=\"end\">%s</text>\n"
            .formatted(LEFT - 8, y + height / 2 + 4, row.label()));
    for (BitRow.Cell cell : row.cells()) {
      svgCell(body, cell, LEFT + (row.lowestBit() + BitRow.BITS - 1 - cell.msb()) * BIT, y, height);
    }
    return y + height + 6;
  }

  private static void svgCell(StringBuilder body, BitRow.Cell cell, int x, int y, int height) {
    int width = cell.bits() * BIT;
    boolean used = !cell.name().isEmpty();
    body.append(
        "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" fill=\"%s\" stroke=\"#456\"/>\n"
            .formatted(x, y, width, height, used ? "#eaf2fb" : "#e4e4e4"));
    number(body, x + BIT / 2, y, cell.msb());
    if (cell.bits() > 1) {
      number(body, x + width - BIT / 2, y, cell.lsb());
    }
    if (!used) {
      return;
    }
    int middle = x + width / 2;
    if (isTurned(cell)) {
      body.append(
          "<text transform=\"translate(%d %d) rotate(-90)\">%s</text>\n"
              .formatted(middle + 4, y + height / 2, cell.name()));
    } else {
      body.append(
          "<text x=\"%d\" y=\"%d\">%s</text>\n".formatted(middle, y + height / 2 + 4, cell.name()));
    }
  }

  private static void number(StringBuilder body, int x, int y, int bit) {
    body.append(
        "<text x=\"%d\" y=\"%d\" font-size=\"9\" fill=\"#567\">%d</text>\n"
            .formatted(x, y - 3, bit));
  }

  private static boolean isTurned(BitRow.Cell cell) {
    return cell.name().length() * CHARACTER > cell.bits() * BIT - 4;
  }
}
