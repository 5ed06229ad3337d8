// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.bridge;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Find a part of a packed type by its path, such as {@code head.tag}, {@code lanes[1][3:0]}.
 *
 * <p>Indices and slices use the declared bounds; a slice goes in the declared direction.
 *
 * @param type of the part
 * @param lowBit place of its bit 0 in the whole
 */
record FieldPath(HdlType type, int lowBit) {
  private static final Pattern STEP =
      Pattern.compile("\\.?([A-Za-z_\\\\][^.\\[]*)|\\[(-?\\d{1,9})(?::(-?\\d{1,9}))?\\]");

  /** Find a part; the owner is named in errors. */
  static FieldPath find(HdlType whole, String path, String owner) {
    FieldPath part = new FieldPath(whole, 0);
    Matcher step = STEP.matcher(path);
    int at = 0;
    while (at < path.length()) {
      if (!step.find(at) || step.start() != at) {
        throw new ModelException(
            "field path is not understood: signal=%s field=%s (expected: name.name[index])"
                .formatted(owner, path));
      }
      String so = owner + join(path.substring(0, at));
      if (step.group(1) != null) {
        part = part.field(step.group(1), so);
      } else {
        int left = Integer.parseInt(step.group(2));
        String right = step.group(3);
        part = right == null ? part.index(left, so) : part.slice(left, Integer.parseInt(right), so);
      }
      at = step.end();
    }
    return part;
  }

  /** Return the path of a part below its owner. */
  static String join(String field) {
    return field.isEmpty() || field.startsWith("[") || field.startsWith(".") ? field : "." + field;
  }

  private FieldPath field(String name, String owner) {
    if (!(type instanceof HdlType.Struct struct)) {
      throw new ModelException(
          "signal is not a struct: signal=%s type=%s field=%s"
              .formatted(owner, type.declaration(), name));
    }
    for (HdlType.Field field : struct.fields()) {
      if (field.name().equals(name)) {
        return new FieldPath(field.type(), lowBit + field.lowBit());
      }
    }
    List<String> names = struct.fields().stream().map(HdlType.Field::name).toList();
    throw new ModelException(
        "unknown field: signal=%s type=%s field=%s (expected: %s)"
            .formatted(owner, type.declaration(), name, String.join(", ", names)));
  }

  private FieldPath index(int index, String owner) {
    return switch (type) {
      case HdlType.PackedArray array -> {
        int place = place(index, array.left(), array.right(), owner);
        yield new FieldPath(array.element(), lowBit + place * array.element().widthBits());
      }
      case HdlType.Vector vector ->
          new FieldPath(
              new HdlType.Vector("logic", 0, 0, false),
              lowBit + place(index, vector.left(), vector.right(), owner));
      case HdlType.Enumeration enumeration ->
          new FieldPath(enumeration.base(), lowBit).index(index, owner);
      case HdlType.Struct struct -> flat(struct).index(index, owner);
      default -> throw notIndexed(owner);
    };
  }

  private FieldPath slice(int left, int right, String owner) {
    return switch (type) {
      case HdlType.PackedArray array -> {
        int place = lowPlace(left, right, array.left(), array.right(), owner);
        yield new FieldPath(
            new HdlType.PackedArray(array.element(), left, right),
            lowBit + place * array.element().widthBits());
      }
      case HdlType.Vector vector ->
          new FieldPath(
              new HdlType.Vector("logic", left, right, false),
              lowBit + lowPlace(left, right, vector.left(), vector.right(), owner));
      case HdlType.Enumeration enumeration ->
          new FieldPath(enumeration.base(), lowBit).slice(left, right, owner);
      case HdlType.Struct struct -> flat(struct).slice(left, right, owner);
      default -> throw notIndexed(owner);
    };
  }

  /** A packed struct can be indexed like a vector [width-1:0] (IEEE 1800-2017, 7.2.1). */
  private FieldPath flat(HdlType.Struct struct) {
    return new FieldPath(new HdlType.Vector("logic", struct.widthBits() - 1, 0, false), lowBit);
  }

  /** Return how many elements are to the right of an index. */
  private static int place(int index, int left, int right, String owner) {
    if (index < Math.min(left, right) || index > Math.max(left, right)) {
      throw new IndexOutOfBoundsException(
          "index is out of range: signal=%s index=%d (expected: %d..%d)"
              .formatted(owner, index, Math.min(left, right), Math.max(left, right)));
    }
    return Math.abs(index - right);
  }

  private static int lowPlace(int from, int to, int left, int right, String owner) {
    int low = place(to, left, right, owner);
    if (place(from, left, right, owner) < low) {
      throw new IndexOutOfBoundsException(
          "slice goes in the wrong direction: signal=%s slice=[%d:%d] (expected: [%d:%d])"
              .formatted(owner, from, to, left, right));
    }
    return low;
  }

  private ModelException notIndexed(String owner) {
    return new ModelException(
        "signal cannot be indexed: signal=%s type=%s".formatted(owner, type.declaration()));
  }
}
