// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.bridge;

import java.math.BigInteger;
import java.util.Optional;

/**
 * Describe a declared signal or parameter.
 *
 * @param path hierarchical path from the top module on
 * @param name last element of the path
 * @param type declared type
 * @param direction of a port, otherwise {@link Direction#INTERNAL}
 * @param literal value of a parameter as Verilator writes it, such as {@code 32'h10}, {@code
 *     "text"}; empty for a signal
 * @param file that declares it
 * @param line in that file, 0 if unknown
 */
public record HdlVariable(
    String path,
    String name,
    HdlType type,
    Direction direction,
    Optional<String> literal,
    String file,
    int line) {

  /**
   * Return whether this is a parameter or localparam, which never changes.
   *
   * @return {@code true} for a constant
   */
  public boolean isConstant() {
    return literal.isPresent();
  }

  /**
   * Return the value of an integer parameter.
   *
   * @return value with its sign; empty for a signal, text or real number
   */
  public Optional<BigInteger> value() {
    return literal.flatMap(HdlLiteral::parse).map(this::withSign);
  }

  /** Verilator may write a negative constant as an unsigned one. */
  private BigInteger withSign(BigInteger value) {
    boolean negative =
        type instanceof HdlType.Vector vector
            && vector.signed()
            && value.signum() > 0
            && value.testBit(vector.widthBits() - 1);
    return negative ? value.subtract(BigInteger.ONE.shiftLeft(type.widthBits())) : value;
  }
}
