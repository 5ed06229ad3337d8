// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.bridge.typed;

import io.github.niccosim.bridge.HdlBits;

/** Read and write a single bit. */
public final class BitInput extends BitOutput {
  /**
   * Make a handle.
   *
   * @param bits value in the model
   * @throws io.github.niccosim.bridge.ModelException if the model has another width
   */
  public BitInput(HdlBits bits) {
    super(bits);
  }

  /**
   * Write the value.
   *
   * @param value {@code true} for 1
   * @throws io.github.niccosim.bridge.ModelException if it does not fit or cannot be written now
   */
  public void set(boolean value) {
    bits.set(value ? 1 : 0);
  }
}
