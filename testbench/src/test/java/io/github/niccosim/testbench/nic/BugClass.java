// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.nic;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Say which known classes of DMA bugs a test method is made to catch; the table in {@code
 * testbench/doc/bug-classes.md} is generated from these.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
@interface BugClass {

  /** Numbers of the table. */
  int[] value();
}
