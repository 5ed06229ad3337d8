// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.sim;

import io.github.niccosim.bridge.Model;
import io.github.niccosim.bridge.Trace;
import io.github.niccosim.waveforms.transaction.Attribute;
import io.github.niccosim.waveforms.transaction.DescriptorLog;
import io.github.niccosim.waveforms.transaction.TransactionLog;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a recorded run keeps beside its waveform: log lines, transactions, the lives of descriptors,
 * and which signals are worth showing first.
 *
 * <p>Exists in runs that are traced only: {@link Simulation#recording()} is empty in all others, so
 * that a bus model that asks once and keeps the answer costs nothing there.
 *
 * <pre>{@code
 * sim.recording().ifPresent(recording ->
 *     recording.transactions().add("requests", "read", "id 3", startPs, sim.timePs()));
 * }</pre>
 *
 * <p>Belongs to the simulation's thread while it runs; afterwards to whoever writes the files.
 */
public final class Recording {
  /** Log lines kept; the rest is only counted. */
  static final int MOST_LINES = 10_000;

  private final DescriptorLog descriptors = new DescriptorLog();
  private final TransactionLog transactions = new TransactionLog();
  private final TransactionLog lines = new TransactionLog();
  private final Map<String, List<String>> groups = new LinkedHashMap<>();
  private final List<String> excerpt = new ArrayList<>();
  private final List<String> lanes = new ArrayList<>();
  private final @Nullable Model model;

  Recording(@Nullable Model model) {
    this.model = model;
  }

  /** Return the lives of receive descriptors; whoever models a driver fills it. */
  public DescriptorLog descriptors() {
    return descriptors;
  }

  /** Return the transactions that bus models, drivers or the test itself add. */
  public TransactionLog transactions() {
    return transactions;
  }

  /** Return the log lines as transactions without duration. */
  public TransactionLog lines() {
    return lines;
  }

  /**
   * Show a group of signals in viewers.
   *
   * @param title name of the group
   * @param patterns full names in the trace, {@code *} and {@code **} allowed; without a match they
   *     are passed over
   * @return this
   */
  public Recording group(String title, String... patterns) {
    groups.computeIfAbsent(title, key -> new ArrayList<>()).addAll(List.of(patterns));
    return this;
  }

  /**
   * Choose the signals of the picture in a failure's text.
   *
   * @param patterns full names in the trace, most telling first; a dozen fit
   * @return this
   */
  public Recording excerpt(String... patterns) {
    excerpt.addAll(List.of(patterns));
    return this;
  }

  /**
   * Show these lanes of transactions from the start of a view; the others can be added there.
   *
   * @param streams names of streams
   * @return this
   */
  public Recording lanes(String... streams) {
    lanes.addAll(List.of(streams));
    return this;
  }

  /** Return the lanes to show, in order; empty leaves the choice to the view. */
  public List<String> lanesShown() {
    return Collections.unmodifiableList(lanes);
  }

  /** Return the groups to show, in order; empty shows the ports. */
  public Map<String, List<String>> groups() {
    return Collections.unmodifiableMap(groups);
  }

  /** Return the signals of the picture, in order; empty shows the ports that move. */
  public List<String> excerptSignals() {
    return Collections.unmodifiableList(excerpt);
  }

  /**
   * Show a text in a lane of the waveform from now on, if it is being written.
   *
   * @param lane one of {@link Trace#STANDARD_LANES}
   * @param text a few words
   */
  public void annotate(String lane, String text) {
    if (model != null) {
      model.trace().annotate(lane, text);
    }
  }

  /** Keep a log line; what the RTL prints is in the waveform already. */
  void line(long timePs, LogLevel level, String from, String text) {
    if (lines.transactions().size() < MOST_LINES) {
      lines.add("log", level.name(), text, timePs, timePs, Attribute.of("from", from));
    }
    if (!from.equals(SimLog.RTL)) {
      annotate(Trace.LOG, text);
    }
  }
}
