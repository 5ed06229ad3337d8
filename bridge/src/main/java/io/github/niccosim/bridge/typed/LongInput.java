// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.bridge.typed;

import io.github.niccosim.bridge.HdlBits;

/** Read and write a value of 32 to 64 bits. */
public final class LongInput extends LongOutput {
  /**
   * Make a handle.
   *
   * @param bits value in the model
   * @param widthBits what the handle was generated for
   * @throws io.github.niccosim.bridge.ModelException if the model has another width
   */
  public LongInput(HdlBits bits, int widthBits) {
    super(bits, widthBits);
  }

  /**
   * Write the value.
   *
   * @param value unsigned, must fit
   * @throws io.github.niccosim.bridge.ModelException if it does not fit or cannot be written now
   */
  public void set(long value) {
    bits.set(value);
  }
}
