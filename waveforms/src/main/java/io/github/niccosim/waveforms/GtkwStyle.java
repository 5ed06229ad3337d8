// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.waveforms;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * How GTKWave is to show a signal. Immutable.
 *
 * @param radix number format
 * @param colour trace colour
 * @param alias name to show instead of the signal's own, or {@code null}
 * @param translateFile file with lines {@code value text}, or {@code null}
 */
public record GtkwStyle(
    Radix radix, Colour colour, @Nullable String alias, @Nullable Path translateFile) {
  /** Number format and its bits in GTKWave's trace flags. */
  public enum Radix {
    /** Names of an enumerated type, binary for one bit, real for reals, else hexadecimal. */
    AUTO(0),
    /** Hexadecimal. */
    HEX(0x2),
    /** Unsigned decimal. */
    DECIMAL(0x4),
    /** Signed decimal. */
    SIGNED(0x404),
    /** Binary. */
    BINARY(0x8),
    /** Octal. */
    OCTAL(0x10),
    /** Characters, eight bits each. */
    ASCII(0x800),
    /** Bits read as a double. */
    REAL(0x40000),
    /** Names from the trace's own enum table. */
    ENUM(0x100000000L),
    /** Curve drawn as steps. */
    ANALOG(0x8004);

    final long flags;

    Radix(long flags) {
      this.flags = flags;
    }
  }

  /** Trace colour; the order is GTKWave's numbering. */
  public enum Colour {
    /** GTKWave's own colour. */
    NORMAL,
    /** Red. */
    RED,
    /** Orange. */
    ORANGE,
    /** Yellow. */
    YELLOW,
    /** Green. */
    GREEN,
    /** Blue. */
    BLUE,
    /** Indigo. */
    INDIGO,
    /** Violet. */
    VIOLET
  }

  /** The style of signals nothing is said about. */
  public static final GtkwStyle PLAIN = new GtkwStyle(Radix.AUTO, Colour.NORMAL, null, null);

  /**
   * Start a style with a number format.
   *
   * @param radix number format
   * @return a style that is otherwise plain
   */
  public static GtkwStyle of(Radix radix) {
    return new GtkwStyle(radix, Colour.NORMAL, null, null);
  }

  /**
   * Change the colour.
   *
   * @param newColour trace colour
   * @return a changed copy
   */
  public GtkwStyle colour(Colour newColour) {
    return new GtkwStyle(radix, newColour, alias, translateFile);
  }

  /**
   * Show another name; only for a pattern that matches one signal.
   *
   * @param newAlias name to show
   * @return a changed copy
   */
  public GtkwStyle alias(String newAlias) {
    return new GtkwStyle(radix, colour, newAlias, translateFile);
  }

  /**
   * Translate values by a file.
   *
   * @param file lines of {@code value text}; written into the save file relative to it if possible
   * @return a changed copy
   */
  public GtkwStyle translate(Path file) {
    return new GtkwStyle(radix, colour, alias, file);
  }
}
