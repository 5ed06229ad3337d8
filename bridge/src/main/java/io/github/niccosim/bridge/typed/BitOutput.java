// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.bridge.typed;

import io.github.niccosim.bridge.HdlBits;

/** Read a single bit. */
public sealed class BitOutput extends Handle permits BitInput {
  /**
   * Make a handle.
   *
   * @param bits value in the model
   * @throws io.github.niccosim.bridge.ModelException if the model has another width
   */
  public BitOutput(HdlBits bits) {
    super(bits, 1);
  }

  /**
   * Return the value.
   *
   * @return unsigned
   */
  public final boolean get() {
    return bits.get() != 0;
  }
}
