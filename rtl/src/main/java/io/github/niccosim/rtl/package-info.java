/** Placeholder sentence. */
@NullMarked
package io.github.niccosim.rtl;

import org.jspecify.annotations.NullMarked;
