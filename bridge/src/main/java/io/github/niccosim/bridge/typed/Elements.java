// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.bridge.typed;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/**
 * Hold the handles of the elements of a packed array under their declared indices.
 *
 * @param <H> handle of one element
 */
public final class Elements<H> {
  private final int first;
  private final List<H> handles;

  /**
   * Make the handles of all elements.
   *
   * @param left declared left bound
   * @param right declared right bound
   * @param maker makes the handle of a declared index
   */
  public Elements(int left, int right, IntFunction<? extends H> maker) {
    this.first = Math.min(left, right);
    List<H> made = new ArrayList<>();
    for (int i = first; i <= Math.max(left, right); i++) {
      made.add(maker.apply(i));
    }
    this.handles = List.copyOf(made);
  }

  /**
   * Return the handle of an element.
   *
   * @param index declared index
   * @return always the same object
   * @throws IndexOutOfBoundsException if there is no such element
   */
  public H at(int index) {
    if (index < first || index >= first + handles.size()) {
      throw new IndexOutOfBoundsException(
          "index is out of range: index=%d (expected: %d..%d)"
              .formatted(index, first, first + handles.size() - 1));
    }
    return handles.get(index - first);
  }

  /**
   * Return the number of elements.
   *
   * @return at least 1
   */
  public int size() {
    return handles.size();
  }

  /**
   * Return all handles.
   *
   * @return from the lowest index on
   */
  public List<H> all() {
    return handles;
  }
}
