/** Placeholder sentence. */
@NullMarked
package io.github.niccosim.bridge;

import org.jspecify.annotations.NullMarked;
