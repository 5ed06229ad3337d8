// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.bridge;

import io.github.niccosim.bridge.DesignXml.Spot;
import io.github.niccosim.bridge.HdlType.EnumValue;
import io.github.niccosim.bridge.HdlType.Enumeration;
import io.github.niccosim.bridge.HdlType.Field;
import io.github.niccosim.bridge.HdlType.Vector;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * Read the type table of Verilator's XML.
 *
 * <p>The table looks through typedefs, and through enumerations as well: a variable of an
 * enumeration points at the base type, which it may share with plain vectors and with other
 * enumerations. The references by name are in the table with their place, though. So the
 * enumeration of a declaration is the one referred to last in front of it, if the source text in
 * between belongs to the same declaration.
 */
final class XmlTypes {
  /** A reference to a type, dimensions, and names declared before the one of interest. */
  private static final Pattern SAME_DECLARATION =
      Pattern.compile(
          "[\\w$:]+\\s*(\\[[^\\]]*\\]\\s*)*(\\w+\\s*(\\[[^\\]]*\\]\\s*)*(=[^,;()]*)?,\\s*)*"
              + "(\\w+\\s*)?(\\[[^\\]]*\\]\\s*)*");

  private static final Pattern ANONYMOUS_ENUM =
      Pattern.compile("enum\\b[^;]*\\}\\s*(\\[[^\\]]*\\]\\s*)*(\\w+\\s*)?(\\[[^\\]]*\\]\\s*)*");

  private static final Pattern PACKED =
      Pattern.compile("(struct|union)\\s+(tagged\\s+)?packed\\b.*");

  private record Item(String name, String typeId, String value, Spot spot) {}

  private record Raw(
      String kind,
      String name,
      String left,
      String right,
      boolean signed,
      String elementId,
      Spot spot,
      List<Item> items) {}

  private record Reference(String name, Spot spot, @Nullable Raw anonymous) {}

  private final SourceText sources;
  private final Map<String, Raw> table = new LinkedHashMap<>();
  private final Map<String, HdlType> resolved = new HashMap<>();
  private final Map<String, List<Reference>> references = new HashMap<>(); // by type and file
  private final Map<String, List<Raw>> enumerations = new HashMap<>(); // by base type

  XmlTypes(SourceText sources) {
    this.sources = sources;
  }

  void read(XMLStreamReader reader) throws XMLStreamException {
    while (reader.next() != XMLStreamConstants.END_ELEMENT) {
      if (reader.isStartElement()) {
        String id = DesignXml.attribute(reader, "id");
        table.put(id, entry(reader));
      }
    }
    table.values().forEach(this::index);
    references
        .values()
        .forEach(list ->
            list.sort(
                Comparator.comparingInt((Reference r) -> r.spot().line())
                    .thenComparingInt(r -> r.spot().column())));
  }

  private static Raw entry(XMLStreamReader reader) throws XMLStreamException {
    String kind = reader.getLocalName();
    String name = DesignXml.attribute(reader, "name");
    String left = DesignXml.attribute(reader, "left");
    String right = DesignXml.attribute(reader, "right");
    boolean signed = DesignXml.attribute(reader, "signed").equals("true");
    String element = DesignXml.attribute(reader, "sub_dtype_id");
    Spot spot = Spot.of(DesignXml.attribute(reader, "loc"));
    List<Item> items = new ArrayList<>();
    while (reader.next() != XMLStreamConstants.END_ELEMENT) {
      if (!reader.isStartElement()) {
        continue;
      }
      if (reader.getLocalName().equals("range")) {
        List<String> bounds = DesignXml.constants(reader);
        left = bounds.size() < 2 ? "" : bounds.get(0);
        right = bounds.size() < 2 ? "" : bounds.get(1);
      } else {
        String item = DesignXml.attribute(reader, "name");
        String type = DesignXml.attribute(reader, "sub_dtype_id");
        Spot at = Spot.of(DesignXml.attribute(reader, "loc"));
        List<String> constants = DesignXml.constants(reader);
        items.add(new Item(item, type, constants.isEmpty() ? "" : constants.getFirst(), at));
      }
    }
    return new Raw(kind, name, left, right, signed, element, spot, items);
  }

  private void index(Raw raw) {
    boolean enumeration = raw.kind().equals("enumdtype");
    if (enumeration) {
      enumerations.computeIfAbsent(raw.elementId(), unused -> new ArrayList<>()).add(raw);
    }
    if (raw.kind().equals("refdtype") || (enumeration && raw.name().isEmpty())) {
      references
          .computeIfAbsent(raw.elementId() + "@" + raw.spot().file(), unused -> new ArrayList<>())
          .add(new Reference(raw.name(), raw.spot(), enumeration ? raw : null));
    }
  }

