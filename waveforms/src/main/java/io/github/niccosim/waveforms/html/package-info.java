// SPDX-License-Identifier: Apache-2.0
/**
 * Write a trace as one HTML file that shows itself: no server, no network, nothing installed.
 *
 * <p>Place in the flow: {@link io.github.niccosim.waveforms.html.HtmlView} takes an open {@link
 * io.github.niccosim.waveforms.Waveform}, transactions and marks, and joins them with the viewer's
 * scripts, which are resources beside this package ({@code data.js} to {@code main.js}).
 *
 * <p>Format: the document is JSON (tree, rows, flags, lanes); signals are one binary block, zlib
 * around it, base64 around that. Per signal: time deltas as base-128 numbers, then its values, one
 * plane per byte, most significant first, then the values that are not all 0 and 1 as text. A page
 * that would become too large is cut in time around the place of interest and says so.
 *
 * <p>Drawing costs pixels, not changes: pieces narrower than a pixel become one column; curves use
 * minima and maxima over blocks of 32, 1024, ... changes.
 *
 * <p>Ownership and threads: a view reads the trace it was made for, which must stay open until
 * {@code write} returns; not thread-safe. Units: picoseconds in Java, ticks of the trace inside the
 * page. Errors: unmatched patterns are a {@link io.github.niccosim.waveforms.WaveformException}.
 */
@NullMarked
package io.github.niccosim.waveforms.html;

import org.jspecify.annotations.NullMarked;
