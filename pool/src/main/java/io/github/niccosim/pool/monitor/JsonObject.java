// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.pool.monitor;

import org.jspecify.annotations.Nullable;

/** One JSON object of numbers and objects, in order; absent values are left out. */
final class JsonObject {
  private final StringBuilder text = new StringBuilder("{");

  JsonObject put(String name, @Nullable Object value) {
    if (value != null) {
      if (text.length() > 1) {
        text.append(", ");
      }
      text.append('"').append(name).append("\": ").append(value);
    }
    return this;
  }

  @Override
  public String toString() {
    return text + "}";
  }
}
