// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.pool;

import java.util.concurrent.atomic.AtomicIntegerArray;

/**
 * Who holds which page, and its poisoned content, kept beside the pool in plain memory: if the pool
 * published pages without order, stale entries would show here.
 */
final class SoakLedger {
  private static final int FRAMES = 1 << 14;
  private static final long POISON = 0x5aa5_5aa5_5aa5_5aa5L;

  private final boolean[] outside = new boolean[FRAMES];
  private final long[] content = new long[FRAMES];
  private final AtomicIntegerArray shares = new AtomicIntegerArray(FRAMES);

  private static int frame(Page page) {
    long frame = page.pfn() - (SystemPages.FIRST_PHYSICAL_ADDRESS >>> 12);
    if (frame >= FRAMES) {
      throw new AssertionError("pages leak: frame=" + frame + " " + page);
    }
    return (int) frame;
  }

  /** A page was handed out: nobody else may hold it, and nobody wrote to it since its return. */
  void taken(Page page) {
    int frame = frame(page);
    if (outside[frame]) {
      throw new AssertionError("page handed out twice: " + page);
    }
    long found = content[frame];
    if (found != 0 && found != POISON) {
      throw new AssertionError("page changed while idle: " + page + " content=" + found);
    }
    outside[frame] = true;
    content[frame] = page.id();
  }

  void share(Page page, int users) {
    shares.set(frame(page), users);
  }

  /** One user is about to return its share; the last one poisons the page. */
  void returningShare(Page page) {
    if (shares.decrementAndGet(frame(page)) == 0) {
      returning(page);
    }
  }

  /** A page is about to go back: it must be as its holder left it. */
  void returning(Page page) {
    int frame = frame(page);
    if (!outside[frame] || content[frame] != page.id()) {
      throw new AssertionError(
          "page taken from its holder: " + page + " content=" + content[frame]);
    }
    outside[frame] = false;
    content[frame] = POISON;
  }
}
