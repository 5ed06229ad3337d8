// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.bridge.typed;

import io.github.niccosim.bridge.Memory;

/** Read an unpacked array of up to 64 bits. */
public sealed class ArrayOutput extends ArrayHandle permits ArrayInput {
  /**
   * Make a handle.
   *
   * @param memory array in the model
   * @param fieldPath field of its elements, empty for the whole element
   * @param widthBits what the handle was generated for
   * @throws io.github.niccosim.bridge.ModelException if the model has another width
   */
  public ArrayOutput(Memory memory, String fieldPath, int widthBits) {
    super(memory, fieldPath, widthBits);
  }

  /**
   * Return the value in one element.
   *
   * @param index of the element
   * @return unsigned
   * @throws IndexOutOfBoundsException if there is no such element
   */
  public final long get(int index) {
    return field.get(index);
  }
}
