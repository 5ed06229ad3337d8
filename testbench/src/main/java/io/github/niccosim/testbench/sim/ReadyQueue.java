// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.sim;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Tasks to resume, first in, first out. */
final class ReadyQueue {
  private @Nullable Task[] ring = new @Nullable Task[16];
  private int head;
  private int size;

  void add(Task task) {
    if (size == ring.length) {
      grow();
    }
    ring[(head + size++) & (ring.length - 1)] = task;
  }

  @Nullable Task peek() {
    return size == 0 ? null : ring[head];
  }

  @Nullable Task poll() {
    if (size == 0) {
      return null;
    }
    Task first = ring[head];
    ring[head] = null;
    head = (head + 1) & (ring.length - 1);
    size--;
    return first;
  }

  private void grow() {
    @Nullable Task[] larger = Arrays.copyOf(ring, 2 * ring.length);
    for (int i = 0; i < size; i++) {
      larger[i] = ring[(head + i) & (ring.length - 1)];
    }
    ring = larger;
    head = 0;
  }
}
