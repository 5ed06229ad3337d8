// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.waveforms;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A level of the design hierarchy: module instance, generate block, struct, process. */
public final class Scope {
  private final @Nullable Scope parent;
  private final String kind;
  private final String name;
  private final String component;
  private final List<Scope> scopes = new ArrayList<>();
  private final List<Variable> variables = new ArrayList<>();

  Scope(@Nullable Scope parent, String kind, String name, String component) {
    this.parent = parent;
    this.kind = kind;
    this.name = name;
    this.component = component;
  }

  void add(Scope child) {
    scopes.add(child);
  }

  void add(Variable variable) {
    variables.add(variable);
  }

  /** {@return the enclosing scope, or {@code null} for the nameless root} */
  public @Nullable Scope parent() {
    return parent;
  }

  /** {@return the kind in lower case: {@code module}, {@code begin}, {@code struct}, …} */
  public String kind() {
    return kind;
  }

  /** {@return the name without path; empty for the root} */
  public String name() {
    return name;
  }

  /** {@return the name of the module or entity, empty where the trace does not tell} */
  public String component() {
    return component;
  }

  /** {@return the names from the top down to this scope, joined by dots; empty for the root} */
  public String path() {
    StringBuilder path = new StringBuilder();
    for (Scope at = this; at.parent != null; at = at.parent) {
      path.insert(0, path.isEmpty() ? at.name : at.name + ".");
    }
    return path.toString();
  }

  /** {@return the scopes directly inside, in file order} */
  public List<Scope> scopes() {
    return Collections.unmodifiableList(scopes);
  }

  /** {@return the variables directly inside, in file order} */
  public List<Variable> variables() {
    return Collections.unmodifiableList(variables);
  }

  @Override
  public String toString() {
    return path();
  }
}
