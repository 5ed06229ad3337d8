// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.pool;

import java.util.ArrayList;
import java.util.List;

/** What a detector found: thrown at once, or kept for later. */
final class Findings<E extends RuntimeException> {
  private final List<E> kept = new ArrayList<>();
  private boolean keeping;

  void keep(boolean value) {
    keeping = value;
  }

  void add(E finding) {
    if (!keeping) {
      throw finding;
    }
    kept.add(finding);
  }

  List<E> all() {
    return List.copyOf(kept);
  }
}
