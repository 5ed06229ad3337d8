// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.bridge;

import java.util.ArrayList;
import java.util.List;

/**
 * Describe one signal or memory as the model library lists it; the same for all its instances.
 *
 * @param path name of a port, or hierarchical path of an internal signal from the top module on
 * @param direction port direction
 * @param writable whether a write reaches the model
 * @param left left bound of the packed range
 * @param right right bound of the packed range
 * @param storageBytes bytes one element takes in the model: 1, 2, 4, 8, or a multiple of 4
 * @param offset place in the model's storage in bytes
 * @param dimensions unpacked ranges, outermost first; empty for a plain signal
 */
record SignalInfo(
    String path,
    Direction direction,
    boolean writable,
    int left,
    int right,
    int storageBytes,
    int offset,
    List<Range> dimensions) {

  /** Unpacked range as declared. */
  record Range(int left, int right) {
    int low() {
      return Math.min(left, right);
    }

    int size() {
      return Math.abs(left - right) + 1;
    }
  }

  int widthBits() {
    return Math.abs(left - right) + 1;
  }

  static List<SignalInfo> parse(String description) {
    List<SignalInfo> result = new ArrayList<>();
    for (String line : description.split("\n")) {
      if (!line.isEmpty()) {
        result.add(parseLine(line.split("\t", -1)));
      }
    }
    return result;
  }

  private static SignalInfo parseLine(String[] fields) {
    List<Range> dimensions = new ArrayList<>();
    for (String range : fields[7].split(",")) {
      if (!range.isEmpty()) {
        String[] bounds = range.split(":");
        dimensions.add(new Range(Integer.parseInt(bounds[0]), Integer.parseInt(bounds[1])));
      }
    }
    String path = fields[0].startsWith("TOP.") ? fields[0].substring(4) : fields[0];
    return new SignalInfo(
        path,
        direction(fields[1]),
        fields[2].equals("1"),
        Integer.parseInt(fields[3]),
        Integer.parseInt(fields[4]),
        Integer.parseInt(fields[5]),
        Integer.parseInt(fields[6]),
        List.copyOf(dimensions));
  }

  private static Direction direction(String word) {
    return switch (word) {
      case "IN" -> Direction.IN;
      case "OUT" -> Direction.OUT;
      case "INOUT" -> Direction.INOUT;
      default -> Direction.INTERNAL;
    };
  }
}
