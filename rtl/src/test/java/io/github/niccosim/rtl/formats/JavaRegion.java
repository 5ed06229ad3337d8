// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.rtl.formats;

import java.util.ArrayList;
import java.util.List;

/** The lines between the two markers of a Java file, formatted as google-java-format does. */
final class JavaRegion {

  private static final String BEGIN = "  // begin: written by rtl/doc/generate.sh";
  private static final String END = "  // end: written by rtl/doc/generate.sh";
  private static final int COLUMNS = 100;

  private final List<String> lines = new ArrayList<>();

  /** Replace what is between the markers of {@code file}. */
  String into(String file) {
    int begin = file.indexOf(BEGIN + "\n");
    int end = file.indexOf(END + "\n");
    if (begin < 0 || end < begin) {
      throw new IllegalStateException("no markers in a Java file (expected: '" + BEGIN + "')");
    }
    String between = String.join("\n", lines);
    return file.substring(0, begin + BEGIN.length() + 1) + between + "\n\n" + file.substring(end);
  }

  /** Add {@code public static final int name = value}. */
  JavaRegion constant(String name, String value, String text) {
    lines.add("");
    javadoc(text);
    lines.add("  public static final int " + name + " = " + value + ";");
    return this;
  }

  /** Add the constants of an enumeration. */
  JavaRegion members(PackageSource.Codes codes, String prefix) {
    List<PackageSource.Constant> members = codes.members();
    for (PackageSource.Constant member : members) {
      javadoc(member.text());
      boolean last = member == members.getLast();
      lines.add("  " + member.javaName(prefix) + "(" + member.value() + ")" + (last ? ";" : ","));
    }
    return this;
  }

  /** Add enum constants whose ordinal is their value. */
  JavaRegion ordinals(List<PackageSource.Constant> constants, String prefix) {
    for (int i = 0; i < constants.size(); ++i) {
      PackageSource.Constant bit = constants.get(i);
      if (bit.value() != i) {
        throw new IllegalStateException("bit numbers are not consecutive: " + bit.name());
      }
      javadoc(bit.text());
      lines.add("  " + bit.javaName(prefix) + (i == constants.size() - 1 ? ";" : ","));
    }
    return this;
  }

  /** Add first bit and width of every field. */
  JavaRegion layout(PackageSource.Struct struct) {
    constant("BYTES", Integer.toString(struct.bits() / 8), "size of one record in bytes");
    for (PackageSource.Field field : struct.fields().reversed()) {
      if (field.isUnused()) {
        continue;
      }
      String name = field.name().toUpperCase(java.util.Locale.ROOT);
      String about = field.text().isEmpty() ? "" : ": " + field.text();
      constant(
          name + "_LSB",
          Integer.toString(field.lsb()),
          (field.bits() == 1 ? "bit " : "first bit of ") + field.name() + about);
      if (field.bits() > 1) {
        constant(name + "_BITS", Integer.toString(field.bits()), "width of " + field.name());
      }
    }
    return this;
  }

  private void javadoc(String text) {
    String sentence = sentence(text);
    String single = "  /** " + sentence + " */";
    if (single.length() <= COLUMNS) {
      lines.add(single);
      return;
    }
    lines.add("  /**");
    StringBuilder line = new StringBuilder("   *");
    for (String word : sentence.split(" ")) {
      if (line.length() + 1 + word.length() > COLUMNS) {
        lines.add(line.toString());
        line = new StringBuilder("   *");
      }
      line.append(' ').append(word);
    }
    lines.add(line.toString());
    lines.add("   */");
  }

  private static String sentence(String text) {
    if (text.isEmpty()) {
      throw new IllegalStateException("constant without a comment in nicdma_pkg.sv");
    }
    String escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    return Character.toUpperCase(escaped.charAt(0)) + escaped.substring(1) + ".";
  }
}
