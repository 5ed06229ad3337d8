// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.bridge.typed;

import io.github.niccosim.bridge.Memory;
import java.math.BigInteger;

/** Read an unpacked array of more than 64 bits. */
public sealed class WideArrayOutput extends ArrayHandle permits WideArrayInput {
  /**
   * Make a handle.
   *
   * @param memory array in the model
   * @param fieldPath field of its elements, empty for the whole element
   * @param widthBits what the handle was generated for
   * @throws io.github.niccosim.bridge.ModelException if the model has another width
   */
  public WideArrayOutput(Memory memory, String fieldPath, int widthBits) {
    super(memory, fieldPath, widthBits);
  }

  /**
   * Return the value in one element.
   *
   * @param index of the element
   * @return unsigned
   * @throws IndexOutOfBoundsException if there is no such element
   */
  public final BigInteger get(int index) {
    return field.getBig(index);
  }
}
