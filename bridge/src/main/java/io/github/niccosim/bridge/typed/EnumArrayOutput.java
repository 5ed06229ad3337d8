// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.bridge.typed;

import io.github.niccosim.bridge.Memory;

/**
 * Read an unpacked array of an enumeration.
 *
 * @param <E> generated enum
 */
public sealed class EnumArrayOutput<E extends Enum<E> & HdlEnum> extends ArrayHandle
    permits EnumArrayInput {
  private final E[] constants;

  /**
   * Make a handle.
   *
   * @param memory array in the model
   * @param fieldPath field of its elements, empty for the whole element
   * @param widthBits what the handle was generated for
   * @param constants all constants of the enum
   * @throws io.github.niccosim.bridge.ModelException if the model has another width
   */
  public EnumArrayOutput(Memory memory, String fieldPath, int widthBits, E[] constants) {
    super(memory, fieldPath, widthBits);
    this.constants = constants.clone();
  }

  /**
   * Return the value in one element.
   *
   * @param index of the element
   * @return unsigned
   * @throws IndexOutOfBoundsException if there is no such element
   */
  public final E get(int index) {
    return HdlEnum.of(constants, field.get(index), field.path());
  }
}
