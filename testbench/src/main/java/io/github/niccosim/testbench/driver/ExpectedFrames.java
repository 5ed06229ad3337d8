// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.driver;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/** Keep frames of one queue in order of sending, bounded in number and bytes. */
final class ExpectedFrames {

  /** Frames looked at when the closest one is wanted. */
  private static final int CLOSEST_WINDOW = 64;

  /**
   * A sent frame.
   *
   * @param number from 1, in order of sending over all queues
   * @param bytes content, not copied
   * @param hash expected RSS hash
   * @param hashType expected hash type
   */
  record Entry(long number, byte[] bytes, int hash, int hashType) {

    boolean equalTo(RxFrame frame) {
      return frame.lengthBytes == bytes.length
          && Arrays.equals(frame.bytes, 0, bytes.length, bytes, 0, bytes.length);
    }

    int closeness(RxFrame frame) {
      int common = Math.min(frame.lengthBytes, bytes.length);
      int equal = 0;
      for (int i = 0; i < common; i++) {
        equal += frame.bytes[i] == bytes[i] ? 1 : 0;
      }
      return equal;
    }
  }

  private final int maxFrames;
  private final long maxBytes;
  private final ArrayDeque<Entry> entries = new ArrayDeque<>();
  private long bytes;

  ExpectedFrames(int maxFrames, long maxBytes) {
    this.maxFrames = maxFrames;
    this.maxBytes = maxBytes;
  }

  /** Append a frame; the oldest leave when there is no room. */
  void add(Entry entry) {
    entries.addLast(entry);
    bytes += entry.bytes().length;
    while (entries.size() > maxFrames || bytes > maxBytes && entries.size() > 1) {
      poll();
    }
  }

  private Entry poll() {
    Entry oldest = entries.removeFirst();
    bytes -= oldest.bytes().length;
    return oldest;
  }

  /** Take the first frame equal to {@code frame}; those before it move to {@code passedOver}. */
  @Nullable Entry takeEqual(RxFrame frame, ExpectedFrames passedOver) {
    Entry found = findEqual(frame);
    return found == null ? null : takeUpTo(found, passedOver);
  }

  private Entry takeUpTo(Entry wanted, ExpectedFrames passedOver) {
    Entry oldest = poll();
    while (oldest != wanted) {
      passedOver.add(oldest);
      oldest = poll();
    }
    return wanted;
  }

  @Nullable Entry findEqual(RxFrame frame) {
    for (Entry entry : entries) {
      if (entry.equalTo(frame)) {
        return entry;
      }
    }
    return null;
  }

  @Nullable Entry removeEqual(RxFrame frame) {
    for (Iterator<Entry> it = entries.iterator(); it.hasNext(); ) {
      Entry entry = it.next();
      if (entry.equalTo(frame)) {
        it.remove();
        bytes -= entry.bytes().length;
        return entry;
      }
    }
    return null;
  }

  /** Take the frame that {@code frame} resembles most, the oldest if none does. */
  @Nullable Entry takeClosest(RxFrame frame, ExpectedFrames passedOver) {
    Entry best = null;
    int bestScore = -1;
    int looked = 0;
    for (Entry entry : entries) {
      int score = entry.closeness(frame);
      if (score > bestScore) {
        best = entry;
        bestScore = score;
      }
      if (++looked == CLOSEST_WINDOW) {
        break;
      }
    }
    Entry oldest = entries.peekFirst();
    if (best == null || oldest == null) {
      return null;
    }
    boolean resembles = 2 * bestScore > frame.lengthBytes;
    return takeUpTo(resembles ? best : oldest, passedOver);
  }

  long oldestNumber() {
    Entry oldest = entries.peekFirst();
    return oldest == null ? 0 : oldest.number();
  }
}
