// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.bridge.typed;

import io.github.niccosim.bridge.HdlBits;

/** Read a value of 2 to 31 bits. */
public sealed class IntOutput extends Handle permits IntInput {
  /**
   * Make a handle.
   *
   * @param bits value in the model
   * @param widthBits what the handle was generated for
   * @throws io.github.niccosim.bridge.ModelException if the model has another width
   */
  public IntOutput(HdlBits bits, int widthBits) {
    super(bits, widthBits);
  }

  /**
   * Return the value.
   *
   * @return unsigned
   */
  public final int get() {
    return (int) bits.get();
  }
}
