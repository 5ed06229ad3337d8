// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.bridge;

import java.math.BigInteger;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Understand the constants of Verilator's syntax tree. */
final class HdlLiteral {
  private static final Pattern SIZED = Pattern.compile("(\\d+)'(s?)([hbd])([0-9a-fA-F_]+)");

  private HdlLiteral() {}

  /** Return the number of {@code 32'sh10} or {@code 12}, negative if signed; empty if not one. */
  static Optional<BigInteger> parse(String literal) {
    Matcher sized = SIZED.matcher(literal);
    if (sized.matches()) {
      int radix = sized.group(3).equals("h") ? 16 : sized.group(3).equals("b") ? 2 : 10;
      BigInteger value = new BigInteger(sized.group(4).replace("_", ""), radix);
      int width = Integer.parseInt(sized.group(1));
      boolean negative = !sized.group(2).isEmpty() && width > 0 && value.testBit(width - 1);
      return Optional.of(negative ? value.subtract(BigInteger.ONE.shiftLeft(width)) : value);
    }
    return literal.matches("-?\\d+") ? Optional.of(new BigInteger(literal)) : Optional.empty();
  }

  /** Return an index bound, 0 if the literal is not a number. */
  static int bound(String literal) {
    return parse(literal).map(value -> value.intValue()).orElse(0);
  }
}
