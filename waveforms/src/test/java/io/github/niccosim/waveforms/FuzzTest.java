// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.waveforms;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Damaged traces end in a {@link WaveformException} or are read; they never hang, crash or exhaust
 * memory. A fixed sample by default, {@code -Pfuzz} for a million inputs.
 */
class FuzzTest {
  private static final int INPUTS = Integer.getInteger("waveforms.fuzz.inputs", 4000);
  private static final long SEED = Long.getLong("waveforms.fuzz.seed", 0x5EEDL);
  private static final long SLOWEST_NANOS = TimeUnit.SECONDS.toNanos(5);
  private static final long[] EDGES = {0, 1, -1, Long.MAX_VALUE, Long.MIN_VALUE, 1L << 31, 1 << 20};

  @Test
  @Timeout(value = 8, unit = TimeUnit.HOURS)
  void damagedFilesAreRefusedOrRead() throws IOException {
    List<byte[]> originals = new ArrayList<>();
    for (CorpusTest.Source source : CorpusTest.sources()) {
      if (!source.file().contains("big")) {
        originals.add(Files.readAllBytes(Corpus.file(source.file())));
      }
    }
    int refused = 0;
    for (int i = 0; i < INPUTS; i++) {
      SplittableRandom random = new SplittableRandom(SEED + i);
      byte[] input = mutate(originals.get(i % originals.size()), originals, random);
      try {
        refused += readAll(input) ? 0 : 1;
      } catch (RuntimeException | AssertionError | VirtualMachineError e) {
        Path kept = Files.write(Path.of("target", "fuzz-" + (SEED + i) + ".bin"), input);
        throw new AssertionError("seed=" + (SEED + i) + " input kept in " + kept, e);
      }
    }

    assertThat(refused).as("a good share of damage is found").isGreaterThan(INPUTS / 4);
    assertThat(refused).as("a good share of inputs is still read").isLessThan(INPUTS * 9 / 10);
  }

  /** Read every signal; return whether the file was accepted to its end. */
  private static boolean readAll(byte[] input) throws IOException {
    long begin = cpuNanos();
    boolean whole = true;
    try (Waveform wave = Waveform.open(Path.of("fuzz"), input)) {
      for (Variable variable : wave.variables()) {
        whole &= readOne(wave, variable);
      }
    } catch (WaveformException e) {
      assertThat(e).hasMessageContaining("(expected: ");
      whole = false;
    }
    assertThat(cpuNanos() - begin).as("CPU time in ns").isLessThan(SLOWEST_NANOS);
    return whole;
  }

  private static long cpuNanos() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  private static boolean readOne(Waveform wave, Variable variable) {
    try {
      SignalHistory history = wave.read(variable);
      for (int i = 1; i < history.size(); i++) {
        assertThat(history.timeTicks(i)).isGreaterThan(history.timeTicks(i - 1));
      }
      return true;
    } catch (WaveformException e) {
      return false;
    }
  }

  private static byte[] mutate(byte[] original, List<byte[]> others, SplittableRandom random) {
    byte[] data = original.clone();
    int edits = 1 + random.nextInt(3);
    for (int i = 0; i < edits; i++) {
      if (data.length < 16) {
        return data;
      }
      int at = place(data.length, random);
      switch (random.nextInt(7)) {
        case 0 -> data[at] ^= (byte) (1 << random.nextInt(8));
        case 1 -> data[at] = (byte) random.nextInt();
        case 2 -> putLong(data, at, EDGES[random.nextInt(EDGES.length)]);
        case 3 -> data = Arrays.copyOf(data, at);
        case 4 -> data = cut(data, at, random.nextInt(Math.min(64, data.length - at)));
        case 5 -> data = splice(data, others.get(random.nextInt(others.size())), at);
        default ->
            Arrays.fill(data, at, Math.min(data.length, at + 1 + random.nextInt(9)), (byte) -1);
      }
    }
    return data;
  }

  /** Prefer the first bytes and the last, where the lengths are. */
  private static int place(int length, SplittableRandom random) {
    return switch (random.nextInt(4)) {
      case 0 -> random.nextInt(Math.min(length, 400));
      case 1 -> length - 1 - random.nextInt(Math.min(length, 200));
      default -> random.nextInt(length);
    };
  }

  private static void putLong(byte[] data, int at, long value) {
    for (int i = 0; i < 8 && at + i < data.length; i++) {
      data[at + i] = (byte) (value >>> 56 - 8 * i);
    }
  }

  private static byte[] cut(byte[] data, int at, int length) {
    byte[] shorter = Arrays.copyOf(data, data.length - length);
    System.arraycopy(data, at + length, shorter, at, data.length - at - length);
    return shorter;
  }

  private static byte[] splice(byte[] data, byte[] other, int at) {
    int length = Math.min(Math.min(data.length, other.length) - at, 300);
    if (length > 0) {
      System.arraycopy(other, at, data, at, length);
    }
    return data;
  }
}
