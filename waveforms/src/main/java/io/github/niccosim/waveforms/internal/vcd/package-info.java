// SPDX-License-Identifier: Apache-2.0
/**
 * Read VCD, the text trace format of IEEE 1364.
 *
 * <p>A file is read once from start to end when it is opened: {@code VcdTokens} cuts it into words
 * without objects, {@code VcdHeader} reads the declarations, {@code VcdTrace} the changes, each of
 * which {@code VcdChain} packs into two or three bytes in the form of an FST chain. Histories are
 * unpacked when asked for, by the same decoder as FST's.
 *
 * <p>Read as tools write it rather than as the standard has it: values before the first time count
 * for time 0, values are extended to the left, aliases may repeat an identifier, the dialect of
 * {@code fst2vcd} (strings, enum tables) is understood, and a last line without its end is dropped
 * with a note.
 *
 * <p>Immutable after construction; thread-safe.
 */
@NullMarked
package io.github.niccosim.waveforms.internal.vcd;

import org.jspecify.annotations.NullMarked;
