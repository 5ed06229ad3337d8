// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.stream;

/** Build the {@link ReadyPattern}s that need no random numbers. */
final class FixedPatterns {

  private static final ReadyPattern.Sequence ALWAYS_SEQUENCE = stalled -> true;
  private static final ReadyPattern.Sequence NEVER_SEQUENCE = stalled -> false;

  static final ReadyPattern ALWAYS = random -> ALWAYS_SEQUENCE;
  static final ReadyPattern NEVER = random -> NEVER_SEQUENCE;

  private FixedPatterns() {}

  static ReadyPattern repeat(String cycles) {
    if (cycles.isEmpty() || !cycles.chars().allMatch(c -> c == '0' || c == '1')) {
      throw new IllegalArgumentException(
          "ready pattern is not a picture of cycles: cycles=\"%s\" (expected: 1s and 0s, not empty)"
              .formatted(cycles));
    }
    boolean[] picture = new boolean[cycles.length()];
    for (int i = 0; i < picture.length; i++) {
      picture[i] = cycles.charAt(i) == '1';
    }
    return random -> new Repeating(picture);
  }

  static ReadyPattern afterValid(int delayCycles) {
    if (delayCycles < 0) {
      throw new IllegalArgumentException(
          "ready delay is negative: delayCycles=%d (expected: 0 or more)".formatted(delayCycles));
    }
    return random -> new AfterValid(delayCycles);
  }

  private static final class Repeating implements ReadyPattern.Sequence {
    private final boolean[] picture;
    private int position;

    Repeating(boolean[] picture) {
      this.picture = picture;
    }

    @Override
    public boolean next(boolean stalled) {
      boolean willing = picture[position];
      position = position + 1 == picture.length ? 0 : position + 1;
      return willing;
    }
  }

  private static final class AfterValid implements ReadyPattern.Sequence {
    private final int delayCycles;
    private int waitedCycles;

    AfterValid(int delayCycles) {
      this.delayCycles = delayCycles;
    }

    @Override
    public boolean next(boolean stalled) {
      if (!stalled) {
        waitedCycles = 0;
        return false;
      }
      return ++waitedCycles > delayCycles;
    }
  }
}
