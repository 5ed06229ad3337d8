// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.bridge.typed;

import io.github.niccosim.bridge.HdlBits;
import io.github.niccosim.bridge.ModelException;
import io.github.niccosim.bridge.Signal;

/** Hold what all typed handles of packed values have in common. */
public abstract class Handle {
  /** The value, for subclasses. */
  protected final HdlBits bits;

  /**
   * Make a handle.
   *
   * @param bits value in the model
   * @param widthBits what the handle was generated for
   * @throws ModelException if the model has another width
   */
  protected Handle(HdlBits bits, int widthBits) {
    this.bits = bits;
    if (bits.widthBits() != widthBits) {
      throw new ModelException(
          "handle does not fit the model: signal=%s width=%d (expected: %d | hint: generate again)"
              .formatted(bits.path(), bits.widthBits(), widthBits));
    }
  }

  /**
   * Return the value behind the handle, for everything the handle does not offer.
   *
   * @return a signal or a field
   */
  public final HdlBits bits() {
    return bits;
  }

  /**
   * Return the signal, for example to wait for its edges.
   *
   * @return the signal this is, or is a part of
   */
  public final Signal signal() {
    return bits.signal();
  }

  @Override
  public final String toString() {
    return bits.path() + " = " + bits.show();
  }
}
