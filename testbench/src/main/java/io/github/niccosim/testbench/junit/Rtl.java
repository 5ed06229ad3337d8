// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.junit;

import io.github.niccosim.bridge.CoverageKind;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Names the Verilog a test runs: the quickest way to a model.
 *
 * <p>On a test method or class; the method's wins, a nested class uses that of the class around it.
 * Paths are relative to the working directory (the Maven module).
 */
@Documented
@Inherited
@Target({ElementType.METHOD, ElementType.TYPE})
@Retention(RetentionPolicy.RUNTIME)
public @interface Rtl {

  /** Name of the top module. */
  String top();

  /** Source files in compilation order. */
  String[] sources() default {};

  /** File lists ({@code .f}). */
  String[] fileLists() default {};

  /** Folders searched for {@code `include}. */
  String[] includes() default {};

  /** Parameters of the top module, each {@code Name=value}; values as Verilog literals. */
  String[] parameters() default {};

  /** Preprocessor macros, each {@code NAME} or {@code NAME=value}. */
  String[] defines() default {};

  /** Internal signals to read, by hierarchical path. */
  String[] publish() default {};

  /** Internal signals to read and write, by hierarchical path. */
  String[] publishWritable() default {};

  /** Internal signals to read, write and {@code force}, by hierarchical path. */
  String[] forceable() default {};

  /** C++ files compiled into the model library. */
  String[] cxxSources() default {};

  /** Whether delays in the RTL are obeyed, as for a clock made with {@code #5}. */
  boolean timing() default false;

  /** Whether the model can be saved: needed by {@link FromSnapshot}. */
  boolean savable() default false;

  /**
   * Code coverage to count; kept for each test in {@code coverage.dat} and for all in {@code
   * target/cosim/coverage.info}.
   */
  CoverageKind[] coverage() default {};
}
