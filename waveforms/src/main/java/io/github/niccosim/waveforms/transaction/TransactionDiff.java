// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.waveforms.transaction;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Compares two runs by transactions: the n-th of a label in one with the n-th in the other.
 *
 * <p>One more stall moves every later signal and makes an alignment by time or cycle useless; what
 * was transferred is still the same. Attributes are compared, times are not.
 */
public final class TransactionDiff {
  /**
   * One transaction that differs.
   *
   * @param stream its stream
   * @param name kind, label and number among its equals, from 0
   * @param timePsA begin in the first run in picoseconds, -1 if it is missing there
   * @param timePsB begin in the second run, -1 if it is missing there
   * @param difference what differs
   */
  public record Difference(
      String stream, String name, long timePsA, long timePsB, String difference) {
    /** {@return one line for a report} */
    @Override
    public String toString() {
      return stream + ": " + name + ": " + difference;
    }
  }

  private TransactionDiff() {}

  /**
   * Compare two logs.
   *
   * @param a first run
   * @param b second run
   * @return differences, in order of the first run, then what only the second has
   */
  public static List<Difference> of(TransactionLog a, TransactionLog b) {
    Map<String, Transaction> left = numbered(a);
    Map<String, Transaction> right = numbered(b);
    Set<String> names = new LinkedHashSet<>(left.keySet());
    names.addAll(right.keySet());
    List<Difference> differences = new ArrayList<>();
    for (String name : names) {
      Transaction one = left.get(name);
      Transaction other = right.get(name);
      if (one == null && other != null) {
        differences.add(difference(name, other, -1, other.startPs(), "only in the second"));
      } else if (other == null && one != null) {
        differences.add(difference(name, one, one.startPs(), -1, "only in the first"));
      } else if (one != null && other != null && !one.attributes().equals(other.attributes())) {
        String what = attributes(one) + " | " + attributes(other);
        differences.add(difference(name, one, one.startPs(), other.startPs(), what));
      }
    }
    return differences;
  }

  private static Difference difference(
      String name, Transaction each, long timePsA, long timePsB, String what) {
    return new Difference(
        each.stream(), name.substring(name.indexOf('\n') + 1), timePsA, timePsB, what);
  }

  private static String attributes(Transaction each) {
    StringBuilder out = new StringBuilder();
    for (Attribute attribute : each.attributes()) {
      out.append(out.isEmpty() ? "" : " ").append(attribute.name());
      out.append('=').append(attribute.valueText());
    }
    return out.toString();
  }

  private static Map<String, Transaction> numbered(TransactionLog log) {
    Map<String, Integer> counts = new LinkedHashMap<>();
    Map<String, Transaction> named = new LinkedHashMap<>();
    for (Transaction each : log.transactions()) {
      String key = each.stream() + "\n" + each.kind() + " " + each.label();
      int number = counts.merge(key, 1, Integer::sum) - 1;
      named.put(key + " #" + number, each);
    }
    return named;
  }
}
