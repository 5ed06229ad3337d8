// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.bridge.typed;

import io.github.niccosim.bridge.HdlBits;

/**
 * Read an enumeration.
 *
 * @param <E> generated enum
 */
public sealed class EnumOutput<E extends Enum<E> & HdlEnum> extends Handle permits EnumInput {
  private final E[] constants;

  /**
   * Make a handle.
   *
   * @param bits value in the model
   * @param widthBits what the handle was generated for
   * @param constants all constants of the enum
   * @throws io.github.niccosim.bridge.ModelException if the model has another width
   */
  public EnumOutput(HdlBits bits, int widthBits, E[] constants) {
    super(bits, widthBits);
    this.constants = constants.clone();
  }

  /**
   * Return the value.
   *
   * @return constant with these bits
   * @throws io.github.niccosim.bridge.ModelException if there is none; {@code bits().get()} tells
   */
  public final E get() {
    return HdlEnum.of(constants, bits.get(), bits.path());
  }

  /**
   * Compare the value, which may be one without a name.
   *
   * @param constant to compare with
   * @return whether the bits are those of the constant
   */
  public final boolean is(E constant) {
    return bits.get() == constant.value();
  }
}
