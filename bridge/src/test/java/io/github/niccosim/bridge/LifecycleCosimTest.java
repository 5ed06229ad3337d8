// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Many models one after the other, many at a time, and long runs of one. */
class LifecycleCosimTest {
  private static final ModelLibrary LIBRARY = ModelLibrary.build(TypesRtl.spec());
  private static final int CYCLES = 200;

  @Test
  void thousandSimulationsLeakNeitherMemoryNorFiles() throws IOException {
    createAndClose(200);
    long memoryKib = residentKib();
    long files = openFiles();

    createAndClose(1000);

    assertThat(openFiles()).isEqualTo(files);
    assertThat(residentKib() - memoryKib).as("growth in KiB").isLessThan(16_384);
  }

  @Test
  void eightSimulationsInParallelGiveWhatOneGivesAlone() throws Exception {
    List<String> alone = new ArrayList<>();
    for (int seed = 0; seed < 8; seed++) {
      alone.add(run(seed));
    }
    List<Future<String>> running = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
      for (int seed = 0; seed < 8; seed++) {
        int own = seed;
        Callable<String> simulation = () -> run(own);
        running.add(threads.submit(simulation));
      }
    }

    for (int seed = 0; seed < 8; seed++) {
      assertThat(running.get(seed).get()).isEqualTo(alone.get(seed));
    }
    assertThat(alone).doesNotHaveDuplicates();
  }

  @Test
  void cyclesAllocateNothing() {
    try (Model model = LIBRARY.newModel()) {
      Stepper stepper = model.stepper();
      int clock = stepper.addClock(model.signal("clk_i"), 1000, 500, 500);
      stepper.stopBeforeRise(clock, true);
      Signal packet = model.signal("packet_i");
      Signal count = model.signal("count_o");
      SignalField tag = packet.field("head.tag");
      SignalField wide = packet.field("wide");
      Memory memory = model.memory("types.mem");
      MemoryField state = model.memory("heads_i").field("state");
      model.signal("rst_ni").set(1);
      Runnable cycle =
          () -> {
            stepper.advance(Long.MAX_VALUE);
            long value = count.get();
            tag.set(value & 15);
            wide.setWord(0, value);
            memory.set((int) (value & 15), value);
            state.set(1, value & 3);
            sink += tag.get() + wide.getWord(1) + memory.get(3) + state.get(2) + packet.getWord(1);
          };
      repeat(cycle, 20_000);

      long before = allocatedBytes();
      repeat(cycle, 100_000);
      long bytes = allocatedBytes() - before;

      assertThat(bytes).as("bytes in 100 000 cycles").isLessThan(10_000);
      assertThat(count.get()).isEqualTo(120_000 % 256 - 1);
    }
  }

  private static long sink;

  private static void repeat(Runnable cycle, int times) {
    for (int i = 0; i < times; i++) {
      cycle.run();
    }
  }

  /** Inputs depend on the seed, and the result on all of them. */
  private static String run(int seed) {
    StringBuilder result = new StringBuilder();
    try (Model model = LIBRARY.newModel(ModelOptions.DEFAULT.withRandomReset(seed + 1L))) {
      Stepper stepper = model.stepper();
      int clock = stepper.addClock(model.signal("clk_i"), 1000, 500, 500);
      stepper.stopBeforeRise(clock, true);
      SignalField wide = model.signal("packet_i").field("wide");
      Signal out = model.signal("packet_o");
      long value = seed * 0x9e37_79b9_7f4a_7c15L;
      for (int i = 0; i < CYCLES; i++) {
        stepper.advance(Long.MAX_VALUE);
        value = value * 6_364_136_223_846_793_005L + seed;
        wide.setWord(0, value);
        result.append(out.getBig().toString(16)).append(' ');
        result.append(model.signal("types.count_q").get()).append('\n');
      }
      result.append(model.timePs());
    }
    return result.toString();
  }

  private static void createAndClose(int times) {
    for (int i = 0; i < times; i++) {
      try (Model model = LIBRARY.newModel()) {
        Stepper stepper = model.stepper();
        stepper.addClock(model.signal("clk_i"), 1000, 500, 500);
        model.signal("packet_i").field("head.tag").set(i & 15);
        stepper.advance(10_000);
        assertThat(model.signal("packet_o").field("head.tag").get()).isEqualTo(i & 15);
      }
    }
  }

  private static long openFiles() throws IOException {
    try (var files = Files.list(Path.of("/proc/self/fd"))) {
      return files.count();
    }
  }

  private static long residentKib() throws IOException {
    System.gc();
    for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
      if (line.startsWith("VmRSS:")) {
        return Long.parseLong(line.replaceAll("\\D", ""));
      }
    }
    throw new AssertionError("no VmRSS");
  }

  private static long allocatedBytes() {
    var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    return threads.getThreadAllocatedBytes(Thread.currentThread().threadId());
  }
}
