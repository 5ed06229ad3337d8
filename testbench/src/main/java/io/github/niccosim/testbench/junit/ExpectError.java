// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Lets a {@link CosimTest} pass only if it ends with an exception of this kind.
 *
 * <p>A failed assertion is still a failure unless {@link #value} names it.
 */
@Documented
@Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
@Retention(RetentionPolicy.RUNTIME)
public @interface ExpectError {

  /** The exception, or a superclass of it. */
  Class<? extends Throwable> value();

  /** Regular expression to be found in its message. */
  String message() default "";
}
