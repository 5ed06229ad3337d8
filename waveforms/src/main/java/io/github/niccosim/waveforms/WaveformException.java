// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.waveforms;

/**
 * Report that a trace file is damaged, not a trace, or does not contain what was asked for.
 *
 * <p>The message names the file and, for damage, the byte offset; both are kept as fields. A file
 * that cannot be opened at all is an {@link java.io.IOException} instead.
 */
public final class WaveformException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Offset of a problem that has no place in the file. */
  public static final long NO_OFFSET = -1;

  private final long offsetBytes;

  /**
   * Create an error without a place in a file.
   *
   * @param message complete sentence in the project's error form
   */
  public WaveformException(String message) {
    this(message, NO_OFFSET);
  }

  /**
   * Create an error at a place in a file.
   *
   * @param message complete sentence in the project's error form, naming the offset itself
   * @param offsetBytes byte offset in the file, 0 or greater, or {@link #NO_OFFSET}
   */
  public WaveformException(String message, long offsetBytes) {
    super(message);
    this.offsetBytes = offsetBytes;
  }

  /**
   * Return where the damage was found.
   *
   * @return byte offset in the file (in the unwrapped content for a gzip-wrapped FST; in the line's
   *     first byte for VCD), or {@link #NO_OFFSET}
   */
  public long offsetBytes() {
    return offsetBytes;
  }
}
