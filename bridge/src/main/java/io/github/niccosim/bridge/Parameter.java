// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.bridge;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Optional;

/** Let a numeric parameter be read like a signal. */
record Parameter(String path, int widthBits, BigInteger value) {

  static Optional<Parameter> of(HdlVariable variable) {
    int width = variable.type().widthBits();
    if (width == 0 || variable.type() instanceof HdlType.UnpackedArray) {
      return Optional.empty();
    }
    BigInteger modulus = BigInteger.ONE.shiftLeft(width);
    return variable.value().map(v -> new Parameter(variable.path(), width, v.mod(modulus)));
  }

  Signal signal(Model model) {
    int words = (widthBits + 63) / 64;
    ByteBuffer storage = ByteBuffer.allocateDirect(8 * words).order(ByteOrder.nativeOrder());
    for (int i = 0; i < words; i++) {
      storage.putLong(8 * i, value.shiftRight(64 * i).longValue());
    }
    SignalInfo info =
        new SignalInfo(
            path,
            Direction.INTERNAL,
            false,
            widthBits - 1,
            0,
            8 * words,
            0,
            List.of(),
            SignalInfo.Force.NONE);
    return new Signal(model, info, storage, true);
  }
}
