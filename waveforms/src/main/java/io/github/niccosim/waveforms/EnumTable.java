// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.waveforms;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Names of the values of an enumerated type.
 *
 * @param typeName name of the type as the simulator wrote it
 * @param namesByBits name for each value, the value as binary digits, most significant first, in
 *     order of declaration
 */
public record EnumTable(String typeName, Map<String, String> namesByBits) {
  /**
   * Find the name of a value.
   *
   * @param bits binary digits; leading zeros do not matter
   * @return the name, or {@code null} if the type has none for this value
   */
  public @Nullable String nameOf(String bits) {
    String exact = namesByBits.get(bits);
    if (exact != null) {
      return exact;
    }
    String wanted = stripZeros(bits);
    for (Map.Entry<String, String> entry : namesByBits.entrySet()) {
      if (stripZeros(entry.getKey()).equals(wanted)) {
        return entry.getValue();
      }
    }
    return null;
  }

  private static String stripZeros(String bits) {
    int from = 0;
    while (from < bits.length() - 1 && bits.charAt(from) == '0') {
      from++;
    }
    return bits.substring(from);
  }
}
