// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.cli.waves;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Makes a trace of a busy bus to measure with: the same bytes each time. One statement per line,
 * because {@code vcd2fst} reads lines.
 */
final class TraceMaker {
  private static final int CYCLES = 60_000;
  private static final int COPIES = 10;
  private static final int[] WIDTHS = {1, 1, 1, 8, 32, 64, 128};
  private static final long FACTOR = 6364136223846793005L;
  private static final long STEP = 1442695040888963407L;

  private TraceMaker() {}

  static Path write(Path file) throws IOException {
    try (BufferedWriter out = Files.newBufferedWriter(file, StandardCharsets.US_ASCII)) {
      out.write("$timescale 1ps $end\n$scope module top $end\n$var wire 1 ! clk $end\n");
      for (int i = 0; i < COPIES * WIDTHS.length; i++) {
        out.write("$var wire " + WIDTHS[i % WIDTHS.length] + " " + code(i) + " s" + i + " $end\n");
      }
      out.write("$upscope $end\n$enddefinitions $end\n");
      long random = 1;
      for (int cycle = 0; cycle < CYCLES; cycle++) {
        out.write("#" + cycle * 4000L + "\n1!\n");
        for (int i = 0; i < COPIES * WIDTHS.length; i++) {
          random = random * FACTOR + STEP;
          if (random >>> 62 != 0) {
            out.write(value(WIDTHS[i % WIDTHS.length], random, cycle) + code(i) + "\n");
          }
        }
        out.write("#" + (cycle * 4000L + 2000) + "\n0!\n");
      }
    }
    return file;
  }

  private static String code(int index) {
    return "" + (char) ('A' + index / 20) + (char) ('a' + index % 20);
  }

  private static String value(int width, long random, int cycle) {
    if (width == 1) {
      return "" + (random >>> 40 & 1);
    }
    String counter = Long.toBinaryString(cycle);
    String noise = Long.toBinaryString(random >>> 20 & 0xFF);
    String bits = counter + noise;
    return "b" + bits.substring(Math.max(0, bits.length() - width)) + " ";
  }
}
