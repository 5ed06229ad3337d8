// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.waveforms;

import java.util.Locale;

/**
 * Name what a variable was declared as.
 *
 * <p>The order is the numbering of FST's hierarchy entries, the names in lower case are VCD's
 * keywords.
 */
public enum VariableKind {
  /** Named event. */
  EVENT,

  /** Declared {@code integer}. */
  INTEGER,

  /** Constant of the design. */
  PARAMETER,

  /** Declared {@code real}. */
  REAL,

  /** Real constant of the design. */
  REAL_PARAMETER,

  /** Declared {@code reg}. */
  REG,

  /** Declared {@code supply0}. */
  SUPPLY0,

  /** Declared {@code supply1}. */
  SUPPLY1,

  /** Declared {@code time}. */
  TIME,

  /** Declared {@code tri}. */
  TRI,

  /** Declared {@code triand}. */
  TRIAND,

  /** Declared {@code trior}. */
  TRIOR,

  /** Declared {@code trireg}. */
  TRIREG,

  /** Declared {@code tri0}. */
  TRI0,

  /** Declared {@code tri1}. */
  TRI1,

  /** Declared {@code wand}. */
  WAND,

  /** Declared {@code wire}. */
  WIRE,

  /** Declared {@code wor}. */
  WOR,

  /** Port with strengths, of an extended VCD. */
  PORT,

  /** Index of a sparse array. */
  SPARRAY,

  /** Declared {@code realtime}. */
  REALTIME,

  /** Text of any length. */
  STRING,

  /** Declared {@code bit}. */
  BIT,

  /** Declared {@code logic}. */
  LOGIC,

  /** Declared {@code int}. */
  INT,

  /** Declared {@code shortint}. */
  SHORTINT,

  /** Declared {@code longint}. */
  LONGINT,

  /** Declared {@code byte}. */
  BYTE,

  /** Declared {@code enum}. */
  ENUM,

  /** Declared {@code shortreal}. */
  SHORTREAL;

  private static final VariableKind[] ALL = values();

  /** {@return how values of this kind are written in a trace} */
  public Encoding encoding() {
    return switch (this) {
      case REAL, REAL_PARAMETER, REALTIME, SHORTREAL -> Encoding.REAL;
      case STRING, PORT -> Encoding.TEXT;
      case EVENT -> Encoding.EVENT;
      default -> Encoding.BITS;
    };
  }

  /** {@return the number of kinds} */
  public static int count() {
    return ALL.length;
  }

  /**
   * Return a kind by FST number.
   *
   * @param number 0..{@link #count()} - 1
   * @return the kind
   */
  public static VariableKind of(int number) {
    return ALL[number];
  }

  /**
   * Return a kind by VCD keyword; an unknown keyword counts as {@link #WIRE}.
   *
   * @param keyword word after {@code $var}
   * @return the kind
   */
  public static VariableKind ofKeyword(String keyword) {
    String upper = keyword.toUpperCase(Locale.ROOT);
    for (VariableKind kind : ALL) {
      if (kind.name().equals(upper)) {
        return kind;
      }
    }
    return WIRE;
  }
}
