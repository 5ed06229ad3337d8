// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.waveforms;

import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Writes a trace as text that does not depend on format or packing: one entry per name, its changes
 * as {@code time=value}.
 */
final class CanonicalDump {
  private CanonicalDump() {}

  static SortedMap<String, String> of(Waveform wave) {
    SortedMap<String, String> dump = new TreeMap<>();
    for (Variable variable : wave.variables()) {
      StringBuilder changes = new StringBuilder();
      wave.history(variable)
          .forEach(change ->
              changes
                  .append(change.timeTicks())
                  .append('=')
                  .append(text(change.value()))
                  .append(' '));
      dump.put(variable.pathWithRange(), changes.toString());
    }
    return dump;
  }

  private static String text(WaveValue value) {
    return switch (value.encoding()) {
      case BITS, TEXT -> value.text();
      case REAL -> ReferenceVcd.real(value.real());
      case EVENT -> "!";
    };
  }
}
