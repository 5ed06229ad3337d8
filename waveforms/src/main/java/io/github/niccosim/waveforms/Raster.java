// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.waveforms;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/**
 * Draws rectangles and letters into an array of colours and writes it as PNG.
 *
 * <p>Own code instead of {@code java.awt}: no font configuration, no native library of the desktop
 * module in a container, and the same bytes on every machine, so that a test can compare pictures.
 * Not thread-safe.
 */
final class Raster {
  /** Device pixels of one dot of a letter and of a line. */
  static final int DOT = 2;

  private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};

  private final int width;
  private final int height;
  private final int[] pixels;

  Raster(int width, int height, int paper) {
    this.width = width;
    this.height = height;
    pixels = new int[Math.multiplyExact(width, height)];
    Arrays.fill(pixels, paper);
  }

  /** Fill a rectangle; what lies outside the picture is cut off. */
  void fill(int x, int y, int w, int h, int colour) {
    int left = Math.max(0, x);
    int right = Math.min(width, x + w);
    for (int row = Math.max(0, y); row < Math.min(height, y + h); row++) {
      if (left < right) {
        Arrays.fill(pixels, row * width + left, row * width + right, colour);
      }
    }
  }

  /** Draw a slanted line between two points, thick as a dot. */
  void line(int x0, int y0, int x1, int y1, int colour) {
    int steps = Math.max(Math.abs(x1 - x0), Math.abs(y1 - y0));
    for (int i = 0; i <= steps; i++) {
      int x = x0 + Math.round((x1 - x0) * (float) i / Math.max(1, steps));
      int y = y0 + Math.round((y1 - y0) * (float) i / Math.max(1, steps));
      fill(x, y, DOT, DOT, colour);
    }
  }

  /** Draw a text, its top left corner given. */
  void text(int x, int y, String text, int colour) {
    for (int i = 0; i < text.length(); i++) {
      for (int row = 0; row < PixelFont.ROWS; row++) {
        for (int column = 0; column < PixelFont.COLUMNS; column++) {
          if (PixelFont.dot(text.charAt(i), column, row)) {
            int left = x + (i * PixelFont.ADVANCE + column) * DOT;
            fill(left, y + row * DOT, DOT, DOT, colour);
          }
        }
      }
    }
  }

  /** {@return the width of a text in pixels} */
  static int widthOf(String text) {
    return text.length() * PixelFont.ADVANCE * DOT;
  }

  /** {@return the picture as PNG} */
  byte[] png() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(SIGNATURE);
    ByteBuffer head = ByteBuffer.allocate(13);
    head.putInt(width).putInt(height).put((byte) 8).put((byte) 2); // eight bits, red green blue
    chunk(out, "IHDR", head.array());
    chunk(out, "IDAT", deflate(rows()));
    chunk(out, "IEND", new byte[0]);
    return out.toByteArray();
  }

  /** Rows, each after a filter byte: 2 says that it is the difference to the row above. */
  private byte[] rows() {
    int stride = width * 3 + 1;
    byte[] data = new byte[Math.multiplyExact(stride, height)];
    for (int y = 0; y < height; y++) {
      data[y * stride] = 2;
      for (int x = 0; x < width; x++) {
        int colour = pixels[y * width + x];
        int above = y == 0 ? 0 : pixels[(y - 1) * width + x];
        int at = y * stride + 1 + x * 3;
        data[at] = (byte) ((colour >> 16) - (above >> 16));
        data[at + 1] = (byte) ((colour >> 8) - (above >> 8));
        data[at + 2] = (byte) (colour - above);
      }
    }
    return data;
  }

  private static byte[] deflate(byte[] data) {
    try (Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION)) {
      deflater.setInput(data);
      deflater.finish();
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      byte[] block = new byte[1 << 14];
      while (!deflater.finished()) {
        out.write(block, 0, deflater.deflate(block));
      }
      return out.toByteArray();
    }
  }

  private static void chunk(ByteArrayOutputStream out, String name, byte[] data) {
    byte[] tagged = new byte[4 + data.length];
    System.arraycopy(name.getBytes(StandardCharsets.US_ASCII), 0, tagged, 0, 4);
    System.arraycopy(data, 0, tagged, 4, data.length);
    CRC32 check = new CRC32();
    check.update(tagged);
    ByteBuffer number = ByteBuffer.allocate(4);
    out.writeBytes(number.putInt(0, data.length).array());
    out.writeBytes(tagged);
    out.writeBytes(number.putInt(0, (int) check.getValue()).array());
  }
}
