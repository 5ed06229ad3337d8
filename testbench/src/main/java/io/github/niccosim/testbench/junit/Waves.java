// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Chooses what a test records; on the method, or on the class for all its tests.
 *
 * <p>What the environment says wins: {@code WAVES}, {@code WAVES_WINDOW=before,after} and {@code
 * WAVES_SCOPE=a,b}, or the properties {@code waves}, {@code waves_window}, {@code waves_scope}.
 */
@Documented
@Inherited
@Target({ElementType.METHOD, ElementType.TYPE})
@Retention(RetentionPolicy.RUNTIME)
public @interface Waves {

  /** When a waveform is kept. */
  WavePolicy policy() default WavePolicy.FAILURES;

  /**
   * Cycles of the first clock recorded before the failure, or before the first thing that went
   * wrong; with {@link WavePolicy#RING} at least so many, at most twice. At least 1.
   */
  long before() default WavePlan.BEFORE;

  /** Cycles recorded after the failure, in which nobody drives anything any more; at least 0. */
  long after() default WavePlan.AFTER;

  /** Instances recorded, with all below them, such as {@code top.u_fifo}; none for everything. */
  String[] scopes() default {};

  /** Levels of hierarchy below each scope, 1 for its own signals; 0 for all. */
  int levels() default 0;
}
