// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.pool.dma;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.niccosim.pool.DmaDirection;
import io.github.niccosim.pool.ManualWorkQueue;
import io.github.niccosim.pool.Page;
import io.github.niccosim.pool.PagePool;
import io.github.niccosim.pool.PagePoolParams;
import io.github.niccosim.pool.PoolSystem;
import io.github.niccosim.pool.SystemPages;
import io.github.niccosim.pool.Vectors;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The DMA checker vectors of the file. */
class DmaRuleVectorsTest {
  private final HostMemory memory = HostMemory.coherent();
  private final DmaChecker checker = new DmaChecker(() -> 0);
  private final DmaDevice device = new DmaDevice("nic0", memory, checker);
  private final SystemPages pages = new SystemPages();

  /** Vectors of the form {@code map DIR 4096 @A ; operation A.. len N DIR -> ids}. */
  static Stream<String> simpleVectors() {
    return Vectors.lines("DM").stream()
        .filter(line -> line.matches("DM\\d+ map \\w+ 4096 @A\\b.*;.*"))
        .filter(line -> !line.startsWith("DM8"));
  }

  @Test
  void theFileHasAllVectors() {
    assertThat(Vectors.lines("DM")).hasSize(12);
    assertThat(simpleVectors()).hasSize(8);
  }

  @ParameterizedTest
  @MethodSource("simpleVectors")
  void checkerReportsExactlyTheseRules(String line) {
    String[] halves = line.replaceAll("\\(.*\\)", "").split("->");
    String[] steps = halves[0].split(";");
    long bus = device.mapSingle(page(), 4096, direction(steps[0].split(" ")[2]));
    if (!steps[0].contains("unchecked")) {
      device.mappingError(bus);
    }

    operate(steps[1].strip().split("\\s+"), bus);

    List<String> expected =
        halves[1].strip().equals("none") ? List.of() : List.of(halves[1].strip().split(" "));
    assertThat(rules()).isEqualTo(expected);
  }

  private void operate(String[] words, long bus) {
    String[] address = words[1].split("\\+");
    long at = bus + (address.length > 1 ? Long.parseLong(address[1]) : 0);
    switch (words[0]) {
      case "sync_dev" -> device.syncForDevice(at, Long.parseLong(words[3]), direction(words[4]));
      case "sync_cpu" -> device.syncForCpu(at, Long.parseLong(words[3]), direction(words[4]));
      case "unmap" -> device.unmapPage(at, Long.parseLong(words[2]), direction(words[3]), false);
      default -> throw new IllegalArgumentException(Arrays.toString(words));
    }
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
    long bus = device.mapSingle(address, 4096, direction);
    device.mappingError(bus);
    return bus;
  }

  private List<String> rules() {
    return checker.violations().stream().map(violation -> violation.rule().id()).toList();
  }

  @Test
  void dm8UnmapRemovesTheEntryEvenWhenItDoesNotMatch() {
    long first = mapped(page(), DmaDirection.FROM_DEVICE);
    long second = mapped(page(), DmaDirection.FROM_DEVICE);

    device.unmapPage(first, 2048, DmaDirection.FROM_DEVICE, false);
    device.unmapPage(second, 4096, DmaDirection.BIDIRECTIONAL, false);
    assertThat(device.liveMappings()).isZero();
    device.unmapPage(second, 4096, DmaDirection.FROM_DEVICE, false);

    assertThat(rules()).containsExactly("U3", "U7", "U2");
  }

  @Test
  void dm10OverlapsAreReportedOnlyWhereTheyHurt() {
    long both = page();
    mapped(both, DmaDirection.FROM_DEVICE);
    mapped(both, DmaDirection.FROM_DEVICE);
    assertThat(rules()).as("alignment 1").isEmpty();

    checker.dmaAlignment(64);
    long read = page();
    mapped(read, DmaDirection.TO_DEVICE);
    mapped(read, DmaDirection.TO_DEVICE);
    assertThat(rules()).as("both TO").isEmpty();

    Page skipped = Objects.requireNonNull(pages.allocPage(0, 0));
    device.mapPage(skipped, 0, 4096, DmaDirection.FROM_DEVICE, true);
    device.mapPage(skipped, 0, 4096, DmaDirection.FROM_DEVICE, true);
    assertThat(rules()).as("both with skip-cpu-sync").isEmpty();

    long overlapped = page();
    mapped(overlapped, DmaDirection.FROM_DEVICE);
    mapped(overlapped, DmaDirection.FROM_DEVICE);
    assertThat(rules()).containsExactly("M5");
  }

  @Test
  void dm11UnbindReportsMappingsOnlyBeforeDestroy() {
    PagePool pool = pool();
    Page parked = Objects.requireNonNull(pool.allocPages());

    device.unbind();
    assertThat(checker.violations().getFirst().message()).contains("rule=L1", "count=64");

    pool.destroy();
    long before = checker.total();
    device.unbind();
    assertThat(checker.total()).isEqualTo(before);
    assertThat(parked.pool()).isSameAs(pool);
  }

  private PagePool pool() {
    PoolSystem system =
        PoolSystem.builder()
            .pages(pages)
            .workQueue(new ManualWorkQueue())
            .observer(checker)
            .build();
    return PagePool.create(
        system,
        PagePoolParams.builder()
            .device(device)
            .dmaMap()
            .direction(DmaDirection.FROM_DEVICE)
            .build());
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
