// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.pool;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/** Hands pages from one thread to one other; orders nothing but what it carries. */
final class SoakChannel {
  private static final VarHandle SLOT = MethodHandles.arrayElementVarHandle(Parcel[].class);

  /** A page and what to do with it. */
  record Parcel(Page page, Kind kind) {}

  /** What the receiver owes. */
  enum Kind {
    /** The whole page. */
    WHOLE,
    /** One of two shares. */
    SHARE,
    /** The whole page, and a memory-manager reference after that. */
    HELD
  }

  private final @Nullable Parcel[] slots = new Parcel[256];
  private int sent;
  private int received;

  void send(Page page, Kind kind) {
    int index = sent++ & (slots.length - 1);
    while (SLOT.getAcquire(slots, index) != null) {
      Thread.yield();
    }
    SLOT.setRelease(slots, index, new Parcel(page, kind));
  }

  Parcel receive() {
    int index = received++ & (slots.length - 1);
    Parcel parcel = (Parcel) SLOT.getAcquire(slots, index);
    while (parcel == null) {
      Thread.yield();
      parcel = (Parcel) SLOT.getAcquire(slots, index);
    }
    SLOT.setRelease(slots, index, (Parcel) null);
    return parcel;
  }
}
