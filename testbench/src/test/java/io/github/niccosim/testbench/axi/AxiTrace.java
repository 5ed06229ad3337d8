// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.axi;

import io.github.niccosim.bridge.Signal;
import io.github.niccosim.testbench.sim.Clock;
import io.github.niccosim.testbench.sim.Simulation;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Write down every handshake on the port of {@code axi_burst_master}, with its edge number. */
final class AxiTrace {

  /**
   * One beat that moved.
   *
   * @param offeredAt first edge that saw VALID for it
   * @param edge edge of the handshake
   */
  record Beat(long offeredAt, long edge, int id, AxiResp resp, boolean last, byte[] data) {}

  final List<Beat> aw = new ArrayList<>();
  final List<Beat> w = new ArrayList<>();
  final List<Beat> b = new ArrayList<>();
  final List<Beat> ar = new ArrayList<>();
  final List<Beat> r = new ArrayList<>();
  private long edge;

  AxiTrace(Simulation sim, Clock clock) {
    List<Runnable> channels =
        List.of(
            channel(sim, "aw", "awid", null, null, null, aw),
            channel(sim, "w", null, null, "wlast", "wdata", w),
            channel(sim, "b", "bid", "bresp", null, null, b),
            channel(sim, "ar", "arid", null, null, null, ar),
            channel(sim, "r", "rid", "rresp", "rlast", "rdata", r));
    clock.onRisingEdge(() -> {
      edge++;
      channels.forEach(Runnable::run);
    });
  }

  long edge() {
    return edge;
  }

  private Runnable channel(
      Simulation sim,
      String channel,
      @Nullable String id,
      @Nullable String resp,
      @Nullable String last,
      @Nullable String data,
      List<Beat> beats) {
    Signal valid = sim.signal("m_axi_" + channel + "valid");
    Signal ready = sim.signal("m_axi_" + channel + "ready");
    long[] offeredAt = {0};
    return () -> {
      if (!valid.isHigh()) {
        return;
      }
      if (offeredAt[0] == 0) {
        offeredAt[0] = edge;
      }
      if (ready.isHigh()) {
        byte[] bytes = new byte[0];
        if (data != null) {
          Signal lanes = sim.signal("m_axi_" + data);
          bytes = new byte[lanes.widthBits() / 8];
          lanes.getBytes(bytes, 0);
        }
        beats.add(
            new Beat(
                offeredAt[0],
                edge,
                id == null ? 0 : (int) sim.signal("m_axi_" + id).get(),
                resp == null ? AxiResp.OKAY : AxiResp.ofCode(sim.signal("m_axi_" + resp).get()),
                last != null && sim.signal("m_axi_" + last).isHigh(),
                bytes));
        offeredAt[0] = 0;
      }
    };
  }
}
