// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.pool.dma;

import io.github.niccosim.pool.Page;
import io.github.niccosim.pool.PageOwnershipException;
import io.github.niccosim.pool.PagePool;
import io.github.niccosim.pool.PoolObserver;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/**
 * Fills idle pages with a pattern and looks whether it is still there when they are handed out, so
 * that writes nobody announced are found: after recycling, after release, or beyond a fragment into
 * bytes that are not handed out yet.
 *
 * <p>The bytes behind an open page's last fragment keep the pattern until the next fragment is cut
 * there: a canary that changes no offset and no size. Memory and cached copies are set alike and no
 * cache line changes its state, so poisoning neither hides nor creates a missing sync.
 *
 * <p>Costs two passes over each page and recycling; not on any path unless given to {@link
 * io.github.niccosim.pool.PoolSystem.Builder#observer}. One thread at a time. Kernel counterpart:
 * {@code mm/page_poison.c}.
 */
public final class PagePoison implements PoolObserver {
  /** Pattern of pages that lie idle in a pool. */
  public static final int IDLE = 0xaa;

  /** Pattern of pages that left their pool, for readers that come late. */
  public static final int RELEASED = 0x6b;

  private final HostMemory memory;
  private final List<PageOwnershipException> found = new ArrayList<>();
  private final Set<Page> idle = Collections.newSetFromMap(new IdentityHashMap<>());
  private boolean collects;

  /**
   * Create a poisoner that throws at the first finding.
   *
   * @param memory memory the pages lie in
   */
  public PagePoison(HostMemory memory) {
    this.memory = memory;
  }

  /** Choose whether findings are kept for {@link #violations} instead of thrown. */
  public PagePoison collect(boolean value) {
    collects = value;
    return this;
  }

  /** Return what was found, in order. */
  public List<PageOwnershipException> violations() {
    return List.copyOf(found);
  }

  @Override
  public void adopted(PagePool pool, Page page) {
    idle.add(page);
    fill(page, IDLE);
  }

  @Override
  public void recycled(PagePool pool, Page page, Place place) {
    idle.add(page);
    fill(page, IDLE);
  }

  @Override
  public void released(PagePool pool, Page page) {
    idle.remove(page);
    if (page.refCount() == 1) {
      fill(page, RELEASED);
    }
  }

  @Override
  public void handedOut(PagePool pool, Page page) {
    idle.remove(page);
    check(pool, page, 0, page.sizeBytes(), "page written while it was idle");
  }

  @Override
  public void fragmentHandedOut(PagePool pool, Page page, int offsetBytes, int sizeBytes) {
    if (idle.remove(page)) {
      check(pool, page, 0, page.sizeBytes(), "page written while it was idle");
    } else if (offsetBytes == 0) {
      fill(page, IDLE);
    } else {
      String what = "bytes written before they were handed out";
      check(pool, page, offsetBytes, page.sizeBytes() - offsetBytes, what);
    }
  }

  private void fill(Page page, int value) {
    memory.fill(page.physicalAddress(), page.sizeBytes(), (byte) value);
  }

  private void check(PagePool pool, Page page, long from, long length, String what) {
    long start = page.physicalAddress() + from;
    long wrong = memory.firstOther(start, length, (byte) IDLE);
    if (wrong < 0) {
      return;
    }
    PageOwnershipException finding =
        new PageOwnershipException(
            what
                + ": "
                + page
                + " byte="
                + (wrong - page.physicalAddress())
                + " timePs="
                + pool.system().workQueue().timePs()
                + " (expected: 0xaa | hint: someone wrote after the put, or beyond the fragment"
                + " that ends there)",
            page);
    if (!collects) {
      throw finding;
    }
    found.add(finding);
    memory.fill(start, length, (byte) IDLE);
  }
}
