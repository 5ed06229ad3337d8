// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.report;

import io.github.niccosim.waveforms.GtkwFile;
import java.io.IOException;
import java.nio.file.Path;

/** Write the GTKWave view of a run's trace: the flow from the wire to the interrupt, grouped. */
final class WaveView {

  private WaveView() {}

  static void write(Path trace, int queues) throws IOException {
    GtkwFile.forTrace(trace)
        .ignoreUnmatched()
        .group("clock and reset", "TOP.nicdma_top.clk_i", "TOP.nicdma_top.rst_ni")
        .group("frames in", "TOP.nicdma_top.s_axis_rx_*")
        .group("write address", "TOP.nicdma_top.m_axi_aw*")
        .group("write data", "TOP.nicdma_top.m_axi_w*")
        .group("write response", "TOP.nicdma_top.m_axi_b*")
        .group("read address", "TOP.nicdma_top.m_axi_ar*")
        .group("read data", "TOP.nicdma_top.m_axi_r*")
        .group("registers", "TOP.nicdma_top.s_axil_*")
        .group("interrupts of " + queues + " queues", "TOP.nicdma_top.irq_o")
        .write();
  }
}
