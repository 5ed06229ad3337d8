// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.bridge.typed;

import io.github.niccosim.bridge.HdlBits;

/** Read a value of 32 to 64 bits. */
public sealed class LongOutput extends Handle permits LongInput {
  /**
   * Make a handle.
   *
   * @param bits value in the model
   * @param widthBits what the handle was generated for
   * @throws io.github.niccosim.bridge.ModelException if the model has another width
   */
  public LongOutput(HdlBits bits, int widthBits) {
    super(bits, widthBits);
  }

  /**
   * Return the value.
   *
   * @return unsigned
   */
  public final long get() {
    return bits.get();
  }
}
