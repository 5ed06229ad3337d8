// SPDX-License-Identifier: Apache-2.0
/**
 * Test support: drive pools and fragment caches from outside and compare them with a recording.
 *
 * <p><b>Place in the flow.</b> A recording of the real kernel code (or of any other model) is a
 * list of operations, each with what it returned, what the pool looked like after it and what it
 * asked of page allocator and DMA API. Three ways lead from it to a comparison:
 *
 * <ul>
 *   <li>{@link io.github.niccosim.pool.testing.PoolScript} and {@link
 *       io.github.niccosim.pool.testing.FragScript} replay text lines; {@link
 *       io.github.niccosim.pool.testing.Step#line} is the recorded line to compare with.
 *   <li>{@link io.github.niccosim.pool.testing.PoolLab} bundles everything that can be injected and
 *       recorded for an adapter that calls the pool functions itself; {@link
 *       io.github.niccosim.pool.testing.PoolSnapshot} and {@link
 *       io.github.niccosim.pool.testing.FragSnapshot} name every value.
 *   <li>{@link io.github.niccosim.pool.testing.Recording} reads a file of such lines and tells the
 *       first difference.
 * </ul>
 *
 * <p><b>Ownership.</b> A lab owns its supply, context, time and recorder; pools created on it must
 * not be shared with another. Pages stay reachable by id after they were freed, so a lab is for
 * tests, not for long runs.
 *
 * <p><b>Threads.</b> Single-threaded.
 *
 * <p><b>Units.</b> Bytes; picoseconds, but scripts tick in seconds.
 *
 * <p><b>Errors.</b> A line that cannot be understood, an unknown page, pool or value name throws
 * {@link java.lang.IllegalArgumentException}. Misuse of a pool does not throw: it happens, as in a
 * kernel, and is recorded as {@code MISUSE} where a kernel would notice nothing.
 *
 * <p><b>Kernel counterpart.</b> None; the functions named in the scripts are those of {@code
 * page_pool.c} and {@code page_frag_cache.c}.
 */
@NullMarked
package io.github.niccosim.pool.testing;

import org.jspecify.annotations.NullMarked;
