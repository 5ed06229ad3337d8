// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.junit;

import io.github.niccosim.bridge.ModelSpec;
import io.github.niccosim.bridge.TraceFormat;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.ReflectionSupport;

/** Finds the model a test asks for with its annotations. */
final class ModelSpecs {
  private ModelSpecs() {}

  /** Return the source named on the method, its class or a class around it, innermost first. */
  static @Nullable ModelSource of(Class<?> type, Method method, Map<String, String> parameters) {
    Optional<ModelSource> found = on(method, parameters);
    for (Class<?> at = type; found.isEmpty() && at != null; at = at.getEnclosingClass()) {
      found = on(at, parameters);
    }
    return found.orElse(null);
  }

  private static Optional<ModelSource> on(
      AnnotatedElement element, Map<String, String> parameters) {
    Optional<Rtl> rtl = AnnotationSupport.findAnnotation(element, Rtl.class);
    Optional<CosimModel> computed = AnnotationSupport.findAnnotation(element, CosimModel.class);
    if (rtl.isPresent() && computed.isPresent()) {
      throw new IllegalArgumentException(
          "two models for one test: element=" + element + " (expected: @Rtl or @CosimModel)");
    }
    if (computed.isPresent() && !parameters.isEmpty()) {
      throw new IllegalArgumentException(
          "values of RTL parameters need @Rtl: element=" + element + " parameters=" + parameters);
    }
    return rtl.isPresent()
        ? rtl.map(r -> trace -> spec(r, parameters, trace))
        : computed.map(c -> ReflectionSupport.newInstance(c.value()));
  }

  private static ModelSpec spec(Rtl rtl, Map<String, String> parameters, TraceFormat trace) {
    ModelSpec.Builder builder = ModelSpec.builder(rtl.top()).trace(trace);
    for (String file : rtl.fileLists()) {
      builder.fileList(Path.of(file));
    }
    for (String file : rtl.sources()) {
      builder.source(Path.of(file));
    }
    for (String folder : rtl.includes()) {
      builder.include(Path.of(folder));
    }
    for (String parameter : rtl.parameters()) {
      int equals = parameter.indexOf('=');
      if (equals < 1) {
        throw new IllegalArgumentException(
            "parameter has no value: parameter=" + parameter + " (expected: Name=value)");
      }
      builder.parameterLiteral(parameter.substring(0, equals), parameter.substring(equals + 1));
    }
    parameters.forEach(builder::parameterLiteral);
    for (String define : rtl.defines()) {
      int equals = define.indexOf('=');
      builder.define(
          equals < 0 ? define : define.substring(0, equals),
          equals < 0 ? "" : define.substring(equals + 1));
    }
    for (String file : rtl.cxxSources()) {
      builder.cxxSource(Path.of(file));
    }
    builder.timing(rtl.timing()).savable(rtl.savable());
    if (rtl.coverage().length > 0) {
      builder.coverage(rtl.coverage());
    }
    return builder
        .publish(rtl.publish())
        .publishWritable(rtl.publishWritable())
        .forceable(rtl.forceable())
        .build();
  }
}
