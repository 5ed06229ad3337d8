// SPDX-License-Identifier: Apache-2.0
// Write frames and completions to host memory as AXI bursts; report when all of a frame's write
// responses have arrived, in whatever order they come.
//
// Operations are taken in order, completions first; the first AW of an operation is registered in
// the cycle in which it is taken. Every burst has its own ID; a table by ID says what it was.
// A burst not answered within timeout_i cycles fails as if answered; its late answer frees the ID.
// AW runs at most LookBeats data beats ahead of W, so that IDs are not held without need.
`default_nettype none
`include "nicdma_assert.svh"
`include "nicdma_bug.svh"

module nicdma_dma_wr #(
  parameter int unsigned DataWidth     = 128,
  parameter int unsigned AddrWidth     = 64,
  parameter int unsigned IdWidth       = 6,
  parameter int unsigned MaxOutWr      = 64,
  parameter int unsigned MaxBurstBytes = 256,
  parameter int unsigned CellLog2      = 8,
  parameter int unsigned SlotLog2      = 6,
  parameter int unsigned CplBytes      = 16    // longest completion record: 16 or 32
) (
  `NICDMA_BUG_PORT
  input  logic                   clk_i,
  input  logic                   rst_ni,
  input  logic                   init_i,
  input  logic [7:0]             init_idx_i,
  // frame operation
  input  logic                   op_valid_i,
  output logic                   op_ready_o,
  input  logic                   op_discard_i,
  input  logic                   op_cont_i,      // next buffer of the same frame
  input  logic                   op_eof_i,       // last buffer of its frame
  input  logic                   op_hdr_i,       // header buffer: KindRxHdr
  input  logic [AddrWidth-1:0]   op_addr_i,
  input  logic [15:0]            op_len_i,
  input  logic [CellLog2-1:0]    op_cell_i,
  input  logic [6:0]             op_cells_i,
  input  logic [SlotLog2-1:0]    op_slot_i,
  input  logic [7:0]             op_qid_i,
  // completion or event record (nicdma_cqe_arb); taken in one cycle
  input  logic                   cqe_valid_i,
  output logic                   cqe_ready_o,
  input  logic [AddrWidth-1:0]   cqe_addr_i,     // multiple of its length
  input  logic [CplBytes*8-1:0]  cqe_data_i,
  input  logic [5:0]             cqe_bytes_i,    // 16 or 32
  input  logic [7:0]             cqe_qid_i,
  input  logic [3:0]             cqe_kind_i,     // kind_e: KindCqe, KindEqe
  input  logic                   cqe_tag_i,      // transmit; bit 0 of AWUSER
  input  logic                   cqe_eop_i,      // given back with the response
  // results; responses are 0 right, 1 parity, 2 SLVERR, 3 DECERR, 4 timeout: the largest counts
  output logic                   done_o,
  output logic [SlotLog2-1:0]    done_slot_o,
  output logic [2:0]             done_resp_o,
  output logic                   cqe_done_o,
  output logic [7:0]             cqe_done_qid_o,
  output logic [3:0]             cqe_done_kind_o,
  output logic                   cqe_done_tag_o,
  output logic                   cqe_done_eop_o,
  output logic                   cqe_done_err_o,
  output logic                   idle_o,
  // stopping, time-outs, failed bursts
  input  logic                   stop_i,         // no new burst
  output logic                   quiet_o,        // no burst in flight
  input  logic [23:0]            timeout_i,      // cycles from AW to B, 0 = no limit
  output logic                   ev_timeout_o,   // a burst of queue ev_fail_qid_o is given up
  output logic                   ev_fail_o,      // a burst failed
  output logic [8:0]             ev_fail_qid_o,  // {transmit, queue}
  output logic [AddrWidth-1:0]   ev_fail_addr_o,
  // packet buffer
  output logic                   rd_en_o,
  output logic [CellLog2-1:0]    rd_cell_o,
  output logic [$clog2(2048/DataWidth)-1:0] rd_beat_o,
  input  logic [DataWidth-1:0]   rd_data_i,
  input  logic                   rd_bad_i,       // its parity is wrong
  output logic [CellLog2-1:0]    link_cell_o,
  input  logic [CellLog2-1:0]    link_next_i,
  output logic                   free_o,
  output logic [CellLog2-1:0]    free_cell_o,
  // AXI write
  output logic [IdWidth-1:0]     awid_o,
  output logic [AddrWidth-1:0]   awaddr_o,
  output logic [7:0]             awlen_o,
  output logic [15:0]            awuser_o,
  output logic                   awvalid_o,
  input  logic                   awready_i,
  output logic [DataWidth-1:0]   wdata_o,
  output logic [DataWidth/8-1:0] wstrb_o,
  output logic                   wlast_o,
  output logic                   wvalid_o,
  input  logic                   wready_i,
  input  logic [IdWidth-1:0]     bid_i,
  input  logic [1:0]             bresp_i,
  input  logic                   bvalid_i
);
  localparam int unsigned Ids       = 2 ** IdWidth;
  localparam int unsigned LookBeats = 2;
  // {completion, its kind, tag and eop, queue, slot, last burst, bursts}
  localparam int unsigned EntryW    = 1 + 6 + 8 + SlotLog2 + 1 + 10;

  // ---------------------------------------------------------------- operation select
  logic                 sel_cqe, sel_q, valid, discard;
  logic [AddrWidth-1:0] addr;
  logic [15:0]          len;
  logic [7:0]           qid;
  logic                 first, last, go, go_discard, src_ready;
  logic [AddrWidth-1:0] burst_addr;
  logic [12:0]          burst_len;
  logic [7:0]           burst_axlen, axlen;

  assign sel_cqe = first ? cqe_valid_i : sel_q;
  assign valid   = sel_cqe ? cqe_valid_i : op_valid_i;
  assign discard = !sel_cqe && op_discard_i;
  assign addr    = sel_cqe ? cqe_addr_i : op_addr_i;
  assign len     = sel_cqe ? {10'd0, cqe_bytes_i} : op_len_i;
  assign qid     = sel_cqe ? cqe_qid_i : op_qid_i;

  logic       aw_valid_q, aw_free, id_valid;
  logic [9:0] ahead_q;                  // data beats announced on AW and not yet on W
  logic [8:0] out_q;                    // bursts without response

  assign go = valid && !discard && (!first || src_ready) && aw_free && id_valid &&
              ahead_q <= 10'(LookBeats) && out_q < 9'(MaxOutWr) && !stop_i;
  assign go_discard  = valid && discard && src_ready;
  assign cqe_ready_o = sel_cqe && go && last;
  assign op_ready_o  = !sel_cqe && ((go && last) || go_discard);

  always_ff @(posedge clk_i) begin
    if (go && first) sel_q <= sel_cqe;
  end

  nicdma_burst_split #(
    .AddrWidth    (AddrWidth),
    .DataWidth    (DataWidth),
    .MaxBurstBytes(MaxBurstBytes)
  ) u_split (
    `NICDMA_BUG_CONN
    .clk_i        (clk_i),
    .rst_ni       (rst_ni),
    .op_valid_i   (valid && !discard),
    .op_addr_i    (addr),
    .op_len_i     (len),
    .burst_ready_i(go),
    .burst_addr_o (burst_addr),
    .burst_len_o  (burst_len),
    .burst_axlen_o(burst_axlen),
    .burst_first_o(first),
    .burst_last_o (last)
  );
  assign axlen = `NICDMA_BUG(8) && !sel_cqe ? burst_axlen + 8'd1 : burst_axlen;

  // ---------------------------------------------------------------- IDs
  logic [IdWidth-1:0] id_mem [Ids];
  logic [IdWidth-1:0] id_wr_q, id_rd_q, id;
  logic [IdWidth:0]   id_cnt_q;
  logic [8:0]         fresh_id_q;       // IDs never used yet
  logic               fresh, id_back;

  assign fresh    = fresh_id_q != 9'(MaxOutWr);
  assign id       = fresh ? fresh_id_q[IdWidth-1:0] : id_mem[id_rd_q];
  assign id_valid = fresh || id_cnt_q != '0;
  assign id_back  = bvalid_i && !(`NICDMA_BUG(37) && bresp_i[1]);

  always_ff @(posedge clk_i) begin
    if (id_back) id_mem[id_wr_q] <= bid_i;
  end

  always_ff @(posedge clk_i or negedge rst_ni) begin
    if (!rst_ni) begin
      id_wr_q    <= '0;
      id_rd_q    <= '0;
      id_cnt_q   <= '0;
      fresh_id_q <= '0;
    end else begin
      if (id_back) id_wr_q <= id_wr_q + 1'b1;
      if (go && fresh) fresh_id_q <= fresh_id_q + 9'd1;
      if (go && !fresh) id_rd_q <= id_rd_q + 1'b1;
      id_cnt_q <= id_cnt_q + {{IdWidth{1'b0}}, id_back} - {{IdWidth{1'b0}}, go && !fresh};
    end
  end

  // Bug 38: a burst and a response in one cycle: the response is not counted.
  logic out_dec;
  assign out_dec = bvalid_i && !(`NICDMA_BUG(38) && go);

  always_ff @(posedge clk_i or negedge rst_ni) begin
    if (!rst_ni) out_q <= '0;
    else out_q <= out_q + {8'd0, go} - {8'd0, out_dec};
  end

  // ---------------------------------------------------------------- AW
  logic aw_hide;
`ifdef NICDMA_MUTATE
  // Bug 63: AWVALID drops in the second cycle of a stall.
  logic aw_hide_q;
  always_ff @(posedge clk_i or negedge rst_ni) begin
    if (!rst_ni) aw_hide_q <= 1'b0;
    else aw_hide_q <= `NICDMA_BUG(63) && awvalid_o && !awready_i;
  end
  assign aw_hide = aw_hide_q;
`else
  assign aw_hide = 1'b0;
`endif
  assign awvalid_o = aw_valid_q && !aw_hide;
  assign aw_free   = !aw_valid_q || (awready_i && !aw_hide);

  // Bug 20 writes records of kind 0 (nicdma_cpl).
  logic [3:0] kind;
  always_comb begin
    kind = op_hdr_i ? nicdma_pkg::KindRxHdr : nicdma_pkg::KindRxData;
    if (sel_cqe) kind = `NICDMA_BUG(20) ? nicdma_pkg::KindCqe : cqe_kind_i;
  end

  always_ff @(posedge clk_i or negedge rst_ni) begin
    if (!rst_ni) aw_valid_q <= 1'b0;
    else if (aw_free) aw_valid_q <= go;
  end

  always_ff @(posedge clk_i) begin
    if (go) begin
      awid_o   <= id;
      awaddr_o <= burst_addr;
      awlen_o  <= axlen;
      awuser_o <= {kind, qid, 3'b0, sel_cqe && cqe_tag_i};
    end
  end

  // ---------------------------------------------------------------- answers and what has none
  // b_live: an operation's burst is answered, or given up; both in the same way.
  logic               late, expire, expire_take, b_live;
  logic [IdWidth-1:0] expire_id;
  logic [2:0]         b_code;

  assign expire_take = expire && !bvalid_i;
  assign b_live      = bvalid_i ? !(late && !`NICDMA_BUG(65)) : expire;
  assign b_code      = !bvalid_i ? 3'd4 : bresp_i[1] ? {1'b0, bresp_i} : 3'd0;

  nicdma_wdog #(.IdWidth(IdWidth)) u_wdog (
    .clk_i(clk_i),                    .rst_ni(rst_ni),
    .timeout_i(timeout_i),            .start_i(awvalid_o && awready_i),
    .start_id_i(awid_o),              .end_i(bvalid_i),
    .end_id_i(bid_i),                 .late_o(late),
    .expire_o(expire),                .expire_id_o(expire_id),
    .expire_take_i(expire_take)
  );

  logic [AddrWidth-1:0] addr_mem [Ids];
  always_ff @(posedge clk_i) begin
    if (go) addr_mem[id] <= burst_addr;
  end
  assign ev_timeout_o   = expire_take;
  assign ev_fail_o      = b_live && b_code != 3'd0;
  assign ev_fail_qid_o  = {b_tag, b_qid};
  assign ev_fail_addr_o = addr_mem[bid];

  // ---------------------------------------------------------------- what each ID stands for
  logic [EntryW-1:0]   entry_mem [Ids];
  logic [9:0]          bursts_q, bursts;   // bursts of this operation, with this one
  logic [IdWidth-1:0]  bid;
  logic                b_cqe, b_last, b_tag, b_eop;
  logic [3:0]          b_kind;
  logic [SlotLog2-1:0] b_slot;
  logic [7:0]          b_qid;
  logic [9:0]          b_bursts;

  assign bursts = first ? 10'd1 : bursts_q + 10'd1;

  always_ff @(posedge clk_i) begin
    if (go) begin
      bursts_q      <= bursts;
      entry_mem[id] <= {sel_cqe, cqe_kind_i, cqe_tag_i, cqe_eop_i, qid, op_slot_i, last, bursts};
    end
  end

