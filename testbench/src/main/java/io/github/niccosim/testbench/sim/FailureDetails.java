// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.sim;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Collect what parts of the test bench know about a failure: when it began, and what is to be read
 * beside it.
 *
 * <p>A test often fails long after its cause: the check at the end finds what went wrong in the
 * middle. A {@link #flag} says when that was; the waveform is recorded, and opened, around the
 * first one.
 *
 * @see Simulation#onFailure
 */
public final class FailureDetails {
  /** Flags kept. */
  static final int MOST_FLAGS = 8;

  /**
   * A moment worth looking at.
   *
   * @param timePs simulated time in picoseconds
   * @param text what happened, in a few words
   */
  public record Flag(long timePs, String text) {}

  private final List<Flag> flags = new ArrayList<>();
  private final List<String> lines = new ArrayList<>();

  FailureDetails() {}

  /**
   * Say that something went wrong at a time.
   *
   * @param timePs simulated time in picoseconds, up to now
   * @param text what happened, one line
   */
  public void flag(long timePs, String text) {
    flags.add(new Flag(timePs, text.lines().findFirst().orElse("")));
    flags.sort(Comparator.comparingLong(Flag::timePs));
    if (flags.size() > MOST_FLAGS) {
      flags.removeLast();
    }
  }

  /**
   * Add a line to the failure's text.
   *
   * @param text one line, 78 characters or less
   */
  public void line(String text) {
    lines.add(text);
  }

  /** Return the first moments, in order of time. */
  public List<Flag> flags() {
    return List.copyOf(flags);
  }

  /** Return the lines in the order they were added. */
  public List<String> lines() {
    return List.copyOf(lines);
  }
}
