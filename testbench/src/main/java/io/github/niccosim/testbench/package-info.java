/** Placeholder sentence. */
@NullMarked
package io.github.niccosim.testbench;

import org.jspecify.annotations.NullMarked;
