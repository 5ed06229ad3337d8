// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.verify;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Adds the hits of equal groups of two runs. */
final class CoverageMerge {
  private CoverageMerge() {}

  static Coverage.Group groups(Coverage.Group a, Coverage.Group b) {
    Map<String, Coverage.Item> items = new LinkedHashMap<>();
    a.items().forEach(each -> items.put(each.name(), each));
    b.items().forEach(each -> items.merge(each.name(), each, (x, y) -> items(a.name(), x, y)));
    return new Coverage.Group(
        a.name(),
        Math.max(a.goalPercent(), b.goalPercent()),
        a.samples() + b.samples(),
        List.copyOf(items.values()));
  }

  private static Coverage.Item items(String group, Coverage.Item a, Coverage.Item b) {
    Map<String, Bin> bins = new LinkedHashMap<>();
    a.bins().forEach(each -> bins.put(each.name(), each));
    String where = group + "/" + a.name();
    b.bins().forEach(each -> bins.merge(each.name(), each, (x, y) -> bins(where, x, y)));
    return new Coverage.Item(a.name(), List.copyOf(bins.values()));
  }

  private static Bin bins(String where, Bin a, Bin b) {
    if (a.kind() != b.kind() || a.atLeast() != b.atLeast()) {
      throw new CoverageException(
          "bins of two runs do not fit: bin=%s/%s kinds=%s,%s atLeast=%d,%d (expected: equal)"
              .formatted(where, a.name(), a.kind(), b.kind(), a.atLeast(), b.atLeast()));
    }
    return new Bin(a.name(), a.kind(), a.atLeast(), a.hits() + b.hits());
  }
}
