// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.waveforms;

import io.github.niccosim.waveforms.internal.HeapBudget;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The tree of scopes and variables of one trace. Immutable and thread-safe once built. */
public final class Hierarchy {
  /** Deepest nesting accepted from a file. */
  public static final int MAX_DEPTH = 1000;

  private final Scope root;
  private final List<Variable> variables;

  private Hierarchy(Scope root, List<Variable> variables) {
    this.root = root;
    this.variables = Collections.unmodifiableList(variables);
  }

  /** {@return the nameless scope that holds the top modules} */
  public Scope root() {
    return root;
  }

  /** {@return all variables in file order} */
  public List<Variable> variables() {
    return variables;
  }

  /**
   * Find a variable.
   *
   * @param path full name, with or without bounds
   * @return the first variable of that name
   */
  public Optional<Variable> find(String path) {
    return Optional.ofNullable(find(root, path.replace(" ", "")));
  }

  private static @Nullable Variable find(Scope scope, String rest) {
    for (Variable variable : scope.variables()) {
      if (rest.startsWith(variable.name())
          && (rest.length() == variable.name().length() || rest.equals(withRange(variable)))) {
        return variable;
      }
    }
    for (Scope child : scope.scopes()) {
      int length = child.name().length();
      if (rest.length() > length && rest.charAt(length) == '.' && rest.startsWith(child.name())) {
        Variable found = find(child, rest.substring(length + 1));
        if (found != null) {
          return found;
        }
      }
    }
    return null;
  }

  private static String withRange(Variable variable) {
    return variable.range() == null ? variable.name() : variable.name() + variable.range();
  }

  /**
   * Find variables by pattern.
   *
   * @param pattern full name; {@code *} stands for any characters but a dot, {@code **} for any
   *     characters, {@code ?} for one
   * @return matching variables in file order, without repeated names
   */
  public List<Variable> match(String pattern) {
    NamePattern wanted = new NamePattern(pattern);
    Map<String, Variable> found = new LinkedHashMap<>();
    for (Variable variable : variables) {
      if (wanted.matches(variable)) {
        found.putIfAbsent(variable.pathWithRange(), variable);
      }
    }
    return List.copyOf(found.values());
  }

  /** Collects scopes and variables in file order. Not thread-safe. */
  public static final class Builder {
    private final Scope root = new Scope(null, "root", "", "");
    private final List<Variable> variables = new ArrayList<>();
    private Scope current = root;
    private int depth;
    private long pathChars;
    private long totalChars;

    /** Create an empty tree. */
    public Builder() {}

    /**
     * Enter a scope.
     *
     * @param kind lower-case kind
     * @param name name without path
     * @param component module name or empty
     * @return whether the nesting is still at most {@link #MAX_DEPTH}
     */
    public boolean enter(String kind, String name, String component) {
      if (depth == MAX_DEPTH) {
        return false;
      }
      pathChars += name.length() + 1;
      count(name.length());
      Scope child = new Scope(current, kind, name, component);
      current.add(child);
      current = child;
      depth++;
      return true;
    }

    /**
     * Leave the current scope.
     *
     * @return whether there was one
     */
    public boolean leave() {
      Scope above = current.parent();
      if (above == null) {
        return false;
      }
      pathChars -= current.name().length() + 1;
      current = above;
      depth--;
      return true;
    }

    /**
     * Add a variable to the current scope.
     *
     * @param declaration as read
     * @param handle number of its signal
     * @return the new variable
     */
    public Variable add(VariableDeclaration declaration, int handle) {
      count(declaration.name().length());
      Variable variable = new Variable(current, variables.size(), declaration, handle);
      current.add(variable);
      variables.add(variable);
      return variable;
    }

    /** Keep the sum of all full names within the heap, whatever the nesting. */
    private void count(int nameChars) {
      totalChars += pathChars + nameChars + 100;
      HeapBudget.require(totalChars, "hierarchy", WaveformException.NO_OFFSET);
    }

    /** {@return the finished tree; the builder is not to be used again} */
    public Hierarchy build() {
      return new Hierarchy(root, variables);
    }
  }
}
