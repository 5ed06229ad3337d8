// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.bridge;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Show one level of the elaborated design: an instance or a generate block.
 *
 * <p>Immutable; belongs to the library, not to a model, and may be used by any thread. Everything
 * declared is listed, whether it is published or not; {@code model.signal(variable.path())} works
 * for what is.
 */
public final class HdlScope {

  /** What a scope is. */
  public enum Kind {
    /** An instance of a module. */
    MODULE,
    /** An instance of an interface. */
    INTERFACE,
    /** A generate block. */
    GENERATE
  }

  private final Design design;
  private final Design.Module module;
  private final Design.Block block;
  private final Kind kind;
  private final String name;
  private final String path;

  private HdlScope(
      Design design,
      Design.Module module,
      Design.Block block,
      Kind kind,
      String name,
      String path) {
    this.design = design;
    this.module = module;
    this.block = block;
    this.kind = kind;
    this.name = name;
    this.path = path;
  }

  static HdlScope top(Design design) {
    Design.Module top = design.topModule();
    String name = top.definition();
    return new HdlScope(design, top, top.body(), top.kind(), name, name);
  }

  /**
   * Return the name.
   *
   * @return of the instance or block, with its index if it has one, such as {@code gen_bank[1]}
   */
  public String name() {
    return name;
  }

  /**
   * Return the hierarchical path from the top module on.
   *
   * @return such as {@code top.gen_bank[1].u_bank}
   */
  public String path() {
    return path;
  }

  /**
   * Return what this is.
   *
   * @return kind
   */
  public Kind kind() {
    return kind;
  }

  /**
   * Return the source name of the module or interface this is an instance of.
   *
   * @return name; of the module around it for a generate block
   */
  public String definition() {
    return module.definition();
  }

  /**
   * Return the file that declares the module.
   *
   * @return path as given to Verilator
   */
  public String file() {
    return module.place().file();
  }

  /**
   * Return the line that declares the module.
   *
   * @return 1 for the first line, 0 if unknown
   */
  public int line() {
    return module.place().line();
  }

  /**
   * Return what is below: generate blocks, then instances, an instance array one by one.
   *
   * @return in the order declared
   */
  public List<HdlScope> scopes() {
    List<HdlScope> result = new ArrayList<>();
    for (Design.Block inner : block.blocks()) {
      String at = path + "." + inner.name();
      result.add(new HdlScope(design, module, inner, Kind.GENERATE, inner.name(), at));
    }
    for (Design.Instance instance : block.instances()) {
      addInstances(instance, result);
    }
    return List.copyOf(result);
  }

  private void addInstances(Design.Instance instance, List<HdlScope> result) {
    Design.Module inner = design.modules().get(instance.module());
    if (inner == null) {
      return; // a primitive or a black box: nothing to see
    }
    Design.Range range = instance.range();
    int low = range == null ? 0 : Math.min(range.left(), range.right());
    int high = range == null ? 0 : Math.max(range.left(), range.right());
    for (int i = low; i <= high; i++) {
      String own = range == null ? instance.name() : "%s[%d]".formatted(instance.name(), i);
      result.add(new HdlScope(design, inner, inner.body(), inner.kind(), own, path + "." + own));
    }
  }

  /**
   * Return the signals and parameters declared here.
   *
   * @return in the order declared
   */
  public List<HdlVariable> variables() {
    List<HdlVariable> result = new ArrayList<>();
    for (Design.Variable variable : block.variables()) {
      result.add(shown(variable));
    }
    return List.copyOf(result);
  }

  /**
   * Return a scope below by its path.
   *
   * @param relative names separated by dots, from here on, such as {@code gen_bank[1].u_bank}
   * @return the scope, empty if there is none
   */
  public Optional<HdlScope> scope(String relative) {
    for (HdlScope scope : scopes()) {
      if (relative.equals(scope.name)) {
        return Optional.of(scope);
      }
      if (relative.startsWith(scope.name + ".")) {
        Optional<HdlScope> found = scope.scope(relative.substring(scope.name.length() + 1));
        if (found.isPresent()) {
          return found;
        }
      }
    }
    return Optional.empty();
  }

  /**
   * Return a signal or parameter declared here or below.
   *
   * @param relative its name, with the path of its scope from here on in front
   * @return the variable, empty if there is none
   */
  public Optional<HdlVariable> variable(String relative) {
    for (Design.Variable variable : block.variables()) {
      if (variable.name().equals(relative)) {
        return Optional.of(shown(variable));
      }
    }
    for (HdlScope scope : scopes()) {
      if (relative.startsWith(scope.name + ".")) {
        Optional<HdlVariable> found = scope.variable(relative.substring(scope.name.length() + 1));
        if (found.isPresent()) {
          return found;
        }
      }
    }
    return Optional.empty();
  }

  @Override
  public String toString() {
    return path + " (" + definition() + ")";
  }

  private HdlVariable shown(Design.Variable variable) {
    return new HdlVariable(
        path + "." + variable.name(),
        variable.name(),
        variable.type(),
        variable.direction(),
        Optional.ofNullable(variable.value()),
        variable.place().file(),
        variable.place().line());
  }
}
