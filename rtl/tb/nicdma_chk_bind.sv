// SPDX-License-Identifier: Apache-2.0
// Binds the protocol checkers to nicdma_top; part of sim.f, not of rtl.f.
//
// With NICDMA_MUTATE they listen only while bug_sel_i[7] is up: without it, a bench's own checks
// have to find the fault.
`default_nettype none

`ifdef NICDMA_MUTATE
`define NICDMA_CHK_ON bug_sel_i[7]
`else
`define NICDMA_CHK_ON 1'b1
`endif

bind nicdma_top nicdma_axi_chk #(
  .DataWidth    (DataWidth),
  .AddrWidth    (AddrWidth),
  .IdWidth      (IdWidth),
  .MaxOutWr     (MaxOutWr),
  .MaxOutRd     (MaxOutRd),
  .MaxBurstBytes(MaxBurstBytes)
) u_chk_axi (
  .clk_i    (clk_i),           .rst_ni   (rst_ni),
  .on_i     (`NICDMA_CHK_ON),  .idle_i   (u_host.idle),
  .awid_i   (m_axi_awid),      .awaddr_i (m_axi_awaddr),
  .awlen_i  (m_axi_awlen),     .awsize_i (m_axi_awsize),
  .awburst_i(m_axi_awburst),   .awuser_i (m_axi_awuser),
  .awvalid_i(m_axi_awvalid),   .awready_i(m_axi_awready),
  .wstrb_i  (m_axi_wstrb),     .wlast_i  (m_axi_wlast),
  .wvalid_i (m_axi_wvalid),    .wready_i (m_axi_wready),
  .bid_i    (m_axi_bid),       .bvalid_i (m_axi_bvalid),
  .bready_i (m_axi_bready),    .arid_i   (m_axi_arid),
  .araddr_i (m_axi_araddr),    .arlen_i  (m_axi_arlen),
  .arsize_i (m_axi_arsize),    .arburst_i(m_axi_arburst),
  .aruser_i (m_axi_aruser),    .arvalid_i(m_axi_arvalid),
  .arready_i(m_axi_arready),   .rid_i    (m_axi_rid),
  .rlast_i  (m_axi_rlast),     .rvalid_i (m_axi_rvalid),
  .rready_i (m_axi_rready)
);

// the handshake of each channel
`define NICDMA_CHK(name, chan, rule, width, valid, ready, payload) \
  bind nicdma_top nicdma_chk_stable #(.Width(width), .Channel(chan), .Rule(rule)) name ( \
    .clk_i(clk_i), .rst_ni(rst_ni), .on_i(`NICDMA_CHK_ON), .valid_i(valid), .ready_i(ready), \
    .payload_i(payload));

`NICDMA_CHK(u_chk_aw, "AW", "AXI4 A3.2.1", IdWidth + AddrWidth + 41, m_axi_awvalid, m_axi_awready,
  ({m_axi_awid, m_axi_awaddr, m_axi_awlen, m_axi_awsize, m_axi_awburst, m_axi_awlock,
    m_axi_awcache, m_axi_awprot, m_axi_awqos, m_axi_awuser}))
`NICDMA_CHK(u_chk_w, "W", "AXI4 A3.2.1", DataWidth + DataWidth / 8 + 1, m_axi_wvalid,
  m_axi_wready, ({m_axi_wdata, m_axi_wstrb, m_axi_wlast}))
`NICDMA_CHK(u_chk_b, "B", "AXI4 A3.2.1", IdWidth + 2, m_axi_bvalid, m_axi_bready,
  ({m_axi_bid, m_axi_bresp}))
`NICDMA_CHK(u_chk_ar, "AR", "AXI4 A3.2.1", IdWidth + AddrWidth + 41, m_axi_arvalid, m_axi_arready,
  ({m_axi_arid, m_axi_araddr, m_axi_arlen, m_axi_arsize, m_axi_arburst, m_axi_arlock,
    m_axi_arcache, m_axi_arprot, m_axi_arqos, m_axi_aruser}))
`NICDMA_CHK(u_chk_r, "R", "AXI4 A3.2.1", IdWidth + DataWidth + 3, m_axi_rvalid, m_axi_rready,
  ({m_axi_rid, m_axi_rdata, m_axi_rresp, m_axi_rlast}))
`NICDMA_CHK(u_chk_lite_aw, "AXI4-Lite AW", "AXI4 A3.2.1", 21, s_axil_awvalid, s_axil_awready,
  ({s_axil_awaddr, s_axil_awprot}))
`NICDMA_CHK(u_chk_lite_w, "AXI4-Lite W", "AXI4 A3.2.1", 36, s_axil_wvalid, s_axil_wready,
  ({s_axil_wdata, s_axil_wstrb}))
`NICDMA_CHK(u_chk_lite_b, "AXI4-Lite B", "AXI4 A3.2.1", 2, s_axil_bvalid, s_axil_bready,
  s_axil_bresp)
`NICDMA_CHK(u_chk_lite_ar, "AXI4-Lite AR", "AXI4 A3.2.1", 21, s_axil_arvalid, s_axil_arready,
  ({s_axil_araddr, s_axil_arprot}))
`NICDMA_CHK(u_chk_lite_r, "AXI4-Lite R", "AXI4 A3.2.1", 34, s_axil_rvalid, s_axil_rready,
  ({s_axil_rdata, s_axil_rresp}))
`NICDMA_CHK(u_chk_rx, "s_axis_rx", "AXI4-Stream 2.2.1", DataWidth + DataWidth / 8 + 2,
  s_axis_rx_tvalid, s_axis_rx_tready,
  ({s_axis_rx_tdata, s_axis_rx_tkeep, s_axis_rx_tlast, s_axis_rx_tuser}))
`NICDMA_CHK(u_chk_tx, "m_axis_tx", "AXI4-Stream 2.2.1", DataWidth + DataWidth / 8 + 2,
  m_axis_tx_tvalid, m_axis_tx_tready,
  ({m_axis_tx_tdata, m_axis_tx_tkeep, m_axis_tx_tlast, m_axis_tx_tuser}))

`undef NICDMA_CHK
`undef NICDMA_CHK_ON
`resetall
