// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.bridge;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Turn hierarchical paths into Verilator's configuration, which names modules and variables. */
final class PublishedSignals {
  private final HdlScope top;
  private final TreeSet<String> lines = new TreeSet<>();

  private PublishedSignals(HdlScope top) {
    this.top = top;
  }

  /** Return the signals a path or pattern names, without those published along with them. */
  static Set<HdlVariable> named(HdlScope top, String path) {
    List<String> elements = List.of(path.split("\\."));
    Pattern wanted = glob(elements.getLast());
    Set<HdlVariable> found = new LinkedHashSet<>();
    for (HdlScope scope :
        new PublishedSignals(top).scopes(elements.subList(0, elements.size() - 1))) {
      scope.variables().stream()
          .filter(v -> wanted.matcher(v.name()).matches() && !v.isConstant())
          .forEach(found::add);
    }
    return found;
  }

  /** Return the lines of a {@code .vlt} file that publish the paths. */
  static String configuration(
      Design design, List<String> readable, List<String> writable, List<String> forceable) {
    PublishedSignals signals = new PublishedSignals(HdlScope.top(design));
    readable.forEach(path -> signals.add(path, "public_flat_rd"));
    writable.forEach(path -> signals.add(path, "public_flat_rw"));
    forceable.forEach(path -> {
      signals.add(path, "public_flat_rw"); // or no evaluation would look for a change
      signals.add(path, "forceable");
    });
    return "`verilator_config\n" + String.join("\n", signals.lines) + "\n";
  }

  private void add(String path, String kind) {
    List<String> elements = List.of(path.split("\\."));
    if (elements.size() < 2) {
      throw new ModelBuildException(
          "published path has no module: path=%s (expected: top.instance.signal)".formatted(path));
    }
    Set<HdlVariable> found = new LinkedHashSet<>();
    Set<String> before = new LinkedHashSet<>();
    for (HdlScope scope : scopes(elements.subList(0, elements.size() - 1))) {
      Pattern wanted = glob(elements.getLast());
      for (HdlVariable variable : scope.variables()) {
        if (wanted.matcher(variable.name()).matches() && isPublishable(variable, elements)) {
          found.add(variable);
          before.add(
              "%s -module \"%s\" -var \"%s\"".formatted(kind, scope.definition(), variable.name()));
        }
      }
    }
    if (found.isEmpty()) {
      throw new ModelBuildException("published signal does not exist: path=" + path + hint(path));
    }
    lines.addAll(before);
  }

  /** A pattern takes what can be published; a name must name something that can. */
  private static boolean isPublishable(HdlVariable variable, List<String> elements) {
    boolean constant = variable.isConstant();
    if (constant && !elements.getLast().contains("*")) {
      throw new ModelBuildException(
          "parameter needs no publishing: path=%s (hint: it can be read as it is)"
              .formatted(variable.path()));
    }
    return !constant;
  }

  private List<HdlScope> scopes(List<String> path) {
    List<HdlScope> level =
        glob(path.getFirst()).matcher(top.name()).matches() ? List.of(top) : List.of();
    for (String element : path.subList(1, path.size())) {
      Pattern wanted = glob(element);
      level =
          level.stream()
              .flatMap(scope -> scope.scopes().stream())
              .filter(scope -> wanted.matcher(scope.name()).matches())
              .toList();
    }
    return level;
  }

  private static Pattern glob(String element) {
    return Pattern.compile(("\\Q" + element + "\\E").replace("*", "\\E.*\\Q"));
  }

  private String hint(String path) {
    List<String> all = new ArrayList<>();
    collect(top, all);
    return NearMatches.hint(path, all);
  }

  private static void collect(HdlScope scope, List<String> paths) {
    scope.variables().forEach(variable -> paths.add(variable.path()));
    scope.scopes().forEach(inner -> collect(inner, paths));
  }
}
