// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.traffic;

import java.nio.file.Path;

/** Say what is wrong with a capture file, where, and what to do. */
public final class CaptureException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient Path file;
  private final long offset;
  private final long frame;

  CaptureException(String what, Path file, long offset, long frame, String detail, String expect) {
    super(text(what, file, offset, frame, detail, expect));
    this.file = file;
    this.offset = offset;
    this.frame = frame;
  }

  CaptureException(String what, Path file, String expect) {
    this(what, file, -1, -1, "", expect);
  }

  private static String text(
      String what, Path file, long offset, long frame, String detail, String expect) {
    StringBuilder line = new StringBuilder(what).append(": file=").append(file);
    if (offset >= 0) {
      line.append(" offset=").append(offset);
    }
    if (frame > 0) {
      line.append(" frame=").append(frame);
    }
    if (!detail.isEmpty()) {
      line.append(' ').append(detail);
    }
    return line.append(" (").append(expect).append(')').toString();
  }

  /** Return the file, as it was named. */
  public Path file() {
    return file;
  }

  /** Return the byte offset of the damage, -1 when it has none. */
  public long offset() {
    return offset;
  }

  /** Return the number of the frame, counted from 1 as Wireshark does; -1 when there is none. */
  public long frame() {
    return frame;
  }
}
