// SPDX-License-Identifier: Apache-2.0
/** Examples that the documentation quotes: compiled, run, and written to be copied. */
@NullMarked
package io.github.niccosim.testbench.examples;

import org.jspecify.annotations.NullMarked;
