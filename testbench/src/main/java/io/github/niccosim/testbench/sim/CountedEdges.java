// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.sim;

/** Fires at one of the next edges of a trigger; the kernel stops at each of those before it. */
final class CountedEdges extends Trigger {
  private final EdgeTrigger edge;
  private final long count;

  CountedEdges(EdgeTrigger edge, long count) {
    super(edge.kernel);
    this.edge = edge;
    this.count = count;
  }

  @Override
  boolean arm(Waiter waiter) {
    waiter.remaining = count;
    return edge.arm(waiter);
  }

  @Override
  String describe() {
    return count + " times " + edge.describe();
  }
}
