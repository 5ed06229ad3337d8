// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.bridge;

import java.util.LinkedHashMap;
import java.util.Map;

/** Write the Java of handles of values: which class serves a type, and classes for structs. */
final class HandleTypes {
  private static final int MAX_ENUM_BITS = 63;

  /** Java type of a handle, and the expression that makes it. */
  record Made(String type, String expression) {}

  private final HandleNames names;
  private final Map<String, String> classes = new LinkedHashMap<>();

  HandleTypes(HandleNames names) {
    this.names = names;
  }

  /** Return the text of all nested types, each after those it uses. */
  Iterable<String> classes() {
    return classes.values();
  }

  void add(String name, String text) {
    classes.put(name, text);
  }

  /** Make the handle of a signal, or of a part of it if there is a path expression. */
  Made packed(HdlType type, boolean writable, String owner, String path, String hint) {
    String value = path.isEmpty() ? owner : owner + ".field(" + path + ")";
    String way = writable ? "Input" : "Output";
    return switch (type) {
      case HdlType.Struct struct -> {
        String name = struct(struct, writable, hint);
        yield new Made(name, "new %s(%s)".formatted(name, value));
      }
      case HdlType.PackedArray array ->
          elements(
              array, path, (element, at) -> packed(array.element(), writable, owner, at, hint));
      case HdlType.Enumeration enumeration when type.widthBits() <= MAX_ENUM_BITS -> {
        String name = enumeration(enumeration, hint);
        yield new Made(
            "Enum%s<%s>".formatted(way, name),
            "new Enum%s<>(%s, %d, %s.values())".formatted(way, value, type.widthBits(), name));
      }
      default -> {
        String name = kind(type.widthBits()) + way;
        String width = type.widthBits() == 1 ? "" : ", " + type.widthBits();
        yield new Made(name, "new %s(%s%s)".formatted(name, value, width));
      }
    };
  }

  /** Make the handle of a field of all elements of an unpacked array. */
  Made unpacked(HdlType element, boolean writable, String memory, String path, String hint) {
    String way = writable ? "Input" : "Output";
    int width = element.widthBits();
    return switch (element) {
      case HdlType.Struct struct -> {
        String name = structArray(struct, writable, hint);
        yield new Made(name, "new %s(%s, %s)".formatted(name, memory, path));
      }
      case HdlType.PackedArray array ->
          elements(
              array, path, (inner, at) -> unpacked(array.element(), writable, memory, at, hint));
      case HdlType.Enumeration enumeration when width <= MAX_ENUM_BITS -> {
        String name = enumeration(enumeration, hint);
        yield new Made(
            "EnumArray%s<%s>".formatted(way, name),
            "new EnumArray%s<>(%s, %s, %d, %s.values())".formatted(way, memory, path, width, name));
      }
      default -> {
        String name = (width <= 64 ? "Array" : "WideArray") + way;
        yield new Made(name, "new %s(%s, %s, %d)".formatted(name, memory, path, width));
      }
    };
  }

  private interface ElementMaker {
    Made make(HdlType element, String path);
  }

  /** The index variable is named after the depth, so that arrays of arrays nest. */
  private static Made elements(HdlType.PackedArray array, String path, ElementMaker maker) {
    int depth = path.split("\\+ i\\d", -1).length - 1;
    String prefix = path.isEmpty() || path.equals("\"\"") ? "" : path + " + ";
    String index = "i" + depth;
    Made element = maker.make(array.element(), "%s\"[\" + %s + \"]\"".formatted(prefix, index));
    return new Made(
        "Elements<%s>".formatted(element.type()),
        "new Elements<>(%d, %d, %s -> %s)"
            .formatted(array.left(), array.right(), index, element.expression()));
  }

  private static String kind(int width) {
    return width == 1 ? "Bit" : width <= 31 ? "Int" : width <= 64 ? "Long" : "Wide";
  }

  private record Key(String kind, HdlType type) {}

