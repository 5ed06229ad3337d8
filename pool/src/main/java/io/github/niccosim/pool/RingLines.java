// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.pool;

/**
 * Memory layout of {@link PageRing}: what producers write, a distance, what the consumer writes.
 *
 * <p>Fields of a superclass lie in front of those of its subclass on every JVM in use; nothing but
 * speed depends on it.
 */
final class RingLines {
  private RingLines() {}

  /** What producers write; changes under {@link #lock} only. */
  abstract static class Producers {
    int lock;
    int producer;

    /** Pages the ring took. */
    long accepted;

    /** Refusals, as the kernel counts them: once per page, once per bulk round. */
    long refused;
  }

  /** Two cache lines, because lines are fetched in pairs. */
  @SuppressWarnings({"unused", "UnusedVariable"})
  abstract static class Gap extends Producers {
    private long g00;
    private long g01;
    private long g02;
    private long g03;
    private long g04;
    private long g05;
    private long g06;
    private long g07;
    private long g08;
    private long g09;
    private long g10;
    private long g11;
    private long g12;
    private long g13;
    private long g14;
    private long g15;
  }

  /** What the consumer writes. */
  abstract static class Consumer extends Gap {
    int consumerHead;
    int consumerTail;
  }
}