`ifdef NICDMA_MUTATE
  // Bug 40: responses are attributed in burst order, whatever their ID.
  logic [IdWidth-1:0] order_mem [256];
  logic [7:0]         order_wr_q, order_rd_q;
  always_ff @(posedge clk_i or negedge rst_ni) begin
    if (!rst_ni) begin
      order_wr_q <= '0;
      order_rd_q <= '0;
    end else begin
      if (go) order_wr_q <= order_wr_q + 8'd1;
      if (bvalid_i) order_rd_q <= order_rd_q + 8'd1;
    end
  end
  always_ff @(posedge clk_i) begin
    if (go) order_mem[order_wr_q] <= id;
  end
  assign bid = !bvalid_i ? expire_id : `NICDMA_BUG(40) ? order_mem[order_rd_q] : bid_i;
`else
  assign bid = bvalid_i ? bid_i : expire_id;
`endif
  assign {b_cqe, b_kind, b_tag, b_eop, b_qid, b_slot, b_last, b_bursts} = entry_mem[bid];

  // ---------------------------------------------------------------- responses per frame
  // resp_mem: {worst response, last burst answered, count}. count goes down by one per response;
  // the last burst's response adds the number of bursts, so 0 then means all have arrived.
  logic [13:0] resp_mem [2**SlotLog2];
  logic [2:0]  r_resp, resp;
  logic        r_seen, seen, all_back;
  logic [9:0]  r_count, count;

  assign {r_resp, r_seen, r_count} = resp_mem[b_slot];
  assign count    = r_count - 10'd1 + (b_last ? b_bursts : 10'd0);
  assign seen     = r_seen || b_last;
  assign resp     = b_code > r_resp ? b_code : r_resp;
  assign all_back = seen && count == 10'd0;

  always_ff @(posedge clk_i) begin
    if (init_i) resp_mem[init_idx_i[SlotLog2-1:0]] <= '0;
    else if (b_live && !b_cqe) resp_mem[b_slot] <= all_back ? 14'd0 : {resp, seen, count};
  end

  // Bugs 13, 14, 15: done at the last AW, done at the first response, completion done at its AW.
  assign done_o = `NICDMA_BUG(13) ? go && last && !sel_cqe :
                  b_live && !b_cqe &&
                  (`NICDMA_BUG(14) ? r_count == 10'd0 && !r_seen : all_back);
  assign done_slot_o    = `NICDMA_BUG(13) ? op_slot_i : b_slot;
  assign done_resp_o    = `NICDMA_BUG(13) ? 3'd0 : bad_q[b_slot] && resp == 3'd0 ? 3'd1 : resp;
  assign cqe_done_o     = `NICDMA_BUG(15) ? go && sel_cqe && last : b_live && b_cqe;
  assign cqe_done_qid_o = `NICDMA_BUG(15) ? cqe_qid_i : b_qid;
  assign cqe_done_kind_o = `NICDMA_BUG(15) ? cqe_kind_i : b_kind;
  assign cqe_done_tag_o = `NICDMA_BUG(15) ? cqe_tag_i : b_tag;
  assign cqe_done_eop_o = `NICDMA_BUG(15) ? cqe_eop_i : b_eop;
  assign cqe_done_err_o = b_live && b_cqe && b_code != 3'd0;

  // ---------------------------------------------------------------- data
  logic                   w_beat, data_idle, beat_bad;
  logic [SlotLog2-1:0]    beat_slot;
  logic [2**SlotLog2-1:0] bad_q;         // a beat of this slot's frame had wrong parity

  always_ff @(posedge clk_i or negedge rst_ni) begin
    if (!rst_ni) begin
      bad_q <= '0;
    end else begin
      if (b_live && !b_cqe && all_back) bad_q[b_slot] <= 1'b0;
      if (beat_bad) bad_q[beat_slot] <= 1'b1;
    end
  end

  always_ff @(posedge clk_i or negedge rst_ni) begin
    if (!rst_ni) ahead_q <= '0;
    else ahead_q <= ahead_q + (go ? {2'b0, burst_axlen} + 10'd1 : 10'd0) - {9'd0, w_beat};
  end

  nicdma_wr_data #(
    .DataWidth(DataWidth),
    .CellLog2 (CellLog2),
    .SlotLog2 (SlotLog2),
    .CplBytes (CplBytes)
  ) u_data (
    `NICDMA_BUG_CONN
    .clk_i        (clk_i),
    .rst_ni       (rst_ni),
    .op_valid_i   ((go && first) || go_discard),
    .op_ready_o   (src_ready),
    .op_discard_i (discard),
    .op_cqe_i     (sel_cqe),
    .op_slot_i    (op_slot_i),
    .rd_bad_i     (rd_bad_i),
    .beat_bad_o   (beat_bad),
    .beat_slot_o  (beat_slot),
    .op_cont_i    (op_cont_i && !sel_cqe),
    .op_eof_i     (op_eof_i),
    .op_off_i     (addr[$clog2(DataWidth/8)-1:0]),
    .op_len_i     (len),
    .op_cell_i    (op_cell_i),
    .op_cells_i   (op_cells_i),
    .op_cqe_data_i(cqe_data_i),
    .burst_i      (go),
    .burst_axlen_i(burst_axlen),
    .beat_o       (w_beat),
    .idle_o       (data_idle),
    .rd_en_o      (rd_en_o),
    .rd_cell_o    (rd_cell_o),
    .rd_beat_o    (rd_beat_o),
    .rd_data_i    (rd_data_i),
    .link_cell_o  (link_cell_o),
    .link_next_i  (link_next_i),
    .free_o       (free_o),
    .free_cell_o  (free_cell_o),
    .wdata_o      (wdata_o),
    .wstrb_o      (wstrb_o),
    .wlast_o      (wlast_o),
    .wvalid_o     (wvalid_o),
    .wready_i     (wready_i)
  );

  assign idle_o  = out_q == '0 && data_idle;
  assign quiet_o = out_q == '0;

  logic unused_bits;
  assign unused_bits = ^{burst_len, init_idx_i};

`ifndef NICDMA_MUTATE
  `NICDMA_ASSERT(ResponseWasExpected, !bvalid_i || out_q != '0)
  `NICDMA_ASSERT(RecordIsOneBurst, !(go && sel_cqe) || (first && last))
  `NICDMA_ASSERT(IdsConserved, out_q != '0 || 9'(id_cnt_q) == fresh_id_q)
`endif

endmodule

`resetall
