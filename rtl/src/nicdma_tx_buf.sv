// SPDX-License-Identifier: Apache-2.0
// Transmit buffer: rows of fragment bytes in, whole frames at the MAC port out.
//
// A row holds one bus beat as it came from memory and which of its bytes belong to the fragment.
// The oldest frame is read when all its bursts are answered; its bytes are packed without holes,
// the checksum is put in on the way. A frame with an error is skipped. Rows are given back as they
// are read. One row per cycle; frame complete to TVALID: 3 cycles. With ParityEn each byte of a row
// has a parity bit; a frame with a wrong one still leaves, marked with tuser on its last beat.
`default_nettype none
`include "nicdma_assert.svh"
`include "nicdma_bug.svh"

module nicdma_tx_buf #(
  parameter int unsigned DataWidth = 128,
  parameter int unsigned RowLog2   = 11,
  parameter int unsigned SlotLog2  = 6,
  parameter bit          ParityEn  = 1'b0
) (
  `NICDMA_BUG_PORT
  input  logic                   clk_i,
  input  logic                   rst_ni,
  // rows from nicdma_dma_rd
  input  logic                   land_i,
  input  logic [DataWidth-1:0]   land_data_i,
  input  logic [RowLog2-1:0]     land_row_i,
  input  logic [$clog2(DataWidth/8)-1:0] land_from_i,
  input  logic [$clog2(DataWidth/8):0]   land_count_i,
  output logic [RowLog2:0]       free_o,         // rows given back
  // oldest frame
  input  logic                   head_valid_i,   // closed and answered
  input  logic                   head_err_i,     // skip it
  input  logic [RowLog2:0]       head_rows_i,
  input  logic [SlotLog2-1:0]    head_slot_i,
  input  logic                   head_csum_i,
  input  logic [8:0]             head_pos_i,     // of the checksum field
  output logic                   head_take_o,    // the next one becomes the oldest
  output logic [SlotLog2-1:0]    sum_slot_o,
  input  logic [15:0]            sum_i,          // of slot sum_slot_o
  // parity: spoil the next row; it was
  input  logic                   inject_i,
  output logic                   inject_done_o,
  // frames to the MAC
  input  logic                   hold_i,         // no new frame now
  output logic [DataWidth-1:0]   tdata_o,
  output logic [DataWidth/8-1:0] tkeep_o,
  output logic                   tlast_o,
  output logic                   tuser_o,        // on tlast_o: damaged in the buffer
  output logic                   tvalid_o,
  input  logic                   tready_i,
  // events
  output logic                   skip_o,         // frame of head_slot_i is skipped
  output logic                   first_o,        // first beat taken, slot out_slot_o
  output logic                   last_o,         // last beat taken
  output logic [SlotLog2-1:0]    out_slot_o,
  output logic                   paused_o,       // a frame waits for hold_i
  input  logic                   clr_i           // used by bug 60 only
);
  localparam int unsigned Bytes = DataWidth / 8;
  localparam int unsigned OffW  = $clog2(Bytes);
  localparam int unsigned RowW  = DataWidth + OffW + OffW + 1;

  // ---------------------------------------------------------------- rows
  logic               step, row_last, busy_q, b_free, b_take;
  logic [RowLog2-1:0] row_q;
  logic [RowLog2:0]   left_q, left;
  logic [RowW-1:0]    row_data;
  logic               row_bad;             // the row in hand has wrong parity

  nicdma_ram_1r1w #(
    .Width(RowW),
    .Depth(2**RowLog2)
  ) u_rows (
    .clk_i    (clk_i),
    .wr_en_i  (land_i),
    .wr_addr_i(land_row_i),
    .wr_data_i({land_count_i, land_from_i, land_data_i}),
    .rd_en_i  (step),
    .rd_addr_i(row_q),
    .rd_data_o(row_data)
  );

  if (ParityEn) begin : g_parity
    logic [Bytes-1:0] parity_in, parity_out, parity_now;
    for (genvar i = 0; i < Bytes; i++) begin : g_byte
      assign parity_in[i]  = ^land_data_i[i*8 +: 8] ^ inject_i;
      assign parity_now[i] = ^row_data[i*8 +: 8];
    end
    nicdma_ram_1r1w #(
      .Width(Bytes),
      .Depth(2**RowLog2)
    ) u_parity (
      .clk_i    (clk_i),
      .wr_en_i  (land_i),
      .wr_addr_i(land_row_i),
      .wr_data_i(parity_in),
      .rd_en_i  (step),
      .rd_addr_i(row_q),
      .rd_data_o(parity_out)
    );
    assign row_bad       = parity_now != parity_out;
    assign inject_done_o = inject_i && land_i;
  end else begin : g_no_parity
    assign row_bad       = 1'b0;
    assign inject_done_o = 1'b0;
    logic unused_inject;
    assign unused_inject = inject_i;
  end

  assign left     = busy_q ? left_q : head_rows_i;
  assign row_last = left == (RowLog2+1)'(1);
  assign step     = head_valid_i && !head_err_i && b_free;
  assign skip_o   = head_valid_i && head_err_i;
  assign head_take_o = skip_o || (step && row_last);
  assign free_o   = skip_o ? head_rows_i : (RowLog2+1)'(step);

  always_ff @(posedge clk_i or negedge rst_ni) begin
    if (!rst_ni) begin
      busy_q <= 1'b0;
      row_q  <= '0;
    end else begin
      if (step) busy_q <= !row_last;
      if (step || skip_o) row_q <= row_q + free_o[RowLog2-1:0];
    end
  end

  always_ff @(posedge clk_i) begin
    if (step) left_q <= left - (RowLog2+1)'(1);
  end

  // ---------------------------------------------------------------- one row in hand
  logic                b_valid_q, b_last_q, b_csum_q;
  logic [SlotLog2-1:0] b_slot_q;
  logic [8:0]          b_pos_q;

  assign b_free     = !b_valid_q || b_take;
  assign sum_slot_o = b_slot_q;

  always_ff @(posedge clk_i or negedge rst_ni) begin
    if (!rst_ni) b_valid_q <= 1'b0;
    else if (b_free) b_valid_q <= step;
  end

  always_ff @(posedge clk_i) begin
    if (step) begin
      b_last_q <= row_last;
      b_slot_q <= head_slot_i;
      b_csum_q <= head_csum_i;
      b_pos_q  <= head_pos_i;
    end
  end

  // ---------------------------------------------------------------- pack
  logic [DataWidth-1:0] acc_q, rot, below, merged, data;
  logic [OffW-1:0]      cnt_q, from, turn;      // bytes waiting in acc_q
  logic [OffW:0]        count;
  logic [OffW+1:0]      total;
  logic [DataWidth-1:0] row;
  logic                 full, spill, tail_q, emit, o_free, may_start, open_q;
  logic                 bad, bad_q;             // a row of this frame was damaged
  logic [13:OffW]       beat_q;                 // beats of this frame before this one

  assign {count, from, row} = row_data;
  assign turn  = cnt_q - from;
  assign total = {2'b0, cnt_q} + {1'b0, count};
  assign full  = total >= (OffW+2)'(Bytes);
  assign spill = total > (OffW+2)'(Bytes);

  always_comb begin
    rot    = '0;
    below  = '0;
    merged = '0;
    if (b_valid_q && !tail_q) begin
      rot    = (row << {turn, 3'b0}) | (row >> ((OffW+4)'(DataWidth) - {1'b0, turn, 3'b0}));
      below  = ~({DataWidth{1'b1}} << {cnt_q, 3'b0});
      merged = (acc_q & below) | (rot & ~below);
    end
  end

  assign bad       = bad_q || (b_valid_q && !tail_q && row_bad);
  assign o_free    = !tvalid_o || tready_i;
  assign may_start = open_q || !hold_i;
  assign emit      = o_free && may_start && (tail_q || (b_valid_q && (full || b_last_q)));
  assign b_take    = b_valid_q && !tail_q && (emit || !(full || b_last_q));
  assign paused_o  = b_valid_q && !may_start;

  logic frame_end;
  assign frame_end = emit && (tail_q || (b_last_q && !spill));

  always_ff @(posedge clk_i or negedge rst_ni) begin
    if (!rst_ni) begin
      tail_q <= 1'b0;
      open_q <= 1'b0;
      bad_q  <= 1'b0;
      cnt_q  <= '0;
      beat_q <= '0;
    end else begin
      if (emit) begin
        tail_q <= !tail_q && b_last_q && spill;
        open_q <= !frame_end;
        beat_q <= frame_end ? '0 : beat_q + 1'b1;
      end
      if (frame_end) bad_q <= 1'b0;
      else if (b_take) bad_q <= bad;
      if (frame_end) cnt_q <= '0;
      else if (b_take) cnt_q <= total[OffW-1:0];
      // Bug 60: a queue reset leaves a byte behind.
      if (`NICDMA_BUG(60) && clr_i && !open_q && !b_valid_q) cnt_q <= OffW'(1);
    end
  end

  always_ff @(posedge clk_i) begin
    if (b_take) acc_q <= full ? rot : merged;
  end

  // ---------------------------------------------------------------- checksum
  logic [15:0] fold;
  logic [13:0] pos, pos2;
  logic [SlotLog2-1:0] slot, tail_slot_q;
  logic        csum, tail_csum_q;
  logic [8:0]  tail_pos_q;
  logic [15:0] tail_fold_q;
  logic [7:0]  sum_high, sum_low;

  // Bug 58: the field lies one byte further.
  assign fold = sum_i == 16'hFFFF ? 16'hFFFF : ~sum_i;
  assign slot = tail_q ? tail_slot_q : b_slot_q;
  assign csum = tail_q ? tail_csum_q : b_csum_q;

  always_comb begin
    data = tail_q ? acc_q : merged;
    pos  = '0;
    pos2 = '0;
    if (emit && csum) begin
      pos  = {5'd0, tail_q ? tail_pos_q : b_pos_q} + {13'd0, `NICDMA_BUG(58)};
      pos2 = pos + 14'd1;
      if (pos[13:OffW] == beat_q) data[pos[OffW-1:0]*8 +: 8] = sum_high;
      if (pos2[13:OffW] == beat_q) data[pos2[OffW-1:0]*8 +: 8] = sum_low;
    end
  end

  assign {sum_high, sum_low} = tail_q ? tail_fold_q : fold;

  always_ff @(posedge clk_i) begin
    if (b_take && b_last_q) begin
      tail_slot_q <= b_slot_q;
      tail_csum_q <= b_csum_q;
      tail_pos_q  <= b_pos_q;
      tail_fold_q <= fold;
    end
  end

  // ---------------------------------------------------------------- MAC port
  logic [OffW:0] valid_bytes;
  logic          out_first_q;

  assign valid_bytes = tail_q ? {1'b0, cnt_q} : full ? (OffW+1)'(Bytes) : total[OffW:0];

  always_ff @(posedge clk_i or negedge rst_ni) begin
    if (!rst_ni) tvalid_o <= 1'b0;
    else if (o_free) tvalid_o <= emit;
  end

  always_ff @(posedge clk_i) begin
    if (emit) begin
      tdata_o     <= data;
      tkeep_o     <= ~({Bytes{1'b1}} << valid_bytes);
      tlast_o     <= frame_end;
      tuser_o     <= frame_end && bad;
      out_first_q <= !open_q;
      out_slot_o  <= slot;
    end
  end

  assign first_o = tvalid_o && tready_i && out_first_q;
  assign last_o  = tvalid_o && tready_i && tlast_o;

  logic unused_clr;
  assign unused_clr = clr_i;

`ifndef NICDMA_MUTATE
  `NICDMA_ASSERT(KeepNeverEmpty, !tvalid_o || tkeep_o[0])
  `NICDMA_ASSERT(FrameHasRows, !(head_valid_i && !head_err_i) || left != '0)
`endif

endmodule

`resetall
