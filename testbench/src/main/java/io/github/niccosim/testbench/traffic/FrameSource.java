// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.traffic;

import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/** Give frames one after another, in constant memory. */
public interface FrameSource extends AutoCloseable {

  /**
   * Return the next frame.
   *
   * @return the frame, {@code null} at the end
   * @throws CaptureException if the file behind this source is damaged
   */
  @Nullable Frame next();

  /** Release what the source holds; does nothing by default. */
  @Override
  default void close() {}

  /**
   * Give the frames of a collection.
   *
   * @param frames frames in order
   * @return a source over them
   */
  static FrameSource of(Iterable<Frame> frames) {
    Iterator<Frame> iterator = frames.iterator();
    return () -> iterator.hasNext() ? iterator.next() : null;
  }
}
