// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.report;

import java.util.Locale;

/** Say what lies between CPU and memory. */
public enum MemoryMode {
  /** One copy of every byte; syncs have no effect. */
  COHERENT,
  /** Cache lines that a seeded adversary evicts and prefetches; syncs decide what is seen. */
  NONCOHERENT;

  /** Return the name users type: {@code coherent noncoherent}. */
  public String option() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * Find a mode by the name users type.
   *
   * @param option name
   * @return the mode
   * @throws RunException if there is none
   */
  public static MemoryMode of(String option) {
    for (MemoryMode mode : values()) {
      if (mode.option().equals(option)) {
        return mode;
      }
    }
    throw new RunException(
        "memory is unknown: memory=" + option + " (expected: coherent|noncoherent)");
  }
}
