// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.waveforms.internal.vcd;

import io.github.niccosim.waveforms.Direction;
import io.github.niccosim.waveforms.EnumTable;
import io.github.niccosim.waveforms.Hierarchy;
import io.github.niccosim.waveforms.Timescale;
import io.github.niccosim.waveforms.VariableDeclaration;
import io.github.niccosim.waveforms.VariableKind;
import io.github.niccosim.waveforms.internal.EnumText;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Read the declarations of a VCD file, up to {@code $enddefinitions}. */
final class VcdHeader {
  private static final int MAX_WIDTH_BITS = 1 << 24;
  private static final int MAX_BODY_WORDS = 1 << 20;

  final VcdIds ids = new VcdIds();
  final List<VcdChain> chains = new ArrayList<>();
  Timescale timescale = new Timescale(-9);
  String version = "";
  String date = "";
  private final VcdTokens in;
  private final Hierarchy.Builder tree = new Hierarchy.Builder();
  private final Map<String, EnumTable> enums = new HashMap<>();
  private @Nullable EnumTable enumOfNext;
  private String typeOfNext = "";

  VcdHeader(VcdTokens in) {
    this.in = in;
  }

  /** Read all declarations; the last word read is the end of {@code $enddefinitions}. */
  Hierarchy read() throws IOException {
    while (true) {
      in.require("the declarations");
      if (in.data[in.start] != '$') {
        throw in.damaged("not a VCD file", "a declaration that begins with $");
      }
      String keyword = in.text();
      if (keyword.equals("$var")) {
        variable();
        continue;
      }
      List<String> body = body(keyword);
      switch (keyword) {
        case "$scope" -> scope(body);
        case "$upscope" -> {
          if (!tree.leave()) {
            throw in.damaged("more scopes end than begin", "$scope before $upscope");
          }
        }
        case "$timescale" -> timescale = timescale(String.join("", body));
        case "$version" -> version = String.join(" ", body);
        case "$date" -> date = String.join(" ", body);
        case "$attrbegin" -> attribute(body);
        case "$enddefinitions" -> {
          return tree.build();
        }
        default -> {}
      }
    }
  }

  private List<String> body(String keyword) throws IOException {
    List<String> words = new ArrayList<>();
    for (in.require(keyword); !in.is("$end"); in.require(keyword)) {
      if (words.size() == MAX_BODY_WORDS) {
        throw in.damaged("declaration is too long", "at most " + MAX_BODY_WORDS + " words");
      }
      words.add(in.text());
    }
    return words;
  }

  private void scope(List<String> body) {
    String kind = body.isEmpty() ? "module" : body.get(0);
    String name = body.size() < 2 ? "" : String.join(" ", body.subList(1, body.size()));
    if (!tree.enter(kind, name, "")) {
      throw in.damaged("scopes nest too deep", "at most " + Hierarchy.MAX_DEPTH);
    }
  }

  private Timescale timescale(String text) {
    int digits = 0;
    while (digits < text.length() && Character.isDigit(text.charAt(digits))) {
      digits++;
    }
    int factor =
        switch (text.substring(0, digits)) {
          case "1" -> 0;
          case "10" -> 1;
          case "100" -> 2;
          default -> throw in.damaged("timescale is not understood", "1, 10 or 100 and a unit");
        };
    int unit =
        List.of("s", "ms", "us", "ns", "ps", "fs", "as", "zs").indexOf(text.substring(digits));
    if (unit < 0) {
      throw in.damaged("timescale is not understood", "1, 10 or 100 and a unit");
    }
    return new Timescale(factor - 3 * unit);
  }

  private void variable() throws IOException {
    in.require("$var");
    VariableKind kind = VariableKind.ofKeyword(in.text());
    in.require("$var");
    int width = width();
    in.require("$var");
    int handle = ids.find(in.data, in.start, in.end);
    if (handle == 0) {
      chains.add(new VcdChain(kind, width));
      handle = chains.size();
      ids.add(in.data, in.start, in.end, handle);
    }
    VcdChain chain = chains.get(handle - 1);
    String name = String.join(" ", body("$var"));
    tree.add(
        new VariableDeclaration(
            name,
            chain.widthBits,
            chain.encoding,
            kind,
            Direction.IMPLICIT,
            enumOfNext,
            typeOfNext),
        handle);
    enumOfNext = null;
    typeOfNext = "";
  }

  private int width() {
    try {
      int width = Integer.parseInt(in.text());
      if (width >= 0 && width <= MAX_WIDTH_BITS) {
        return width;
      }
    } catch (NumberFormatException e) {
      // reported below
    }
    throw in.damaged("width is out of range", "0.." + MAX_WIDTH_BITS);
  }

  /** Take in the extensions that fst2vcd writes: enum tables and type names. */
  private void attribute(List<String> body) {
    if (body.size() < 4 || !body.get(0).equals("misc")) {
      return;
    }
    String argument = body.getLast();
    String text = String.join(" ", body.subList(2, body.size() - 1));
    if (body.get(1).equals("07") && text.equals("\"\"")) {
      enumOfNext = enums.get(argument);
    } else if (body.get(1).equals("07")) {
      EnumTable table = EnumText.parse(text);
      if (table != null) {
        enums.put(argument, table);
      }
    } else if (body.get(1).equals("02")) {
      typeOfNext = text;
    }
  }
}
