// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.bridge;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Hold one object of Verilator's JSON: its plain values, and its lists of other objects.
 *
 * @param values name to text; booleans and numbers as written, {@code null} left out
 * @param lists name to objects; what is no object in a list is left out
 */
record JsonNode(Map<String, String> values, Map<String, List<JsonNode>> lists) {

  /** Parse a file whose outermost value is an object. */
  static JsonNode parse(String text) {
    Parser parser = new Parser(text);
    Object value = parser.value();
    parser.skipSpace();
    if (!(value instanceof JsonNode node) || parser.at != text.length()) {
      throw parser.damaged();
    }
    return node;
  }

  /** Return a plain value, empty if there is none. */
  String text(String name) {
    return values.getOrDefault(name, "");
  }

  boolean flag(String name) {
    return text(name).equals("true");
  }

  /** Return a list, empty if there is none; an object counts as a list of one. */
  List<JsonNode> list(String name) {
    return lists.getOrDefault(name, List.of());
  }

  /** Recursive descent over the whole text, which is in memory anyway. */
  private static final class Parser {
    private static final int DEEPEST = 1000;

    private final String text;
    private int at;
    private int depth;

    Parser(String text) {
      this.text = text;
    }

    ModelBuildException damaged() {
      return new ModelBuildException(
          "verilator's design description is damaged: offset=%d of=%d"
              .formatted(at, text.length()));
    }

    void skipSpace() {
      while (at < text.length() && text.charAt(at) <= ' ') {
        at++;
      }
    }

    private char next() {
      skipSpace();
      if (at == text.length()) {
        throw damaged();
      }
      return text.charAt(at);
    }

    private boolean taken(char c) {
      if (next() != c) {
        return false;
      }
      at++;
      return true;
    }

    private void take(char c) {
      if (!taken(c)) {
        throw damaged();
      }
    }

    /** Return a JsonNode, a list of them, a String or, for null, null. */
    @Nullable Object value() {
      return switch (next()) {
        case '{' -> object();
        case '[' -> array();
        case '"' -> string();
        default -> word();
      };
    }

    private JsonNode object() {
      enter();
      JsonNode node = new JsonNode(new LinkedHashMap<>(), new LinkedHashMap<>());
      take('{');
      while (!taken('}')) {
        String name = string();
        take(':');
        put(node, name, value());
        if (next() != '}') {
          take(',');
        }
      }
      depth--;
      return node;
    }

    private static void put(JsonNode node, String name, @Nullable Object value) {
      if (value instanceof String plain) {
        node.values.put(name, plain);
      } else if (value instanceof JsonNode inner) {
        node.lists.put(name, List.of(inner));
      } else if (value instanceof List<?> inner) {
        List<JsonNode> nodes = new ArrayList<>();
        inner.forEach(each -> nodes.add((JsonNode) each));
        node.lists.put(name, nodes);
      }
    }

    private List<JsonNode> array() {
      enter();
      List<JsonNode> nodes = new ArrayList<>();
      take('[');
      while (!taken(']')) {
        if (value() instanceof JsonNode node) {
          nodes.add(node);
        }
        if (next() != ']') {
          take(',');
        }
      }
      depth--;
      return nodes;
    }

    private void enter() {
      if (++depth > DEEPEST) {
        throw damaged();
      }
    }

    private @Nullable String word() {
      int start = at;
      while (at < text.length() && ",]} \n\r\t".indexOf(text.charAt(at)) < 0) {
        at++;
      }
      if (start == at) {
        throw damaged();
      }
      String word = text.substring(start, at);
      return word.equals("null") ? null : word;
    }

    private String string() {
      take('"');
      int end = at;
      while (end < text.length() && text.charAt(end) != '"' && text.charAt(end) != '\\') {
        end++;
      }
      StringBuilder out = new StringBuilder(text.substring(at, end));
      at = end;
      while (at < text.length() && text.charAt(at) != '"') {
        char c = text.charAt(at++);
        out.append(c == '\\' ? escaped() : c);
      }
      take('"');
      return out.toString();
    }

    private char escaped() {
      if (at == text.length()) {
        throw damaged();
      }
      char c = text.charAt(at++);
      switch (c) {
        case 'n':
          return '\n';
        case 't':
          return '\t';
        case 'r':
          return '\r';
        case 'b':
          return '\b';
        case 'f':
          return '\f';
        case 'u':
          try {
            at += 4;
            return (char) Integer.parseInt(text.substring(at - 4, at), 16);
          } catch (IndexOutOfBoundsException | NumberFormatException e) {
            throw damaged();
          }
        default:
          return c;
      }
    }
  }
}
