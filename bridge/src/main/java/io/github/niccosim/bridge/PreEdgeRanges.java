// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.bridge;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The parts of a model's storage that are shown as they were before an observed edge.
 *
 * <p>Every port and published signal; memories only when they are small. Neighbours are merged,
 * with what lies between them, until the native side can hold them all.
 */
final class PreEdgeRanges {
  /** Larger unpacked arrays are left out: copying them before each evaluation would show. */
  private static final int MAX_ARRAY_BYTES = 256;

  /** Bytes between two signals that cost less to copy than a range of their own. */
  private static final int FREE_GAP_BYTES = 32;

  private record Range(int offset, int end) {}

  private final List<Range> ranges;

  private PreEdgeRanges(List<Range> ranges) {
    this.ranges = ranges;
  }

  static PreEdgeRanges of(List<SignalInfo> signals) {
    List<Range> sorted = new ArrayList<>();
    for (SignalInfo signal : signals) {
      long bytes = signal.storageBytes();
      for (SignalInfo.Range range : signal.dimensions()) {
        bytes *= range.size();
      }
      if (signal.dimensions().isEmpty() || bytes <= MAX_ARRAY_BYTES) {
        sorted.add(new Range(signal.offset(), signal.offset() + (int) bytes));
      }
    }
    sorted.sort(Comparator.comparingInt(Range::offset));
    List<Range> merged = merge(sorted, FREE_GAP_BYTES);
    for (int gap = 2 * FREE_GAP_BYTES; merged.size() > ControlLayout.MAX_RANGES; gap *= 2) {
      merged = merge(merged, gap);
    }
    return new PreEdgeRanges(merged);
  }

  private static List<Range> merge(List<Range> sorted, int gap) {
    List<Range> merged = new ArrayList<>();
    for (Range next : sorted) {
      Range last = merged.isEmpty() ? null : merged.getLast();
      if (last != null && next.offset - last.end <= gap) {
        merged.set(merged.size() - 1, new Range(last.offset, Math.max(last.end, next.end)));
      } else {
        merged.add(next);
      }
    }
    return merged;
  }

  void store(ByteBuffer control) {
    int total = 0;
    for (int i = 0; i < ranges.size(); i++) {
      Range range = ranges.get(i);
      int at = ControlLayout.RANGES + i * ControlLayout.RANGE_BYTES;
      control.putInt(at, range.offset);
      control.putInt(at + 4, range.end - range.offset);
      total += range.end - range.offset;
    }
    control.putInt(ControlLayout.RANGE_COUNT, ranges.size());
    control.putInt(ControlLayout.SHADOW_BYTES, total);
  }
}
