// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.bridge.typed;

import io.github.niccosim.bridge.Memory;
import io.github.niccosim.bridge.MemoryField;
import io.github.niccosim.bridge.ModelException;

/** Hold what all typed handles of unpacked arrays have in common. */
public abstract class ArrayHandle {
  /** The array, or one field of all its elements, for subclasses. */
  protected final MemoryField field;

  private final Memory memory;

  /**
   * Make a handle.
   *
   * @param memory array in the model
   * @param fieldPath field of its elements, empty for the whole element
   * @param widthBits what the handle was generated for
   * @throws ModelException if the model has another width
   */
  protected ArrayHandle(Memory memory, String fieldPath, int widthBits) {
    this.memory = memory;
    this.field = memory.field(fieldPath);
    int width = field.type().widthBits();
    if (width != widthBits) {
      throw new ModelException(
          "handle does not fit the model: memory=%s width=%d (expected: %d | hint: generate again)"
              .formatted(field.path(), width, widthBits));
    }
  }

  /**
   * Return the array, for bulk access, files and several dimensions.
   *
   * @return the array
   */
  public final Memory memory() {
    return memory;
  }

  @Override
  public final String toString() {
    return field.toString();
  }
}
