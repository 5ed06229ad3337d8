// SPDX-License-Identifier: Apache-2.0
// Loopbacks at the MAC port, changed only between frames.
//
// loop_mac: transmitted frames enter the receive side, the MAC ports are idle and ignored.
// loop_dma: received frames leave again without touching host memory; they share m_axis_tx with
// transmitted frames, a frame each in turn, and s_axis_rx_tready follows m_axis_tx_tready.
// Otherwise combinational from port to port: no added latency.
`default_nettype none
`include "nicdma_assert.svh"

module nicdma_lpbk #(
  parameter int unsigned DataWidth = 128
) (
  input  logic                   clk_i,
  input  logic                   rst_ni,
  input  logic                   loop_mac_i,
  input  logic                   loop_dma_i,
  input  logic                   xoff_i,
  output logic                   hold_o,        // the transmit side starts no new frame
  // MAC
  input  logic [DataWidth-1:0]   s_axis_rx_tdata,
  input  logic [DataWidth/8-1:0] s_axis_rx_tkeep,
  input  logic                   s_axis_rx_tlast,
  input  logic                   s_axis_rx_tuser,
  input  logic                   s_axis_rx_tvalid,
  output logic                   s_axis_rx_tready,
  output logic [DataWidth-1:0]   m_axis_tx_tdata,
  output logic [DataWidth/8-1:0] m_axis_tx_tkeep,
  output logic                   m_axis_tx_tlast,
  output logic                   m_axis_tx_tuser,
  output logic                   m_axis_tx_tvalid,
  input  logic                   m_axis_tx_tready,
  // inside
  output logic [DataWidth-1:0]   rx_tdata_o,
  output logic [DataWidth/8-1:0] rx_tkeep_o,
  output logic                   rx_tlast_o,
  output logic                   rx_tuser_o,
  output logic                   rx_tvalid_o,
  input  logic                   rx_tready_i,
  input  logic [DataWidth-1:0]   tx_tdata_i,
  input  logic [DataWidth/8-1:0] tx_tkeep_i,
  input  logic                   tx_tlast_i,
  input  logic                   tx_tuser_i,
  input  logic                   tx_tvalid_i,
  output logic                   tx_tready_o
);
  logic mac_q, dma_q;                     // loop in force
  logic s_open_q, tx_open_q, s_open, tx_open;
  logic sel_tx, stuck_q, sel_q, tx_was_q; // who drives m_axis_tx; waits; held choice; last frame's
  logic change, quiet;

  assign change = loop_mac_i != mac_q || (loop_dma_i && !loop_mac_i) != dma_q;
  assign quiet  = !s_open && !tx_open && (!tx_tvalid_i || tx_tready_o) &&
                  !(m_axis_tx_tvalid && !m_axis_tx_tready);
  assign hold_o = change || (xoff_i && !mac_q);

  always_comb begin
    s_open  = s_open_q;
    tx_open = tx_open_q;
    if (s_axis_rx_tvalid && s_axis_rx_tready) s_open = !s_axis_rx_tlast;
    if (tx_tvalid_i && tx_tready_o) tx_open = !tx_tlast_i;
  end

  // ---------------------------------------------------------------- port to the MAC
  logic s_may_start;
  always_comb begin
    sel_tx = 1'b1;
    if (dma_q) begin
      sel_tx = !s_open_q && (tx_open_q ||
                             (stuck_q ? sel_q : tx_tvalid_i && !(s_axis_rx_tvalid && tx_was_q)));
    end
  end
  assign s_may_start = s_open_q || stuck_q || !(xoff_i || change);

  assign m_axis_tx_tdata  = sel_tx ? tx_tdata_i : s_axis_rx_tdata;
  assign m_axis_tx_tkeep  = sel_tx ? tx_tkeep_i : s_axis_rx_tkeep;
  assign m_axis_tx_tlast  = sel_tx ? tx_tlast_i : s_axis_rx_tlast;
  assign m_axis_tx_tuser  = sel_tx ? tx_tuser_i : s_axis_rx_tuser;
  assign m_axis_tx_tvalid = !mac_q && (sel_tx ? tx_tvalid_i : s_axis_rx_tvalid && s_may_start);
  assign tx_tready_o      = mac_q ? rx_tready_i : sel_tx && m_axis_tx_tready;

  // ---------------------------------------------------------------- to the receive side
  assign rx_tdata_o  = mac_q ? tx_tdata_i : s_axis_rx_tdata;
  assign rx_tkeep_o  = mac_q ? tx_tkeep_i : s_axis_rx_tkeep;
  assign rx_tlast_o  = mac_q ? tx_tlast_i : s_axis_rx_tlast;
  assign rx_tuser_o  = mac_q ? tx_tuser_i : s_axis_rx_tuser;
  assign rx_tvalid_o = mac_q ? tx_tvalid_i : s_axis_rx_tvalid && !dma_q;
  assign s_axis_rx_tready = dma_q ? !sel_tx && s_may_start && m_axis_tx_tready : rx_tready_i;

  always_ff @(posedge clk_i or negedge rst_ni) begin
    if (!rst_ni) begin
      mac_q     <= 1'b0;
      dma_q     <= 1'b0;
      s_open_q  <= 1'b0;
      tx_open_q <= 1'b0;
      stuck_q   <= 1'b0;
      sel_q     <= 1'b0;
      tx_was_q  <= 1'b0;
    end else begin
      if (change && quiet) begin
        mac_q <= loop_mac_i;
        dma_q <= loop_dma_i && !loop_mac_i;
      end
      s_open_q  <= s_open;
      tx_open_q <= tx_open;
      stuck_q   <= m_axis_tx_tvalid && !m_axis_tx_tready;
      sel_q     <= sel_tx;
      if (m_axis_tx_tvalid && m_axis_tx_tready) tx_was_q <= sel_tx;
    end
  end

  `NICDMA_ASSERT(FramesDoNotMix, !(dma_q && s_open_q && tx_open_q))

endmodule

`resetall
