// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.bridge;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

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
 * @param force where the variables are that override a forceable signal
 */
record SignalInfo(
    String path,
    Direction direction,
    boolean writable,
    int left,
    int right,
    int storageBytes,
    int offset,
    List<Range> dimensions,
    Force force) {

  /** Unpacked range as declared. */
  record Range(int left, int right) {
    int low() {
      return Math.min(left, right);
    }

    int size() {
      return Math.abs(left - right) + 1;
    }
  }

  /** Offsets of the mask and of the value that override a signal. */
  record Force(int enableOffset, int valueOffset) {
    static final Force NONE = new Force(-1, -1);
  }

  int widthBits() {
    return Math.abs(left - right) + 1;
  }

  boolean isForceable() {
    return force.enableOffset() >= 0;
  }

  int elements() {
    int count = 1;
    for (Range range : dimensions) {
      count = Math.multiplyExact(count, range.size());
    }
    return count;
  }

  SignalInfo withDimensions(List<Range> declared) {
    return new SignalInfo(
        path, direction, writable, left, right, storageBytes, offset, declared, force);
  }

  static List<SignalInfo> parse(String description) {
    List<String[]> lines = new ArrayList<>();
    Map<String, Force> forces = new HashMap<>();
    for (String line : description.split("\n")) {
      String[] fields = line.split("\t", -1);
      if (fields.length > 3 && fields[1].equals("FORCE")) {
        forces.put(fields[0], new Force(Integer.parseInt(fields[2]), Integer.parseInt(fields[3])));
      } else if (!line.isEmpty()) {
        lines.add(fields);
      }
    }
    return lines.stream()
        .map(fields -> parseLine(fields, forces.getOrDefault(withoutTop(fields[0]), Force.NONE)))
        .toList();
  }

  private static SignalInfo parseLine(String[] fields, Force force) {
    List<Range> dimensions = new ArrayList<>();
    for (String range : fields[7].split(",")) {
      if (!range.isEmpty()) {
        String[] bounds = range.split(":");
        dimensions.add(new Range(Integer.parseInt(bounds[0]), Integer.parseInt(bounds[1])));
      }
    }
    return new SignalInfo(
        withoutTop(fields[0]),
        direction(fields[1]),
        fields[2].equals("1"),
        Integer.parseInt(fields[3]),
        Integer.parseInt(fields[4]),
        Integer.parseInt(fields[5]),
        Integer.parseInt(fields[6]),
        List.copyOf(dimensions),
        force);
  }

  private static String withoutTop(String path) {
    return path.startsWith("TOP.") ? path.substring(4) : path;
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
