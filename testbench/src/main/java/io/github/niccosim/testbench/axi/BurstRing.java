// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.axi;

import java.util.function.Supplier;

/** Reused bursts by sequence number: one object for each slot, made at its first use. */
final class BurstRing<B extends RequestedBurst> {
  private final Object[] slots;
  private final Supplier<B> maker;

  /**
   * Make an empty ring.
   *
   * @param atLeast slots that may be in use at once; rounded up to a power of two
   */
  BurstRing(int atLeast, Supplier<B> maker) {
    this.slots = new Object[Integer.highestOneBit(atLeast) * 2];
    this.maker = maker;
  }

  int slots() {
    return slots.length;
  }

  @SuppressWarnings("unchecked") // only bursts made here are stored
  B get(long sequence) {
    int slot = (int) sequence & (slots.length - 1);
    Object burst = slots[slot];
    if (burst == null) {
      burst = maker.get();
      slots[slot] = burst;
    }
    return (B) burst;
  }
}
