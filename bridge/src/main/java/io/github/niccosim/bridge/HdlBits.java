// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.bridge;

import java.math.BigInteger;

/**
 * Read and write a packed value, whether it is a whole {@link Signal} or a {@link SignalField}.
 *
 * <p>What each method does and refuses is said there.
 */
public sealed interface HdlBits permits Signal, SignalField {

  /**
   * Return the value of up to 64 bits.
   *
   * @return value, zero-extended
   * @throws ModelException if it is wider than 64 bits
   */
  long get();

  /**
   * Write a value; more than 64 bits are zero-extended.
   *
   * @param value unsigned, must fit
   * @throws ModelException if it does not fit or cannot be written now
   */
  void set(long value);

  /**
   * Return the value, of any width.
   *
   * @return unsigned
   */
  BigInteger getBig();

  /**
   * Write a value of any width.
   *
   * @param value not negative, must fit
   * @throws ModelException as {@link #set}
   */
  void setBig(BigInteger value);

  /**
   * Return a part.
   *
   * @param path as for {@link Signal#field}
   * @return the part
   * @throws ModelException if there is none
   */
  SignalField field(String path);

  /**
   * Return the signal this is, or is a part of.
   *
   * @return the signal
   */
  Signal signal();

  /**
   * Return the declared type.
   *
   * @return packed type
   */
  HdlType type();

  /**
   * Return the width.
   *
   * @return bits, at least 1
   */
  int widthBits();

  /**
   * Return the path with that of the field.
   *
   * @return for messages and reports
   */
  String path();

  /**
   * Return the value as its type shows it.
   *
   * @return for messages and reports
   */
  String show();
}
