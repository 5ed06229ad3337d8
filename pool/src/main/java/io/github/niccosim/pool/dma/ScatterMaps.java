// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.pool.dma;

import io.github.niccosim.pool.DmaDirection;

/** Scatter-gather calls of one device: each entry becomes a mapping of its own. */
final class ScatterMaps {
  private final StreamingMaps maps;
  private final MappingTable table;

  ScatterMaps(StreamingMaps maps, MappingTable table) {
    this.maps = maps;
    this.table = table;
  }

  int map(ScatterList list, int entries, DmaDirection direction) {
    checkCount(list, entries);
    MapOptions options = new MapOptions(DmaMapping.Kind.SCATTER, false, false, entries);
    for (int i = 0; i < entries; i++) {
      long length = list.lengthBytes(i);
      long bus = maps.map(list.physicalAddress(i), length, direction, options, null);
      if (bus == DmaDevice.MAPPING_ERROR) {
        undo(list, i, entries, direction);
        return 0;
      }
      list.busAddress(i, bus);
    }
    return entries;
  }

  private void undo(ScatterList list, int mapped, int entries, DmaDirection direction) {
    for (int i = 0; i < mapped; i++) {
      maps.unmap(call(list, i, entries, direction), true);
      list.busAddress(i, DmaDevice.MAPPING_ERROR);
    }
  }

  /** Unmap as many entries as were mapped, as the kernel's check does, whatever is asked for. */
  void unmap(ScatterList list, int entries, DmaDirection direction) {
    checkCount(list, entries);
    int mapped = mappedEntries(list);
    for (int i = 0; i < Math.min(entries, mapped); i++) {
      maps.unmap(call(list, i, entries, direction), false);
    }
  }

  void sync(ScatterList list, int entries, DmaDirection direction, boolean forDevice) {
    checkCount(list, entries);
    int mapped = mappedEntries(list);
    for (int i = 0; i < Math.min(entries, mapped); i++) {
      maps.sync(list.busAddress(i), list.lengthBytes(i), direction, forDevice, entries);
    }
  }

  private static UnmapCall call(ScatterList list, int i, int entries, DmaDirection direction) {
    return new UnmapCall(
        DmaMapping.Kind.SCATTER, list.busAddress(i), list.lengthBytes(i), direction, 0, entries);
  }

  /** Return how many entries the mapping of the first one has; all when it is unknown. */
  private int mappedEntries(ScatterList list) {
    DmaMapping first = table.startingAt(list.busAddress(0));
    boolean known = first != null && first.kind == DmaMapping.Kind.SCATTER;
    return known && first != null ? first.scatterEntries : list.size();
  }

  private static void checkCount(ScatterList list, int entries) {
    if (entries < 1 || entries > list.size()) {
      throw new IllegalArgumentException(
          "scatter-gather count not usable: entries="
              + entries
              + " (expected: 1.."
              + list.size()
              + ")");
    }
  }
}
