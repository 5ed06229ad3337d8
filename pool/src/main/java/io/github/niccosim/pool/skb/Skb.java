// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.pool.skb;

import io.github.niccosim.pool.Errno;
import io.github.niccosim.pool.Page;
import io.github.niccosim.pool.PagePool;
import io.github.niccosim.pool.PoolObserver;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Socket buffer as far as page recycling is concerned ({@code struct sk_buff}).
 *
 * <p>A recycle mark on the <em>buffer</em> decides how its page references are dropped: with it,
 * pages of a pool go back to their pool, others to the system; without it every page loses a
 * memory-manager reference. References must be dropped the way they were taken. Each buffer belongs
 * to one thread at a time, its clones may belong to others.
 */
public final class Skb {
  /** What became of a buffer that was to be coalesced. */
  public enum Coalesce {
    /** Nothing happened. */
    REFUSED,
    /** The bytes were copied; the other buffer keeps its pages. */
    COPIED,
    /** The frags moved or were referenced. */
    MOVED,
    /** The frags moved and the head page became a frag. */
    STOLEN
  }

  /** Frags one buffer can hold ({@code MAX_SKB_FRAGS}). */
  public static final int MAX_FRAGS = 17;

  private SkbData data;
  private boolean recycle;
  private boolean cloned;
  private boolean freed;
  private int users = 1;

  private Skb(SkbData data) {
    this.data = data;
  }

  /**
   * Build a buffer around a page ({@code napi_build_skb}): {@code head_frag} is set.
   *
   * @param page page whose reference the buffer takes over
   * @param headBytes bytes in the head
   * @param tailroomBytes bytes that may still be appended there
   */
  public static Skb aroundPage(Page page, int headBytes, int tailroomBytes) {
    return new Skb(new SkbData(page, headBytes, tailroomBytes));
  }

  /**
   * Build a buffer with a slab head, which is never recycled.
   *
   * @param headBytes bytes in the head
   * @param tailroomBytes bytes that may still be appended there
   */
  public static Skb withSlabHead(int headBytes, int tailroomBytes) {
    return new Skb(new SkbData(null, headBytes, tailroomBytes));
  }

  /**
   * Add a frag; the buffer takes over one reference ({@code skb_add_rx_frag}), a pool reference for
   * the page of a pool.
   *
   * @param page page of the frag
   * @param offsetBytes first byte inside the page
   * @param sizeBytes bytes
   * @throws IllegalStateException if the buffer has {@link #MAX_FRAGS} already
   */
  public Skb addFrag(Page page, int offsetBytes, int sizeBytes) {
    return addFrag(page, offsetBytes, sizeBytes, RefKind.of(page));
  }

  /**
   * Add a frag with a reference of a stated kind. The kernel keeps no such record; here a reference
   * dropped in the other kind is reported by {@link PoolObserver#referenceMixed}.
   *
   * @param page page of the frag
   * @param offsetBytes first byte inside the page
   * @param sizeBytes bytes
   * @param kind kind of the reference handed over
   */
  public Skb addFrag(Page page, int offsetBytes, int sizeBytes, RefKind kind) {
    requireLive();
    if (data.frags.size() == MAX_FRAGS) {
      throw new IllegalStateException("socket buffer full: frags=" + MAX_FRAGS);
    }
    data.add(new SkbFrag(page, offsetBytes, sizeBytes), kind);
    return this;
  }

  /** Append a buffer to the frag list, which is freed with this one. */
  public Skb addToFragList(Skb other) {
    data.fragList.add(other);
    return this;
  }

  /** Set the recycle mark ({@code skb_mark_for_recycle}). */
  public Skb markForRecycle() {
    requireLive();
    recycle = true;
    return this;
  }

  /** Mark the data as zero-copy; such buffers are never coalesced. */
  public Skb zeroCopy() {
    data.zeroCopy = true;
    return this;
  }

  /** Mark the frags as unreadable by the CPU. */
  public Skb unreadable() {
    data.unreadable = true;
    return this;
  }

  /** Return whether the recycle mark is set ({@code pp_recycle}). */
  public boolean recycles() {
    return recycle;
  }

