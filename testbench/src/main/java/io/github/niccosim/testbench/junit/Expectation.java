// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.junit;

import java.lang.reflect.AnnotatedElement;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.platform.commons.support.AnnotationSupport;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;

/** How a test has to end. */
final class Expectation {
  private final @Nullable ExpectFail fail;
  private final @Nullable ExpectError error;

  private Expectation(@Nullable ExpectFail fail, @Nullable ExpectError error) {
    this.fail = fail;
    this.error = error;
  }

  static Expectation of(AnnotatedElement method) {
    return new Expectation(
        AnnotationSupport.findAnnotation(method, ExpectFail.class).orElse(null),
        AnnotationSupport.findAnnotation(method, ExpectError.class).orElse(null));
  }

  /** Return whether the test passes because it ended with {@code end}. */
  boolean isMetBy(Throwable end) {
    if (end instanceof TestAbortedException) {
      return false;
    }
    if (fail != null && end instanceof AssertionError) {
      return true;
    }
    return error != null
        && error.value().isInstance(end)
        && Pattern.compile(error.message()).matcher(String.valueOf(end.getMessage())).find();
  }

  /** Return the failure of a test that ended well, {@code null} if that is what was expected. */
  @Nullable AssertionFailedError disappointment() {
    if (fail != null) {
      String why = fail.value().isEmpty() ? "" : ": " + fail.value();
      return new AssertionFailedError("test passed, but was expected to fail" + why);
    }
    if (error != null) {
      return new AssertionFailedError(
          "test passed, but was expected to end with " + error.value().getName());
    }
    return null;
  }
}
