// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.waveforms;

import org.jspecify.annotations.Nullable;

/**
 * A name in the hierarchy with its declaration; several names may share one signal.
 *
 * <p>Immutable. Values are reached through {@link Waveform#history(Variable)}.
 */
public final class Variable {
  private final Scope scope;
  private final int index;
  private final VariableDeclaration declaration;
  private final String name;
  private final @Nullable BitRange range;
  private final int handle;

  Variable(Scope scope, int index, VariableDeclaration declaration, int handle) {
    this.scope = scope;
    this.index = index;
    this.declaration = declaration;
    this.handle = handle;
    BitRange written = rangeIn(declaration.name());
    boolean port = declaration.kind() == VariableKind.PORT;
    boolean fits = written != null && (port || written.widthBits() == declaration.widthBits());
    this.range = fits ? written : null;
    this.name = fits ? withoutRange(declaration.name()) : declaration.name();
  }

  private static @Nullable BitRange rangeIn(String declared) {
    int open = declared.lastIndexOf('[');
    if (open <= 0 || !declared.endsWith("]")) {
      return null;
    }
    String inside = declared.substring(open + 1, declared.length() - 1);
    int colon = inside.indexOf(':');
    boolean spaced = declared.charAt(open - 1) == ' ';
    if (colon < 0 && !spaced) {
      return null; // element of an array: mem[3]
    }
    try {
      int left = Integer.parseInt(colon < 0 ? inside : inside.substring(0, colon));
      int right = colon < 0 ? left : Integer.parseInt(inside.substring(colon + 1));
      return new BitRange(left, right);
    } catch (NumberFormatException e) {
      return null;
    }
  }

  private static String withoutRange(String declared) {
    return declared.substring(0, declared.lastIndexOf('[')).stripTrailing();
  }

  /** {@return the enclosing scope} */
  public Scope scope() {
    return scope;
  }

  /** {@return the position among all variables of the file, from 0} */
  public int index() {
    return index;
  }

  /** {@return the name without path and without bounds} */
  public String name() {
    return name;
  }

  /** {@return the full name: scopes and name, joined by dots, without bounds} */
  public String path() {
    String above = scope.path();
    return above.isEmpty() ? name : above + "." + name;
  }

  /** {@return the declared bounds, or {@code null} if the file gives none} */
  public @Nullable BitRange range() {
    return range;
  }

  /** {@return {@link #path()} followed by the declared bounds, without a space} */
  public String pathWithRange() {
    return range == null ? path() : path() + range;
  }

  /** {@return the width in bits, 1 or more; 64 for reals and 0 for text} */
  public int widthBits() {
    return declaration.widthBits();
  }

  /** {@return the declared kind} */
  public VariableKind kind() {
    return declaration.kind();
  }

  /** {@return how values are to be understood} */
  public Encoding encoding() {
    return declaration.encoding();
  }

  /** {@return the port direction} */
  public Direction direction() {
    return declaration.direction();
  }

  /** {@return the names of the values, or {@code null} if this is no enumerated type} */
  public @Nullable EnumTable enumTable() {
    return declaration.enumTable();
  }

  /** {@return the name of the type as written by VHDL simulators, empty if absent} */
  public String typeName() {
    return declaration.typeName();
  }

  /** {@return the number of the signal inside the file; names with the same number are aliases} */
  public int handle() {
    return handle;
  }

  @Override
  public String toString() {
    return pathWithRange();
  }
}
