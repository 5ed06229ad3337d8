// SPDX-License-Identifier: Apache-2.0
// Tell when a receive ring runs low: RING_LOW and RING_EMPTY events, register RXQ WATERMARK.
//
// RING_LOW: the descriptors posted and not used fall below WATERMARK, once until a tail doorbell
// brings them to it or above; or a descriptor with irq_low is used. RING_EMPTY: the last one is
// used while reception is on. Descriptor used to event: 1 cycle.
`default_nettype none
`include "nicdma_bug.svh"

module nicdma_ring_watch #(
  parameter int unsigned QW = 2
) (
  `NICDMA_BUG_PORT
  input  logic          clk_i,
  input  logic          rst_ni,
  input  logic          init_i,
  input  logic [7:0]    init_idx_i,
  // WATERMARK of queue reg_q_i
  input  logic          reg_write_i,
  input  logic [QW-1:0] reg_q_i,
  input  logic [15:0]   reg_wdata_i,
  output logic [15:0]   reg_rdata_o,
  // a descriptor is used; what is then left, and one cycle later its flag
  input  logic          pop_i,
  input  logic [QW-1:0] pop_q_i,
  input  logic [15:0]   pop_left_i,
  input  logic          irq_low_i,
  // a tail doorbell is taken; what is then posted and not used
  input  logic          db_i,
  input  logic [QW-1:0] db_q_i,
  input  logic [15:0]   db_left_i,
  input  logic          rx_en_i,
  input  logic          clr_i,
  input  logic [QW-1:0] clr_q_i,
  // events of queue ev_q_o, descriptors left
  output logic          ev_low_o,
  output logic          ev_empty_o,
  output logic [QW-1:0] ev_q_o,
  output logic [15:0]   ev_left_o
);
  localparam int unsigned N = 2 ** QW;

  logic [15:0]   mark_mem [N];
  logic [N-1:0]  armed_q;
  logic          used_q, falls;

  assign reg_rdata_o = mark_mem[reg_q_i];

  always_ff @(posedge clk_i) begin
    if (init_i) mark_mem[init_idx_i[QW-1:0]] <= '0;
    else if (reg_write_i) mark_mem[reg_q_i] <= reg_wdata_i;
  end

  always_ff @(posedge clk_i) begin
    if (pop_i) begin
      ev_q_o    <= pop_q_i;
      ev_left_o <= pop_left_i;
    end
  end

  // Bug 46: the event of the watermark is lost.
  assign falls      = armed_q[ev_q_o] && ev_left_o < mark_mem[ev_q_o];
  assign ev_low_o   = used_q && ((falls && !`NICDMA_BUG(46)) || irq_low_i);
  assign ev_empty_o = used_q && ev_left_o == 16'd0 && rx_en_i;

  always_ff @(posedge clk_i or negedge rst_ni) begin
    if (!rst_ni) begin
      used_q  <= 1'b0;
      armed_q <= '0;
    end else begin
      used_q <= pop_i;
      if (used_q && falls) armed_q[ev_q_o] <= 1'b0;
      if (db_i && db_left_i >= mark_mem[db_q_i]) armed_q[db_q_i] <= 1'b1;
      if (clr_i) armed_q[clr_q_i] <= 1'b0;
    end
  end

  logic unused_bits;
  assign unused_bits = ^init_idx_i;
endmodule

`resetall
