// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.bridge;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * List for the shim what is published, but not in the model's own scope table: arrays of several
 * dimensions, and the variables Verilator adds to a forceable signal.
 *
 * <p>Verilator writes a line for each published variable, commented out if its run-time library
 * could not hold it.
 */
final class PublishedExtras {
  /**
   * {@code //UNSUP __Vscope_top.varInsert(__Vfinal,"m", &(TOP.top__DOT__m), false, VLVT...,3 ,7,0
   * }.
   */
  private static final Pattern VARIABLE =
      Pattern.compile(
          "(//UNSUP )?__Vscope_(\\w+)\\.varInsert\\(__Vfinal,\"([^\"]+)\", &\\(([\\w.]+)\\), "
              + "(?:false|true), \\w+,([^,]*),\\d+ ?((?:,\\s*-?\\d+,\\s*-?\\d+ ?)*)\\);");

  private static final Pattern SCOPE =
      Pattern.compile("__Vscope_(\\w+)\\.configure\\(this, name\\(\\), \"([^\"]+)\"");

  private static final Pattern FORCED = Pattern.compile("\\b(\\w+)__VforceEn;");

  /** From 5.040 on, readers of a forceable signal look at a variable of its own. */
  private static final Pattern FORCEABLE =
      Pattern.compile(
          "__Vscopep_(\\w+)->forceableVarInsert\\(\"([^\"]+)\", &\\(([\\w.]+)\\)"
              + ".*\\}, \\d+, \\d+ ?((?:,\\s*-?\\d+,\\s*-?\\d+ ?)*)\\);");

  private static final Pattern NEW_SCOPE =
      Pattern.compile("__Vscopep_(\\w+) = new VerilatedScope\\{this, \"([^\"]+)\"");

  private PublishedExtras() {}

  /** Return lines of {@code model_ports.inc}, given all symbol tables and all headers. */
  static String of(String symbols, String headers) {
    Map<String, String> scopes = new HashMap<>();
    SCOPE.matcher(symbols).results().forEach(found -> scopes.put(found.group(1), found.group(2)));
    Set<String> forced = new HashSet<>();
    FORCED.matcher(headers).results().forEach(found -> forced.add(found.group(1)));
    StringBuilder out = new StringBuilder();
    Matcher variable = VARIABLE.matcher(symbols);
    while (variable.find()) {
      String path = scopes.get(variable.group(2)) + "." + variable.group(3);
      String member = variable.group(4);
      if (variable.group(1) != null && !path.startsWith("TOP.")) {
        out.append(array(member, path, variable.group(5), variable.group(6)));
      }
      if (forced.contains(member.substring(member.lastIndexOf('.') + 1))) {
        out.append("NC_FORCE(%1$s__VforceEn, %1$s__VforceVal, \"%2$s\")%n".formatted(member, path));
      }
    }
    NEW_SCOPE
        .matcher(symbols)
        .results()
        .forEach(found -> scopes.put(found.group(1), found.group(2)));
    FORCEABLE
        .matcher(symbols)
        .results()
        .forEach(found ->
            out.append(
                forceable(
                    scopes.get(found.group(1)) + "." + found.group(2),
                    found.group(3),
                    found.group(4))));
    return out.toString();
  }

  /** The packed ranges are the last ones; a forceable signal is no array. */
  private static String forceable(String path, String member, String ranges) {
    String[] bounds = ranges.replaceAll("\\s", "").replaceFirst("^,", "").split(",");
    boolean one = bounds.length == 2;
    int bits = 1;
    for (int i = 0; i + 1 < bounds.length; i += 2) {
      bits *= Math.abs(Integer.parseInt(bounds[i]) - Integer.parseInt(bounds[i + 1])) + 1;
    }
    return "NC_ARRAY(%1$s__VforceRd, \"%2$s\", 0, %3$s, %4$s, \"\")%n"
            .formatted(member, path, one ? bounds[0] : bits - 1, one ? bounds[1] : 0)
        + "NC_FORCE(%1$s__VforceEn, %1$s__VforceVal, \"%2$s\")%n".formatted(member, path);
  }

  /** The first range is the packed one, if there are more than unpacked dimensions. */
  private static String array(String member, String path, String flags, String ranges) {
    String[] bounds = ranges.replaceAll("\\s", "").substring(1).split(",");
    StringBuilder unpacked = new StringBuilder();
    for (int i = 2; i + 1 < bounds.length; i += 2) {
      unpacked.append(bounds[i]).append(':').append(bounds[i + 1]).append(',');
    }
    return "NC_ARRAY(%s, \"%s\", %d, %s, %s, \"%s\")%n"
        .formatted(
            member, path, flags.contains("VLVF_PUB_RW") ? 1 : 0, bounds[0], bounds[1], unpacked);
  }
}
