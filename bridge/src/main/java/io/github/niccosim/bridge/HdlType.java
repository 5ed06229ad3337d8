// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.bridge;

import java.math.BigInteger;
import java.util.List;
import java.util.Optional;

/**
 * Describe the declared type of a signal, a parameter or a struct field.
 *
 * <p>Immutable and comparable. Packed types have a width and are read and written as bits, bit 0
 * being the rightmost; only {@link UnpackedArray} and {@link Opaque} are not packed.
 */
public sealed interface HdlType {

  /**
   * Return the width of a packed type, or of one element of an unpacked array.
   *
   * @return bits; 0 for what has no bits here
   */
  int widthBits();

  /**
   * Return the declaration in SystemVerilog's notation.
   *
   * @return for example {@code logic [7:0]} or the name of a struct
   */
  String declaration();

  /**
   * A scalar or a vector of bits.
   *
   * @param keyword {@code logic}, {@code bit}, {@code int} ...
   * @param left left bound
   * @param right right bound; equal to the left one for a single bit
   * @param signed whether arithmetic sees a signed number
   */
  record Vector(String keyword, int left, int right, boolean signed) implements HdlType {
    @Override
    public int widthBits() {
      return Math.abs(left - right) + 1;
    }

    @Override
    public String declaration() {
      boolean implied = !List.of("logic", "bit", "reg", "wire").contains(keyword);
      String range = implied || (left == 0 && right == 0) ? "" : " [%d:%d]".formatted(left, right);
      return keyword + (signed && !implied ? " signed" : "") + range;
    }
  }

  /**
   * An enumeration.
   *
   * @param name package and name, such as {@code nicdma_pkg::state_e}; empty if it has none
   * @param base type of the values
   * @param values in the order declared
   */
  record Enumeration(String name, Vector base, List<EnumValue> values) implements HdlType {
    /** Copy the list. */
    public Enumeration {
      values = List.copyOf(values);
    }

    @Override
    public int widthBits() {
      return base.widthBits();
    }

    @Override
    public String declaration() {
      return name.isEmpty() ? "enum " + base.declaration() : name;
    }

    /**
     * Return the name of a value.
     *
     * @param value unsigned
     * @return name, empty if no name has this value
     */
    public Optional<String> nameOf(BigInteger value) {
      for (EnumValue candidate : values) {
        if (candidate.value().equals(value)) {
          return Optional.of(candidate.name());
        }
      }
      return Optional.empty();
    }
  }

  /**
   * A name of an enumeration.
   *
   * @param name as declared
   * @param value unsigned, as wide as the base type
   */
  record EnumValue(String name, BigInteger value) {}

  /**
   * A packed struct or union.
   *
   * @param name package and name; empty if it has none
   * @param union whether all fields share the same bits
   * @param fields in the order declared, the leftmost bits first
   */
  record Struct(String name, boolean union, List<Field> fields) implements HdlType {
    /** Copy the list. */
    public Struct {
      fields = List.copyOf(fields);
    }

    @Override
    public int widthBits() {
      int width = 0;
      for (Field field : fields) {
        width = Math.max(width, field.lowBit() + field.type().widthBits());
      }
      return width;
    }

    @Override
    public String declaration() {
      return name.isEmpty() ? (union ? "union packed" : "struct packed") : name;
    }

    /**
     * Return a field.
     *
     * @param fieldName as declared
     * @return the field, empty if there is none
     */
    public Optional<Field> field(String fieldName) {
      return fields.stream().filter(field -> field.name().equals(fieldName)).findFirst();
    }
  }

  /**
   * A field of a packed struct.
   *
   * @param name as declared
   * @param type packed type
   * @param lowBit position of its bit 0 in the struct
   */
  record Field(String name, HdlType type, int lowBit) {}

  /**
   * A packed array of more than one dimension, or of structs or enumerations.
   *
   * @param element packed type
   * @param left left bound
   * @param right right bound; the element there has the lowest bits
   */
  record PackedArray(HdlType element, int left, int right) implements HdlType {
    @Override
    public int widthBits() {
      return (Math.abs(left - right) + 1) * element.widthBits();
    }

    @Override
    public String declaration() {
      return joined(element.declaration(), left, right);
    }
  }

  /**
   * An unpacked array: a memory, an array port.
   *
   * @param element what one index selects; again an array if there are more dimensions
   * @param left left bound
   * @param right right bound
   */
  record UnpackedArray(HdlType element, int left, int right) implements HdlType {
    @Override
    public int widthBits() {
      return element.widthBits();
    }

    @Override
    public String declaration() {
      return joined(element.declaration(), left, right);
    }

    /**
     * Return the number of elements of this dimension.
     *
     * @return at least 1
     */
    public int size() {
      return Math.abs(left - right) + 1;
    }
  }

  /**
   * A type that cannot be read or written here: {@code real}, {@code string}, an unpacked struct.
   *
   * @param keyword what it is
   */
  record Opaque(String keyword) implements HdlType {
    @Override
    public int widthBits() {
      return 0;
    }

    @Override
    public String declaration() {
      return keyword;
    }
  }

  /** Put an outer range in front of the inner ones. */
  private static String joined(String element, int left, int right) {
    int bracket = element.indexOf('[');
    String range = "[%d:%d]".formatted(left, right);
    return bracket < 0
        ? element + " " + range
        : element.substring(0, bracket) + range + element.substring(bracket);
  }
}
