// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.pool.dma;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.niccosim.pool.DmaDirection;
import io.github.niccosim.pool.KernelRules;
import io.github.niccosim.pool.ManualWorkQueue;
import io.github.niccosim.pool.Page;
import io.github.niccosim.pool.PagePool;
import io.github.niccosim.pool.PagePoolParams;
import io.github.niccosim.pool.PoolSystem;
import io.github.niccosim.pool.SystemPages;
import io.github.niccosim.pool.Vectors;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every DMA checker vector of the file, and what goes beyond it. */
class DmaRuleVectorsTest {
  private final HostMemory memory = HostMemory.coherent();
  private final DmaChecker checker = new DmaChecker(() -> 0);
  private final DmaDevice device = new DmaDevice("nic0", memory, checker);
  private final SystemPages pages = new SystemPages();
  private final Page pageA = Objects.requireNonNull(pages.allocPage(0, 0));
  private KernelRules rules = KernelRules.BASELINE;
  private @Nullable PagePool pool;
  private long bus;

  /** Every alternative of every vector. */
  static Stream<String> vectors() {
    return Vectors.lines("DM").stream()
        .flatMap(line -> Stream.of(line.substring(line.indexOf(' ')).split("\\|")));
  }

  @Test
  void theFileHasAllVectors() {
    assertThat(Vectors.lines("DM")).hasSize(12);
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void checkerReportsExactlyTheseRules(String vector) {
    String[] halves = vector.split("->");

    for (String step : halves[0].strip().split("\\s*;\\s*")) {
      operate(step.split(" "));
    }

    String expected = halves[1].strip();
    assertThat(checker.violations())
        .map(violation -> violation.rule().id() + count(violation.message()))
        .containsExactlyElementsOf(
            expected.equals("none") ? List.of() : List.of(expected.split(" ")));
  }

  private static String count(String message) {
    Matcher count = Pattern.compile("rule=L1.* count=(\\d+)").matcher(message);
    return count.find() ? "#" + count.group(1) : "";
  }

  private void operate(String[] words) {
    switch (words[0]) {
      case "align" -> checker.dmaAlignment(Integer.parseInt(words[1]));
      case "map", "mapskip" -> map(words);
      case "sync_dev" -> device.syncForDevice(at(words[1]), length(words), direction(words[3]));
      case "sync_cpu" -> device.syncForCpu(at(words[1]), length(words), direction(words[3]));
      case "unmap" -> device.unmapPage(at(words[1]), length(words), direction(words[3]), false);
      case "live" -> assertThat(device.liveMappings()).isEqualTo(Integer.parseInt(words[1]));
      case "rules" -> rules = KernelRules.LEGACY;
      case "pool" -> pool();
      case "destroy" -> Objects.requireNonNull(pool).destroy();
      case "unbind" -> device.unbind();
      default -> throw new IllegalArgumentException(words[0]);
    }
  }

  private void map(String[] words) {
    long length = Long.parseLong(words[2]);
    bus = device.mapPage(pageA, 0, length, direction(words[1]), words[0].equals("mapskip"));
    if (!words[words.length - 1].equals("unchecked")) {
      device.mappingError(bus);
    }
  }

  private long at(String address) {
    String[] parts = address.split("\\+");
    return bus + (parts.length > 1 ? Long.parseLong(parts[1]) : 0);
  }

  private static long length(String[] words) {
    return Long.parseLong(words[2]);
  }

  private static DmaDirection direction(String name) {
    return switch (name) {
      case "FROM" -> DmaDirection.FROM_DEVICE;
      case "TO" -> DmaDirection.TO_DEVICE;
      default -> DmaDirection.BIDIRECTIONAL;
    };
  }

  private long page() {
    return Objects.requireNonNull(pages.allocPage(0, 0)).physicalAddress();
  }

  private long mapped(long address, DmaDirection direction) {
    long mapped = device.mapSingle(address, 4096, direction);
    device.mappingError(mapped);
    return mapped;
  }

  private List<String> rules() {
    return checker.violations().stream().map(violation -> violation.rule().id()).toList();
  }

  private void pool() {
    PoolSystem system =
        PoolSystem.builder()
            .pages(pages)
            .workQueue(new ManualWorkQueue())
            .observer(checker)
            .rules(rules)
            .build();
    pool =
        PagePool.create(
            system,
            PagePoolParams.builder()
                .device(device)
                .dmaMap()
                .direction(DmaDirection.FROM_DEVICE)
                .build());
    for (int i = 0; i < 3; i++) {
      assertThat(pool.allocPages()).isNotNull();
    }
  }

  @Test
  void forbiddenMemoryIsNamedByItsKind() {
    long stack = page();
    checker.forbid(DmaRule.M2, stack + 100, 200);

    mapped(stack, DmaDirection.TO_DEVICE);
    device.mapResource(page(), 4096, DmaDirection.BIDIRECTIONAL);

    assertThat(rules()).containsExactly("M2", "M4");
  }

  @Test
  void unmapOfTheErrorAddressIsU1() {
    device.unmapPage(DmaDevice.MAPPING_ERROR, 4096, DmaDirection.FROM_DEVICE, false);

    assertThat(rules()).containsExactly("U1");
  }

  @Test
  void coherentMemoryUnmappedAsAPageIsU4() {
    CoherentBuffer ring = device.allocCoherent(4096);

    device.unmapPage(ring.busAddress(), 4096, DmaDirection.BIDIRECTIONAL, true);

    assertThat(rules()).contains("U4");
  }
}
