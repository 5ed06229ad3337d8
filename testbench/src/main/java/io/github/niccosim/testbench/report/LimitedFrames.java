// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.report;

import io.github.niccosim.testbench.traffic.Frame;
import io.github.niccosim.testbench.traffic.FrameSource;
import org.jspecify.annotations.Nullable;

/** Give the first frames of another source. */
final class LimitedFrames implements FrameSource {

  private final FrameSource source;
  private long left;

  LimitedFrames(FrameSource source, long frames) {
    this.source = source;
    this.left = frames;
  }

  @Override
  public @Nullable Frame next() {
    return left-- > 0 ? source.next() : null;
  }

  @Override
  public void close() {
    source.close();
  }
}
