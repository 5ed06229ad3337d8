// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.bridge;

import java.util.ArrayList;
import java.util.List;

/**
 * Choose what a trace records: which part of the design, which time, in how many files.
 *
 * <p>Three ways to record. <em>Always</em>: {@link #DEFAULT}, one file from here to the end.
 * <em>Window</em>: {@link #withWindow}, one file of the times around a moment that is known from an
 * earlier run of the seed. <em>Ring</em>: {@link #withRing}, the last times before an end nobody
 * foresees, such as a kill.
 *
 * @param scopes instances whose signals are recorded, such as {@code top.u_fifo}; none for all
 * @param levels levels of hierarchy below each scope, 1 for its own signals only; 0 for all
 * @param dumpsPerFlush recorded times between two flushes of the file, at least 1
 * @param lanes names of text signals beside {@link Trace#STANDARD_LANES}; a dot makes a scope
 * @param fromPs first time recorded, in ps
 * @param toPs last time recorded, in ps
 * @param segments files a ring keeps, 1..9999; 0 for one file of all
 * @param segmentPs time one file of a ring covers, in ps
 */
public record TraceOptions(
    List<String> scopes,
    int levels,
    int dumpsPerFlush,
    List<String> lanes,
    long fromPs,
    long toPs,
    int segments,
    long segmentPs) {

  /** Everything, flushed every 4000 recorded times, which is 2000 cycles of one clock. */
  public static final TraceOptions DEFAULT =
      new TraceOptions(List.of(), 0, 4000, List.of(), 0, Long.MAX_VALUE, 0, 0);

  private static final int MAX_LANES = 2000;

  /** Check the ranges. */
  public TraceOptions {
    scopes = List.copyOf(scopes);
    lanes = List.copyOf(lanes);
    if (levels < 0 || dumpsPerFlush < 1) {
      throw outOfRange("levels", levels, "dumps_per_flush", dumpsPerFlush, "0.. and 1..");
    }
    if (fromPs < 0 || toPs < fromPs) {
      throw outOfRange("from_ps", fromPs, "to_ps", toPs, "0.. and not before it");
    }
    boolean ring = segments >= 1 && segments <= 9999 && segmentPs >= 1;
    if (!ring && (segments != 0 || segmentPs != 0)) {
      throw outOfRange("segments", segments, "segment_ps", segmentPs, "1..9999 and 1..");
    }
    for (String lane : lanes) {
      if (!lane.matches("\\w+(\\.\\w+)*")) {
        throw new ModelException(
            "trace lane has no usable name: lane=%s (expected: words with dots between)"
                .formatted(lane));
      }
    }
    if (lanes.size() > MAX_LANES) {
      throw new ModelException(
          "trace has too many lanes: lanes=%d (expected: at most %d)"
              .formatted(lanes.size(), MAX_LANES));
    }
  }

  private static ModelException outOfRange(
      String name, long value, String other, long second, String expected) {
    return new ModelException(
        "trace options are out of range: %s=%d %s=%d (expected: %s)"
            .formatted(name, value, other, second, expected));
  }

  /**
   * Return these options for one instance and what is inside it.
   *
   * @param path instance such as {@code top.u_fifo}; empty for the whole design
   * @return changed copy
   */
  public TraceOptions withScope(String path) {
    return path.isEmpty() ? withScopes() : withScopes(path);
  }

  /**
   * Return these options for some instances and what is inside them.
   *
   * @param paths instances such as {@code top.u_fifo}; none for the whole design
   * @return changed copy
   */
  public TraceOptions withScopes(String... paths) {
    return new TraceOptions(
        List.of(paths), levels, dumpsPerFlush, lanes, fromPs, toPs, segments, segmentPs);
  }

  /**
   * Return these options with a limit of depth.
   *
   * @param count levels, 1 for the signals of the scope itself; 0 for all
   * @return changed copy
   */
  public TraceOptions withLevels(int count) {
    return new TraceOptions(scopes, count, dumpsPerFlush, lanes, fromPs, toPs, segments, segmentPs);
  }

  /**
   * Return these options with another distance between flushes.
   *
   * @param dumps recorded times, at least 1
   * @return changed copy
   */
  public TraceOptions withDumpsPerFlush(int dumps) {
    return new TraceOptions(scopes, levels, dumps, lanes, fromPs, toPs, segments, segmentPs);
  }

  /**
   * Return these options with text signals of one's own for {@link Trace#annotate}.
   *
   * @param names such as {@code queue.rx0}: signal {@code rx0} in scope {@code cosim.queue}; in the
   *     order they shall have in the file. A scope with the name of a lane gets an {@code s}:
   *     {@code transaction.rx0} is signal {@code cosim.transactions.rx0}
   * @return changed copy
   */
  public TraceOptions withLanes(String... names) {
    return new TraceOptions(
        scopes, levels, dumpsPerFlush, List.of(names), fromPs, toPs, segments, segmentPs);
  }

  /**
   * Return these options for a part of the time; the rest runs as fast as without a trace.
   *
   * @param firstPs first time recorded, in ps; all signals have their values there
   * @param lastPs last time recorded, in ps
   * @return changed copy
   */
  public TraceOptions withWindow(long firstPs, long lastPs) {
    return new TraceOptions(
        scopes, levels, dumpsPerFlush, lanes, firstPs, lastPs, segments, segmentPs);
  }

  /**
   * Return these options for the cycles around a moment.
   *
   * @param momentPs the moment, in ps
   * @param periodPs period of the clock, in ps
   * @param cyclesBefore cycles recorded before it, 0..
   * @param cyclesAfter cycles recorded after it, 0..
   * @return changed copy
   */
  public TraceOptions withWindowAround(
      long momentPs, long periodPs, long cyclesBefore, long cyclesAfter) {
    long before = Math.multiplyExact(periodPs, cyclesBefore);
    long after = Math.multiplyExact(periodPs, cyclesAfter);
    return withWindow(Math.max(0, momentPs - before), Math.addExact(momentPs, after));
  }

  /**
   * Return these options for the latest time only: a new file whenever one is full, the oldest
   * deleted. Each is complete by itself; a killed process leaves all but the last part of the last.
   *
   * @param count files kept, 1..9999
   * @param lengthPs time a file covers, in ps: cycles times the period
   * @return changed copy
   */
  public TraceOptions withRing(int count, long lengthPs) {
    return new TraceOptions(scopes, levels, dumpsPerFlush, lanes, fromPs, toPs, count, lengthPs);
  }

  /** Name the scopes as Verilator does: below TOP, a line each. */
  String nativeScopes() {
    return scopes.isEmpty() ? "TOP" : "TOP." + String.join("\nTOP.", scopes);
  }

  /** Count levels as Verilator does: 0 is all of the design, whatever the scope. */
  int nativeLevels() {
    if (levels > 0) {
      return scopes.isEmpty() ? levels + 1 : levels; // TOP is one more
    }
    return scopes.isEmpty() ? 0 : Integer.MAX_VALUE;
  }

  /**
   * Name the lanes as the file has them: a scope must not have the name of a lane beside it, or
   * GTKWave shows only one of them.
   */
  List<String> nativeLanes() {
    List<String> all = allLanes();
    return all.stream()
        .map(lane -> {
          int dot = lane.lastIndexOf('.');
          String scope = dot < 0 ? "" : lane.substring(0, dot);
          return all.contains(scope) ? scope + "s" + lane.substring(dot) : lane;
        })
        .toList();
  }

  /** Return all lanes, standard ones first. */
  List<String> allLanes() {
    List<String> all = new ArrayList<>(Trace.STANDARD_LANES);
    lanes.stream().filter(lane -> !all.contains(lane)).forEach(all::add);
    return all;
  }
}
