// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.bridge;

import io.github.niccosim.bridge.HdlType.EnumValue;
import io.github.niccosim.bridge.HdlType.Enumeration;
import io.github.niccosim.bridge.HdlType.Field;
import io.github.niccosim.bridge.HdlType.Vector;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Read the type table of Verilator's JSON; a type refers to others by {@code addr}. */
final class JsonTypes {
  private static final Set<String> OPAQUE =
      Set.of("real", "shortreal", "string", "event", "chandle");

  private final Map<String, JsonNode> table = new HashMap<>();
  private final Map<String, HdlType> resolved = new HashMap<>();

  void add(JsonNode node) {
    table.put(node.text("addr"), node);
  }

  HdlType of(String address) {
    HdlType known = resolved.get(address);
    if (known == null) {
      JsonNode node = table.get(address);
      known = node == null ? new HdlType.Opaque("unknown") : make(node);
      resolved.put(address, known);
    }
    return known;
  }

  private HdlType make(JsonNode node) {
    String type = node.text("type");
    switch (type) {
      case "BASICDTYPE":
        return basic(node);
      case "ENUMDTYPE":
        return enumeration(node);
      case "STRUCTDTYPE", "UNIONDTYPE":
        return structure(node, type.equals("UNIONDTYPE"));
      case "PACKARRAYDTYPE", "UNPACKARRAYDTYPE":
        HdlType element = of(node.text("refDTypep"));
        Design.Range range =
            node.list("rangep").isEmpty()
                ? new Design.Range(0, 0)
                : DesignJson.range(node.list("rangep").get(0));
        return type.equals("PACKARRAYDTYPE")
            ? new HdlType.PackedArray(element, range.left(), range.right())
            : new HdlType.UnpackedArray(element, range.left(), range.right());
      case "REFDTYPE", "CONSTDTYPE", "MEMBERDTYPE":
        return of(node.text("refDTypep"));
      default:
        return new HdlType.Opaque(type.replace("DTYPE", "").toLowerCase(java.util.Locale.ROOT));
    }
  }

  private static HdlType basic(JsonNode node) {
    String keyword = node.text("keyword");
    if (OPAQUE.contains(keyword)) {
      return new HdlType.Opaque(keyword);
    }
    String[] bounds = node.text("range").split(":");
    boolean single = bounds.length < 2;
    return new Vector(
        keyword,
        single ? 0 : Integer.parseInt(bounds[0]),
        single ? 0 : Integer.parseInt(bounds[1]),
        node.flag("signed"));
  }

  private HdlType enumeration(JsonNode node) {
    Vector base =
        of(node.text("refDTypep")) instanceof Vector vector
            ? vector
            : new Vector("int", 31, 0, true);
    List<EnumValue> values = new ArrayList<>();
    for (JsonNode item : node.list("itemsp")) {
      for (JsonNode constant : item.list("valuep")) {
        HdlLiteral.parse(DesignJson.constant(constant))
            .map(value ->
                value.signum() < 0 ? value.add(BigInteger.ONE.shiftLeft(base.widthBits())) : value)
            .ifPresent(value -> values.add(new EnumValue(item.text("name"), value)));
      }
    }
    return new Enumeration(node.text("name"), base, values);
  }

  private HdlType structure(JsonNode node, boolean union) {
    if (!node.flag("packed")) {
      return new HdlType.Opaque("unpacked struct");
    }
    List<Field> fields = new ArrayList<>();
    int low = 0;
    for (JsonNode member : node.list("membersp").reversed()) {
      HdlType type = make(member);
      fields.addFirst(new Field(member.text("name"), type, union ? 0 : low));
      low += type.widthBits();
    }
    return new HdlType.Struct(node.text("name"), union, fields);
  }
}
