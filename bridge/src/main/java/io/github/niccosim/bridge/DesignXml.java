// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.bridge;

import io.github.niccosim.bridge.Design.Block;
import io.github.niccosim.bridge.Design.Module;
import io.github.niccosim.bridge.Design.Place;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Read the design from {@code verilator --xml-only}, which exists up to 5.044.
 *
 * <p>Types come after the modules that use them, so variables keep the number of their type until
 * everything is read.
 */
final class DesignXml {
  /** Where something is: file number, line, column, as in the attribute {@code loc}. */
  record Spot(String file, int line, int column) {
    static Spot of(String loc) {
      String[] parts = loc.split(",");
      return parts.length < 3
          ? new Spot("", 0, 0)
          : new Spot(parts[0], Integer.parseInt(parts[1]), Integer.parseInt(parts[2]));
    }
  }

  private record RawVariable(
      String name, String typeId, String typeName, Direction direction, Spot spot, String value) {}

  private record RawInstance(String name, String module, List<String> range, Spot spot) {}

  private static final class RawBlock {
    final String name;
    final List<RawVariable> variables = new ArrayList<>();
    final List<RawBlock> blocks = new ArrayList<>();
    final List<RawInstance> instances = new ArrayList<>();

    RawBlock(String name) {
      this.name = name;
    }

    boolean isEmpty() {
      return variables.isEmpty() && blocks.isEmpty() && instances.isEmpty();
    }
  }

  private record RawModule(String definition, HdlScope.Kind kind, Spot spot, RawBlock body) {}

  private final XMLStreamReader reader;
  private final Map<String, String> files = new HashMap<>();
  private final Map<String, RawModule> modules = new LinkedHashMap<>();
  private final XmlTypes types;
  private String top = "";

  private DesignXml(XMLStreamReader reader, Path folder) {
    this.reader = reader;
    this.types = new XmlTypes(new SourceText(files, folder));
  }

  /** Read the XML; relative names of source files are looked for in the folder. */
  static Design read(String xml, Path folder) {
    try {
      XMLInputFactory factory = XMLInputFactory.newFactory();
      factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
      DesignXml design =
          new DesignXml(factory.createXMLStreamReader(new StringReader(xml)), folder);
      design.readAll();
      return design.build();
    } catch (XMLStreamException e) {
      throw new ModelBuildException("verilator's design description is damaged: reason=" + e);
    }
  }

  private void readAll() throws XMLStreamException {
    while (reader.hasNext()) {
      if (reader.next() != XMLStreamConstants.START_ELEMENT) {
        continue;
      }
      switch (reader.getLocalName()) {
        case "file" -> files.put(attribute("id"), attribute("filename"));
        case "module" -> module(HdlScope.Kind.MODULE);
        case "iface" -> module(HdlScope.Kind.INTERFACE);
        case "package" -> skip();
        case "typetable" -> types.read(reader);
        default -> {
          // an element around the ones that matter
        }
      }
    }
  }

  private void module(HdlScope.Kind kind) throws XMLStreamException {
    String name = attribute("name");
    if (attribute("topModule").equals("1")) {
      top = name;
    }
    RawBlock body = new RawBlock(attribute("origName"));
    modules.put(name, new RawModule(attribute("origName"), kind, spot(), body));
    block(body);
  }

  private void block(RawBlock block) throws XMLStreamException {
    while (reader.next() != XMLStreamConstants.END_ELEMENT) {
      if (!reader.isStartElement()) {
        continue;
      }
      switch (reader.getLocalName()) {
        case "var" -> variable(block);
        case "instance" -> instance(block);
        case "begin" -> {
          RawBlock inner = attribute("name").isEmpty() ? block : new RawBlock(attribute("name"));
          if (inner != block) {
            block.blocks.add(inner);
          }
          block(inner);
        }
        default -> skip();
      }
    }
  }

