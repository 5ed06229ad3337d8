// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.bridge;

import io.github.niccosim.bridge.Design.Block;
import io.github.niccosim.bridge.Design.Instance;
import io.github.niccosim.bridge.Design.Module;
import io.github.niccosim.bridge.Design.Place;
import io.github.niccosim.bridge.Design.Variable;
import io.github.niccosim.bridge.HdlType.EnumValue;
import io.github.niccosim.bridge.HdlType.Field;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Keep a {@link Design} as text beside the library: lines of fields separated by tabs, each type
 * once and before its first use.
 */
final class DesignText {
  static final String FILE = "design.txt";

  private final StringBuilder out = new StringBuilder();
  private final Map<HdlType, Integer> numbers = new LinkedHashMap<>();
  private final List<HdlType> types = new ArrayList<>();

  private DesignText() {}

  static String write(Design design) {
    DesignText text = new DesignText();
    text.line("top", design.top());
    design
        .modules()
        .forEach((name, module) -> {
          text.line(
              "module",
              name,
              module.definition(),
              module.kind(),
              module.place().file(),
              module.place().line());
          text.writeBlock(module.body());
        });
    return text.out.toString();
  }

  static Design read(String text) {
    DesignText reader = new DesignText();
    Iterator<String> lines = text.lines().iterator();
    String top = lines.next().split("\t", -1)[1];
    Map<String, Module> modules = new LinkedHashMap<>();
    while (lines.hasNext()) {
      String[] f = lines.next().split("\t", -1);
      if (f[0].equals("type")) {
        reader.types.add(reader.readType(f));
        continue;
      }
      modules.put(
          f[1],
          new Module(
              f[2], HdlScope.Kind.valueOf(f[3]), place(f, 4), reader.readBlock(f[2], lines)));
    }
    return new Design(top, modules);
  }

  private void line(Object... fields) {
    for (int i = 0; i < fields.length; i++) {
      String field = fields[i].toString();
      boolean plain = field.chars().noneMatch(c -> c < ' ');
      out.append(i == 0 ? "" : "\t").append(plain ? field : field.replaceAll("[\t\n\r]", " "));
    }
    out.append('\n');
  }

  private void writeBlock(Block block) {
    for (Variable v : block.variables()) {
      String value = v.value();
      line(
          "var",
          v.name(),
          number(v.type()),
          v.direction(),
          v.place().file(),
          v.place().line(),
          value == null ? "-" : "=" + value);
    }
    for (Instance i : block.instances()) {
      Design.Range range = i.range();
      String bounds = range == null ? "" : range.left() + ":" + range.right();
      line("instance", i.name(), i.module(), bounds, i.place().file(), i.place().line());
    }
    for (Block inner : block.blocks()) {
      line("block", inner.name());
      writeBlock(inner);
    }
    line("end");
  }

  private Block readBlock(String name, Iterator<String> lines) {
    List<Variable> variables = new ArrayList<>();
    List<Block> blocks = new ArrayList<>();
    List<Instance> instances = new ArrayList<>();
    while (true) {
      String[] f = lines.next().split("\t", -1);
      switch (f[0]) {
        case "type" -> types.add(readType(f));
        case "var" ->
            variables.add(
                new Variable(
                    f[1],
                    types.get(Integer.parseInt(f[2])),
                    Direction.valueOf(f[3]),
                    place(f, 4),
                    f[6].equals("-") ? null : f[6].substring(1)));
        case "instance" ->
            instances.add(
                new Instance(f[1], f[2], f[3].isEmpty() ? null : range(f[3]), place(f, 4)));
        case "block" -> blocks.add(readBlock(f[1], lines));
        default -> {
          return new Block(name, variables, blocks, instances);
        }
      }
    }
  }

  /** Return the number of a type, writing it first if it is new. */
  private int number(HdlType type) {
    Integer known = numbers.get(type);
    if (known != null) {
      return known;
    }
    List<Object> line = new ArrayList<>(List.of("type", type.getClass().getSimpleName()));
    switch (type) {
      case HdlType.Vector v -> line.addAll(List.of(v.keyword(), v.left(), v.right(), v.signed()));
      case HdlType.Opaque o -> line.add(o.keyword());
      case HdlType.PackedArray a -> line.addAll(List.of(number(a.element()), a.left(), a.right()));
      case HdlType.UnpackedArray a ->
          line.addAll(List.of(number(a.element()), a.left(), a.right()));
      case HdlType.Enumeration e -> {
        line.addAll(List.of(e.name(), number(e.base())));
        e.values().forEach(value -> line.add(value.name() + "=" + value.value()));
      }
      case HdlType.Struct s -> {
        line.addAll(List.of(s.name(), s.union()));
        s.fields().forEach(f -> line.add(f.name() + "=" + number(f.type()) + "@" + f.lowBit()));
      }
    }
    line(line.toArray());
    numbers.put(type, numbers.size());
    return numbers.size() - 1;
  }

  private HdlType readType(String[] f) {
    return switch (f[1]) {
      case "Vector" ->
          new HdlType.Vector(
              f[2], Integer.parseInt(f[3]), Integer.parseInt(f[4]), Boolean.parseBoolean(f[5]));
      case "PackedArray" ->
          new HdlType.PackedArray(type(f[2]), Integer.parseInt(f[3]), Integer.parseInt(f[4]));
      case "UnpackedArray" ->
          new HdlType.UnpackedArray(type(f[2]), Integer.parseInt(f[3]), Integer.parseInt(f[4]));
      case "Enumeration" -> {
        List<EnumValue> values = new ArrayList<>();
        for (String item : Arrays.asList(f).subList(4, f.length)) {
          int at = item.lastIndexOf('=');
          values.add(new EnumValue(item.substring(0, at), new BigInteger(item.substring(at + 1))));
        }
        yield new HdlType.Enumeration(f[2], (HdlType.Vector) type(f[3]), values);
      }
      case "Struct" -> {
        List<Field> fields = new ArrayList<>();
        for (String item : Arrays.asList(f).subList(4, f.length)) {
          int type = item.lastIndexOf('=');
          int low = item.lastIndexOf('@');
          fields.add(
              new Field(
                  item.substring(0, type),
                  type(item.substring(type + 1, low)),
                  Integer.parseInt(item.substring(low + 1))));
        }
        yield new HdlType.Struct(f[2], Boolean.parseBoolean(f[3]), fields);
      }
      default -> new HdlType.Opaque(f[2]);
    };
  }

  private HdlType type(String number) {
    return types.get(Integer.parseInt(number));
  }

  private static Design.Range range(String bounds) {
    int colon = bounds.indexOf(':');
    return new Design.Range(
        Integer.parseInt(bounds.substring(0, colon)),
        Integer.parseInt(bounds.substring(colon + 1)));
  }

  private static Place place(String[] f, int at) {
    return new Place(f[at], Integer.parseInt(f[at + 1]));
  }
}
