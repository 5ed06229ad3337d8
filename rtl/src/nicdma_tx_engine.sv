// SPDX-License-Identifier: Apache-2.0
// Take the descriptors of one frame after the other, check them, have their fragments read, and
// keep one slot per frame until it is completed.
//
// Stage S0 takes a descriptor: the next one of the frame at hand, or the first of the queue the
// scheduler chose. Stage S1 checks it and hands the fragment to nicdma_dma_rd; it stays there until
// the last burst is requested. One descriptor per cycle. A frame whose descriptors cannot be used
// is closed with its error and never sent; order errors halt the queue.
// Slots are opened at S0 and used in order by nicdma_tx_buf and nicdma_tx_cpl.
`default_nettype none
`include "nicdma_assert.svh"
`include "nicdma_bug.svh"

module nicdma_tx_engine #(
  parameter int unsigned QW        = 2,
  parameter int unsigned AddrWidth = 64,
  parameter int unsigned SlotLog2  = 6,
  parameter int unsigned RowLog2   = 11,
  parameter int unsigned MaxFrags  = 8,
  parameter int unsigned InfoW     = 64,
  parameter bit          CsumEn    = 1'b1
) (
  `NICDMA_BUG_PORT
  input  logic                 clk_i,
  input  logic                 rst_ni,
  input  logic [13:0]          max_frame_i,
  // S0: the scheduler's choice, and taking a descriptor
  input  logic                 pick_valid_i,
  input  logic [QW-1:0]        pick_q_i,
  output logic                 pop_o,
  output logic [QW-1:0]        pop_q_o,
  output logic                 start_o,        // with pop_o: first of a frame
  // S1: the descriptor, and the queue's ring size
  input  logic [127:0]         desc_i,
  input  logic                 desc_err_i,
  input  logic [15:0]          desc_idx_i,     // free-running ring index
  output logic [QW-1:0]        s1_q_o,
  input  logic [3:0]           s1_log2_i,
  output logic                 close_o,        // last descriptor of a frame, queue s1_q_o
  output logic [13:0]          close_len_o,    // bytes of the frame, 0 with an error
  output logic                 halt_o,         // queue s1_q_o halts
  output logic [3:0]           halt_err_o,
  output logic                 ev_zero_o,      // descriptor without length, queue s1_q_o
  // fragment for nicdma_dma_rd
  output logic                 op_valid_o,
  input  logic                 op_ready_i,
  output logic [AddrWidth-1:0] op_addr_o,
  output logic [15:0]          op_len_o,
  output logic [13:0]          op_off_o,
  output logic [SlotLog2-1:0]  op_slot_o,
  output logic [7:0]           op_qid_o,
  input  logic                 burst_i,
  input  logic [8:0]           burst_rows_i,
  // checksum range of slot op_slot_o, before its first burst can be answered
  output logic                 csum_set_o,
  output logic                 csum_en_o,
  output logic [7:0]           csum_start_o,
  // slots, written when closed:
  // {bursts, rows, csum position, csum, ts_req, cpl_req, err, cookie, head, len, queue}
  output logic [2**SlotLog2-1:0] closed_o,
  output logic                 rd_valid_o,     // slot rd_slot_o is closed and not yet sent
  output logic [SlotLog2-1:0]  rd_slot_o,
  input  logic                 rd_take_i,
  output logic [InfoW-1:0]     rd_info_o,
  input  logic [SlotLog2-1:0]  cpl_slot_i,
  output logic [InfoW-1:0]     cpl_info_o,
  input  logic                 release_i,      // slot cpl_slot_i is completed
  output logic                 idle_o
);
  localparam int unsigned Slots = 2 ** SlotLog2;

  // ---------------------------------------------------------------- S0
  logic              s1_valid_q, s1_first_q, s1_flush_q, s1_fire, s1_free, s1_end, cont;
  logic [QW-1:0]     s1_q_q;
  logic [SlotLog2:0] slot_cnt_q;
  logic [13:0]       max_frame_q;
  logic [SlotLog2-1:0] slot_q;                 // of the frame in S1

  assign cont    = s1_valid_q && !s1_end;
  assign s1_free = !s1_valid_q || s1_fire;
  assign start_o = s1_free && !cont && pick_valid_i && !slot_cnt_q[SlotLog2];
  assign pop_o   = s1_free && (cont || start_o);
  assign pop_q_o = cont ? s1_q_q : pick_q_i;
  assign s1_q_o  = s1_q_q;

  always_ff @(posedge clk_i or negedge rst_ni) begin
    if (!rst_ni) s1_valid_q <= 1'b0;
    else if (s1_free) s1_valid_q <= pop_o;
  end

  always_ff @(posedge clk_i) begin
    if (pop_o) begin
      s1_first_q <= start_o;
      s1_q_q     <= pop_q_o;
      s1_flush_q <= start_o && halt_o && pick_q_i == s1_q_q;
      // must not change while the fragment is being requested
      max_frame_q <= max_frame_i;
    end
  end

  // ---------------------------------------------------------------- S1: check
  nicdma_pkg::tx_desc_t desc;
  logic [15:0] idx_lap, total;
  logic [5:0]  frag_q, frag;                   // descriptors of the frame before this one
  logic [13:0] len_q, off;
  logic [3:0]  bad_q, bad, err, final_err;
  logic        gen_bad, format_bad, csum_bad, use_it, held;
  logic        csum_q, csum_on;                // of the frame at hand
  logic [7:0]  start_q, field_q, csum_start, csum_field;
  logic [8:0]  field_pos;

  assign desc    = desc_i;
  assign idx_lap = desc_idx_i >> s1_log2_i;
  assign gen_bad = desc.gen == idx_lap[0] && !`NICDMA_BUG(31);
  assign frag    = s1_first_q ? 6'd0 : frag_q;
  assign off     = s1_first_q ? 14'd0 : len_q;
  assign bad     = s1_first_q ? nicdma_pkg::ErrNone : bad_q;
  assign total   = desc.len > 16'h3FFF ? 16'hFFFF : {2'b0, off} + desc.len;
  assign csum_on    = CsumEn && (s1_first_q ? desc.csum_en : csum_q);
  assign csum_start = s1_first_q ? desc.csum_start : start_q;
  assign csum_field = s1_first_q ? desc.csum_off : field_q;
  assign field_pos  = {1'b0, csum_start} + {1'b0, csum_field};
  assign csum_bad   = csum_on && desc.eop && {7'd0, field_pos} + 16'd2 > total;
  assign format_bad = desc.sop != s1_first_q || total > {2'b0, max_frame_q} || csum_bad ||
                      (!desc.eop && frag == 6'(MaxFrags - 1));

  always_comb begin
    err = nicdma_pkg::ErrNone;
    if (s1_flush_q) err = nicdma_pkg::ErrFlushed;
    else if (desc_err_i) err = nicdma_pkg::ErrDescRead;
    else if (gen_bad) err = nicdma_pkg::ErrDescStale;
    else if (format_bad) err = nicdma_pkg::ErrTxFormat;
    else if (desc.len == 16'd0) err = nicdma_pkg::ErrDescZero;
  end

  assign s1_end    = desc.eop || (err != nicdma_pkg::ErrNone && err != nicdma_pkg::ErrDescZero);
  assign final_err = err != nicdma_pkg::ErrNone && err != nicdma_pkg::ErrDescZero ? err :
                     bad != nicdma_pkg::ErrNone ? bad : err;
  assign use_it    = err == nicdma_pkg::ErrNone && bad == nicdma_pkg::ErrNone;

  assign close_o     = s1_fire && s1_end;
  assign close_len_o = final_err == nicdma_pkg::ErrNone ? total[13:0] : 14'd0;
  assign ev_zero_o   = s1_fire && err == nicdma_pkg::ErrDescZero;
  assign halt_err_o  = err;
  assign halt_o      = close_o && (err == nicdma_pkg::ErrDescRead ||
                                   err == nicdma_pkg::ErrDescStale ||
                                   err == nicdma_pkg::ErrTxFormat);

  always_ff @(posedge clk_i) begin
    if (s1_fire) begin
      frag_q  <= frag + 6'd1;
      len_q   <= total[13:0];
      bad_q   <= final_err;
      csum_q  <= csum_on;
      start_q <= csum_start;
      field_q <= csum_field;
    end
  end

  // ---------------------------------------------------------------- fragment
  // Bug 56: the first two fragments of a frame are read in the wrong order.
`ifdef NICDMA_MUTATE
  logic                 held_q, second_q, swap;  // the first waits; it is its turn now
  logic [AddrWidth-1:0] held_addr_q;
  logic [15:0]          held_len_q;
  assign held    = `NICDMA_BUG(56) && s1_first_q && !s1_end && use_it;
  assign swap    = held_q && !s1_first_q && use_it;
  assign s1_fire = s1_valid_q && (!use_it || held || (op_ready_i && (!swap || second_q)));
  assign op_addr_o = swap && second_q ? held_addr_q : desc.addr[AddrWidth-1:0];
  assign op_len_o  = swap && second_q ? held_len_q : desc.len;
  assign op_off_o  = swap ? (second_q ? 14'(desc.len) : 14'd0) : off;
  always_ff @(posedge clk_i or negedge rst_ni) begin
    if (!rst_ni) begin
      held_q   <= 1'b0;
      second_q <= 1'b0;
    end else begin
      if (s1_fire) held_q <= held;
      if (op_ready_i) second_q <= swap && !second_q;
    end
  end
  always_ff @(posedge clk_i) begin
    if (s1_fire && held) begin
      held_addr_q <= desc.addr[AddrWidth-1:0];
      held_len_q  <= desc.len;
    end
  end
`else
  assign held      = 1'b0;
  assign s1_fire   = s1_valid_q && (!use_it || op_ready_i);
  assign op_addr_o = desc.addr[AddrWidth-1:0];
  assign op_len_o  = desc.len;
  assign op_off_o  = off;
