// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.bridge;

/**
 * Choose what a trace records, and how much of it a killed process may lose.
 *
 * @param scope instance whose signals are recorded, such as {@code top.u_fifo}; empty for all
 * @param levels levels of hierarchy below the scope, 1 for its own signals only; 0 for all
 * @param dumpsPerFlush recorded times between two flushes of the file, at least 1
 */
public record TraceOptions(String scope, int levels, int dumpsPerFlush) {

  /** Everything, flushed every 1000 recorded times. */
  public static final TraceOptions DEFAULT = new TraceOptions("", 0, 1000);

  /** Check the ranges. */
  public TraceOptions {
    if (levels < 0 || dumpsPerFlush < 1) {
      throw new ModelException(
          "trace options are out of range: levels=%d dumps_per_flush=%d (expected: 0.. and 1..)"
              .formatted(levels, dumpsPerFlush));
    }
  }

  /**
   * Return these options for one instance and what is inside it.
   *
   * @param path instance such as {@code top.u_fifo}; empty for the whole design
   * @return changed copy
   */
  public TraceOptions withScope(String path) {
    return new TraceOptions(path, levels, dumpsPerFlush);
  }

  /**
   * Return these options with a limit of depth.
   *
   * @param count levels, 1 for the signals of the scope itself; 0 for all
   * @return changed copy
   */
  public TraceOptions withLevels(int count) {
    return new TraceOptions(scope, count, dumpsPerFlush);
  }

  /**
   * Return these options with another distance between flushes.
   *
   * @param dumps recorded times, at least 1
   * @return changed copy
   */
  public TraceOptions withDumpsPerFlush(int dumps) {
    return new TraceOptions(scope, levels, dumps);
  }

  /** Name the scope as Verilator does: below TOP. */
  String nativeScope() {
    return scope.isEmpty() ? "TOP" : "TOP." + scope;
  }

  /** Count levels as Verilator does: 0 is all of the design, whatever the scope. */
  int nativeLevels() {
    if (levels > 0) {
      return scope.isEmpty() ? levels + 1 : levels; // TOP is one more
    }
    return scope.isEmpty() ? 0 : Integer.MAX_VALUE;
  }
}
