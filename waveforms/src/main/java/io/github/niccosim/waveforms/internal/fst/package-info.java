// SPDX-License-Identifier: Apache-2.0
/**
 * Read FST, the block-structured binary trace format of GTKWave and Verilator.
 *
 * <p>A file is a sequence of blocks: header, value blocks, geometry, hierarchy, blackout. {@code
 * FstLayout} finds them, {@code FstHierarchy} reads the tree, {@code FstValues} one value block
 * with its {@code FstIndex}; {@code FstTrace} joins them. Opening reads header and hierarchy;
 * asking for a signal reads, of each value block, the index, the time table and that signal's
 * chain.
 *
 * <p>Numbers in block headers are 64-bit big-endian, all others LEB128. Unfinished files (writer
 * killed) are read up to the last whole block, the hierarchy then comes from the side file {@code
 * .hier}.
 *
 * <p>Immutable after construction except for caches in soft references; thread-safe.
 */
@NullMarked
package io.github.niccosim.waveforms.internal.fst;

import org.jspecify.annotations.NullMarked;
