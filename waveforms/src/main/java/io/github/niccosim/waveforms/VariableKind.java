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
  EVENT,
  INTEGER,
  PARAMETER,
  REAL,
  REAL_PARAMETER,
  REG,
  SUPPLY0,
  SUPPLY1,
  TIME,
  TRI,
  TRIAND,
  TRIOR,
  TRIREG,
  TRI0,
  TRI1,
  WAND,
  WIRE,
  WOR,
  PORT,
  SPARRAY,
  REALTIME,
  STRING,
  BIT,
  LOGIC,
  INT,
  SHORTINT,
  LONGINT,
  BYTE,
  ENUM,
  SHORTREAL;

  private static final VariableKind[] ALL = values();

  /** Return how values of this kind are written in a trace. */
  public Encoding encoding() {
    return switch (this) {
      case REAL, REAL_PARAMETER, REALTIME, SHORTREAL -> Encoding.REAL;
      case STRING, PORT -> Encoding.TEXT;
      case EVENT -> Encoding.EVENT;
      default -> Encoding.BITS;
    };
  }

  /** Return the number of kinds. */
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
