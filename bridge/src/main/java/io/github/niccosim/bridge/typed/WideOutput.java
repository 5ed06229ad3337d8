// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.bridge.typed;

import io.github.niccosim.bridge.HdlBits;
import java.math.BigInteger;

/** Read a value of more than 64 bits. */
public sealed class WideOutput extends Handle permits WideInput {
  /**
   * Make a handle.
   *
   * @param bits value in the model
   * @param widthBits what the handle was generated for
   * @throws io.github.niccosim.bridge.ModelException if the model has another width
   */
  public WideOutput(HdlBits bits, int widthBits) {
    super(bits, widthBits);
  }

  /**
   * Return the value.
   *
   * @return unsigned
   */
  public final BigInteger get() {
    return bits.getBig();
  }
}
