// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.waveforms.transaction;

/** Name the points a receive descriptor passes, in order. */
public enum DescriptorStage {
  /** The driver wrote the descriptor and rang the doorbell. */
  POSTED("post"),
  /** The device has read the descriptor. */
  FETCHED("fetch"),
  /** The last byte of the frame has been written to host memory. */
  WRITTEN("write"),
  /** The completion has been written to host memory. */
  COMPLETED("complete"),
  /** The interrupt that announces the completion was raised. */
  INTERRUPT("interrupt"),
  /** The driver has read the completion. */
  POLLED("poll"),
  /** The page went back to its pool. */
  RECYCLED("recycle");

  private final String work;

  DescriptorStage(String work) {
    this.work = work;
  }

  /** {@return the name of the work that ends at this point, such as {@code fetch}} */
  public String work() {
    return work;
  }
}
