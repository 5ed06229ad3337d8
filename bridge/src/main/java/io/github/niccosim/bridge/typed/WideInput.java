// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.bridge.typed;

import io.github.niccosim.bridge.HdlBits;
import java.math.BigInteger;

/** Read and write a value of more than 64 bits. */
public final class WideInput extends WideOutput {
  /**
   * Make a handle.
   *
   * @param bits value in the model
   * @param widthBits what the handle was generated for
   * @throws io.github.niccosim.bridge.ModelException if the model has another width
   */
  public WideInput(HdlBits bits, int widthBits) {
    super(bits, widthBits);
  }

  /**
   * Write the value.
   *
   * @param value not negative, must fit
   * @throws io.github.niccosim.bridge.ModelException if it does not fit or cannot be written now
   */
  public void set(BigInteger value) {
    bits.setBig(value);
  }
}
