// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.bridge;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import javax.lang.model.SourceVersion;

/** Choose Java names for HDL names: fields keep theirs, types become camel case. */
final class HandleNames {
  private static final Set<String> PARAMETERS = Set.of("bits", "memory", "model", "prefix");

  private final Set<String> taken = new HashSet<>();
  private final Map<Object, String> chosen = new HashMap<>();

  HandleNames(Collection<String> reserved) {
    taken.addAll(reserved);
  }

  /** Return the name of a type, always the same for the same key. */
  String type(Object key, String hdlName, String suffix) {
    String known = chosen.get(key);
    if (known == null) {
      String wanted = camel(hdlName) + suffix;
      known = wanted;
      for (int i = 2; !taken.add(known); i++) {
        known = wanted + i;
      }
      chosen.put(key, known);
    }
    return known;
  }

  /** Return a field name: the HDL name, changed only where Java cannot take it. */
  static String field(String hdlName) {
    StringBuilder name = new StringBuilder();
    for (char c : hdlName.toCharArray()) {
      name.append(Character.isJavaIdentifierPart(c) ? c : '_');
    }
    while (name.length() > 1 && name.charAt(name.length() - 1) == '_' && !hdlName.endsWith("_")) {
      name.setLength(name.length() - 1); // gen_bank[1] is gen_bank_1
    }
    if (!Character.isJavaIdentifierStart(name.charAt(0))) {
      name.insert(0, '_');
    }
    return SourceVersion.isKeyword(name) ? name + "_" : name.toString();
  }

  /** Return how a constructor names the field, which a parameter may hide. */
  static String target(String hdlName) {
    String name = field(hdlName);
    return PARAMETERS.contains(name) ? "this." + name : name;
  }

  /** Return {@code StateE} for {@code types_pkg::state_e}. */
  static String camel(String hdlName) {
    String simple =
        hdlName.substring(Math.max(hdlName.lastIndexOf(':'), hdlName.lastIndexOf('.')) + 1);
    StringBuilder name = new StringBuilder();
    for (String word : simple.split("[^A-Za-z0-9]+")) {
      if (!word.isEmpty()) {
        name.append(word.substring(0, 1).toUpperCase(Locale.ROOT)).append(word.substring(1));
      }
    }
    return name.isEmpty() || !Character.isJavaIdentifierStart(name.charAt(0))
        ? "T" + name
        : name.toString();
  }
}
