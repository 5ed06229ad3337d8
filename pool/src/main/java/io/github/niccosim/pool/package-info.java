/** Placeholder sentence. */
@NullMarked
package io.github.niccosim.pool;

import org.jspecify.annotations.NullMarked;