  /** Return whether the data is shared with a clone now ({@code skb_cloned}). */
  public boolean isCloned() {
    return cloned && data.references.get() > 1;
  }

  /** Return the bytes in head and frags, the frag list not counted. */
  public int lengthBytes() {
    return data.lengthBytes();
  }

  /** Take one more user of this buffer ({@code skb_get}); each user frees it once. */
  public Skb get() {
    requireLive();
    users++;
    return this;
  }

  /** Return the frags; a copy. */
  public List<SkbFrag> frags() {
    return List.copyOf(data.frags);
  }

  /** Return a second buffer over the same data, with the same mark ({@code skb_clone}). */
  public Skb cloneSkb() {
    requireLive();
    Skb copy = new Skb(data);
    data.references.getAndIncrement();
    copy.recycle = recycle;
    copy.cloned = true;
    cloned = true;
    return copy;
  }

  /**
   * Free the buffer ({@code kfree_skb}, {@code consume_skb}); the last user of the data drops its
   * page references.
   *
   * @throws IllegalStateException if it was freed before
   */
  public void free() {
    requireLive();
    if (--users == 0) {
      freed = true;
      releaseData();
    }
  }

  /** {@code skb_release_data}. */
  private void releaseData() {
    if (data.references.decrementAndGet() > 0) {
      recycle = false;
      return;
    }
    for (int i = 0; i < data.frags.size(); i++) {
      drop(data.frags.get(i).page(), data.kinds.get(i), recycle);
    }
    data.fragList.forEach(Skb::free);
    freeHead();
    recycle = false;
  }

  private void freeHead() {
    Page head = data.headPage;
    if (head != null) {
      drop(head, data.headKind, recycle);
    }
  }

  private static void drop(Page page, RefKind kind, boolean recycle) {
    PagePool owner = page.pool();
    if (owner != null && recycle != (kind == RefKind.POOL)) {
      tellMixed(owner, page, kind);
    }
    if (owner != null && recycle) {
      owner.putFullPage(page, false);
    } else {
      page.put();
    }
  }

  private static void tellMixed(PagePool owner, Page page, RefKind kind) {
    PoolObserver observer = owner.system().observer();
    if (observer != null) {
      String how = kind == RefKind.POOL ? "a plain one" : "a pool reference";
      observer.referenceMixed(
          owner,
          page,
          kind
              + " reference dropped as "
              + how
              + ": "
              + page
              + " (hint: the recycle mark of the buffer decides how all its references drop)");
    }
  }

  /**
   * Give this buffer its own, larger slab head ({@code pskb_expand_head}).
   *
   * <p>Of a clone it takes plain references on the frags and lets the shared data go, so the mark
   * is gone afterwards; an unshared buffer keeps frags and mark, its old head is recycled.
   */
  public void expandHead() {
    requireLive();
    SkbData old = data;
    SkbData own = new SkbData(null, old.headBytes, old.tailroomBytes);
    own.zeroCopy = old.zeroCopy;
    own.unreadable = old.unreadable;
    if (isCloned()) {
      for (SkbFrag frag : old.frags) {
        frag.page().get();
        own.add(frag, RefKind.PLAIN);
      }
      old.fragList.forEach(other -> own.fragList.add(other.get()));
      releaseData();
    } else {
      own.frags.addAll(old.frags);
      own.kinds.addAll(old.kinds);
      own.fragList.addAll(old.fragList);
      freeHead();
    }
    data = own;
    cloned = false;
  }

  /**
   * Take one plain reference on a frag ({@code skb_frag_ref}).
   *
   * @param index frag, 0 or more
   */
  public void fragRef(int index) {
    data.frags.get(index).page().get();
  }

  /**
   * Take one reference on every frag, in the kind that this buffer drops ({@code skb_pp_frag_ref}).
   *
   * @return {@link Errno#EINVAL} for a buffer without mark, else {@code null}
   */
  public @Nullable Errno poolFragRef() {
    if (!recycle) {
      return Errno.EINVAL;
    }
    for (SkbFrag frag : data.frags) {
      if (frag.page().isPoolPage()) {
        PagePool.refPage(frag.page());
      } else {
        frag.page().get();
      }
    }
    return null;
  }

