// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.random;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A value for every variable of {@link Constraints}. */
public final class Solution {
  private final List<Variable<?>> variables;
  final @Nullable Object[] values;

  Solution(List<Variable<?>> variables) {
    this.variables = variables;
    this.values = new Object[variables.size()];
  }

  /**
   * Return the value of a variable.
   *
   * <p>In a constraint only the variables named with it may be asked.
   *
   * @param variable of the constraints this is a solution of
   * @throws IllegalArgumentException for another variable
   */
  @SuppressWarnings("unchecked") // only values of the variable's own distribution are stored
  public <T> T get(Variable<T> variable) {
    if (variable.index >= variables.size() || variables.get(variable.index) != variable) {
      throw new IllegalArgumentException(
          "variable is not of these constraints: variable=" + variable.name());
    }
    return (T)
        Objects.requireNonNull(
            values[variable.index],
            () ->
                "variable has no value yet: variable=%s (hint: name it with the constraint)"
                    .formatted(variable.name()));
  }

  /** Return every name and value. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    for (Variable<?> variable : variables) {
      text.append(text.isEmpty() ? "" : " ").append(variable.name()).append('=');
      text.append(values[variable.index]);
    }
    return text.toString();
  }
}
