// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.pool.skb;

import io.github.niccosim.pool.Errno;
import io.github.niccosim.pool.Page;
import io.github.niccosim.pool.PagePool;
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
   * Add a frag; the buffer takes over one reference ({@code skb_add_rx_frag}).
   *
   * @param page page of the frag
   * @param offsetBytes first byte inside the page
   * @param sizeBytes bytes
   * @throws IllegalStateException if the buffer has {@link #MAX_FRAGS} already
   */
  public Skb addFrag(Page page, int offsetBytes, int sizeBytes) {
    requireLive();
    if (data.frags.size() == MAX_FRAGS) {
      throw new IllegalStateException("socket buffer full: frags=" + MAX_FRAGS);
    }
    data.frags.add(new SkbFrag(page, offsetBytes, sizeBytes));
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
    freed = true;
    releaseData();
  }

  /** {@code skb_release_data}. */
  private void releaseData() {
    if (data.references.decrementAndGet() > 0) {
      recycle = false;
      return;
    }
    for (SkbFrag frag : data.frags) {
      drop(frag.page(), recycle);
    }
    data.fragList.forEach(Skb::free);
    freeHead();
    recycle = false;
  }

  private void freeHead() {
    Page head = data.headPage;
    if (head != null) {
      drop(head, recycle);
    }
  }

  private static void drop(Page page, boolean recycle) {
    PagePool pool = recycle ? page.pool() : null;
    if (pool != null) {
      pool.putFullPage(page, false);
    } else {
      page.put();
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
    own.frags.addAll(old.frags);
    own.zeroCopy = old.zeroCopy;
    own.unreadable = old.unreadable;
    if (cloned) {
      own.frags.forEach(frag -> frag.page().get());
      releaseData();
    } else {
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
    if (cloned || recycle != from.recycle || data.unreadable != from.data.unreadable) {
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
      data.frags.add(new SkbFrag(head, 0, from.data.headBytes));
    }
    data.frags.addAll(from.data.frags);
    if (!from.isCloned()) {
      from.data.frags.clear();
    } else if (from.poolFragRef() != null) {
      from.data.frags.forEach(frag -> frag.page().get());
    }
    return steals ? Coalesce.STOLEN : Coalesce.MOVED;
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
