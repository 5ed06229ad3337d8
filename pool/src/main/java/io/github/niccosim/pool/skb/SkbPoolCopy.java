// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.pool.skb;

import io.github.niccosim.pool.Page;
import io.github.niccosim.pool.PageFragment;
import io.github.niccosim.pool.PagePool;
import org.jspecify.annotations.Nullable;

/**
 * Copies socket buffers into pages of a pool, so that generic XDP and veth can run programs on them
 * ({@code skb_pp_cow_data}).
 */
public final class SkbPoolCopy {
  /** Bytes of {@code struct skb_shared_info} behind the head, rounded to a cache line. */
  public static final int OVERHEAD_BYTES = 320;

  private SkbPoolCopy() {}

  /**
   * Copy a buffer; on success the old one is freed, on failure it is untouched and what the copy
   * had got is recycled.
   *
   * @param pool pool of the copy
   * @param from buffer to copy
   * @param headroomBytes bytes to leave in front of the data, 0 or more
   * @return marked copy, or {@code null} when memory is out or the buffer is too long
   */
  public static @Nullable Skb copy(PagePool pool, Skb from, int headroomBytes) {
    int page = pool.system().pageSizeBytes();
    int maxHead = page - headroomBytes - OVERHEAD_BYTES;
    int length = from.lengthBytes();
    if (length > maxHead + Skb.MAX_FRAGS * page) {
      return null;
    }
    int head = Math.min(length, maxHead);
    PageFragment fragment = new PageFragment();
    Page first = pool.alloc(fragment, headroomBytes + head + OVERHEAD_BYTES);
    if (first == null) {
      return null;
    }
    Skb copy = Skb.aroundPage(first, head, 0).markForRecycle();
    for (int done = head; done < length; ) {
      int size = Math.min(length - done, page);
      Page next = pool.alloc(fragment, size);
      if (next == null) {
        copy.free();
        return null;
      }
      copy.addFrag(next, fragment.offsetBytes(), size);
      done += size;
    }
    from.free();
    return copy;
  }
}
