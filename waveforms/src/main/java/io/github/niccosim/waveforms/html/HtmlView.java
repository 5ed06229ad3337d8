// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.waveforms.html;

import io.github.niccosim.waveforms.Variable;
import io.github.niccosim.waveforms.Waveform;
import io.github.niccosim.waveforms.WaveformException;
import io.github.niccosim.waveforms.transaction.TransactionLog;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Writes a trace as one HTML file with its own viewer.
 *
 * <pre>{@code
 * HtmlView.of(wave)
 *     .title("rx under back-pressure")
 *     .group("AXI write", "TOP.nicdma_top.m_axi_aw*", "TOP.nicdma_top.m_axi_w*")
 *     .transactions(descriptors.transactions())
 *     .flagPs(failurePs, "completion before data")
 *     .viewPs(failurePs - 200_000, failurePs + 50_000)
 *     .write(out.resolve("waves.html"));
 * }</pre>
 *
 * <p>Without rows the page starts with the clock-like and first signals of the top scopes. Not
 * thread-safe.
 */
public final class HtmlView {
  /** Largest packed size of the signals, in bytes, unless told otherwise. */
  public static final long DEFAULT_LIMIT_BYTES = 5_000_000;

  /** One row of the start view: a signal, a group title, or a lane. */
  sealed interface Row {}

  /** A signal. */
  record SignalRow(Variable variable, String radix) implements Row {}

  /** A title; empty to end a group. */
  record GroupRow(String title) implements Row {}

  /** A place worth looking at. */
  record Flag(long ticks, String text) {}

  private final Waveform wave;
  private final List<Row> rows = new ArrayList<>();
  private final List<Flag> flags = new ArrayList<>();
  private final List<TransactionLog> logs = new ArrayList<>();
  private boolean signalsFirst;
  private final Set<Variable> embedded = new LinkedHashSet<>();
  private final Set<String> lanes = new LinkedHashSet<>();
  private String title;
  private @Nullable Waveform other;
  private long fromTicks;
  private long toTicks;
  private long viewFromTicks;
  private long viewToTicks;
  private long limitBytes = DEFAULT_LIMIT_BYTES;

  private HtmlView(Waveform wave) {
    this.wave = wave;
    title = String.valueOf(wave.file().getFileName());
    fromTicks = wave.info().startTicks();
    toTicks = Math.max(fromTicks + 1, wave.info().endTicks());
    viewFromTicks = fromTicks;
    viewToTicks = toTicks;
  }

  /**
   * Start a page for a trace.
   *
   * @param wave open trace; must stay open until the page is written
   * @return a page of the whole trace
   */
  public static HtmlView of(Waveform wave) {
    return new HtmlView(wave);
  }

  /**
   * Name the page.
   *
   * @param text title; the file name if this is not called
   * @return this
   */
  public HtmlView title(String text) {
    title = text;
    return this;
  }

  /**
   * Show signals from the start.
   *
   * @param patterns full names, {@code *} and {@code **} allowed
   * @return this
   * @throws WaveformException if a pattern matches nothing
   */
  public HtmlView signals(String... patterns) {
    for (String pattern : patterns) {
      find(pattern).forEach(variable -> rows.add(new SignalRow(variable, "auto")));
    }
    return this;
  }

  /**
   * Show a group of signals from the start.
   *
   * @param name title of the group
   * @param patterns full names, {@code *} and {@code **} allowed; those that match nothing are
   *     passed over, and so is a group without any signal
   * @return this
   */
  public HtmlView group(String name, String... patterns) {
    List<Row> inside = new ArrayList<>();
    for (String pattern : patterns) {
      wave.match(pattern).forEach(variable -> inside.add(new SignalRow(variable, "auto")));
    }
    if (!inside.isEmpty()) {
      rows.add(new GroupRow(name));
      rows.addAll(inside);
    }
    return this;
  }

  /**
   * Put only some signals into the page; those shown from the start are always in it.
   *
   * @param patterns full names, {@code *} and {@code **} allowed
   * @return this
   * @throws WaveformException if a pattern matches nothing
   */
  public HtmlView embed(String... patterns) {
    for (String pattern : patterns) {
      embedded.addAll(find(pattern));
    }
    return this;
  }

