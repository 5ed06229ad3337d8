// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.bridge.typed;

import io.github.niccosim.bridge.ModelException;

/** Say which bits a constant of a generated enum stands for. */
public interface HdlEnum {
  /**
   * Return the bits.
   *
   * @return unsigned
   */
  long value();

  /**
   * Find the constant of a value.
   *
   * @param <E> generated enum
   * @param constants all constants of the enum
   * @param value unsigned
   * @param path of the signal, for the message
   * @return the first constant with this value
   * @throws ModelException if none has it
   */
  static <E extends Enum<E> & HdlEnum> E of(E[] constants, long value, String path) {
    for (E constant : constants) {
      if (constant.value() == value) {
        return constant;
      }
    }
    throw new ModelException(
        "value has no name: signal=%s value=0x%x (hint: bits().get())".formatted(path, value));
  }
}
