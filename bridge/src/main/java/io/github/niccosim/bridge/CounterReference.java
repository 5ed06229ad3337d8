// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.bridge;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/**
 * Measure what one clock cycle of a counter costs in C++: a plain loop inside the model library,
 * entered once.
 *
 * <p>The unit in which every cycle cost of the harness is reported; measured in the same run, on
 * the same machine, with the same library.
 */
public final class CounterReference {
  private static final List<String> FILES = List.of("bench_counter.sv", "bench_counter.cpp");

  private CounterReference() {}

  /**
   * Return the spec of the counter: ports {@code clk_i rst_ni enable_i count_o[32]}.
   *
   * @return spec with the C++ loop compiled in, without trace
   * @throws ModelBuildException if the cache folder cannot be written
   */
  public static ModelSpec spec() {
    Path folder = unpack();
    return ModelSpec.builder("bench_counter")
        .source(folder.resolve(FILES.get(0)))
        .cxxSource(folder.resolve(FILES.get(1)))
        .build();
  }

  /**
   * Run the C++ loop and return its cost.
   *
   * @param model instance of {@link #spec()}; its stepper, if any, does not notice
   * @param cycles full clock cycles, both edges evaluated; a million takes some 10 ms
   * @return wall-clock ns per cycle
   */
  public static double nsPerCycle(Model model, long cycles) {
    model.callNative("bench_counter_loop", 1);
    long start = System.nanoTime();
    model.callNative("bench_counter_loop", cycles);
    return (System.nanoTime() - start) / (double) cycles;
  }

  private static Path unpack() {
    Path folder = CacheFolder.get().resolve("bench");
    try {
      Files.createDirectories(folder);
      Digest digest = new Digest();
      for (String name : FILES) {
        digest.add(name, Digest.of(resource(name)));
      }
      Path versioned = Files.createDirectories(folder.resolve(digest.hex().substring(0, 16)));
      for (String name : FILES) {
        Path temporary = Files.createTempFile(versioned, "unpack", ".tmp");
        Files.write(temporary, resource(name));
        Files.move(temporary, versioned.resolve(name), StandardCopyOption.ATOMIC_MOVE);
      }
      return versioned;
    } catch (IOException e) {
      throw new ModelBuildException(
          "build cache cannot be used: folder=%s reason=%s (hint: set NICCOSIM_CACHE_DIR)"
              .formatted(folder, e));
    }
  }

  private static byte[] resource(String name) throws IOException {
    try (InputStream in = CounterReference.class.getResourceAsStream("bench/" + name)) {
      if (in == null) {
        throw new ModelBuildException("bridge source is not in the class path: resource=" + name);
      }
      return in.readAllBytes();
    }
  }
}