  /**
   * Move the data of another buffer into this one ({@code skb_try_coalesce}).
   *
   * @param from buffer that follows this one; afterwards call {@link #freeAfter} on it unless
   *     refused
   * @return what was done
   */
  public Coalesce tryCoalesce(Skb from) {
    requireLive();
    from.requireLive();
    if (isCloned() || recycle != from.recycle || data.unreadable != from.data.unreadable) {
      return Coalesce.REFUSED;
    }
    if (from.data.frags.isEmpty() && from.data.headBytes <= data.tailroomBytes) {
      return Coalesce.COPIED;
    }
    boolean lists = !data.fragList.isEmpty() || !from.data.fragList.isEmpty();
    if (lists || data.zeroCopy || from.data.zeroCopy) {
      return Coalesce.REFUSED;
    }
    return move(from);
  }

  private Coalesce move(Skb from) {
    boolean steals = from.data.headBytes > 0;
    int wanted = data.frags.size() + from.data.frags.size() + (steals ? 1 : 0);
    Page head = from.data.headPage;
    if (wanted > MAX_FRAGS || (steals && (head == null || from.isCloned()))) {
      return Coalesce.REFUSED;
    }
    if (steals && head != null) {
      data.add(new SkbFrag(head, 0, from.data.headBytes), from.data.headKind);
    }
    if (from.isCloned()) {
      referenceFrags(from);
    } else {
      data.frags.addAll(from.data.frags);
      data.kinds.addAll(from.data.kinds);
      from.data.frags.clear();
      from.data.kinds.clear();
    }
    return steals ? Coalesce.STOLEN : Coalesce.MOVED;
  }

  private void referenceFrags(Skb from) {
    boolean pooled = from.poolFragRef() == null;
    for (SkbFrag frag : from.data.frags) {
      if (!pooled) {
        frag.page().get();
      }
      data.add(frag, pooled ? RefKind.of(frag.page()) : RefKind.PLAIN);
    }
  }

  /**
   * Move the frags of a following buffer into this one as TCP does when it merges retransmissions
   * ({@code skb_shift}); marks that differ are a warning there, and here.
   *
   * @param from buffer that follows this one, not cloned
   * @return bytes moved, 0 when the frags do not fit or the data is shared
   */
  public int shift(Skb from) {
    requireLive();
    from.requireLive();
    boolean shared = isCloned() || from.isCloned() || from.data.headBytes > 0;
    if (shared || data.frags.size() + from.data.frags.size() > MAX_FRAGS) {
      return 0;
    }
    if (recycle != from.recycle) {
      from.data.frags.forEach(Skb::warnOfMarks);
    }
    int moved = from.data.lengthBytes();
    data.frags.addAll(from.data.frags);
    data.kinds.addAll(from.data.kinds);
    from.data.frags.clear();
    from.data.kinds.clear();
    return moved;
  }

  private static void warnOfMarks(SkbFrag frag) {
    PagePool owner = frag.page().pool();
    PoolObserver observer = owner == null ? null : owner.system().observer();
    if (observer != null) {
      observer.warning(owner, "frags shifted between buffers of different marks: " + frag.page());
    }
  }

  /**
   * Free a buffer after its data was coalesced ({@code kfree_skb_partial}).
   *
   * @param how what {@link #tryCoalesce} returned
   */
  public void freeAfter(Coalesce how) {
    if (how == Coalesce.STOLEN) {
      requireLive();
      freed = true;
    } else {
      free();
    }
  }

  /**
   * Return why two buffers must not be merged by GRO ({@code skb_gro_receive}).
   *
   * @param first buffer already held
   * @param second buffer to add
   * @return {@link Errno#ETOOMANYREFS} when their marks differ, else {@code null}
   */
  public static @Nullable Errno groRefusal(Skb first, Skb second) {
    return first.recycle == second.recycle ? null : Errno.ETOOMANYREFS;
  }

  private void requireLive() {
    if (freed) {
      throw new IllegalStateException(
          "socket buffer used after free: frags="
              + data.frags.size()
              + " (hint: each buffer is freed once, by whoever holds it last)");
    }
  }
}
