// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.pool.explore;

import java.util.ArrayList;
import java.util.List;

/** One piece of memory in one run: who accessed it last. */
final class Location {
  final String name;
  int version;
  int lastWrite = -1;
  final List<Integer> readsSince = new ArrayList<>();

  Location(String name) {
    this.name = name;
  }

  /** A step that is about to happen. */
  record Access(Location location, boolean write) {
    boolean conflictsWith(Access other) {
      return location == other.location && (write || other.write);
    }

    @Override
    public String toString() {
      return (write ? "write " : "read ") + location.name;
    }
  }
}
