// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Lets a {@link CosimTest} pass only if an assertion fails in it; any other end is a failure.
 *
 * <p>For a known mistake in the design that is not mended yet.
 */
@Documented
@Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
@Retention(RetentionPolicy.RUNTIME)
public @interface ExpectFail {

  /** Why, for the report. */
  String value() default "";
}
