// SPDX-License-Identifier: Apache-2.0
// When things happened: what the latencies of the engine are computed from.
#pragma once

#include <cstdint>

#include "rx_axi.h"

namespace nicdma {

/// Cycle of the latest event of each kind: a handshake, or the first cycle of a VALID.
struct Probe {
  uint64_t tlast = 0, awData = 0, awCqe = 0, bData = 0;
  uint64_t bCqe = 0, irq = 0, tailDb = 0, arFirst = 0;   // arFirst: first AR after tailDb
  bool irqWas = false;

  /// Note what this cycle shows; before the parts of the host sample it.
  template <class Top>
  void observe(const Top& top, const AxiMemory<Top>& axi, uint64_t cycle) {
    if (top.s_axis_rx_tvalid && top.s_axis_rx_tready && top.s_axis_rx_tlast) tlast = cycle;
    if (top.s_axil_wvalid && top.s_axil_wready && top.s_axil_awaddr >> 11 == 0x30) tailDb = cycle;
    if (top.m_axi_arvalid && arFirst < tailDb) arFirst = cycle;
    bool cqe = top.m_axi_awuser >> 12 == kCompletion;
    if (top.m_axi_awvalid && !axi.awStalled()) (cqe ? awCqe : awData) = cycle;
    if (top.m_axi_bvalid) (axi.responseStream() == kCompletion ? bCqe : bData) = cycle;
    if (top.irq_o != 0 && !irqWas) irq = cycle;
    irqWas = top.irq_o != 0;
  }
};

}  // namespace nicdma
