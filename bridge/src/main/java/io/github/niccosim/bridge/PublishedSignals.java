// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.bridge;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Turn hierarchical paths into Verilator's configuration, which names modules and variables.
 *
 * <p>The design hierarchy comes from {@code verilator --xml-only}. Generate blocks are part of a
 * path, but not of that hierarchy.
 */
final class PublishedSignals {
  private final Map<String, String> moduleOf =
      new LinkedHashMap<>(); // u_a.u_b -> elaborated module
  private final Map<String, String> originalName = new LinkedHashMap<>(); // elaborated -> source
  private final Map<String, TreeSet<String>> variablesOf = new LinkedHashMap<>(); // source name

  /** Read {@code Vmodel.xml}. */
  static PublishedSignals read(String xml) {
    PublishedSignals result = new PublishedSignals();
    try {
      XMLInputFactory factory = XMLInputFactory.newFactory();
      factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
      XMLStreamReader reader = factory.createXMLStreamReader(new java.io.StringReader(xml));
      String module = "";
      while (reader.hasNext()) {
        if (reader.next() == XMLStreamReader.START_ELEMENT) {
          module = result.element(reader, module);
        }
      }
    } catch (XMLStreamException e) {
      throw new ModelBuildException("verilator's design description is damaged: reason=" + e);
    }
    return result;
  }

  private String element(XMLStreamReader reader, String module) {
    switch (reader.getLocalName()) {
      case "cell" -> moduleOf.put(attribute(reader, "hier"), attribute(reader, "submodname"));
      case "module" -> {
        String original = attribute(reader, "origName");
        originalName.put(attribute(reader, "name"), original);
        return original;
      }
      case "var" ->
          variablesOf
              .computeIfAbsent(module, unused -> new TreeSet<>())
              .add(attribute(reader, "name"));
      default -> {
        // the rest of the tree does not matter here
      }
    }
    return module;
  }

  private static String attribute(XMLStreamReader reader, String name) {
    String value = reader.getAttributeValue(null, name);
    return value == null ? "" : value;
  }

  /** Return the lines of a {@code .vlt} file that publish the paths. */
  String configuration(List<String> readable, List<String> writable) {
    TreeSet<String> lines = new TreeSet<>();
    readable.forEach(path -> publish(path, "public_flat_rd", lines));
    writable.forEach(path -> publish(path, "public_flat_rw", lines));
    return "`verilator_config\n" + String.join("\n", lines) + "\n";
  }

  private void publish(String path, String kind, Collection<String> lines) {
    List<String> elements = List.of(path.split("\\."));
    if (elements.size() < 2) {
      throw new ModelBuildException(
          "published path has no module: path=%s (expected: top.instance.signal)".formatted(path));
    }
    String variable = elements.get(elements.size() - 1);
    boolean found = false;
    for (String module : modules(elements.subList(0, elements.size() - 1))) {
      if (hasVariable(module, variable)) {
        found = true;
        lines.add("%s -module \"%s\" -var \"%s\"".formatted(kind, module, variable));
      }
    }
    if (!found) {
      throw new ModelBuildException("published signal does not exist: path=" + path + hint(path));
    }
  }

  /** Modules of the instances with the longest chain of names inside the path. */
  private Collection<String> modules(List<String> path) {
    TreeSet<String> best = new TreeSet<>();
    int longest = 0;
    for (Map.Entry<String, String> cell : moduleOf.entrySet()) {
      List<String> chain = List.of(cell.getKey().split("\\."));
      if (chain.size() >= longest && isInside(chain, path)) {
        if (chain.size() > longest) {
          best.clear();
          longest = chain.size();
        }
        best.add(originalName.getOrDefault(cell.getValue(), cell.getValue()));
      }
    }
    return best;
  }

  /** Whether the chain is the path with some generate blocks left out. */
  private static boolean isInside(List<String> chain, List<String> path) {
    int next = 0;
    for (String element : path) {
      if (next < chain.size() && glob(element).matcher(chain.get(next)).matches()) {
        next++;
      } else if (next == 0) {
        return false;
      }
    }
    return next == chain.size();
  }

  private boolean hasVariable(String module, String variable) {
    Pattern wanted = glob(variable);
    return variablesOf.getOrDefault(module, new TreeSet<>()).stream()
        .map(name -> name.substring(name.lastIndexOf('.') + 1))
        .anyMatch(name -> wanted.matcher(name).matches());
  }

  private static Pattern glob(String element) {
    return Pattern.compile(("\\Q" + element + "\\E").replace("*", "\\E.*\\Q"));
  }

  private String hint(String path) {
    List<String> all = new ArrayList<>();
    moduleOf.forEach((instance, module) ->
        variablesOf
            .getOrDefault(originalName.getOrDefault(module, module), new TreeSet<>())
            .forEach(variable -> all.add(instance + "." + variable)));
    return NearMatches.hint(path, all);
  }
}
