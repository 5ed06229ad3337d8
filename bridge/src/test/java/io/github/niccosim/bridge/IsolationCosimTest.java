// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IsolationCosimTest {
  private static final ModelLibrary BY_ONE = ModelLibrary.build(Rtl.spec("counter").build());
  private static final ModelLibrary BY_THREE =
      ModelLibrary.build(Rtl.spec("counter").parameter("Step", 3).trace(TraceFormat.FST).build());

  @TempDir Path folder;

  @Test
  void modelsOfTwoLibrariesInParallelDoNotInfluenceEachOther() throws Exception {
    try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
      List<Future<Long>> results = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        ModelLibrary library = i % 2 == 0 ? BY_ONE : BY_THREE;
        int cycles = 10_000 + i;
        results.add(threads.submit(() -> count(library, cycles)));
      }

      for (int i = 0; i < 8; i++) {
        assertThat(results.get(i).get()).isEqualTo((i % 2 == 0 ? 1 : 3) * (10_000L + i));
      }
    }
  }

  @Test
  void modelsInterleavedOnOneThreadKeepTheirOwnTime() {
    try (Model one = BY_ONE.newModel();
        Model three = BY_THREE.newModel()) {
      Stepper fast = start(one, 100);
      Stepper slow = start(three, 1000);
      for (int i = 1; i <= 50; i++) {
        fast.advance(i * 1000L + 1);
        slow.advance(i * 1000L + 1);
      }

      assertThat(one.signal("count_o").get()).isEqualTo(500);
      assertThat(three.signal("count_o").get()).isEqualTo(150);
    }
  }

  @Test
  void twoHundredModelsLeaveNoFileOpen() throws IOException {
    createAndClose(5);
    long before = openFiles();

    createAndClose(200);

    assertThat(openFiles()).isLessThanOrEqualTo(before + 1);
  }

  private void createAndClose(int times) {
    for (int i = 0; i < times; i++) {
      try (Model model = BY_THREE.newModel()) {
        Stepper stepper = start(model, 1000);
        model.openTrace(folder.resolve("wave.fst"));
        stepper.advance(10_000);
        assertThat(model.signal("count_o").get()).isPositive();
      }
    }
  }

  private static long openFiles() throws IOException {
    try (var files = Files.list(Path.of("/proc/self/fd"))) {
      return files.count();
    }
  }

  private static long count(ModelLibrary library, int cycles) {
    try (Model model = library.newModel()) {
      Stepper stepper = start(model, 1000);
      for (int done = 0; done < cycles; done += 7) {
        stepper.advance(Math.min(cycles, done + 7) * 1000L + 1);
      }
      return model.signal("count_o").get();
    }
  }

  private static Stepper start(Model model, long periodPs) {
    model.signal("rst_ni").set(1);
    model.signal("enable_i").set(1);
    Stepper stepper = model.stepper();
    stepper.addClock(model.signal("clk_i"), periodPs, periodPs / 2, periodPs - periodPs / 2);
    return stepper;
  }
}
