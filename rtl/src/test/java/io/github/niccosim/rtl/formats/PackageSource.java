// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.rtl.formats;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What {@code nicdma_pkg.sv} defines, in its order; the form of its comments is told in it. */
final class PackageSource {

  /** A bit range of a record or register. */
  record Field(String name, int msb, int lsb, String text) {
    int bits() {
      return msb - lsb + 1;
    }

    boolean isUnused() {
      return name.startsWith("zero");
    }
  }

  /** A packed structure, first field highest. */
  record Struct(String name, String title, String javaClass, List<Field> fields) {
    int bits() {
      return fields.get(0).msb() + 1;
    }
  }

  /** A constant or an enum member; {@code name} in upper camel case. */
  record Constant(String name, int width, long value, String text) {
    /** Return the name as Java writes constants, without the prefix. */
    String javaName(String prefix) {
      return snake(name.substring(prefix.length()));
    }
  }

  /** An enumeration. */
  record Codes(String name, String title, String javaClass, List<Constant> members) {}

  /** A register: its constant and what the comment above says. */
  record Register(Constant constant, String access, String reset, List<Field> fields) {}

  private static final Pattern STRUCT_FIELD =
      Pattern.compile("logic\\s+(?:\\[(\\d+):0\\])?\\s*(\\w+);\\s*(?://\\s*(.*))?");
  private static final Pattern MEMBER =
      Pattern.compile("(\\w+)\\s*=\\s*(\\d+)'d(\\d+),?\\s*(?://\\s*(.*))?");
  private static final Pattern CONSTANT =
      Pattern.compile(
          "localparam (?:logic \\[(\\d+):0\\]|int unsigned) (\\w+)\\s*="
              + " (?:\\d+'([hb]))?([0-9A-Fa-f_]+);\\s*(?://\\s*(.*))?");
  private static final Pattern REGISTER = Pattern.compile("// (\\S+) (.*?) \\| (.*)");
  private static final Pattern BITS = Pattern.compile("\\[(\\d+)(?::(\\d+))?\\] (\\w+) ?([^;]*)");

  final List<Struct> structs = new ArrayList<>();
  final List<Codes> enums = new ArrayList<>();
  final List<Constant> constants = new ArrayList<>();
  final List<Register> registers = new ArrayList<>();

  private final List<String> above = new ArrayList<>();
  private List<String> body = new ArrayList<>();
  private boolean inside;

  private PackageSource() {}

  static PackageSource parse(List<String> lines) {
    PackageSource source = new PackageSource();
    lines.forEach(line -> source.line(line.strip()));
    return source;
  }

  static String snake(String upperCamel) {
    return upperCamel.replaceAll("(?<=[a-z0-9])(?=[A-Z])", "_").toUpperCase(Locale.ROOT);
  }

  /** Return the constants whose name matches. */
  List<Constant> named(String pattern) {
    return constants.stream().filter(c -> c.name().matches(pattern)).toList();
  }

  private void line(String line) {
    if (inside && line.startsWith("}")) {
      end(line.substring(1, line.indexOf(';')).strip());
    } else if (inside) {
      body.add(line);
    } else if (line.startsWith("typedef")) {
      inside = true;
      body = new ArrayList<>();
    } else if (line.startsWith("localparam")) {
      constant(line);
    } else if (line.startsWith("//") && !line.startsWith("// ---")) {
      above.add(line);
      return;
    } else {
      above.clear();
    }
    if (!inside) {
      above.clear();
    }
  }

  private void end(String name) {
    inside = false;
    String[] title = lastAbove(name).substring(2).strip().split(" \\| ");
    if (name.endsWith("_t")) {
      structs.add(new Struct(name, title[0], title[1], structFields()));
    } else {
      enums.add(new Codes(name, title[0], title[1], members()));
    }
  }

  private String lastAbove(String name) {
    if (above.isEmpty() || !above.getLast().contains(" | ")) {
      throw new IllegalStateException(
          "no title above a type of nicdma_pkg.sv: type=" + name + " (expected: // title | Class)");
    }
    return above.getLast();
  }

  private List<Field> structFields() {
    List<Field> upwards = new ArrayList<>();
    int lsb = 0;
    for (String line : body.reversed()) {
      Matcher m = match(STRUCT_FIELD, line);
      int msb = lsb + (m.group(1) == null ? 0 : Integer.parseInt(m.group(1)));
      upwards.add(new Field(m.group(2), msb, lsb, text(m.group(3))));
      lsb = msb + 1;
    }
    return List.copyOf(upwards.reversed());
  }

  private List<Constant> members() {
    List<Constant> members = new ArrayList<>();
    for (String line : body) {
      Matcher m = match(MEMBER, line);
      int width = Integer.parseInt(m.group(2));
      members.add(new Constant(m.group(1), width, Long.parseLong(m.group(3)), text(m.group(4))));
    }
    return members;
  }

  private void constant(String line) {
    Matcher m = match(CONSTANT, line);
    int width = m.group(1) == null ? 0 : Integer.parseInt(m.group(1)) + 1;
    int radix = m.group(3) == null ? 10 : m.group(3).equals("h") ? 16 : 2;
    long value = Long.parseLong(m.group(4).replace("_", ""), radix);
    Constant constant = new Constant(m.group(2), width, value, text(m.group(5)));
    if (width == 18) {
      constant = register(constant);
    }
    constants.add(constant);
  }

  private Constant register(Constant constant) {
    int first = above.size() - 1;
    while (first >= 0 && !REGISTER.matcher(above.get(first)).matches()) {
      --first;
    }
    if (first < 0) {
      throw new IllegalStateException(
          "register without a description in nicdma_pkg.sv: register="
              + constant.name()
              + " (expected: // access reset | title)");
    }
    Matcher head = match(REGISTER, above.get(first));
    List<Field> fields = new ArrayList<>();
    for (String line : above.subList(first + 1, above.size())) {
      for (Matcher m = BITS.matcher(line); m.find(); ) {
        int msb = Integer.parseInt(m.group(1));
        int lsb = m.group(2) == null ? msb : Integer.parseInt(m.group(2));
        fields.add(new Field(m.group(3), msb, lsb, text(m.group(4))));
      }
    }
    Constant described =
        new Constant(constant.name(), constant.width(), constant.value(), head.group(3));
    registers.add(new Register(described, head.group(1), head.group(2), fields));
    return described;
  }

  private static Matcher match(Pattern pattern, String line) {
    Matcher m = pattern.matcher(line);
    if (!m.matches()) {
      throw new IllegalStateException("line of nicdma_pkg.sv not understood: " + line);
    }
    return m;
  }

  private static String text(String comment) {
    return comment == null ? "" : comment.strip();
  }
}
