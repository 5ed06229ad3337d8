// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Gives a parameter of a {@link CosimTest} one value after the other; several of them multiply.
 *
 * <p>{@code test(Simulation sim, @Values({"1", "2"}) int gap, @Values({"x", "y"}) String mode)}
 * runs four times, as {@code gap=1/mode=x} and so on. Types: {@code int}, {@code long}, {@code
 * double}, {@code boolean}, {@code String} and enums; the last two need no list to take all values
 * of a {@code boolean} or an enum. Each combination has a seed of its own.
 */
@Documented
@Target(ElementType.PARAMETER)
@Retention(RetentionPolicy.RUNTIME)
public @interface Values {

  /** The values as text; integers decimal or with {@code 0x}. */
  String[] value() default {};

  /** Name in reports; the name in the source where classes carry it, else its position. */
  String name() default "";

  /** Parameter of the {@link Rtl} top module that takes the value, too: a model for each. */
  String rtl() default "";
}
