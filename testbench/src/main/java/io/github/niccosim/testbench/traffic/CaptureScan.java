// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.traffic;

import java.nio.file.Path;

/**
 * Say what a capture holds, found by one pass before a run starts.
 *
 * @param frames number of frames read, at least 1
 * @param maxLengthBytes longest captured frame, 1..16383
 * @param totalBytes sum of the captured lengths
 * @param truncatedFrames frames the capture's snap length cut; they are used as captured
 */
public record CaptureScan(long frames, int maxLengthBytes, long totalBytes, long truncatedFrames) {

  /**
   * Read a capture to its end, or to a limit, and so find every damage before simulating.
   *
   * @param file path of the capture
   * @param maxFrames stop after this many frames, at least 1; {@code Long.MAX_VALUE} reads all
   * @return what was found
   * @throws CaptureException if the file cannot be used, or holds no frame
   */
  public static CaptureScan of(Path file, long maxFrames) {
    long frames = 0;
    int longest = 0;
    long total = 0;
    long truncated = 0;
    try (CaptureReader reader = CaptureReader.open(file)) {
      while (frames < maxFrames) {
        Frame frame = reader.next();
        if (frame == null) {
          break;
        }
        frames++;
        longest = Math.max(longest, frame.lengthBytes());
        total += frame.lengthBytes();
        truncated += frame.isTruncated() ? 1 : 0;
      }
    }
    if (frames == 0) {
      throw new CaptureException("capture holds no frame", file, "expected: at least one");
    }
    return new CaptureScan(frames, longest, total, truncated);
  }
}