  private void variable(RawBlock block) throws XMLStreamException {
    String name = attribute("name");
    String typeId = attribute("dtype_id");
    String typeName = attribute("vartype");
    boolean constant = !attribute("param").isEmpty() || !attribute("localparam").isEmpty();
    Direction direction =
        switch (attribute("dir")) {
          case "input" -> Direction.IN;
          case "output" -> Direction.OUT;
          case "inout" -> Direction.INOUT;
          default -> Direction.INTERNAL;
        };
    Spot spot = spot();
    List<String> constants = constants();
    if (!typeName.equals("ifaceref") && !typeName.equals("genvar")) {
      String value = constant ? (constants.isEmpty() ? "?" : constants.getFirst()) : "";
      block.variables.add(new RawVariable(name, typeId, typeName, direction, spot, value));
    }
  }

  private void instance(RawBlock block) throws XMLStreamException {
    String name = attribute("name");
    String module = attribute("defName");
    Spot spot = spot();
    List<String> range = List.of();
    while (reader.next() != XMLStreamConstants.END_ELEMENT) {
      if (reader.isStartElement()) {
        if (reader.getLocalName().equals("range")) {
          range = constants();
        } else {
          skip();
        }
      }
    }
    block.instances.add(new RawInstance(name, module, range, spot));
  }

  /** Return the constants directly below the current element, and leave it. */
  private List<String> constants() throws XMLStreamException {
    return constants(reader);
  }

  static List<String> constants(XMLStreamReader reader) throws XMLStreamException {
    List<String> result = new ArrayList<>();
    while (reader.next() != XMLStreamConstants.END_ELEMENT) {
      if (reader.isStartElement()) {
        if (reader.getLocalName().equals("const")) {
          result.add(String.valueOf(reader.getAttributeValue(null, "name")));
        }
        skip(reader);
      }
    }
    return result;
  }

  private void skip() throws XMLStreamException {
    skip(reader);
  }

  static void skip(XMLStreamReader reader) throws XMLStreamException {
    for (int depth = 1; depth > 0; ) {
      int event = reader.next();
      depth += event == XMLStreamConstants.START_ELEMENT ? 1 : 0;
      depth -= event == XMLStreamConstants.END_ELEMENT ? 1 : 0;
    }
  }

  private Spot spot() {
    return Spot.of(attribute("loc"));
  }

  private String attribute(String name) {
    return attribute(reader, name);
  }

  static String attribute(XMLStreamReader reader, String name) {
    String value = reader.getAttributeValue(null, name);
    return value == null ? "" : value;
  }

  private Design build() {
    Map<String, Module> result = new LinkedHashMap<>();
    modules.forEach((name, raw) ->
        result.put(
            name, new Module(raw.definition(), raw.kind(), place(raw.spot()), build(raw.body()))));
    return new Design(top, result);
  }

  private Block build(RawBlock raw) {
    List<Design.Variable> variables = new ArrayList<>();
    for (RawVariable variable : raw.variables) {
      variables.add(
          new Design.Variable(
              variable.name(),
              types.resolve(variable.typeId(), variable.typeName(), variable.spot()),
              variable.direction(),
              place(variable.spot()),
              variable.value().isEmpty() ? null : variable.value()));
    }
    List<Block> blocks = new ArrayList<>();
    for (RawBlock inner : raw.blocks) {
      boolean loop = raw.blocks.stream().anyMatch(b -> b.name.startsWith(inner.name + "["));
      if (!inner.isEmpty() && !loop) {
        blocks.add(build(inner));
      }
    }
    List<Design.Instance> instances = new ArrayList<>();
    for (RawInstance instance : raw.instances) {
      Design.Range range =
          instance.range().size() < 2
              ? null
              : new Design.Range(
                  HdlLiteral.bound(instance.range().get(0)),
                  HdlLiteral.bound(instance.range().get(1)));
      instances.add(
          new Design.Instance(instance.name(), instance.module(), range, place(instance.spot())));
    }
    return new Block(raw.name, variables, blocks, instances);
  }

  private Place place(Spot spot) {
    return new Place(files.getOrDefault(spot.file(), ""), spot.line());
  }
}
