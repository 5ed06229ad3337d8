// SPDX-License-Identifier: Apache-2.0
// Complete transmit frames in launch order: after the MAC took the last beat, or after a frame with
// an error was skipped.
//
// A record is written when the eop descriptor asked for one or the frame had an error; its space
// was reserved at launch, otherwise the reservation is given back. Finished to operation: 1 cycle.
`default_nettype none
`include "nicdma_assert.svh"
`include "nicdma_bug.svh"

module nicdma_tx_cpl #(
  parameter int unsigned QW        = 2,
  parameter int unsigned AddrWidth = 64,
  parameter int unsigned SlotLog2  = 6,
  parameter int unsigned InfoW     = 64,
  parameter int unsigned CplBytes  = 16,
  parameter bit          TsEn      = 1'b1
) (
  `NICDMA_BUG_PORT
  input  logic                  clk_i,
  input  logic                  rst_ni,
  // frames that left or were skipped
  input  logic                  skip_i,
  input  logic [SlotLog2-1:0]   skip_slot_i,
  input  logic                  first_i,        // first beat of slot out_slot_i is at the MAC
  input  logic                  last_i,
  input  logic                  last_bad_i,     // damaged in the buffer
  input  logic [SlotLog2-1:0]   out_slot_i,
  input  logic [63:0]           ts_i,           // now
  // oldest slot
  output logic [SlotLog2-1:0]   slot_o,
  input  logic [InfoW-1:0]      info_i,
  input  logic [1:0]            resp_i,
  input  logic [2**SlotLog2-1:0] closed_i,      // used by bug 57 only
  output logic                  release_o,
  // completion ring of its queue, looked up in the same cycle
  output logic [QW-1:0]         look_q_o,
  input  logic [AddrWidth-1:0]  look_base_i,
  input  logic [3:0]            look_log2_i,
  input  logic [15:0]           look_prod_i,
  output logic                  advance_o,      // one record given out for look_q_o
  output logic                  unreserve_o,    // none is needed for look_q_o
  // record
  output logic                  rec_valid_o,
  input  logic                  rec_ready_i,
  output logic [AddrWidth-1:0]  rec_addr_o,
  output logic [CplBytes*8-1:0] rec_data_o,
  output logic [7:0]            rec_qid_o,
  // error policy: bit n set, an error of code n halts queue look_q_o
  input  logic [15:0]           err_policy_i,
  input  logic                  halt_busy_i,
  output logic                  halt_o,
  output logic [3:0]            halt_err_o,
  // register HEAD
  input  logic                  init_i,
  input  logic [7:0]            init_idx_i,
  input  logic                  clr_i,
  input  logic [QW-1:0]         clr_q_i,
  input  logic [QW-1:0]         head_q_i,
  output logic [15:0]           head_o,
  // events, queue look_q_o
  output logic                  ev_valid_o,     // a frame is completed
  output logic [3:0]            ev_err_o,
  output logic [13:0]           ev_len_o
);
  localparam int unsigned Slots = 2 ** SlotLog2;

  logic [Slots-1:0]    done_q, bad_q;
  logic [SlotLog2-1:0] slot_q;
  logic [15:0]         head_mem [2**QW];
  logic                ts_req, cpl_req, go, silent, early;
  logic [3:0]          slot_err, err;
  logic [15:0]         cookie, head, lap, idx;
  logic [13:0]         len;
  logic [7:0]          qid;
  logic [63:0]         ts;

  assign slot_o = slot_q;
  assign {ts_req, cpl_req, slot_err, cookie, head, len, qid} = info_i[59:0];
  assign look_q_o = qid[QW-1:0];

  always_comb begin
    err = slot_err;
    if (bad_q[slot_q]) err = nicdma_pkg::ErrParity;
    if (slot_err == nicdma_pkg::ErrNone && resp_i == 2'd1) err = nicdma_pkg::ErrTimeout;
    if (slot_err == nicdma_pkg::ErrNone && resp_i == nicdma_pkg::RespSlverr) begin
      err = nicdma_pkg::ErrSlverr;
    end
    if (slot_err == nicdma_pkg::ErrNone && resp_i == nicdma_pkg::RespDecerr) begin
      err = nicdma_pkg::ErrDecerr;
    end
  end

  // Bug 57: the record is written when the last read is requested.
`ifdef NICDMA_MUTATE
  logic early_q;                           // record of slot_q already written
  assign early = `NICDMA_BUG(57) && closed_i[slot_q] && !done_q[slot_q] && !early_q && cpl_req;
  always_ff @(posedge clk_i or negedge rst_ni) begin
    if (!rst_ni) early_q <= 1'b0;
    else if (go) early_q <= early;
  end
  assign silent = (!cpl_req && err == nicdma_pkg::ErrNone) || early_q;
  assign unreserve_o = go && silent && !early_q;
`else
  logic unused_closed;
  assign unused_closed = ^closed_i;
  assign early  = 1'b0;
  assign silent = !cpl_req && err == nicdma_pkg::ErrNone;
  assign unreserve_o = go && silent;
`endif

  assign go         = (done_q[slot_q] || early) &&
                      (silent || !rec_valid_o || rec_ready_i) && !halt_busy_i;
  assign release_o  = go && !early;
  assign advance_o  = go && !silent;
  assign halt_err_o = err;
  assign halt_o     = release_o && err_policy_i[err] && err != nicdma_pkg::ErrNone &&
                      err != nicdma_pkg::ErrFlushed;

  always_ff @(posedge clk_i or negedge rst_ni) begin
    if (!rst_ni) begin
      done_q <= '0;
      bad_q  <= '0;
      slot_q <= '0;
    end else begin
      if (skip_i) done_q[skip_slot_i] <= 1'b1;
      if (last_i) done_q[out_slot_i] <= 1'b1;
      if (last_i) bad_q[out_slot_i] <= last_bad_i;
      if (release_o) begin
        done_q[slot_q] <= 1'b0;
        bad_q[slot_q]  <= 1'b0;
        slot_q         <= slot_q + 1'b1;
      end
    end
  end

  always_ff @(posedge clk_i) begin
    if (init_i || clr_i) head_mem[init_i ? init_idx_i[QW-1:0] : clr_q_i] <= '0;
    if (release_o) head_mem[look_q_o] <= head;
  end
  assign head_o = head_mem[head_q_i];

  // ---------------------------------------------------------------- record
  nicdma_pkg::tx_cpl_t rec;

  assign idx = look_prod_i & ~(16'hFFFF << look_log2_i);
  assign lap = look_prod_i >> look_log2_i;

  if (TsEn) begin : g_ts
    logic [63:0] ts_mem [Slots];
    always_ff @(posedge clk_i) begin
      if (first_i) ts_mem[out_slot_i] <= ts_i;
    end
    assign ts = ts_req && err == nicdma_pkg::ErrNone ? ts_mem[slot_q] : '0;
  end else begin : g_no_ts
    assign ts = '0;
    logic unused_ts;
    assign unused_ts = ^{first_i, ts_i, ts_req};
  end

  always_comb begin
    rec          = '0;
    if (done_q[slot_q] || early) begin   // guarded: most cycles complete nothing
      rec.phase    = !lap[0];
      rec.qid      = qid;
      rec.ts_ns    = ts[22:0];
      rec.err      = err;
      rec.ts_valid = TsEn && ts_req && err == nicdma_pkg::ErrNone;
      rec.head     = head;
      rec.cookie   = cookie;
      rec.len      = err == nicdma_pkg::ErrNone ? {2'b0, len} : 16'd0;
    end
  end

  always_ff @(posedge clk_i or negedge rst_ni) begin
    if (!rst_ni) rec_valid_o <= 1'b0;
    else if (!rec_valid_o || rec_ready_i) rec_valid_o <= advance_o;
  end

  // outside the generate block: Yosys 0.23 finds no struct members in one
  nicdma_pkg::cpl_ext_t ext;
  always_comb begin
    ext           = '0;
    ext.phase     = !lap[0];
    ext.total_len = rec.len;
    ext.ts        = ts;
  end

  if (CplBytes == 16) begin : g_short
    always_ff @(posedge clk_i) begin
      if (advance_o) begin
        rec_addr_o <= look_base_i + {{(AddrWidth-20){1'b0}}, idx, 4'b0};
        rec_data_o <= rec;
        rec_qid_o  <= qid;
      end
    end
  end else begin : g_long
    always_ff @(posedge clk_i) begin
      if (advance_o) begin
        rec_addr_o <= look_base_i + {{(AddrWidth-21){1'b0}}, idx, 5'b0};
        rec_data_o <= {ext, rec};
        rec_qid_o  <= qid;
      end
    end
  end

  assign ev_valid_o = release_o;
  assign ev_err_o   = err;
  assign ev_len_o   = len;

  logic unused_bits;
  assign unused_bits = ^{lap[15:1], 8'(qid >> QW), init_idx_i, info_i[InfoW-1:60], ts[63:23], ext};

  `NICDMA_ASSERT(DoneOnce, !(skip_i && done_q[skip_slot_i]) && !(last_i && done_q[out_slot_i]))

endmodule

`resetall
