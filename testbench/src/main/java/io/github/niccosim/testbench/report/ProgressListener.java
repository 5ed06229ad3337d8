// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.report;

/** Be told how far a run has come; called on the run's thread, so return quickly. */
@FunctionalInterface
public interface ProgressListener {

  /** Listener that ignores everything. */
  ProgressListener NONE = progress -> {};

  /** What a run does at the moment. */
  enum Phase {
    /** Reading the capture once, to know its longest frame. */
    SCAN,
    /** Building the NIC model, or finding it built. */
    BUILD,
    /** Simulating. */
    SIMULATE
  }

  /**
   * How far a run has come.
   *
   * @param phase what it does
   * @param framesDone frames delivered or dropped so far
   * @param framesTotal frames of the run, 0 when not known yet
   * @param simulatedNs simulated time in nanoseconds
   */
  record Progress(Phase phase, long framesDone, long framesTotal, long simulatedNs) {}

  /**
   * Take note; called at every change of phase and every few thousand simulated cycles.
   *
   * @param progress how far the run has come
   */
  void progressed(Progress progress);
}