  /** Return the name of the Java enum of an enumeration. */
  String enumeration(HdlType.Enumeration type, String hint) {
    String hdlName = type.name().isEmpty() ? hint : type.name();
    String name = names.type(new Key("enum", type), hdlName, "");
    if (!classes.containsKey(name)) {
      StringBuilder out = new StringBuilder();
      out.append("  /** {@code %s}, %d bits. */%n".formatted(type.declaration(), type.widthBits()));
      out.append("  public enum %s implements HdlEnum {%n".formatted(name));
      String end = "";
      for (HdlType.EnumValue value : type.values()) {
        out.append(end).append("    /** Value %s. */%n".formatted(value.value()));
        String constant = HandleNames.field(value.name());
        out.append("    %s(0x%xL)".formatted(constant, value.value()));
        end = ",\n";
      }
      out.append(
          """
          ;

              private final long value;

              %s(long value) {
                this.value = value;
              }

              @Override
              public long value() {
                return value;
              }
            }
          """
              .formatted(name));
      classes.put(name, out.toString());
    }
    return name;
  }

  private String struct(HdlType.Struct type, boolean writable, String hint) {
    String hdlName = type.name().isEmpty() ? hint : type.name();
    String suffix = writable ? "Input" : "Output";
    String name = names.type(new Key(suffix, type), hdlName, suffix);
    if (!classes.containsKey(name)) {
      StringBuilder fields = new StringBuilder();
      StringBuilder body = new StringBuilder();
      for (HdlType.Field field : type.fields()) {
        String path = "\"" + field.name() + "\"";
        Made made = packed(field.type(), writable, "bits", path, hdlName + "_" + field.name());
        String java = HandleNames.field(field.name());
        String shadow = java.equals("bits") ? "bits_" : java;
        fields.append(fieldText(field, made, shadow));
        body.append("      %s = %s;%n".formatted(HandleNames.target(shadow), made.expression()));
      }
      classes.put(
          name,
          """
            /** {@code %1$s}, %2$d bits. */
            public static final class %3$s {
              private final HdlBits bits;

          %4$s    private %3$s(HdlBits bits) {
                this.bits = bits;
          %5$s    }

              /**
               * Return the whole struct.
               *
               * @return a signal or a field
               */
              public HdlBits bits() {
                return bits;
              }

              @Override
              public String toString() {
                return bits.path() + " = " + bits.show();
              }
            }
          """
              .formatted(type.declaration(), type.widthBits(), name, fields, body));
    }
    return name;
  }

  private String structArray(HdlType.Struct type, boolean writable, String hint) {
    String hdlName = type.name().isEmpty() ? hint : type.name();
    String suffix = writable ? "ArrayInput" : "ArrayOutput";
    String name = names.type(new Key(suffix, type), hdlName, suffix);
    if (!classes.containsKey(name)) {
      StringBuilder fields = new StringBuilder();
      StringBuilder body = new StringBuilder();
      for (HdlType.Field field : type.fields()) {
        boolean nested = field.type() instanceof HdlType.Struct;
        String path = "prefix + \"%s%s\"".formatted(field.name(), nested ? "." : "");
        Made made = unpacked(field.type(), writable, "memory", path, hdlName + "_" + field.name());
        String java = HandleNames.field(field.name());
        String shadow = java.equals("memory") ? "memory_" : java;
        fields.append(fieldText(field, made, shadow));
        body.append("      %s = %s;%n".formatted(HandleNames.target(shadow), made.expression()));
      }
      classes.put(
          name,
          """
            /** Unpacked array of {@code %1$s}, %2$d bits each. */
            public static final class %3$s {
              private final Memory memory;

          %4$s    private %3$s(Memory memory, String prefix) {
                this.memory = memory;
          %5$s    }

              /**
               * Return the array of whole structs.
               *
               * @return the array
               */
              public Memory memory() {
                return memory;
              }
            }
          """
              .formatted(type.declaration(), type.widthBits(), name, fields, body));
    }
    return name;
  }

  private static String fieldText(HdlType.Field field, Made made, String java) {
    int width = field.type().widthBits();
    return "    /** {@code %s}: {@code %s}, %d %s from bit %d. */%n    public final %s %s;%n%n"
        .formatted(
            field.name(),
            field.type().declaration(),
            width,
            width == 1 ? "bit" : "bits",
            field.lowBit(),
            made.type(),
            java);
  }
}
