// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.pool.dma;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Something that happened to a buffer: when and, with traces on, where.
 *
 * @param what what happened
 * @param timePs simulated time in picoseconds
 * @param stack calling code, innermost first; empty when traces are off
 */
public record DmaSite(String what, long timePs, List<StackWalker.StackFrame> stack) {
  private static final int DEPTH = 12;
  private static final String OWN_PACKAGE = "io.github.niccosim.pool.";
  private static final String EXAMPLES = OWN_PACKAGE + "examples.";

  static DmaSite here(String what, long timePs, boolean withStack) {
    return new DmaSite(what, timePs, withStack ? callers() : List.of());
  }

  private static List<StackWalker.StackFrame> callers() {
    return StackWalker.getInstance()
        .walk(frames ->
            frames
                .dropWhile(frame -> isOwn(frame.getClassName()))
                .limit(DEPTH)
                .collect(Collectors.toUnmodifiableList()));
  }

  private static boolean isOwn(String className) {
    return className.startsWith(OWN_PACKAGE)
        && !className.startsWith(EXAMPLES)
        && !className.endsWith("Test");
  }

  @Override
  public String toString() {
    String trace = stack.stream().map(frame -> "\n    at " + frame).collect(Collectors.joining());
    return what + " at " + timePs + " ps" + trace;
  }
}
