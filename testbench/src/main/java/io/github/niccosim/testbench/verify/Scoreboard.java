// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.verify;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * Match the transactions that a design delivered with those a reference predicted.
 *
 * <pre>{@code
 * try (Scoreboard<Packet> board = new Scoreboard<Packet>("rx", sim::timePs).perKey(Packet::flow)) {
 *   source.onSent(frame -> board.expect(predict(frame)));
 *   sink.onFrame(frame -> board.actual(parse(frame)));
 *   ...
 * }                                                 // close: nothing may be left
 * }</pre>
 *
 * <p>Order: by default all transactions come in the order expected; {@link #perKey} asks it only
 * among transactions of equal key; {@link #window} lets one come before up to {@code size - 1}
 * older ones. A wrong transaction fails at once, with both printed field by field.
 *
 * @param <T> type of the transaction; records are shown by component, others give {@link Fields}
 */
public final class Scoreboard<T> implements AutoCloseable {
  private static final int SHOWN = 5;

  /** A transaction that waits for its partner. */
  private record Waiting<T>(T item, long number, long sincePs) {}

  /** What waits in one order. */
  private static final class Lane<T> {
    final ArrayDeque<Waiting<T>> expected = new ArrayDeque<>();
    final ArrayDeque<Waiting<T>> early = new ArrayDeque<>();
  }

  private final String name;
  private final LongSupplier timePs;
  private final Map<Object, Lane<T>> lanes = new LinkedHashMap<>();
  private Function<? super T, ?> key = item -> "";
  private Fields<T> fields = Fields.ofRecord();
  private int window = 1;
  private boolean earlyAllowed;
  private long expectedCount;
  private long actualCount;
  private long matched;

  /**
   * Make an empty scoreboard that wants everything in order.
   *
   * @param name for messages
   * @param timePs current simulated time, normally {@code sim::timePs}
   */
  public Scoreboard(String name, LongSupplier timePs) {
    this.name = name;
    this.timePs = timePs;
  }

  /**
   * Ask for order only among transactions of equal key.
   *
   * @param ofItem key of a transaction: flow, queue, ID; with {@code equals} and {@code hashCode}
   * @return this
   */
  public Scoreboard<T> perKey(Function<? super T, ?> ofItem) {
    key = ofItem;
    return this;
  }

  /**
   * Let a transaction come before older ones of its order.
   *
   * @param size expected transactions it may be one of, 1 (in order) or more
   * @return this
   */
  public Scoreboard<T> window(int size) {
    if (size < 1) {
      throw new IllegalArgumentException(
          "match window out of range: board=%s size=%d (expected: 1 or more)"
              .formatted(name, size));
    }
    window = size;
    return this;
  }

  /**
   * Show and compare transactions in another way than by record components.
   *
   * @param show gives the fields
   * @return this
   */
  public Scoreboard<T> fields(Fields<T> show) {
    fields = show;
    return this;
  }

  /**
   * Let a transaction come before the reference predicts it; it waits for the prediction.
   *
   * @return this
   */
  public Scoreboard<T> allowEarly() {
    earlyAllowed = true;
    return this;
  }

  /**
   * Predict a transaction.
   *
   * @param item must not change until it is matched
   * @throws ScoreboardException if one that came early is another
   */
  public void expect(T item) {
    Lane<T> lane = lane(item);
    Waiting<T> expected = new Waiting<>(item, expectedCount++, timePs.getAsLong());
    if (removeEqual(lane.early, item)) {
      return;
    }
    lane.expected.addLast(expected);
    Waiting<T> early = lane.early.peekFirst();
    if (early != null && lane.expected.size() >= window) {
      throw mismatch(closest(lane, early), early);
    }
  }

  /**
   * Hand in a transaction that the design delivered.
   *
   * @param item what a monitor or sink saw
   * @throws ScoreboardException if it is not one that may come now
   */
  public void actual(T item) {
    Lane<T> lane = lane(item);
    Waiting<T> actual = new Waiting<>(item, actualCount++, timePs.getAsLong());
    if (removeEqual(lane.expected, item)) {
      return;
    }
    if (earlyAllowed && lane.expected.size() < window) {
      lane.early.addLast(actual);
      return;
    }
    throw lane.expected.isEmpty() ? unexpected(actual) : mismatch(closest(lane, actual), actual);
  }

  /** Return the matched pairs. */
  public long matched() {
    return matched;
  }

  /** Return the transactions, expected or early, that have no partner yet. */
  public long waiting() {
    long count = 0;
    for (Lane<T> lane : lanes.values()) {
      count += lane.expected.size() + lane.early.size();
    }
    return count;
  }

  /** Fail when a transaction has no partner; the same as {@link #checkDone}. */
  @Override
  public void close() {
    checkDone();
  }

  /**
   * Fail when a transaction has no partner; call it at the end of a test.
   *
   * @throws ScoreboardException naming the oldest ones, with the time each was first seen
   */
  public void checkDone() {
    if (waiting() == 0) {
      return;
    }
    List<String> lines = new ArrayList<>();
    long missing = 0;
    long early = 0;
    for (Lane<T> lane : lanes.values()) {
      missing += lane.expected.size();
      early += lane.early.size();
      lane.expected.forEach(each -> lines.add(line("missing", each)));
      lane.early.forEach(each -> lines.add(line("not predicted", each)));
    }
    String more = lines.size() > SHOWN ? "\n    ... and " + (lines.size() - SHOWN) + " more" : "";
    throw new ScoreboardException(
        "scoreboard has unmatched transactions: board=%s missing=%d notPredicted=%d matched=%d%s%s"
            .formatted(
                name,
                missing,
                early,
                matched,
                String.join("", lines.subList(0, Math.min(SHOWN, lines.size()))),
                more));
  }

  private Lane<T> lane(T item) {
    return lanes.computeIfAbsent(key.apply(item), k -> new Lane<>());
  }

  /** Remove the oldest equal transaction among those that may come now. */
  private boolean removeEqual(ArrayDeque<Waiting<T>> waiting, T item) {
    int left = window;
    for (Iterator<Waiting<T>> i = waiting.iterator(); left > 0 && i.hasNext(); left--) {
      if (Fields.differences(fields.of(i.next().item()), fields.of(item)) == 0) {
        i.remove();
        matched++;
        return true;
      }
    }
    return false;
  }

  /** Return the candidate with the fewest differing fields, the oldest of equals. */
  private Waiting<T> closest(Lane<T> lane, Waiting<T> actual) {
    Waiting<T> best = lane.expected.getFirst();
    int fewest = Integer.MAX_VALUE;
    int left = window;
    for (Iterator<Waiting<T>> i = lane.expected.iterator(); left > 0 && i.hasNext(); left--) {
      Waiting<T> candidate = i.next();
      int count = Fields.differences(fields.of(candidate.item()), fields.of(actual.item()));
      if (count < fewest) {
        fewest = count;
        best = candidate;
      }
    }
    return best;
  }

  private ScoreboardException mismatch(Waiting<T> expected, Waiting<T> actual) {
    return new ScoreboardException(
        "transaction is wrong: board=%s actual=#%d timePs=%d expected=#%d expectedSincePs=%d%s%s"
            .formatted(
                name,
                actual.number(),
                actual.sincePs(),
                expected.number(),
                expected.sincePs(),
                window > 1 ? " window=" + window + " (closest shown)" : "",
                FieldDiff.of(fields.of(expected.item()), fields.of(actual.item()))));
  }

  private ScoreboardException unexpected(Waiting<T> actual) {
    return new ScoreboardException(
        ("transaction was not expected: board=%s actual=#%d timePs=%d waiting=%d matched=%d%s"
                + "\n    (hint: allowEarly() if the prediction may come later)")
            .formatted(
                name,
                actual.number(),
                actual.sincePs(),
                waiting(),
                matched,
                line("actual", actual)));
  }

  private String line(String what, Waiting<T> waiting) {
    StringBuilder line =
        new StringBuilder(
            "\n    %s #%d firstSeenPs=%d:".formatted(what, waiting.number(), waiting.sincePs()));
    fields
        .of(waiting.item())
        .forEach((k, v) -> line.append(' ').append(k).append('=').append(Fields.text(v)));
    return line.toString();
  }
}
