// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.bridge;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Know where the signals of a model library are; the same for all its instances. */
final class SignalLayout {
  private final ModelLibrary library;
  private final List<SignalInfo> signals = new ArrayList<>();
  private final Map<String, SignalInfo> byPath = new HashMap<>();
  private final String prefix;

  SignalLayout(ModelLibrary library, String description) {
    this.library = library;
    this.prefix = library.top() + ".";
    for (SignalInfo info : SignalInfo.parse(description)) {
      boolean arrayPort = info.direction() != Direction.INTERNAL && !info.dimensions().isEmpty();
      SignalInfo declared = arrayPort ? withDeclaredBounds(info) : info;
      signals.add(declared);
      byPath.putIfAbsent(info.path(), declared); // ports come first: the top's inner copy loses
    }
  }

  List<SignalInfo> signals() {
    return signals;
  }

  @Nullable SignalInfo find(String path) {
    String port = path.startsWith(prefix) ? path.substring(prefix.length()) : path;
    SignalInfo info = byPath.get(port);
    return info != null ? info : byPath.get(path);
  }

  /** Return what is declared at a path, which may be the name of a port. */
  Optional<HdlVariable> declared(String path) {
    String relative = path.startsWith(prefix) ? path.substring(prefix.length()) : path;
    return library.hierarchy().variable(relative);
  }

  /** Return the declared type; a vector if the design does not tell. */
  HdlType type(SignalInfo info) {
    HdlType known =
        declared(info.path())
            .map(HdlVariable::type)
            .orElseGet(() -> new HdlType.Vector("logic", info.left(), info.right(), false));
    for (SignalInfo.Range range :
        known instanceof HdlType.UnpackedArray
            ? List.<SignalInfo.Range>of()
            : info.dimensions().reversed()) {
      known = new HdlType.UnpackedArray(known, range.left(), range.right());
    }
    return known;
  }

  /** Return whether the value is stored as bits; ports always are, or they would not be listed. */
  boolean isPacked(SignalInfo info) {
    HdlType type = info.direction() == Direction.INTERNAL ? type(info) : null;
    while (type instanceof HdlType.UnpackedArray array) {
      type = array.element();
    }
    return !(type instanceof HdlType.Opaque);
  }

  /** Return a parameter that is a number. */
  Optional<Parameter> parameter(String path) {
    return declared(path).flatMap(Parameter::of);
  }

  /** Return what is wrong with asking for a signal or memory of this name. */
  ModelException unknown(String kind, String path) {
    SignalInfo info = find(path);
    if (info == null) {
      return new ModelException(
          "unknown %s: path=%s top=%s%s".formatted(kind, path, library.top(), hint(path)));
    }
    if (!isPacked(info)) {
      return new ModelException(
          "type cannot be read: path=%s type=%s".formatted(path, type(info).declaration()));
    }
    String other = info.dimensions().isEmpty() ? "signal" : "memory";
    return new ModelException(
        "path names a %s, not a %s: path=%s (hint: %s(\"%s\"))"
            .formatted(other, kind, path, other, path));
  }

  /** Return why there is no signal of this name, or similar names. */
  String hint(String path) {
    Optional<HdlVariable> declared = declared(path);
    if (declared.isPresent()) {
      String full = declared.get().path();
      return byPath.containsKey(full)
          ? " (hint: its path is %s)".formatted(full)
          : " (hint: it is not published, add ModelSpec.publish(\"%s\"))".formatted(full);
    }
    String near = NearMatches.hint(path, byPath.keySet());
    return near.isEmpty() ? NearMatches.hint(path, declaredPaths()) : near;
  }

  private TreeSet<String> declaredPaths() {
    TreeSet<String> paths = new TreeSet<>();
    collect(library.hierarchy(), paths);
    return paths;
  }

  private static void collect(HdlScope scope, TreeSet<String> paths) {
    scope.variables().forEach(variable -> paths.add(variable.path()));
    scope.scopes().forEach(inner -> collect(inner, paths));
  }

  /** Ports are read from a C++ header, which counts all dimensions from 0. */
  private SignalInfo withDeclaredBounds(SignalInfo info) {
    List<SignalInfo.Range> ranges = new ArrayList<>();
    HdlType type = declared(info.path()).map(HdlVariable::type).orElse(null);
    while (type instanceof HdlType.UnpackedArray array) {
      ranges.add(new SignalInfo.Range(array.left(), array.right()));
      type = array.element();
    }
    return ranges.size() == info.dimensions().size()
        ? info.withDimensions(List.copyOf(ranges))
        : info;
  }
}
