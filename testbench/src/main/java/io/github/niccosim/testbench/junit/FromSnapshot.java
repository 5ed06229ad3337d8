// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks the static method of a test class that brings the model to where its tests start.
 *
 * <p>It takes a {@code Simulation} and runs once for each model as a main task. Every test of the
 * class then starts from the state it left: values, simulated time, clocks with their phases;
 * {@code sim.clock} with the same name goes on with the clock there is. Tasks and callbacks do not
 * live on. The seed of this method is always 1, so that every seed of a test has the same start.
 *
 * <p>The model must be savable ({@code @Rtl(savable = true)}).
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface FromSnapshot {}
