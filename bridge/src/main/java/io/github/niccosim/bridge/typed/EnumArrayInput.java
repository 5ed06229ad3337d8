// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.bridge.typed;

import io.github.niccosim.bridge.Memory;

/**
 * Read and write an unpacked array of an enumeration.
 *
 * @param <E> generated enum
 */
public final class EnumArrayInput<E extends Enum<E> & HdlEnum> extends EnumArrayOutput<E> {
  /**
   * Make a handle.
   *
   * @param memory array in the model
   * @param fieldPath field of its elements, empty for the whole element
   * @param widthBits what the handle was generated for
   * @param constants all constants of the enum
   * @throws io.github.niccosim.bridge.ModelException if the model has another width
   */
  public EnumArrayInput(Memory memory, String fieldPath, int widthBits, E[] constants) {
    super(memory, fieldPath, widthBits, constants);
  }

  /**
   * Write the value in one element.
   *
   * @param index of the element
   * @param value must fit
   * @throws IndexOutOfBoundsException if there is no such element
   * @throws io.github.niccosim.bridge.ModelException if it does not fit or cannot be written now
   */
  public void set(int index, E value) {
    field.set(index, value.value());
  }
}
