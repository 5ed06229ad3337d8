// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.bridge;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Read the ports of the top module from Verilator's {@code Vmodel.h} and list them for the shim.
 *
 * <p>Publishing ports would list them at run time, but makes Verilator treat the top module's inner
 * copies as written from outside, which costs speed in every evaluation.
 */
final class PortList {
  /** {@code VL_IN8(&clk_i,0,0);} or {@code VL_OUT16((&row_o)[4][2],15,0);}. */
  private static final Pattern PORT =
      Pattern.compile("VL_(IN|OUT|INOUT)(?:8|16|64|W)?\\(\\(?&(\\w+)\\)?[^,]*,(-?\\d+),(-?\\d+)");

  /** {@code VlUnpacked<CData/*7:0*}{@code /, 3> &row_i;}, as later versions write array ports. */
  private static final Pattern ARRAY =
      Pattern.compile("(?m)^ *VlUnpacked<[^;]*?/\\*(-?\\d+):(-?\\d+)\\*/[^;]*> ?&(\\w+);$");

  private static final Pattern ESCAPE = Pattern.compile("__0([0-9A-F]{2})");

  private PortList() {}

  /** Return the lines of {@code model_ports.inc}. */
  static String of(String header, Design design) {
    StringBuilder out = new StringBuilder();
    Matcher port = PORT.matcher(header);
    while (port.find()) {
      out.append(
          "NC_PORT(%s, \"%s\", \"%s\", %s, %s)%n"
              .formatted(
                  port.group(2),
                  declaredName(port.group(2)),
                  port.group(1),
                  port.group(3),
                  port.group(4)));
    }
    Map<String, Direction> directions = new HashMap<>();
    design
        .topModule()
        .body()
        .variables()
        .forEach(variable -> directions.put(variable.name(), variable.direction()));
    Matcher array = ARRAY.matcher(header);
    while (array.find()) {
      String name = declaredName(array.group(3));
      String direction =
          switch (directions.getOrDefault(name, Direction.INTERNAL)) {
            case IN -> "IN";
            case OUT -> "OUT";
            case INOUT -> "INOUT";
            case INTERNAL -> "";
          };
      if (!direction.isEmpty()) {
        out.append(
            "NC_PORT(%s, \"%s\", \"%s\", %s, %s)%n"
                .formatted(array.group(3), name, direction, array.group(1), array.group(2)));
      }
    }
    return out.toString();
  }

  private static String declaredName(String member) {
    String plain = member.replace("__DOT__", ".").replace("__BRA__", "[").replace("__KET__", "]");
    return ESCAPE
        .matcher(plain)
        .replaceAll(match ->
            Matcher.quoteReplacement(Character.toString(Integer.parseInt(match.group(1), 16))));
  }
}
