// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.bridge.typed;

import io.github.niccosim.bridge.Memory;

/** Read and write an unpacked array of up to 64 bits. */
public final class ArrayInput extends ArrayOutput {
  /**
   * Make a handle.
   *
   * @param memory array in the model
   * @param fieldPath field of its elements, empty for the whole element
   * @param widthBits what the handle was generated for
   * @throws io.github.niccosim.bridge.ModelException if the model has another width
   */
  public ArrayInput(Memory memory, String fieldPath, int widthBits) {
    super(memory, fieldPath, widthBits);
  }

  /**
   * Write the value in one element.
   *
   * @param index of the element
   * @param value must fit
   * @throws IndexOutOfBoundsException if there is no such element
   * @throws io.github.niccosim.bridge.ModelException if it does not fit or cannot be written now
   */
  public void set(int index, long value) {
    field.set(index, value);
  }
}
