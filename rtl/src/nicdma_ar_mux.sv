// SPDX-License-Identifier: Apache-2.0
// Share the AXI read channel: receive descriptors, transmit descriptors, transmit data.
//
// Read IDs: 1x transmit data, 00 receive descriptors, 01 transmit descriptors. Descriptors go first
// (they are few); a request once shown stays until it is taken. Combinational: no added latency.
// Answers pass nicdma_rd_guard, which gives up on those that do not come.
`default_nettype none
`include "nicdma_assert.svh"

module nicdma_ar_mux #(
  parameter int unsigned AddrWidth = 64,
  parameter int unsigned IdWidth   = 6
) (
  input  logic                 clk_i,
  input  logic                 rst_ni,
  input  logic                 init_i,
  input  logic [7:0]           init_idx_i,
  input  logic [23:0]          timeout_i,
  input  logic                 stop_i,          // no new request
  output logic                 quiet_o,         // no burst on the bus
  output logic                 ev_timeout_o,    // as in nicdma_rd_guard
  output logic                 ev_fail_o,
  output logic [8:0]           ev_fail_qid_o,
  output logic [AddrWidth-1:0] ev_fail_addr_o,
  // sources
  input  logic [IdWidth-3:0]   rx_arid_i,
  input  logic [AddrWidth-1:0] rx_araddr_i,
  input  logic [7:0]           rx_arlen_i,
  input  logic [15:0]          rx_aruser_i,
  input  logic                 rx_arvalid_i,
  output logic                 rx_arready_o,
  input  logic [IdWidth-3:0]   tx_arid_i,
  input  logic [AddrWidth-1:0] tx_araddr_i,
  input  logic [7:0]           tx_arlen_i,
  input  logic [15:0]          tx_aruser_i,
  input  logic                 tx_arvalid_i,
  output logic                 tx_arready_o,
  input  logic [IdWidth-2:0]   data_arid_i,
  input  logic [AddrWidth-1:0] data_araddr_i,
  input  logic [7:0]           data_arlen_i,
  input  logic [15:0]          data_aruser_i,
  input  logic                 data_arvalid_i,
  output logic                 data_arready_o,
  // AXI
  output logic [IdWidth-1:0]   arid_o,
  output logic [AddrWidth-1:0] araddr_o,
  output logic [7:0]           arlen_o,
  output logic [15:0]          aruser_o,
  output logic                 arvalid_o,
  input  logic                 arready_i,
  input  logic [IdWidth-1:0]   rid_i,
  input  logic [1:0]           rresp_i,
  input  logic                 rlast_i,
  input  logic                 rvalid_i,
  output logic                 rready_o,
  output logic [IdWidth-1:0]   rid_o,           // to the readers
  output logic [1:0]           rresp_o,
  output logic                 rlast_o,
  output logic                 rx_rvalid_o,
  output logic                 tx_rvalid_o,
  output logic                 data_rvalid_o
);
  logic       ar_valid, ar_ready, r_valid;
  logic       held_q;           // the request of held_sel_q waits
  logic [1:0] held_sel_q, sel;  // 0 receive, 1 transmit descriptors, 2 transmit data

  assign sel       = held_q ? held_sel_q : rx_arvalid_i ? 2'd0 : tx_arvalid_i ? 2'd1 : 2'd2;
  assign ar_valid  = rx_arvalid_i || tx_arvalid_i || data_arvalid_i;

  assign rx_arready_o   = ar_ready && sel == 2'd0;
  assign tx_arready_o   = ar_ready && sel == 2'd1;
  assign data_arready_o = ar_ready && sel == 2'd2;

  always_comb begin
    unique case (sel)
      2'd0: begin
        arid_o   = {2'b00, rx_arid_i};
        araddr_o = rx_araddr_i;
        arlen_o  = rx_arlen_i;
        aruser_o = rx_aruser_i;
      end
      2'd1: begin
        arid_o   = {2'b01, tx_arid_i};
        araddr_o = tx_araddr_i;
        arlen_o  = tx_arlen_i;
        aruser_o = tx_aruser_i;
      end
      default: begin
        arid_o   = {1'b1, data_arid_i};
        araddr_o = data_araddr_i;
        arlen_o  = data_arlen_i;
        aruser_o = data_aruser_i;
      end
    endcase
  end

  always_ff @(posedge clk_i or negedge rst_ni) begin
    if (!rst_ni) begin
      held_q     <= 1'b0;
      held_sel_q <= '0;
    end else begin
      held_q     <= ar_valid && !ar_ready;
      held_sel_q <= sel;
    end
  end

  nicdma_rd_guard #(.AddrWidth(AddrWidth), .IdWidth(IdWidth)) u_guard (
    .clk_i(clk_i),                                  .rst_ni(rst_ni),
    .init_i(init_i),                                .init_idx_i(init_idx_i),
    .timeout_i(timeout_i),                          .arid_i(arid_o),
    .stop_i(stop_i),
    .araddr_i(araddr_o),                            .arlen_i(arlen_o),
    .aruser_i(aruser_o),                            .arvalid_i(ar_valid),
    .arready_o(ar_ready),                           .arvalid_o(arvalid_o),
    .arready_i(arready_i),                          .rid_i(rid_i),
    .rresp_i(rresp_i),                              .rlast_i(rlast_i),
    .rvalid_i(rvalid_i),                            .rready_o(rready_o),
    .rid_o(rid_o),                                  .rresp_o(rresp_o),
    .rlast_o(rlast_o),                              .rvalid_o(r_valid),
    .quiet_o(quiet_o),                              .ev_timeout_o(ev_timeout_o),
    .ev_fail_o(ev_fail_o),                          .ev_fail_qid_o(ev_fail_qid_o),
    .ev_fail_addr_o(ev_fail_addr_o)
  );

  assign rx_rvalid_o   = r_valid && rid_o[IdWidth-1:IdWidth-2] == 2'b00;
  assign tx_rvalid_o   = r_valid && rid_o[IdWidth-1:IdWidth-2] == 2'b01;
  assign data_rvalid_o = r_valid && rid_o[IdWidth-1];

  `NICDMA_ASSERT(OneSourceIsServed,
    {1'b0, rx_arready_o} + {1'b0, tx_arready_o} + {1'b0, data_arready_o} <= 2'd1)

endmodule

`resetall