  /**
   * Put only a part of the time range into the page.
   *
   * @param fromPs first picosecond
   * @param toPs last picosecond, after {@code fromPs}
   * @return this
   */
  public HtmlView windowPs(long fromPs, long toPs) {
    checkRange(fromPs, toPs);
    fromTicks = Math.max(wave.info().startTicks(), ticks(fromPs));
    toTicks = Math.max(fromTicks + 1, Math.min(ticks(toPs), wave.info().endTicks()));
    viewFromTicks = Math.clamp(viewFromTicks, fromTicks, toTicks - 1);
    viewToTicks = Math.clamp(viewToTicks, viewFromTicks + 1, toTicks);
    return this;
  }

  /**
   * Open the page at a part of the time range.
   *
   * @param fromPs first picosecond shown
   * @param toPs last picosecond shown, after {@code fromPs}
   * @return this
   */
  public HtmlView viewPs(long fromPs, long toPs) {
    checkRange(fromPs, toPs);
    viewFromTicks = ticks(fromPs);
    viewToTicks = Math.max(viewFromTicks + 1, ticks(toPs));
    return this;
  }

  private static void checkRange(long fromPs, long toPs) {
    if (toPs <= fromPs) {
      throw new IllegalArgumentException(
          "window is empty: fromPs=" + fromPs + " toPs=" + toPs + " (expected: toPs > fromPs)");
    }
  }

  /**
   * Flag a failure or another place worth looking at; the cursor starts at the first flag.
   *
   * @param timePs picoseconds of simulated time
   * @param text what happened, in a few words
   * @return this
   */
  public HtmlView flagPs(long timePs, String text) {
    flags.add(new Flag(ticks(timePs), text));
    return this;
  }

  /**
   * Show transactions as lanes above the signals.
   *
   * @param log transactions; not changed until the page is written
   * @return this
   */
  public HtmlView transactions(TransactionLog log) {
    logs.add(log);
    return this;
  }

  /**
   * Show only some lanes from the start; the others can be taken from the tree.
   *
   * @param streams names of streams; those no transaction belongs to are passed over
   * @return this
   */
  public HtmlView lanes(String... streams) {
    lanes.addAll(List.of(streams));
    return this;
  }

  /**
   * Put the lanes below the signals; by default they are above.
   *
   * @return this
   */
  public HtmlView lanesBelow() {
    signalsFirst = true;
    return this;
  }

  /**
   * Compare with another trace: stretches of time with different values are shaded, and the other
   * values can be shown.
   *
   * @param second open trace with the same timescale; signals are paired by full name
   * @return this
   * @throws WaveformException if the timescales differ
   */
  public HtmlView compareTo(Waveform second) {
    if (!second.info().timescale().equals(wave.info().timescale())) {
      throw new WaveformException(
          "traces have different timescales: exponents="
              + wave.info().timescale().exponent()
              + ","
              + second.info().timescale().exponent()
              + " (expected: the same)");
    }
    other = second;
    return this;
  }

  /**
   * Limit the size of the page.
   *
   * @param bytes most bytes of packed signals, 10 000 or more; a page that would exceed it is cut
   *     in time around the first flag, or the middle of the view
   * @return this
   */
  public HtmlView limitBytes(long bytes) {
    if (bytes < 10_000) {
      throw new IllegalArgumentException(
          "page limit is out of range: bytes=" + bytes + " (expected: 10000 or more)");
    }
    limitBytes = bytes;
    return this;
  }

  /**
   * Write the page.
   *
   * @param file file to write
   * @return {@code file}
   * @throws IOException if it cannot be written
   */
  public Path write(Path file) throws IOException {
    Files.writeString(file, html(), StandardCharsets.UTF_8);
    return file;
  }

  /** {@return the page} */
  public String html() {
    return new HtmlPage(this).html();
  }

  private List<Variable> find(String pattern) {
    List<Variable> found = wave.match(pattern);
    return found.isEmpty() ? List.of(wave.variable(pattern)) : found;
  }

  private long ticks(long timePs) {
    return wave.info().timescale().fromPs(timePs);
  }

  Waveform wave() {
    return wave;
  }

  @Nullable Waveform other() {
    return other;
  }

  String title() {
    return title;
  }

  List<Row> rows() {
    return rows;
  }

  List<Flag> flags() {
    return flags;
  }

  List<TransactionLog> logs() {
    return logs;
  }

  /** Names of the lanes shown from the start; empty for all. */
  Set<String> lanes() {
    return lanes;
  }

  boolean signalsFirst() {
    return signalsFirst;
  }

  Set<Variable> embedded() {
    return embedded;
  }

  long fromTicks() {
    return fromTicks;
  }

  long toTicks() {
    return toTicks;
  }

  long viewFromTicks() {
    return viewFromTicks;
  }

  long viewToTicks() {
    return viewToTicks;
  }

  long limit() {
    return limitBytes;
  }
}
