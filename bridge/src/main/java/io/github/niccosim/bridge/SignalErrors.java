// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.bridge;

/** Word the mistakes made with a {@link Signal}. */
final class SignalErrors {
  private SignalErrors() {}

  static ModelException tooWideForLong(Signal signal) {
    return new ModelException(
        "signal is wider than a long: signal=%s width=%d (hint: getBytes or getWord)"
            .formatted(signal.path(), signal.widthBits()));
  }

  static ModelException tooWide(Signal signal, String value) {
    return new ModelException(
        "value does not fit the signal: signal=%s width=%d value=%s"
            .formatted(signal.path(), signal.widthBits(), value));
  }

  static ModelException notWritable(Signal signal) {
    String path = signal.path();
    if (signal.isConstant()) {
      return new ModelException(
          "parameter cannot be written: parameter=%s value=%s (hint: ModelSpec.parameter)"
              .formatted(path, signal.show()));
    }
    String hint =
        signal.direction() == Direction.OUT
            ? "outputs are driven by the model"
            : "hint: publishWritable(\"" + path + "\")";
    return new ModelException(
        "signal cannot be written: signal=%s direction=%s (%s)"
            .formatted(path, signal.direction(), hint));
  }

  static ModelException notForceable(Signal signal) {
    return new ModelException(
        "signal cannot be forced: signal=%s (hint: ModelSpec.forceable(\"%s\"))"
            .formatted(signal.path(), signal.path()));
  }

  /** Show little-endian bytes as a hexadecimal number. */
  static String hex(byte[] bytes, int at, int count) {
    StringBuilder text = new StringBuilder("0x");
    for (int i = count - 1; i >= 0; i--) {
      text.append("%02x".formatted(bytes[at + i]));
    }
    return text.toString();
  }
}
