/** Placeholder sentence. */
@NullMarked
package io.github.niccosim.waveforms;

import org.jspecify.annotations.NullMarked;
