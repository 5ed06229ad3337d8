// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.bridge;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Load and save a {@link Memory} as {@code $readmemh} text or as binary. */
final class MemoryFile {
  private static final Pattern TOKEN =
      Pattern.compile("//[^\n]*|/\\*(?s:.*?)\\*/|@([0-9a-fA-F_]+)|([^\\s/]+)|/");

  private MemoryFile() {}

  /** Text is applied as a whole or, if anything is wrong with it, not at all. */
  static void readHex(Memory memory, Path file) {
    String text = new String(read(file), StandardCharsets.ISO_8859_1);
    int count = memory.byteCount();
    byte[] values = memory.toBytes();
    int index = memory.firstIndex();
    Matcher token = TOKEN.matcher(text);
    while (token.find()) {
      if (token.group(1) != null) {
        index = address(memory, file, text, token);
      } else if (token.group(2) != null || token.group().equals("/")) {
        BigInteger word = word(file, text, token);
        int element = index - memory.firstIndex();
        if (element < 0 || element >= memory.elements()) {
          throw failed(file, text, token, "address %d is outside %s".formatted(index, memory));
        }
        if (word.bitLength() > memory.widthBits()) {
          throw failed(file, text, token, "word does not fit %s".formatted(memory));
        }
        for (int i = 0; i < count; i++) {
          values[element * count + i] = word.shiftRight(8 * i).byteValue();
        }
        index++;
      }
    }
    memory.setAll(memory.firstIndex(), values);
  }

  static void writeHex(Memory memory, Path file) {
    int count = memory.byteCount();
    byte[] values = memory.toBytes();
    int digits = (memory.widthBits() + 3) / 4;
    StringBuilder text = new StringBuilder();
    if (memory.firstIndex() != 0) {
      text.append("@%x%n".formatted(memory.firstIndex()));
    }
    for (int i = 0; i < memory.elements(); i++) {
      String hex = SignalErrors.hex(values, i * count, count).substring(2);
      text.append(hex, hex.length() - digits, hex.length()).append('\n');
    }
    write(file, text.toString().getBytes(StandardCharsets.US_ASCII));
  }

  static void readBinary(Memory memory, Path file) {
    byte[] values = read(file);
    if (values.length % memory.byteCount() != 0
        || values.length / memory.byteCount() > memory.elements()) {
      throw new ModelException(
          "memory file has the wrong size: file=%s bytes=%d memory=%s (expected: up to %d of %d)"
              .formatted(
                  file, values.length, memory.path(), memory.elements(), memory.byteCount()));
    }
    memory.setAll(memory.firstIndex(), values);
  }

  static void writeBinary(Memory memory, Path file) {
    write(file, memory.toBytes());
  }

  private static int address(Memory memory, Path file, String text, Matcher token) {
    BigInteger address = new BigInteger(token.group(1).replace("_", "") + "", 16);
    if (address.bitLength() > 31) {
      throw failed(file, text, token, "address is outside " + memory);
    }
    return address.intValue();
  }

  private static BigInteger word(Path file, String text, Matcher token) {
    String digits = token.group().replace("_", "");
    if (!digits.matches("[0-9a-fA-F]+")) {
      throw failed(file, text, token, "not a hexadecimal number: " + token.group());
    }
    return new BigInteger(digits, 16);
  }

  private static ModelException failed(Path file, String text, Matcher token, String reason) {
    int line = 1 + (int) text.substring(0, token.start()).chars().filter(c -> c == '\n').count();
    return new ModelException(
        "memory file is not understood: file=%s line=%d reason=%s".formatted(file, line, reason),
        file.toString(),
        line,
        "",
        -1);
  }

  private static byte[] read(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new ModelException("memory file cannot be read: file=" + file + " reason=" + e);
    }
  }

  private static void write(Path file, byte[] bytes) {
    try {
      Files.write(file, bytes);
    } catch (IOException e) {
      throw new ModelException("memory file cannot be written: file=" + file + " reason=" + e);
    }
  }
}
