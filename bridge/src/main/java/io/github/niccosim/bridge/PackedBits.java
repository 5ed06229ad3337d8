// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.bridge;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.List;

/** Read and write a packed value or a part of it, of any width, at places given by the caller. */
final class PackedBits {
  private final HdlType type;
  private final String path;
  private final int widthBits;
  private final BitAccess[] words;

  /** Select the bits of a type, from a bit on, out of a value of the given storage size. */
  PackedBits(
      Model model, ByteBuffer storage, int storageBytes, HdlType type, int lowBit, String path) {
    this.type = type;
    this.path = path;
    this.widthBits = type.widthBits();
    this.words = new BitAccess[(widthBits + 63) >>> 6];
    for (int i = 0; i < words.length; i++) {
      int width = Math.min(64, widthBits - 64 * i);
      words[i] = new BitAccess(model, storage, storageBytes, lowBit + 64 * i, width);
    }
  }

  HdlType type() {
    return type;
  }

  String path() {
    return path;
  }

  int widthBits() {
    return widthBits;
  }

  int wordCount() {
    return words.length;
  }

  long get(int base) {
    if (words.length != 1) {
      throw new ModelException(
          "signal is wider than a long: signal=%s width=%d (hint: getWord or getBig)"
              .formatted(path, widthBits));
    }
    return words[0].get(base);
  }

  long getWord(int base, int index) {
    return words[index].get(base);
  }

  BigInteger getBig(int base) {
    byte[] bytes = new byte[8 * words.length + 1];
    for (int i = 0; i < words.length; i++) {
      long word = words[i].get(base);
      for (int at = bytes.length - 1 - 8 * i, k = 0; k < 8; k++) {
        bytes[at - k] = (byte) (word >>> 8 * k);
      }
    }
    return new BigInteger(bytes);
  }

  boolean fits(long value) {
    return (value & ~words[0].mask()) == 0;
  }

  boolean fitsWord(int index, long value) {
    return (value & ~words[index].mask()) == 0;
  }

  /** Store a value that fits; bits beyond 64 become 0. */
  void set(int base, long value) {
    words[0].put(base, value, path);
    for (int i = 1; i < words.length; i++) {
      words[i].put(base, 0, path);
    }
  }

  void setWord(int base, int index, long value) {
    words[index].put(base, value, path);
  }

  void setBig(int base, BigInteger value) {
    for (int i = 0; i < words.length; i++) {
      words[i].put(base, value.shiftRight(64 * i).longValue(), path);
    }
  }

  void fill(int base, boolean ones) {
    for (BitAccess word : words) {
      word.put(base, ones ? word.mask() : 0, path);
    }
  }

  /** Return the value of a name of the enumeration this is. */
  BigInteger valueOf(String name) {
    if (!(type instanceof HdlType.Enumeration enumeration)) {
      throw new ModelException(
          "signal is not an enumeration: signal=%s type=%s value=%s"
              .formatted(path, type.declaration(), name));
    }
    for (HdlType.EnumValue value : enumeration.values()) {
      if (value.name().equals(name)) {
        return value.value();
      }
    }
    List<String> names = enumeration.values().stream().map(HdlType.EnumValue::name).toList();
    throw new ModelException(
        "value is not in the enumeration: signal=%s type=%s value=%s (expected: %s)"
            .formatted(path, type.declaration(), name, String.join(", ", names)));
  }

  /** Return the name of a value, or the value as a literal if it has none. */
  String nameOf(BigInteger value) {
    if (type instanceof HdlType.Enumeration enumeration) {
      return enumeration
          .nameOf(value)
          .orElseGet(() -> "%d'h%s".formatted(widthBits, value.toString(16)));
    }
    throw new ModelException(
        "signal is not an enumeration: signal=%s type=%s".formatted(path, type.declaration()));
  }

  void checkFits(BigInteger value) {
    if (value.signum() < 0 || value.bitLength() > widthBits) {
      String sign = value.signum() < 0 ? "-" : "";
      throw tooWide(sign + "0x" + value.abs().toString(16));
    }
  }

  ModelException tooWide(String value) {
    return new ModelException(
        "value does not fit the signal: signal=%s width=%d value=%s"
            .formatted(path, widthBits, value));
  }
}
