// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.junit;

import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * One combination of the values of a test's parameters.
 *
 * @param name {@code a=1/b=x}, empty for a test without such parameters
 * @param arguments by position of the parameter
 * @param rtl values of parameters of the top module
 */
record Variant(String name, Map<Integer, Object> arguments, Map<String, String> rtl) {

  /** Return the product of all {@link Values}, the last parameter changing fastest. */
  static List<Variant> of(Method method) {
    List<Variant> variants = List.of(new Variant("", Map.of(), Map.of()));
    Parameter[] parameters = method.getParameters();
    for (int i = 0; i < parameters.length; i++) {
      Values values = parameters[i].getAnnotation(Values.class);
      if (values != null) {
        variants = product(variants, parameters[i], i, values);
      }
    }
    return variants;
  }

  private static List<Variant> product(
      List<Variant> before, Parameter parameter, int index, Values values) {
    String name =
        !values.name().isEmpty()
            ? values.name()
            : parameter.isNamePresent() ? parameter.getName() : "arg" + index;
    List<Variant> result = new ArrayList<>();
    for (Variant variant : before) {
      for (String text : texts(parameter, values)) {
        Map<Integer, Object> arguments = new LinkedHashMap<>(variant.arguments);
        arguments.put(index, convert(parameter.getType(), text.strip(), name));
        Map<String, String> rtl = new LinkedHashMap<>(variant.rtl);
        if (!values.rtl().isEmpty()) {
          rtl.put(values.rtl(), text.strip());
        }
        String prefix = variant.name.isEmpty() ? "" : variant.name + "/";
        result.add(new Variant(prefix + name + "=" + text.strip(), arguments, rtl));
      }
    }
    return result;
  }

  private static List<String> texts(Parameter parameter, Values values) {
    List<String> texts = new ArrayList<>(List.of(values.value()));
    if (texts.isEmpty() && parameter.getType() == boolean.class) {
      texts.addAll(List.of("false", "true"));
    }
    if (texts.isEmpty() && parameter.getType().isEnum()) {
      for (Object constant : parameter.getType().getEnumConstants()) {
        texts.add(((Enum<?>) constant).name());
      }
    }
    if (texts.isEmpty()) {
      throw new IllegalArgumentException(
          "parameter has no values: parameter=" + parameter + " (expected: @Values({...}))");
    }
    return texts;
  }

  private static Object convert(Class<?> type, String text, String name) {
    try {
      if (type == int.class) {
        return Math.toIntExact(Long.decode(text));
      } else if (type == long.class) {
        return Long.decode(text);
      } else if (type == double.class) {
        return Double.valueOf(text);
      } else if (type == String.class) {
        return text;
      } else if (type == boolean.class && text.toLowerCase(Locale.ROOT).matches("true|false")) {
        return Boolean.valueOf(text);
      } else if (type.isEnum()) {
        return constant(type, text);
      }
    } catch (ArithmeticException | IllegalArgumentException e) {
      throw unusable(type, text, name);
    }
    throw unusable(type, text, name);
  }

  private static Object constant(Class<?> type, String text) {
    for (Object constant : type.getEnumConstants()) {
      if (((Enum<?>) constant).name().equals(text)) {
        return constant;
      }
    }
    throw new IllegalArgumentException(text);
  }

  private static IllegalArgumentException unusable(Class<?> type, String text, String name) {
    return new IllegalArgumentException(
        "value does not fit the parameter: parameter="
            + name
            + " type="
            + type.getSimpleName()
            + " value="
            + text);
  }
}