`endif
  assign op_valid_o = s1_valid_q && use_it && !held;
  assign op_slot_o  = slot_q;
  assign op_qid_o   = 8'(s1_q_q);

  assign csum_set_o   = s1_valid_q && s1_first_q;
  assign csum_en_o    = csum_on;
  assign csum_start_o = csum_start;

  // ---------------------------------------------------------------- slots
  logic [9:0]        bursts_q, bursts;
  logic [RowLog2:0]  rows_q, rows;
  logic [InfoW-1:0]  slot_mem [Slots];
  logic [Slots-1:0]  closed_q;
  logic [15:0]       head;
  logic [SlotLog2-1:0] rd_slot_q;
  logic [SlotLog2:0] unread_q;                 // closed and not yet sent
  logic              frame_open_q;             // bursts_q, rows_q belong to the frame in S1

  assign bursts = (frame_open_q ? bursts_q : 10'd0) + {9'd0, burst_i};
  assign rows   = (frame_open_q ? rows_q : '0) + (burst_i ? (RowLog2+1)'(burst_rows_i) : '0);
  assign head   = desc_idx_i + 16'd1;

  always_ff @(posedge clk_i or negedge rst_ni) begin
    if (!rst_ni) frame_open_q <= 1'b0;
    else if (close_o) frame_open_q <= 1'b0;
    else if (burst_i) frame_open_q <= 1'b1;
  end

  always_ff @(posedge clk_i) begin
    if (burst_i) begin
      bursts_q <= bursts;
      rows_q   <= rows;
    end
    if (close_o) begin
      slot_mem[slot_q] <= {bursts, rows, field_pos, csum_on, desc.ts_req, desc.cpl_req, final_err,
                           desc.cookie, head, close_len_o, 8'(s1_q_q)};
    end
  end

  assign rd_info_o  = slot_mem[rd_slot_q];
  assign rd_slot_o  = rd_slot_q;
  assign rd_valid_o = unread_q != '0;
  assign cpl_info_o = slot_mem[cpl_slot_i];
  assign closed_o   = closed_q;
  assign idle_o     = slot_cnt_q == '0;

  always_ff @(posedge clk_i or negedge rst_ni) begin
    if (!rst_ni) begin
      closed_q   <= '0;
      slot_q     <= '0;
      slot_cnt_q <= '0;
      rd_slot_q  <= '0;
      unread_q   <= '0;
    end else begin
      if (close_o) begin
        closed_q[slot_q] <= 1'b1;
        slot_q           <= slot_q + 1'b1;
      end
      if (release_i) closed_q[cpl_slot_i] <= 1'b0;
      if (rd_take_i) rd_slot_q <= rd_slot_q + 1'b1;
      unread_q <= unread_q + {{SlotLog2{1'b0}}, close_o} - {{SlotLog2{1'b0}}, rd_take_i};
      slot_cnt_q <= slot_cnt_q + {{SlotLog2{1'b0}}, start_o} - {{SlotLog2{1'b0}}, release_i};
    end
  end

  logic unused_bits;
  assign unused_bits = ^{desc, idx_lap[15:1]};

  `NICDMA_ASSERT(ReleaseOfClosedSlot, !release_i || closed_q[cpl_slot_i])

endmodule

`resetall
