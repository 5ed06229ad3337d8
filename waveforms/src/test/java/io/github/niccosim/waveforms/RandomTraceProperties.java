// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.waveforms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Random traces read as the word-by-word reference reads them, as VCD and after vcd2fst packed
 * them.
 */
class RandomTraceProperties {
  private static final int SIGNALS = 40;
  private static final String STATES = "01xz";
  private static final String DECLARED = "$timescale 1ps $end\n$scope module top $end\n";

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
  void readsVcdAsTheReferenceDoes(int seed) throws IOException {
    Path vcd = write(seed, 2000);

    try (Waveform wave = Waveform.open(vcd)) {
      assertThat(CanonicalDump.of(wave)).isEqualTo(ReferenceVcd.dump(vcd));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"-4", "-F", "-Z", "-c", "-p"})
  void readsEveryPackingOfVcd2fst(String option) throws IOException, InterruptedException {
    Path vcd = write(99, 3000);
    Path fst = folder.resolve("packed.fst");
    assumeTrue(convert(option, vcd, fst), "vcd2fst is not installed: the corpus stands in for it");
    SortedMap<String, String> expected = ReferenceVcd.dump(vcd);

    try (Waveform packed = Waveform.open(fst);
        Waveform plain = Waveform.open(vcd)) {
      assertThat(CanonicalDump.of(packed)).isEqualTo(expected);
      assertThat(packed.contentHash()).isEqualTo(plain.contentHash());
    }
  }

  private static boolean convert(String option, Path vcd, Path fst)
      throws IOException, InterruptedException {
    try {
      Process process =
          new ProcessBuilder("vcd2fst", option, vcd.toString(), fst.toString())
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return process.waitFor(60, TimeUnit.SECONDS) && process.exitValue() == 0;
    } catch (IOException e) {
      return false;
    }
  }

  private Path write(int seed, int steps) throws IOException {
    SplittableRandom random = new SplittableRandom(seed);
    int[] widths = new int[SIGNALS];
    StringBuilder out = new StringBuilder(DECLARED);
    for (int i = 0; i < SIGNALS; i++) {
      widths[i] = i % 3 == 0 ? 1 : i % 11 == 0 ? 0 : 1 + random.nextInt(i % 7 == 0 ? 300 : 70);
      String kind = widths[i] == 0 ? "real 64" : "reg " + widths[i];
      String bounds = widths[i] > 1 ? " [" + (widths[i] - 1) + ":0]" : "";
      out.append("$var ").append(kind).append(' ').append(id(i)).append(" s").append(i);
      out.append(bounds).append(" $end\n");
    }
    out.append("$upscope $end\n$enddefinitions $end\n");
    long now = 0;
    for (int step = 0; step < steps; step++) {
      out.append('#').append(now).append('\n');
      now += 1 + (random.nextInt(50) == 0 ? random.nextLong(1L << 40) : random.nextInt(9));
      for (int changes = random.nextInt(6); changes > 0; changes--) {
        int i = random.nextInt(random.nextInt(4) == 0 ? SIGNALS : 5);
        out.append(change(widths[i], id(i), random)).append('\n');
      }
    }
    return Files.writeString(folder.resolve("random.vcd"), out, StandardCharsets.US_ASCII);
  }

  private static String id(int i) {
    return i < 20 ? String.valueOf((char) ('A' + i)) : "k" + i;
  }

  private static String change(int width, String id, SplittableRandom random) {
    if (width == 0) {
      return "r" + random.nextInt(-9999, 9999) / 64.0 + " " + id;
    }
    int states = random.nextInt(5) == 0 ? 4 : 2;
    if (width == 1) {
      return STATES.charAt(random.nextInt(states)) + id;
    }
    StringBuilder digits = new StringBuilder("b");
    int written = random.nextInt(4) == 0 ? 1 + random.nextInt(width) : width;
    for (int bit = 0; bit < written; bit++) {
      digits.append(STATES.charAt(random.nextInt(states)));
    }
    return digits.append(' ').append(id).toString();
  }
}
