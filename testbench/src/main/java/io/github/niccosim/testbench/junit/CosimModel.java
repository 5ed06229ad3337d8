// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Names the class that computes the model a test runs, where {@link Rtl} says too little.
 *
 * <p>On a test method or class; the method's wins, a nested class uses that of the class around it.
 */
@Documented
@Inherited
@Target({ElementType.METHOD, ElementType.TYPE})
@Retention(RetentionPolicy.RUNTIME)
public @interface CosimModel {

  /** A class with a constructor without parameters, of any visibility. */
  Class<? extends ModelSource> value();
}
