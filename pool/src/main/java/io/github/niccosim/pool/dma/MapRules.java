// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.pool.dma;

import io.github.niccosim.pool.DmaDirection;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The kernel's own checks of map, unmap and sync calls ({@code kernel/dma/debug.c}). */
final class MapRules {
  private record Forbidden(DmaRule rule, long first, long end) {}

  private static final int LINE_BYTES = 64;
  private static final int LINE_SHIFT = 6;

  private final DmaReports reports;
  private final List<Forbidden> forbidden = new ArrayList<>();
  private final Map<Long, Integer> firstLines = new HashMap<>();
  private int alignmentBytes = 1;

  MapRules(DmaReports reports) {
    this.reports = reports;
  }

  void alignment(int bytes) {
    alignmentBytes = bytes;
  }

  void forbid(DmaRule rule, long physicalAddress, long lengthBytes) {
    forbidden.add(new Forbidden(rule, physicalAddress, physicalAddress + lengthBytes));
  }

  void mapped(DmaDevice device, DmaMapping mapping, boolean skipCpuSync) {
    long first = mapping.physicalAddress;
    long end = first + mapping.lengthBytes;
    for (Forbidden range : forbidden) {
      if (first < range.end && end > range.first) {
        reports.address(range.rule, device, mapping, mapping.busAddress, mapping.lengthBytes);
      }
    }
    if (mapping.kind == DmaMapping.Kind.RESOURCE && first >= HostMemory.BASE) {
      reports.address(DmaRule.M4, device, mapping, mapping.busAddress, mapping.lengthBytes);
    }
    if (tracksLine(mapping)) {
      int live = firstLines.merge(first >> LINE_SHIFT, 1, Integer::sum);
      if (live > 1 && !skipCpuSync && alignmentBytes >= LINE_BYTES) {
        reports.address(DmaRule.M5, device, mapping, mapping.busAddress, LINE_BYTES);
      }
    }
  }

  void unmapped(DmaMapping mapping) {
    if (tracksLine(mapping)) {
      firstLines.merge(
          mapping.physicalAddress >> LINE_SHIFT, -1, (a, b) -> a + b == 0 ? null : a + b);
    }
  }

  private static boolean tracksLine(DmaMapping mapping) {
    return mapping.kind == DmaMapping.Kind.SINGLE && mapping.direction != DmaDirection.TO_DEVICE;
  }

  void unmapping(
      DmaDevice device,
      @Nullable DmaMapping mapping,
      long busAddress,
      long lengthBytes,
      DmaDirection direction) {
    if (mapping == null) {
      DmaRule rule = busAddress == DmaDevice.MAPPING_ERROR ? DmaRule.U1 : DmaRule.U2;
      reports.address(rule, device, device.near(busAddress), busAddress, lengthBytes);
      return;
    }
    if (mapping.lengthBytes != lengthBytes) {
      reports.address(DmaRule.U3, device, mapping, busAddress, lengthBytes);
    }
    if (mapping.kind != DmaMapping.Kind.SINGLE) {
      reports.address(DmaRule.U4, device, mapping, busAddress, lengthBytes);
    }
    if (mapping.direction != direction) {
      reports.address(DmaRule.U7, device, mapping, busAddress, lengthBytes);
    }
    if (!mapping.resultChecked) {
      reports.address(DmaRule.U8, device, mapping, busAddress, lengthBytes);
    }
  }

  void syncDirection(
      DmaDevice device,
      DmaMapping mapping,
      long busAddress,
      long lengthBytes,
      DmaDirection direction,
      boolean forDevice) {
    if (mapping.direction != direction) {
      reports.address(DmaRule.Y2, device, mapping, busAddress, lengthBytes);
    }
    DmaDirection wrong = forDevice ? DmaDirection.FROM_DEVICE : DmaDirection.TO_DEVICE;
    if (mapping.direction == wrong && direction != wrong) {
      DmaRule rule = forDevice ? DmaRule.Y4 : DmaRule.Y3;
      reports.address(rule, device, mapping, busAddress, lengthBytes);
    }
  }
}
