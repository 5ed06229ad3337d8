// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.waveforms.transaction;

import io.github.niccosim.waveforms.Distribution;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Collects transactions and relations in the order they are added.
 *
 * <pre>{@code
 * TransactionLog log = new TransactionLog();
 * long burst = log.add("m_axi write", "burst", "id 3", startPs, endPs, Attribute.of("beats", 16));
 * FtrFile.write(log, out.resolve("waves.ftr"));
 * }</pre>
 *
 * <p>Not thread-safe.
 */
public final class TransactionLog {
  private final List<Transaction> transactions = new ArrayList<>();
  private final List<Relation> relations = new ArrayList<>();

  /** Create an empty log. */
  public TransactionLog() {}

  /**
   * Add a transaction.
   *
   * @param stream lane it belongs to
   * @param kind what it is
   * @param label short text to show inside, may be empty
   * @param startPs begin in picoseconds
   * @param endPs end in picoseconds, not before the begin
   * @param attributes further properties
   * @return its number, for {@link #relate}
   */
  public long add(
      String stream, String kind, String label, long startPs, long endPs, Attribute... attributes) {
    return add(stream, kind, label, startPs, endPs, List.of(attributes));
  }

  /**
   * Add a transaction.
   *
   * @param stream lane it belongs to
   * @param kind what it is
   * @param label short text to show inside, may be empty
   * @param startPs begin in picoseconds
   * @param endPs end in picoseconds, not before the begin
   * @param attributes further properties
   * @return its number, for {@link #relate}
   */
  public long add(
      String stream,
      String kind,
      String label,
      long startPs,
      long endPs,
      List<Attribute> attributes) {
    long id = transactions.size() + 1L;
    transactions.add(new Transaction(id, stream, kind, label, startPs, endPs, attributes));
    return id;
  }

  /**
   * Connect two transactions.
   *
   * @param kind name of the relation
   * @param from number of a transaction of this log
   * @param to number of another
   */
  public void relate(String kind, long from, long to) {
    if (from < 1 || to < 1 || Math.max(from, to) > transactions.size()) {
      throw new IllegalArgumentException(
          "no such transaction: from="
              + from
              + " to="
              + to
              + " (expected: 1.."
              + transactions.size()
              + ")");
    }
    relations.add(new Relation(kind, from, to));
  }

  /**
   * Return a transaction by number.
   *
   * @param id 1..number of transactions
   * @return the transaction
   */
  public Transaction transaction(long id) {
    return transactions.get(Math.toIntExact(id - 1));
  }

  /** {@return all transactions in order of number} */
  public List<Transaction> transactions() {
    return Collections.unmodifiableList(transactions);
  }

  /** {@return all relations in order of addition} */
  public List<Relation> relations() {
    return Collections.unmodifiableList(relations);
  }

  /** {@return the streams in order of first use} */
  public Set<String> streams() {
    return transactions.stream()
        .map(Transaction::stream)
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  /**
   * Measure how long transactions took.
   *
   * @return figures in picoseconds for each kind, ordered by its name
   */
  public Map<String, Distribution> durationsPs() {
    Map<String, List<Transaction>> byKind =
        transactions.stream()
            .collect(Collectors.groupingBy(Transaction::kind, TreeMap::new, Collectors.toList()));
    Map<String, Distribution> figures = new TreeMap<>();
    byKind.forEach((kind, all) ->
        figures.put(
            kind, Distribution.of(all.stream().mapToLong(Transaction::durationPs).toArray())));
    return Collections.unmodifiableMap(figures);
  }
}