  /** Return the type of a variable; the name is that of the declaration, if it has one. */
  HdlType resolve(String id, String name, Spot spot) {
    List<Raw> candidates = enumerations.getOrDefault(id, List.of());
    if (candidates.isEmpty()) {
      return resolve(id, spot);
    }
    List<Raw> named = candidates.stream().filter(raw -> simpleName(raw).equals(name)).toList();
    if (named.size() == 1) {
      return enumeration(named.getFirst());
    }
    boolean direct = List.of("logic", "bit", "reg", "int", "integer", "byte").contains(name);
    return direct ? plain(id) : resolve(id, spot);
  }

  private HdlType resolve(String id, Spot spot) {
    if (enumerations.containsKey(id)) {
      Raw declared = declaredEnumeration(id, spot);
      return declared == null ? plain(id) : enumeration(declared);
    }
    return plain(id);
  }

  /** Return the type without asking whether an enumeration is meant. */
  private HdlType plain(String id) {
    HdlType known = resolved.get(id);
    if (known == null) {
      Raw raw = table.get(id);
      known = raw == null ? new HdlType.Opaque("unknown") : make(raw);
      resolved.put(id, known);
    }
    return known;
  }

  private HdlType make(Raw raw) {
    return switch (raw.kind()) {
      case "basicdtype" -> basic(raw);
      case "enumdtype" -> enumeration(raw);
      case "structdtype", "uniondtype" -> structure(raw);
      case "packarraydtype" ->
          new HdlType.PackedArray(
              resolve(raw.elementId(), raw.spot()),
              HdlLiteral.bound(raw.left()),
              HdlLiteral.bound(raw.right()));
      case "unpackarraydtype" ->
          new HdlType.UnpackedArray(
              resolve(raw.elementId(), raw.spot()),
              HdlLiteral.bound(raw.left()),
              HdlLiteral.bound(raw.right()));
      case "refdtype", "constdtype" -> resolve(raw.elementId(), raw.spot());
      default -> new HdlType.Opaque(raw.kind().replace("dtype", ""));
    };
  }

  private static HdlType basic(Raw raw) {
    if (List.of("real", "shortreal", "string", "event", "chandle").contains(raw.name())) {
      return new HdlType.Opaque(raw.name());
    }
    boolean single = raw.left().isEmpty();
    int left = single ? 0 : Integer.parseInt(raw.left());
    int right = single ? 0 : Integer.parseInt(raw.right());
    return new Vector(raw.name(), left, right, raw.signed());
  }

  private HdlType structure(Raw raw) {
    if (!PACKED.matcher(sources.from(raw.spot())).matches()) {
      return new HdlType.Opaque("unpacked struct");
    }
    boolean union = raw.kind().equals("uniondtype");
    List<Field> fields = new ArrayList<>();
    int low = 0;
    for (Item item : raw.items().reversed()) {
      HdlType type = resolve(item.typeId(), item.spot());
      fields.addFirst(new Field(item.name(), type, union ? 0 : low));
      low += type.widthBits();
    }
    return new HdlType.Struct(raw.name(), union, fields);
  }

  private HdlType enumeration(Raw raw) {
    Vector base =
        plain(raw.elementId()) instanceof Vector vector ? vector : new Vector("int", 31, 0, true);
    List<EnumValue> values = new ArrayList<>();
    for (Item item : raw.items()) {
      HdlLiteral.parse(item.value())
          .map(value ->
              value.signum() < 0
                  ? value.add(java.math.BigInteger.ONE.shiftLeft(base.widthBits()))
                  : value)
          .ifPresent(value -> values.add(new EnumValue(item.name(), value)));
    }
    return new Enumeration(raw.name(), base, values);
  }

  private @Nullable Raw declaredEnumeration(String id, Spot spot) {
    Reference nearest = null;
    for (Reference reference : references.getOrDefault(id + "@" + spot.file(), List.of())) {
      Spot at = reference.spot();
      boolean before =
          at.line() < spot.line() || (at.line() == spot.line() && at.column() < spot.column());
      nearest = before ? reference : nearest;
    }
    if (nearest == null) {
      return null;
    }
    String text = sources.between(nearest.spot(), spot);
    if (nearest.anonymous() != null) {
      return ANONYMOUS_ENUM.matcher(text).matches() ? nearest.anonymous() : null;
    }
    String name = nearest.name();
    List<Raw> named =
        enumerations.getOrDefault(id, List.of()).stream()
            .filter(raw -> simpleName(raw).equals(name))
            .toList();
    boolean same = SAME_DECLARATION.matcher(text).matches();
    return same && named.size() == 1 ? named.getFirst() : null;
  }

  private static String simpleName(Raw raw) {
    String name = raw.name();
    return name.substring(Math.max(name.lastIndexOf(':'), name.lastIndexOf('.')) + 1);
  }
}
