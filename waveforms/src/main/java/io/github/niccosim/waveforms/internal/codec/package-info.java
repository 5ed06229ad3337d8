// SPDX-License-Identifier: Apache-2.0
/**
 * Unpack the compressions found inside FST files: zlib, gzip, LZ4 and FastLZ.
 *
 * <p>LZ4 and FastLZ are written out here because the JDK has neither; zlib and gzip are the JDK's.
 * All take a byte range and fill an array of the length the file claims; data that does not fill it
 * exactly is damaged. Stateless and thread-safe.
 */
@NullMarked
package io.github.niccosim.waveforms.internal.codec;

import org.jspecify.annotations.NullMarked;
