// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.pool.dma;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.niccosim.pool.DmaDirection;
import io.github.niccosim.pool.Page;
import io.github.niccosim.pool.SystemPages;
import io.github.niccosim.pool.Vectors;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every memory model vector of the file: what is lost when a sync is missing. */
class MemoryModelVectorsTest {
  private static final DmaDirection FROM = DmaDirection.FROM_DEVICE;

  /** One machine with one mapped page. */
  private static final class Machine {
    private final HostMemory memory;
    private final DmaDevice device;
    private final Page page;
    private final List<String> seen = new ArrayList<>();
    private long bus;

    Machine(String model) {
      CacheModel cache =
          switch (model) {
            case "arm64" -> CacheModel.ARM64;
            case "riscv" -> CacheModel.RISC_V;
            case "coherent" -> CacheModel.COHERENT;
            default -> throw new IllegalArgumentException(model);
          };
      memory = new HostMemory(cache, 1);
      device = new DmaDevice("nic0", memory, null);
      page = Objects.requireNonNull(new SystemPages().allocPage(0, 0));
      map();
    }

    private void map() {
      bus = device.mapPage(page, 0, 4096, FROM, true);
    }

    private CpuCache cache() {
      return Objects.requireNonNull(memory.cache());
    }

    void step(String[] words) {
      String[] range = words.length > 1 ? words[1].split("[+=]") : new String[] {"0"};
      long offset = Long.parseLong(range[0]);
      int length = range.length > 1 ? Integer.parseInt(range[1]) : 1;
      byte[] bytes = new byte[length];
      Arrays.fill(bytes, (byte) (range.length > 2 ? Integer.parseInt(range[2], 16) : 0));
      long at = page.physicalAddress() + offset;
      switch (words[0]) {
        case "cpu" -> memory.cpuWrite(at, bytes, 0, length);
        case "ram" -> memory.ramWrite(at, bytes, 0, length);
        case "dev" ->
            assertThat(device.deviceWrite(bus + offset, bytes, 0, length))
                .isEqualTo(DmaResult.OKAY);
        case "evict" -> cache().evict(at, length);
        case "load" -> cache().load(at, length);
        case "for_device" -> device.syncForDevice(bus + offset, length, FROM);
        case "for_cpu" -> device.syncForCpu(bus + offset, length, FROM);
        case "bounce" -> bounce();
        case "unmap" -> device.unmapPage(bus, 4096, FROM, true);
        case "read" -> seen.add(String.format("%02x", memory.cpuReadByte(at)));
        default -> throw new IllegalArgumentException(words[0]);
      }
    }

    private void bounce() {
      device.unmapPage(bus, 4096, FROM, true);
      assertThat(device.needsSync()).isFalse();
      device.bounce();
      map();
      assertThat(device.needsSync()).isTrue();
    }
  }

  static Stream<String> vectors() {
    return Vectors.lines("NC").stream();
  }

  @Test
  void theFileHasAllVectors() {
    assertThat(vectors()).hasSize(6);
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void memoryShowsExactlyTheOutcomesOfTheVector(String line) {
    String[] alternatives = line.split("\\|");
    for (int i = 1; i < alternatives.length; i++) {
      String[] halves = alternatives[i].split("->");

      TreeSet<String> outcomes = new TreeSet<>();
      explore(halves[0].strip().split("\\s*;\\s*"), outcomes);

      assertThat(outcomes).containsExactlyInAnyOrder(halves[1].strip().split(" or "));
    }
  }

  /** Run with every choice of the optional steps. */
  private static void explore(String[] steps, TreeSet<String> outcomes) {
    long optional = Arrays.stream(steps).filter(step -> step.startsWith("[")).count();
    for (int choice = 0; choice < 1 << optional; choice++) {
      Machine machine = new Machine(steps[0]);
      int asked = 0;
      for (int i = 1; i < steps.length; i++) {
        boolean skipped = steps[i].startsWith("[") && (choice >> asked++ & 1) == 0;
        if (!skipped) {
          machine.step(steps[i].replaceAll("[\\[\\]]", "").split(" "));
        }
      }
      outcomes.add(String.join(" ", machine.seen));
    }
  }

  @Test
  void adversaryReachesEveryLineStateFromItsSeedAlone() {
    long[] sums = new long[2];
    for (int run = 0; run < 2; run++) {
      Machine machine = new Machine("arm64");
      for (int i = 0; i < 4096; i += CpuCache.LINE_BYTES) {
        machine.step(("cpu " + i + "+64=" + Integer.toHexString(i >> 6)).split(" "));
      }
      for (int i = 0; i < 40; i++) {
        machine.memory.adversaryStep();
      }
      byte[] ram = new byte[4096];
      machine.memory.ramRead(machine.page.physicalAddress(), ram, 0, ram.length);
      sums[run] = Arrays.hashCode(ram);
      assertThat(machine.cache().dirtyLines()).isEqualTo(64 - 40);
    }
    assertThat(sums[0]).isEqualTo(sums[1]);
  }
}
