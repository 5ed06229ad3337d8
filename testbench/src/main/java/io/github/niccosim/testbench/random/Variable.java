// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.random;

/**
 * One unknown of {@link Constraints}; its value is asked from a {@link Solution}.
 *
 * @param <T> type of the value
 */
public final class Variable<T> {
  final int index;
  final Constraints owner;
  final Dist<T> dist;
  private final String name;

  Variable(Constraints owner, int index, String name, Dist<T> dist) {
    this.owner = owner;
    this.index = index;
    this.name = name;
    this.dist = dist;
  }

  /** Return the name given to it. */
  public String name() {
    return name;
  }

  @Override
  public String toString() {
    return name;
  }
}
