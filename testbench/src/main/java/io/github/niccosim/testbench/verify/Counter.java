// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.verify;

/** The changing half of a {@link Bin}. */
final class Counter {
  final String name;
  final Bin.Kind kind;
  long atLeast = 1;
  long hits;

  Counter(String name, Bin.Kind kind) {
    this.name = name;
    this.kind = kind;
  }

  /** Count a hit; an illegal bin is counted, then throws. */
  void hit(String point, Object value) {
    hits++;
    if (kind == Bin.Kind.ILLEGAL) {
      throw new CoverageException(
          "illegal bin hit: point=%s bin=%s value=%s".formatted(point, name, value));
    }
  }

  Bin snapshot() {
    return new Bin(name, kind, atLeast, hits);
  }
}
