// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.verify;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Show a transaction as named fields, to compare and to print it.
 *
 * @param <T> type of the transaction
 */
@FunctionalInterface
public interface Fields<T> {

  /**
   * Return the fields of a transaction.
   *
   * @param item the transaction
   * @return name to value, in the order in which they are printed; arrays are compared by content
   */
  Map<String, @Nullable Object> of(T item);

  /** Return the components of a record; one field {@code value} for anything else. */
  static <T> Fields<T> ofRecord() {
    return Fields::components;
  }

  private static Map<String, @Nullable Object> components(Object item) {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    RecordComponent[] components = item.getClass().getRecordComponents();
    if (components == null) {
      fields.put("value", item);
      return fields;
    }
    for (RecordComponent component : components) {
      fields.put(component.getName(), value(component, item));
    }
    return fields;
  }

  private static @Nullable Object value(RecordComponent component, Object item) {
    try {
      component.getAccessor().setAccessible(true); // a record nested in a test is not public
      return component.getAccessor().invoke(item);
    } catch (IllegalAccessException | InvocationTargetException e) {
      throw new IllegalArgumentException(
          "record component cannot be read: record=%s component=%s (hint: pass your own Fields)"
              .formatted(item.getClass().getName(), component.getName()),
          e);
    }
  }

  /** Return how many fields differ. */
  static int differences(Map<String, @Nullable Object> a, Map<String, @Nullable Object> b) {
    int count = 0;
    for (Map.Entry<String, @Nullable Object> field : a.entrySet()) {
      if (!same(field.getValue(), b.get(field.getKey()))) {
        count++;
      }
    }
    return count;
  }

  /** Compare values, arrays by content. */
  static boolean same(@Nullable Object a, @Nullable Object b) {
    return a instanceof byte[] one && b instanceof byte[] two
        ? Arrays.equals(one, two)
        : Objects.deepEquals(a, b);
  }

  /** Return a value as text: integers with their hexadecimal form, bytes in hexadecimal. */
  static String text(@Nullable Object value) {
    return switch (value) {
      case null -> "none";
      case byte[] bytes -> bytes(bytes);
      case long[] longs -> Arrays.toString(longs);
      case int[] ints -> Arrays.toString(ints);
      case Object[] objects -> Arrays.deepToString(objects);
      case Long number -> number > 9 ? "%d (0x%x)".formatted(number, number) : number.toString();
      case Integer number -> number > 9 ? "%d (0x%x)".formatted(number, number) : number.toString();
      default -> value.toString();
    };
  }

  private static String bytes(byte[] bytes) {
    int shown = Math.min(16, bytes.length);
    return HexFormat.of().formatHex(bytes, 0, shown)
        + (shown < bytes.length ? ".." : "")
        + " (%d bytes)".formatted(bytes.length);
  }
}
