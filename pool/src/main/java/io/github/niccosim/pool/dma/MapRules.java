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

  /** Live mappings that start in one cache line. */
  private static final class LineUse {
    int live;
    boolean clean = true;
  }

  private static final int LINE_BYTES = 64;
  private static final int LINE_SHIFT = 6;
  private static final int MAX_OVERLAPS = 7;

  private final DmaReports reports;
  private final List<Forbidden> forbidden = new ArrayList<>();
  private final Map<Long, LineUse> firstLines = new HashMap<>();
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
    boolean resource = mapping.kind == DmaMapping.Kind.RESOURCE;
    if (resource == first >= HostMemory.BASE) {
      DmaRule rule = resource ? DmaRule.M4 : DmaRule.M1;
      reports.address(rule, device, mapping, mapping.busAddress, mapping.lengthBytes);
    }
    if (mapping.kind == DmaMapping.Kind.SCATTER) {
      segment(device, mapping);
    }
    if (tracksLine(mapping)) {
      overlap(device, mapping, skipCpuSync);
    }
  }

  private void segment(DmaDevice device, DmaMapping mapping) {
    DmaLimits limits = device.limits();
    long length = mapping.lengthBytes;
    if (length > limits.maxSegmentBytes()) {
      String hint = "segment longer than max=" + limits.maxSegmentBytes() + ": split it";
      reports.address(DmaRule.M6, device, mapping, mapping.busAddress, length, hint);
    }
    if (limits.crossesBoundary(mapping.busAddress, length)) {
      String mask = "0x" + Long.toHexString(limits.segmentBoundaryMask());
      String hint = "segment crosses the boundary mask " + mask + ": split it there";
      reports.address(DmaRule.M6, device, mapping, mapping.busAddress, length, hint);
    }
  }

  private void overlap(DmaDevice device, DmaMapping mapping, boolean skipCpuSync) {
    LineUse line =
        firstLines.computeIfAbsent(mapping.physicalAddress >> LINE_SHIFT, at -> new LineUse());
    boolean bothClean = mapping.cacheClean && line.clean;
    line.clean &= mapping.cacheClean;
    int overlaps = line.live++;
    boolean harmless = skipCpuSync || bothClean || alignmentBytes < LINE_BYTES || mapping.bounced();
    if (overlaps > 0 && !harmless) {
      reports.address(DmaRule.M5, device, mapping, mapping.busAddress, LINE_BYTES);
    }
    if (overlaps > MAX_OVERLAPS) {
      reports.address(DmaRule.M5_MANY, device, mapping, mapping.busAddress, LINE_BYTES);
    }
  }

  void unmapped(DmaMapping mapping) {
    if (tracksLine(mapping)) {
      long at = mapping.physicalAddress >> LINE_SHIFT;
      LineUse line = firstLines.get(at);
      if (line != null && --line.live == 0) {
        firstLines.remove(at);
      }
    }
  }

  private static boolean tracksLine(DmaMapping mapping) {
    boolean streaming =
        mapping.kind == DmaMapping.Kind.SINGLE || mapping.kind == DmaMapping.Kind.SCATTER;
    return streaming && mapping.direction != DmaDirection.TO_DEVICE;
  }

  void unmapping(DmaDevice device, @Nullable DmaMapping mapping, UnmapCall call) {
    if (mapping == null) {
      boolean error = call.busAddress() == DmaDevice.MAPPING_ERROR;
      DmaMapping near = device.near(call.busAddress());
      report(error ? DmaRule.U1 : DmaRule.U2, device, near, call);
      return;
    }
    if (mapping.lengthBytes != call.lengthBytes()) {
      report(DmaRule.U3, device, mapping, call);
    }
    if (mapping.kind != call.kind()) {
      report(DmaRule.U4, device, mapping, call);
    } else if (allocated(mapping) && mapping.physicalAddress != call.cpuAddress()) {
      report(DmaRule.U5, device, mapping, call);
    }
    boolean scatter =
        mapping.kind == DmaMapping.Kind.SCATTER && call.kind() == DmaMapping.Kind.SCATTER;
    if (scatter && mapping.scatterEntries != call.sgEntries()) {
      report(DmaRule.U6, device, mapping, call);
    }
    if (mapping.direction != call.direction()) {
      report(DmaRule.U7, device, mapping, call);
    }
    if (!mapping.resultChecked) {
      report(DmaRule.U8, device, mapping, call);
    }
  }

  private static boolean allocated(DmaMapping mapping) {
    return mapping.kind == DmaMapping.Kind.COHERENT || mapping.kind == DmaMapping.Kind.NONCOHERENT;
  }

  private void report(
      DmaRule rule, DmaDevice device, @Nullable DmaMapping mapping, UnmapCall call) {
    reports.address(rule, device, mapping, call.busAddress(), call.lengthBytes());
  }

  void syncDirection(
      DmaDevice device,
      DmaMapping mapping,
      long busAddress,
      long lengthBytes,
      DmaDirection direction,
      boolean forDevice,
      int scatterEntries) {
    if (mapping.direction != direction) {
      reports.address(DmaRule.Y2, device, mapping, busAddress, lengthBytes);
    }
    DmaDirection wrong = forDevice ? DmaDirection.FROM_DEVICE : DmaDirection.TO_DEVICE;
    if (mapping.direction == wrong && direction != wrong) {
      DmaRule rule = forDevice ? DmaRule.Y4 : DmaRule.Y3;
      reports.address(rule, device, mapping, busAddress, lengthBytes);
    }
    boolean scatter = mapping.kind == DmaMapping.Kind.SCATTER && scatterEntries > 0;
    if (scatter && mapping.scatterEntries != scatterEntries) {
      reports.address(DmaRule.Y5, device, mapping, busAddress, lengthBytes);
    }
  }
}
