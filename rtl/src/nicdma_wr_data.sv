// SPDX-License-Identifier: Apache-2.0
// Feed the AXI W channel: read frames from the packet buffer (or take a completion record), shift
// them to the byte lanes of their address, cut them into the announced bursts, free their cells.
//
// One beat per cycle without a bubble between bursts or operations. Operation to WVALID: 3 cycles.
// Cells are freed as soon as they are read; a frame longer than what is written, or one that is
// only discarded, frees its remaining cells at one per cycle.
// A frame may be written in several operations (buffers), records of others between them: the beat
// in which a buffer ends is kept, so that the next one goes on inside it without reading it again.
`default_nettype none
`include "nicdma_assert.svh"
`include "nicdma_bug.svh"

module nicdma_wr_data #(
  parameter int unsigned DataWidth = 128,
  parameter int unsigned CellLog2  = 8,
  parameter int unsigned SlotLog2  = 6,
  parameter int unsigned CplBytes  = 16    // longest record: 16 or 32
) (
  `NICDMA_BUG_PORT
  input  logic                   clk_i,
  input  logic                   rst_ni,
  // operation, in order
  input  logic                   op_valid_i,
  output logic                   op_ready_o,
  input  logic                   op_discard_i,
  input  logic                   op_cqe_i,
  input  logic [SlotLog2-1:0]    op_slot_i,
  input  logic                   op_cont_i,         // goes on with the frame of the last data op
  input  logic                   op_eof_i,          // no other operation of this frame comes
  input  logic [$clog2(DataWidth/8)-1:0] op_off_i,  // address modulo bus width
  input  logic [15:0]            op_len_i,
  input  logic [CellLog2-1:0]    op_cell_i,
  input  logic [6:0]             op_cells_i,
  input  logic [CplBytes*8-1:0]  op_cqe_data_i,     // aligned to its length
  // bursts, in order; the caller keeps at most 8 open
  input  logic                   burst_i,
  input  logic [7:0]             burst_axlen_i,
  output logic                   beat_o,            // one beat moved to W
  output logic                   idle_o,
  // packet buffer
  input  logic                   rd_bad_i,          // with the data: wrong parity
  output logic                   beat_bad_o,        // a beat of slot beat_slot_o was wrong
  output logic [SlotLog2-1:0]    beat_slot_o,
  output logic                   rd_en_o,
  output logic [CellLog2-1:0]    rd_cell_o,
  output logic [$clog2(2048/DataWidth)-1:0] rd_beat_o,
  input  logic [DataWidth-1:0]   rd_data_i,
  output logic [CellLog2-1:0]    link_cell_o,
  input  logic [CellLog2-1:0]    link_next_i,
  output logic                   free_o,
  output logic [CellLog2-1:0]    free_cell_o,
  // AXI W
  output logic [DataWidth-1:0]   wdata_o,
  output logic [DataWidth/8-1:0] wstrb_o,
  output logic                   wlast_o,
  output logic                   wvalid_o,
  input  logic                   wready_i
);
  localparam int unsigned Bytes    = DataWidth / 8;
  localparam int unsigned OffW     = $clog2(Bytes);
  localparam int unsigned BeatLog2 = $clog2(2048 / DataWidth);
  localparam int unsigned RecW     = CplBytes * 8;
  localparam int unsigned CqeW     = DataWidth < RecW ? DataWidth : RecW;
  localparam int unsigned OpW      = SlotLog2 + 4 + OffW + 16 + CellLog2 + 7 + RecW;

  // ---------------------------------------------------------------- operations
  logic                h_valid, h_done, h_discard, h_cqe, h_cont, h_eof;
  logic [OffW-1:0]     h_off;
  logic [SlotLog2-1:0] h_slot;
  logic [15:0]         h_len;
  logic [CellLog2-1:0] h_cell;
  logic [6:0]          h_cells;
  logic [RecW-1:0]     h_cqe_data;

  nicdma_fifo #(.Width(OpW), .Depth(4)) u_ops (
    .clk_i     (clk_i),
    .rst_ni    (rst_ni),
    .wr_valid_i(op_valid_i),
    .wr_ready_o(op_ready_o),
    .wr_data_i ({op_slot_i, op_discard_i, op_cqe_i, op_cont_i, op_eof_i, op_off_i, op_len_i, op_cell_i,
                 op_cells_i, op_cqe_data_i}),
    .rd_valid_o(h_valid),
    .rd_ready_i(h_done),
    .rd_data_o ({h_slot, h_discard, h_cqe, h_cont, h_eof, h_off, h_len, h_cell, h_cells, h_cqe_data})
  );

  // ---------------------------------------------------------------- source beats
  // Position in the frame: cell_q, beat_q are the next beat to read; src_off_q is the lane of the
  // next byte in the beat that was read last (prev_q), 0 when that beat is used up.
  logic                act_q, walk_q;            // inside an operation; only freeing cells
  logic [CellLog2-1:0] cell_q, cur_cell;
  logic [BeatLog2-1:0] beat_q, cur_beat;
  logic [15:0]         rem_q, rem;               // bytes to the end, from lane 0 of this beat
  logic [6:0]          cells_q, cells;
  logic [1:0]          part_q, part;             // of a completion record
  logic [OffW-1:0]     src_off_q, src_off, shift;
  logic                step, walk, last_src, cell_end, st_free, same, read;
  logic                midway, room_before, kept, kept_only, skip;

  assign same     = act_q || h_cont;
  assign cur_cell = same ? cell_q : h_cell;
  assign cur_beat = same ? beat_q : '0;
  assign cells    = same ? cells_q : h_cells;
  assign part     = act_q ? part_q : 2'd0;
  assign walk     = h_valid && (h_discard || walk_q);
  assign step     = h_valid && !h_discard && !walk_q && st_free;
  assign read     = step && !h_cqe && !kept;

  // An operation that starts inside the kept beat: either its first output comes from the kept beat
  // alone (kept), or the kept beat only fills the lanes before the next one (skip).
  assign src_off     = h_cont ? src_off_q : '0;
  assign shift       = h_off - src_off;
  assign midway      = !act_q && src_off != '0;
  assign room_before = h_off >= src_off;
  assign kept_only   = midway && !room_before && h_len <= 16'(Bytes) - 16'(src_off);
  assign kept        = (midway && room_before) || kept_only;
  assign skip        = midway && !kept;
  assign rem         = act_q ? rem_q : h_len + 16'(src_off) - (skip ? 16'(Bytes) : 16'd0);
  assign last_src    = rem <= 16'(Bytes);
  assign cell_end    = read ? cur_beat == {BeatLog2{1'b1}} || (last_src && h_eof) :
                              last_src && h_eof && cells != 7'd0;

  assign rd_en_o     = read;
`ifdef NICDMA_MUTATE
  // Bug 11: the last beat of a frame and the first of the next one change places.
  logic [CellLog2:0]   list_mem [4];       // {starts a frame, cell} of the operations waiting
  logic [2:0]          list_wr_q, list_rd_q, list_cnt;
  logic                swap, swapped_q, next_starts;
  logic [CellLog2-1:0] next_cell, swap_cell_q;
  logic [BeatLog2-1:0] swap_beat_q;

  assign list_cnt = list_wr_q - list_rd_q;
  assign {next_starts, next_cell} = list_mem[list_rd_q[1:0] + 2'd1];
  assign swap = `NICDMA_BUG(11) && read && last_src && h_eof && !swapped_q && list_cnt >= 3'd2 &&
                next_starts;
  always_ff @(posedge clk_i) begin
    if (op_valid_i && op_ready_o) begin
      list_mem[list_wr_q[1:0]] <= {!op_discard_i && !op_cqe_i && !op_cont_i, op_cell_i};
    end
    if (swap) begin
      swap_cell_q <= cur_cell;
      swap_beat_q <= cur_beat;
    end
  end
  always_ff @(posedge clk_i or negedge rst_ni) begin
    if (!rst_ni) begin
      list_wr_q <= '0;
      list_rd_q <= '0;
      swapped_q <= 1'b0;
    end else begin
      if (op_valid_i && op_ready_o) list_wr_q <= list_wr_q + 3'd1;
      if (h_done) list_rd_q <= list_rd_q + 3'd1;
      if (read) swapped_q <= swap;
    end
  end
  assign rd_cell_o = swap ? next_cell : swapped_q ? swap_cell_q : cur_cell;
  assign rd_beat_o = swap ? '0 : swapped_q ? swap_beat_q : cur_beat;
`else
  assign rd_cell_o   = cur_cell;
  assign rd_beat_o   = cur_beat;
`endif
  assign link_cell_o = cur_cell;
  assign free_o      = walk ? cells != 7'd0 : step && !h_cqe && cell_end;
  assign free_cell_o = cur_cell;
  assign h_done      = walk ? cells <= 7'd1 :
                       step && last_src && (h_cqe || !h_eof || cells <= 7'd1);

  always_ff @(posedge clk_i or negedge rst_ni) begin
    if (!rst_ni) begin
      act_q  <= 1'b0;
      walk_q <= 1'b0;
    end else if (walk || step) begin
      act_q  <= !h_done;
      walk_q <= !h_done && (walk || last_src);
    end
  end

  always_ff @(posedge clk_i) begin
    if (walk || step) begin
      rem_q  <= rem - 16'(Bytes);
      part_q <= part + 2'd1;
    end
    if (walk || (step && !h_cqe)) begin
      if (read) beat_q <= cell_end ? '0 : cur_beat + 1'b1;
      cell_q  <= free_o ? link_next_i : cur_cell;
      cells_q <= free_o ? cells - 7'd1 : cells;
      if (last_src) src_off_q <= rem[OffW-1:0];
    end
  end

  // ---------------------------------------------------------------- one source beat in hand
  logic              st_valid_q, st_cqe_q, st_first_q, st_last_q, st_take;
  logic              st_kept_q, st_low_q;      // source is the kept beat; or-in what is before it
  logic [CqeW-1:0]   st_data_q;
  logic [OffW-1:0]   st_shift_q, st_off_q;     // st_off_q: first lane of the operation
  logic [OffW+1:0]   st_end_q;                 // first lane behind the data, 1..2*Bytes
  logic [CqeW-1:0]   cqe_part;
  logic [DataWidth-1:0] src, prev_q;          // prev_q: the last beat read

  assign st_free = !st_valid_q || st_take;

  if (DataWidth < RecW) begin : g_cqe_parts
    assign cqe_part = h_cqe_data[part[$clog2(RecW/CqeW)-1:0]*CqeW +: CqeW];
    assign src      = st_cqe_q ? st_data_q : st_kept_q ? prev_q : rd_data_i;
    logic unused_part;
    assign unused_part = part[1];
  end else begin : g_cqe_whole
    assign cqe_part = h_cqe_data;
    assign src      = st_cqe_q ? DataWidth'(st_data_q) : st_kept_q ? prev_q : rd_data_i;
    logic unused_part;
    assign unused_part = ^part;
  end

  always_ff @(posedge clk_i or negedge rst_ni) begin
    if (!rst_ni) st_valid_q <= 1'b0;
    else if (st_free) st_valid_q <= step;
  end

  // The kept beat counts for each buffer that takes bytes from it.
  logic read_q, kept_bad_q;
  assign beat_bad_o = st_valid_q && !st_cqe_q && (read_q ? rd_bad_i : st_kept_q && kept_bad_q);
  always_ff @(posedge clk_i or negedge rst_ni) begin
    if (!rst_ni) begin
      read_q     <= 1'b0;
      kept_bad_q <= 1'b0;
    end else begin
      read_q <= read;
      if (read_q) kept_bad_q <= rd_bad_i;
    end
  end

  always_ff @(posedge clk_i) begin
    if (step) begin
      beat_slot_o <= h_slot;
      st_cqe_q   <= h_cqe;
      st_first_q <= !act_q;
      st_last_q  <= last_src;
      st_kept_q  <= kept;
      st_low_q   <= act_q || skip || kept_only;
      st_shift_q <= shift;
      st_off_q   <= h_off;
      st_end_q   <= (OffW+2)'(shift) + (last_src ? {1'b0, rem[OffW:0]} : (OffW+2)'(Bytes)) -
                    (kept_only ? (OffW+2)'(Bytes) : '0);
      if (h_cqe) st_data_q <= cqe_part;
    end
  end

  // ---------------------------------------------------------------- shift to the byte lanes
  logic [DataWidth-1:0] data;
  logic                 flush_q;               // one more beat after the last source beat
  logic [OffW-1:0]      flush_off_q, off;
  logic [OffW:0]        flush_bytes_q;
  logic                 spill, take, w_free, have, high;
  logic [Bytes-1:0]     strb, strb_lo, strb_hi;
  logic [OffW+3:0]      sh_left;
  logic [OffW+3:0]      sh_right;

  assign off      = (flush_q ? flush_off_q : st_shift_q) ^
                    {{(OffW-1){1'b0}}, `NICDMA_BUG(5) && !st_cqe_q};
  assign spill    = st_last_q && st_end_q > (OffW+2)'(Bytes);
  assign high     = !(st_kept_q && st_low_q);    // the source beat reaches this output
  assign sh_left  = {1'b0, off, 3'b0};
  assign sh_right = (OffW+4)'(DataWidth) - sh_left;

  assign strb_lo  = {Bytes{1'b1}} << (st_first_q && !`NICDMA_BUG(4) ? st_off_q : '0);
  assign strb_hi  = {Bytes{1'b1}} >> (st_last_q && !spill && !`NICDMA_BUG(3) ?
                                      (OffW+2)'(Bytes) - st_end_q : '0);

  always_comb begin
    data = '0;
    strb = '0;
    if (flush_q) begin
      data = prev_q >> sh_right;
      strb = `NICDMA_BUG(3) ? {Bytes{1'b1}} :
             {Bytes{1'b1}} >> ((OffW+1)'(Bytes) - flush_bytes_q);
    end else if (st_valid_q) begin
      if (high) data = src << sh_left;
      if (st_low_q) data = data | (prev_q >> sh_right);
      strb = strb_lo & strb_hi;
    end
  end

  assign take    = have && w_free && (flush_q || st_valid_q);
  assign st_take = take && !flush_q;

  always_ff @(posedge clk_i or negedge rst_ni) begin
    if (!rst_ni) flush_q <= 1'b0;
    else if (take) flush_q <= !flush_q && spill;
  end

  always_ff @(posedge clk_i) begin
    if (st_take) begin
      if (!st_cqe_q && !st_kept_q) prev_q <= src;
      flush_off_q   <= st_shift_q;
      flush_bytes_q <= (OffW+1)'(st_end_q - (OffW+2)'(Bytes));
    end
  end

  // ---------------------------------------------------------------- bursts
  logic       b_valid, b_ready, b_last, last_q;
  logic [7:0] b_axlen, count_q;

  nicdma_fifo #(.Width(8), .Depth(8)) u_bursts (
    .clk_i     (clk_i),
    .rst_ni    (rst_ni),
    .wr_valid_i(burst_i),
    .wr_ready_o(b_ready),
    .wr_data_i (burst_axlen_i),
    .rd_valid_o(b_valid),
    .rd_ready_i(take && b_last),
    .rd_data_o (b_axlen)
  );

  // Bug 64: one idle cycle after each burst. Bugs 9, 10: WLAST one beat early, one late.
  assign b_last = count_q == b_axlen;
  assign have   = b_valid && !(`NICDMA_BUG(64) && last_q);
  assign beat_o = take;
  assign w_free = !wvalid_o || wready_i;

  always_ff @(posedge clk_i or negedge rst_ni) begin
    if (!rst_ni) begin
      wvalid_o <= 1'b0;
      count_q  <= '0;
      last_q   <= 1'b0;
    end else begin
      if (w_free) begin
        wvalid_o <= take;
        last_q   <= take && b_last;
      end
      if (take) count_q <= b_last ? 8'd0 : count_q + 8'd1;
    end
  end

  logic [Bytes-1:0] wstrb_q;
  always_ff @(posedge clk_i) begin
    if (take) begin
      wdata_o <= data;
      wstrb_q <= strb;
      wlast_o <= `NICDMA_BUG(9) && b_axlen != 8'd0 ? count_q + 8'd1 == b_axlen :
                 `NICDMA_BUG(10) ? last_q : b_last;
    end
  end

`ifdef NICDMA_MUTATE
  // Bug 62: strobes change in the second cycle of a stall.
  logic stalled_q;
  always_ff @(posedge clk_i or negedge rst_ni) begin
    if (!rst_ni) stalled_q <= 1'b0;
    else stalled_q <= wvalid_o && !wready_i;
  end
  assign wstrb_o = wstrb_q ^ {Bytes{`NICDMA_BUG(62) && stalled_q}};
`else
  assign wstrb_o = wstrb_q;
`endif

  assign idle_o = !h_valid && !st_valid_q && !flush_q && !wvalid_o && !b_valid;

  `NICDMA_ASSERT(BurstListNotOverrun, !burst_i || b_ready)
`ifndef NICDMA_MUTATE
  `NICDMA_ASSERT(StrobeNeverEmpty, !wvalid_o || wstrb_o != '0)
`endif

endmodule

`resetall
