// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.waveforms.transaction;

import java.util.List;

/**
 * Something that took place from one time to another.
 *
 * @param id number unique in its log, from 1
 * @param stream lane it belongs to, for example {@code rx queue 0}
 * @param kind what it is, for example {@code descriptor} or {@code fetch}
 * @param label short text to show inside, may be empty
 * @param startPs begin in picoseconds
 * @param endPs end in picoseconds, not before the begin
 * @param attributes further properties, in order
 */
public record Transaction(
    long id,
    String stream,
    String kind,
    String label,
    long startPs,
    long endPs,
    List<Attribute> attributes) {
  /** Copy the list; check the times. */
  public Transaction {
    if (endPs < startPs) {
      throw new IllegalArgumentException(
          "transaction ends before it begins: stream="
              + stream
              + " startPs="
              + startPs
              + " endPs="
              + endPs
              + " (expected: endPs >= startPs)");
    }
    attributes = List.copyOf(attributes);
  }

  /** {@return how long it took, in picoseconds} */
  public long durationPs() {
    return endPs - startPs;
  }
}
