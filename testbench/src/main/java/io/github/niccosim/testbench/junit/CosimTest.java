// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.TestTemplate;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Marks a test method as the main task of a simulation.
 *
 * <p>Parameters it can take: {@code Simulation}, {@code Model}, {@code SeedTree}, {@code
 * RandomGenerator} (the stream {@code "test"}), and any class with a public constructor or a public
 * static method {@code attach} that takes a {@code Simulation}. {@code @BeforeEach} and
 * {@code @AfterEach} methods can take the same and run in the same simulation.
 *
 * <p>Parameters marked {@link Values} make one run for each combination. {@link ExpectFail} and
 * {@link ExpectError} turn the outcome round.
 *
 * <p>The model comes from {@link Rtl} or {@link CosimModel} on the method or on the class; without
 * either the simulation has no model.
 */
@Documented
@Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
@Retention(RetentionPolicy.RUNTIME)
@TestTemplate
@ExtendWith(CosimExtension.class)
public @interface CosimTest {

  /** Cycles of the first declared clock after which the test fails, at least 1. */
  long maxCycles() default 1_000_000;

  /** Wall-clock seconds after which the test fails, above 0; building the model does not count. */
  double wallSeconds() default 30;

  /** Base seed when the environment gives none; 0 takes the default, 1. */
  long seed() default 0;

  /**
   * Cycles of the first driven clock without progress after which the test fails, 0 for never.
   *
   * <p>Queues, events, ending tasks and {@code Simulation.progress()} are progress.
   */
  long stallCycles() default 0;

  /** Whether two writers of one signal in one time step are an error. */
  boolean driverCheck() default false;
}
