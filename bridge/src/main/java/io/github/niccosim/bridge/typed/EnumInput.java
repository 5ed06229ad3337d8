// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.bridge.typed;

import io.github.niccosim.bridge.HdlBits;

/**
 * Read and write an enumeration.
 *
 * @param <E> generated enum
 */
public final class EnumInput<E extends Enum<E> & HdlEnum> extends EnumOutput<E> {
  /**
   * Make a handle.
   *
   * @param bits value in the model
   * @param widthBits what the handle was generated for
   * @param constants all constants of the enum
   * @throws io.github.niccosim.bridge.ModelException if the model has another width
   */
  public EnumInput(HdlBits bits, int widthBits, E[] constants) {
    super(bits, widthBits, constants);
  }

  /**
   * Write the value.
   *
   * @param constant its bits are written
   * @throws io.github.niccosim.bridge.ModelException if it cannot be written now
   */
  public void set(E constant) {
    bits.set(constant.value());
  }
}
