// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.pool.skb;

import io.github.niccosim.pool.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Data of a socket buffer and of all its clones ({@code skb_shared_info} and head); clones may be
 * freed on any thread.
 */
final class SkbData {
  final List<SkbFrag> frags = new ArrayList<>();

  /** In which kind each frag's reference was taken; the kernel keeps no such thing. */
  final List<RefKind> kinds = new ArrayList<>();

  final List<Skb> fragList = new ArrayList<>();
  final @Nullable Page headPage;
  final RefKind headKind;
  final int headBytes;
  final int tailroomBytes;
  final AtomicInteger references = new AtomicInteger(1);
  boolean zeroCopy;
  boolean unreadable;

  /** Create data with a head in {@code headPage}, or with a slab head when that is {@code null}. */
  SkbData(@Nullable Page headPage, int headBytes, int tailroomBytes) {
    this.headPage = headPage;
    headKind = headPage == null ? RefKind.PLAIN : RefKind.of(headPage);
    this.headBytes = headBytes;
    this.tailroomBytes = tailroomBytes;
  }

  void add(SkbFrag frag, RefKind kind) {
    frags.add(frag);
    kinds.add(kind);
  }

  int lengthBytes() {
    int length = headBytes;
    for (SkbFrag frag : frags) {
      length += frag.sizeBytes();
    }
    return length;
  }
}
