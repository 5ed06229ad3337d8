// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.bridge;

import io.github.niccosim.bridge.Design.Block;
import io.github.niccosim.bridge.Design.Module;
import io.github.niccosim.bridge.Design.Place;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Read the design from {@code verilator --json-only}, which replaces XML from 5.046 on.
 *
 * <p>It is Verilator's own syntax tree: nodes refer to each other by {@code addr}, file names are
 * in the meta file. Versions before 5.046 have it, too, but without the types of struct members.
 */
final class DesignJson {
  private final Map<String, String> files = new HashMap<>();
  private final Map<String, String> moduleNames = new HashMap<>(); // addr -> elaborated name
  private final JsonTypes types = new JsonTypes();
  private final JsonNode tree;

  private DesignJson(JsonNode tree, JsonNode meta) {
    this.tree = tree;
    for (JsonNode table : meta.list("files")) {
      table
          .lists()
          .forEach((id, file) -> files.put(id, file.isEmpty() ? "" : file.get(0).text("filename")));
    }
  }

  /**
   * Read a design.
   *
   * @param tree content of {@code Vmodel.tree.json}
   * @param meta content of {@code Vmodel.tree.meta.json}
   */
  static Design read(String tree, String meta) {
    return new DesignJson(JsonNode.parse(tree), JsonNode.parse(meta)).build();
  }

  private Design build() {
    for (JsonNode misc : tree.list("miscsp")) {
      misc.list("typesp").forEach(types::add);
    }
    for (JsonNode module : tree.list("modulesp")) {
      moduleNames.put(module.text("addr"), module.text("name"));
    }
    Map<String, Module> modules = new LinkedHashMap<>();
    String top = "";
    for (JsonNode module : tree.list("modulesp")) {
      HdlScope.Kind kind = kind(module.text("type"));
      if (kind != null) {
        top = top.isEmpty() && kind == HdlScope.Kind.MODULE ? module.text("name") : top;
        String definition = module.text("origName");
        modules.put(
            module.text("name"),
            new Module(definition, kind, place(module), block(definition, module)));
      }
    }
    return new Design(top, modules);
  }

  private static HdlScope.@Nullable Kind kind(String type) {
    return switch (type) {
      case "MODULE" -> HdlScope.Kind.MODULE;
      case "IFACE" -> HdlScope.Kind.INTERFACE;
      default -> null; // packages, the constant pool, classes
    };
  }

  private Block block(String name, JsonNode node) {
    Block block = new Block(name, new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    fill(block, node);
    return block;
  }

  private void fill(Block block, JsonNode node) {
    for (String list : List.of("stmtsp", "itemsp")) {
      for (JsonNode item : node.list(list)) {
        switch (item.text("type")) {
          case "VAR" -> variable(block, item);
          case "CELL" -> block.instances().add(instance(item));
          case "BEGIN", "GENBLOCK" -> generate(block, item);
          default -> {
            // statements
          }
        }
      }
    }
  }

  /** The block of a loop is there beside its iterations, and has only the genvar. */
  private void generate(Block block, JsonNode item) {
    String name = item.text("name");
    if (name.isEmpty()) {
      fill(block, item);
      return;
    }
    Block inner = block(name, item);
    if (!inner.variables().isEmpty() || !inner.blocks().isEmpty() || !inner.instances().isEmpty()) {
      block.blocks().add(inner);
    }
  }

  private void variable(Block block, JsonNode item) {
    String kind = item.text("varType");
    if (kind.equals("GENVAR") || kind.equals("IFACEREF")) {
      return;
    }
    Direction direction =
        switch (item.text("direction")) {
          case "INPUT" -> Direction.IN;
          case "OUTPUT" -> Direction.OUT;
          case "INOUT" -> Direction.INOUT;
          default -> Direction.INTERNAL;
        };
    String value = null;
    if (item.flag("isParam")) {
      value = item.list("valuep").stream().findFirst().map(DesignJson::constant).orElse("?");
    }
    block
        .variables()
        .add(
            new Design.Variable(
                item.text("name"), types.of(item.text("dtypep")), direction, place(item), value));
  }

  private Design.Instance instance(JsonNode item) {
    Design.Range range = null;
    for (JsonNode bounds : item.list("rangep")) {
      range = range(bounds);
    }
    String module = moduleNames.getOrDefault(item.text("modp"), "");
    return new Design.Instance(item.text("name"), module, range, place(item));
  }

  static Design.Range range(JsonNode bounds) {
    return new Design.Range(bound(bounds.list("leftp")), bound(bounds.list("rightp")));
  }

  private static int bound(List<JsonNode> constant) {
    return HdlLiteral.bound(constant.isEmpty() ? "" : constant(constant.get(0)));
  }

  /** A string comes with its quotes escaped once more. */
  static String constant(JsonNode node) {
    return node.text("type").equals("CONST") ? node.text("name").replace("\\\"", "\"") : "?";
  }

  /** {@code e,38:26,38:31}: file, first line and column, last ones. */
  private Place place(JsonNode node) {
    String[] parts = node.text("loc").split("[,:]");
    if (parts.length < 3) {
      return new Place("", 0);
    }
    return new Place(files.getOrDefault(parts[0], ""), Integer.parseInt(parts[1]));
  }
}
