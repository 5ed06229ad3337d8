// SPDX-License-Identifier: Apache-2.0
// Packet buffer: stores each frame in a chain of 256-byte cells, or drops it whole.
//
// The MAC is never stalled: a frame that is bad, too long, or finds no free cell is rolled back to
// its first cell and counted once, with the first cause that applies in the order
// error > oversize > full. Cells return in any order, so frames may leave in any order.
// Commit is in the cycle of the last beat. Rolled-back cells stay linked and are used first
// ("reserve"), so a rollback costs no cycle.
`default_nettype none
`include "nicdma_assert.svh"
`include "nicdma_bug.svh"

module nicdma_rx_buf #(
  parameter int unsigned DataWidth = 128,
  parameter int unsigned CellLog2  = 8,    // log2 of the number of cells
  parameter bit          ParityEn  = 1'b0  // one parity bit per byte of the packet RAM
) (
  `NICDMA_BUG_PORT
  input  logic                   clk_i,
  input  logic                   rst_ni,
  input  logic                   init_done_i,
  input  logic                   rx_en_i,
  input  logic [13:0]            max_frame_i,
  // frame beats from the MAC
  input  logic                   s_valid_i,
  output logic                   s_ready_o,
  input  logic [DataWidth-1:0]   s_data_i,
  input  logic [DataWidth/8-1:0] s_keep_i,
  input  logic                   s_last_i,
  input  logic                   s_bad_i,
  // a complete frame, one cycle
  output logic                   commit_o,
  output logic [CellLog2-1:0]    commit_cell_o,    // first cell of the chain
  output logic [6:0]             commit_cells_o,   // cells in the chain
  output logic [13:0]            commit_len_o,     // bytes
  // what happened to a frame, in the cycle of its last beat
  output logic                   ev_frame_o,
  output logic [15:0]            ev_len_o,
  output logic                   ev_full_o,
  output logic                   ev_oversize_o,
  output logic                   ev_error_o,
  output logic                   ev_bad_o,         // part of ev_error_o
  // reading back, data one cycle after rd_en_i
  input  logic                   rd_en_i,
  input  logic [CellLog2-1:0]    rd_cell_i,
  input  logic [$clog2(2048/DataWidth)-1:0] rd_beat_i,
  output logic [DataWidth-1:0]   rd_data_o,
  output logic                   rd_bad_o,        // rd_data_o has wrong parity
  input  logic                   inject_i,        // the next beat written gets wrong parity
  output logic                   inject_done_o,
  input  logic [CellLog2-1:0]    link_cell_i,
  output logic [CellLog2-1:0]    link_next_o,      // combinational
  // a cell is no longer needed
  input  logic                   free_i,
  input  logic [CellLog2-1:0]    free_cell_i,
  output logic [CellLog2:0]      free_count_o
);
  localparam int unsigned Bytes    = DataWidth / 8;
  localparam int unsigned Cells    = 2 ** CellLog2;
  localparam int unsigned BeatLog2 = $clog2(2048 / DataWidth);
  localparam int unsigned KeepLog2 = $clog2(Bytes);

  logic [CellLog2-1:0] next_mem [Cells];     // chain links
  logic [CellLog2-1:0] free_mem [Cells];     // free cells, oldest first
  logic [CellLog2-1:0] free_wr_q, free_rd_q;
  logic [CellLog2:0]   free_cnt_q;           // cells in free_mem
  logic [CellLog2:0]   fresh_q;              // cells never used yet start here

  logic                cur_valid_q;          // cell for the next beat
  logic [CellLog2-1:0] cur_q, prev_q, head_q;
  logic [BeatLog2-1:0] beat_q;
  logic [6:0]          filled_q;             // cells this frame has filled
  logic [CellLog2:0]   reserve_q;            // linked cells that follow cur_q
  logic                open_q;               // inside a frame
  logic                drop_q, full_q, off_q;
  logic [15:0]         len_q;

  // ---------------------------------------------------------------- the beat
  logic                beat, over, off, full, bad, stop, write, last_of_cell, rollback, keep_part;
  logic [KeepLog2:0]   keep_bytes;
  logic [15:0]         len;

  assign s_ready_o = init_done_i;
  assign beat      = s_valid_i && s_ready_o;

  always_comb begin
    keep_bytes = (KeepLog2+1)'(Bytes);
    if (s_last_i) begin
      keep_bytes = '0;
      for (int unsigned i = 0; i < Bytes; i++) begin
        if (s_keep_i[i]) keep_bytes = (KeepLog2+1)'(i + 1);
      end
    end
  end

  // saturates: anything above 16383 is oversize, whatever the setting
  always_comb begin
    len = {{(15-KeepLog2){1'b0}}, keep_bytes};
    if (open_q) len = len_q[15:14] == 2'b11 ? len_q : len_q + len;
  end

  assign over  = len > {2'b0, max_frame_i};
  assign off   = open_q ? off_q : !rx_en_i;
  assign full  = full_q || (!drop_q && !cur_valid_q);
  assign bad   = s_last_i && s_bad_i;
  assign stop  = drop_q || over || off || full;
  assign write = beat && !stop;
  assign last_of_cell = beat_q == {BeatLog2{1'b1}};

  assign commit_o       = write && s_last_i && !bad;
  assign commit_cell_o  = filled_q == 7'd0 ? cur_q : head_q;
  assign commit_cells_o = filled_q + 7'd1;
  assign commit_len_o   = len[13:0];

  assign ev_frame_o    = beat && s_last_i;
  assign ev_len_o      = len;
  assign ev_bad_o      = ev_frame_o && bad;
  assign ev_error_o    = ev_frame_o && (bad || off);
  assign ev_oversize_o = ev_frame_o && !(bad || off) && over;
  assign ev_full_o     = ev_frame_o && !(bad || off) && !over && full;

  // Bug 43: a drop decided on the last beat leaves the partial frame behind.
  assign keep_part = `NICDMA_BUG(43) && s_last_i;
  assign rollback  = beat && !drop_q && (stop || bad) && !keep_part;

  // ---------------------------------------------------------------- cell supply
  logic                from_free, spare_valid, advance, refill, pop, fresh;
  logic [CellLog2-1:0] spare;

  assign from_free   = reserve_q == '0;
  assign fresh       = !fresh_q[CellLog2];
  assign spare       = !from_free ? next_mem[cur_q] :
                       fresh ? fresh_q[CellLog2-1:0] : free_mem[free_rd_q];
  assign spare_valid = !from_free || fresh || free_cnt_q != '0;
  assign advance     = write && !bad && (last_of_cell || s_last_i);
  assign refill      = !cur_valid_q && !rollback && init_done_i && spare_valid;
  assign pop         = from_free && spare_valid && (advance || refill);

  assign free_count_o = free_cnt_q + ({1'b1, {CellLog2{1'b0}}} - fresh_q);
  assign link_next_o  = next_mem[link_cell_i];

  always_ff @(posedge clk_i) begin
    if (pop) next_mem[advance ? cur_q : prev_q] <= spare;
    if (free_i) free_mem[free_wr_q] <= free_cell_i;
  end

  always_ff @(posedge clk_i or negedge rst_ni) begin
    if (!rst_ni) begin
      free_wr_q  <= '0;
      free_rd_q  <= '0;
      free_cnt_q <= '0;
      fresh_q    <= '0;
    end else begin
      if (free_i) free_wr_q <= free_wr_q + 1'b1;
      if (pop && fresh) fresh_q <= fresh_q + 1'b1;
      if (pop && !fresh) free_rd_q <= free_rd_q + 1'b1;
      free_cnt_q <= free_cnt_q + {{CellLog2{1'b0}}, free_i} - {{CellLog2{1'b0}}, pop && !fresh};
    end
  end

  // ---------------------------------------------------------------- write position
  always_ff @(posedge clk_i or negedge rst_ni) begin
    if (!rst_ni) begin
      cur_valid_q <= 1'b0;
      cur_q       <= '0;
      prev_q      <= '0;
      head_q      <= '0;
      beat_q      <= '0;
      filled_q    <= '0;
      reserve_q   <= '0;
    end else if (rollback) begin
      beat_q   <= '0;
      filled_q <= '0;
      if (filled_q != 7'd0) begin
        cur_valid_q <= 1'b1;
        cur_q       <= head_q;
        reserve_q   <= reserve_q + (CellLog2+1)'(filled_q) - {{CellLog2{1'b0}}, !cur_valid_q};
      end
    end else if (advance) begin
      cur_valid_q <= spare_valid;
      cur_q       <= spare;
      prev_q      <= cur_q;
      beat_q      <= '0;
      filled_q    <= s_last_i ? 7'd0 : filled_q + 7'd1;
      if (filled_q == 7'd0) head_q <= cur_q;
      if (!from_free) reserve_q <= reserve_q - 1'b1;
    end else begin
      if (write) beat_q <= beat_q + 1'b1;
      if (refill) begin
        cur_valid_q <= 1'b1;
        cur_q       <= spare;
      end
    end
  end

  always_ff @(posedge clk_i or negedge rst_ni) begin
    if (!rst_ni) begin
      open_q <= 1'b0;
      drop_q <= 1'b0;
      full_q <= 1'b0;
      off_q  <= 1'b0;
      len_q  <= '0;
    end else if (beat) begin
      open_q <= !s_last_i;
      drop_q <= !s_last_i && stop;
      full_q <= !s_last_i && full;
      off_q  <= off;
      len_q  <= len;
    end
  end

  localparam int unsigned RamW = DataWidth + (ParityEn ? Bytes : 0);
  logic [RamW-1:0] ram_in, ram_out;

  assign inject_done_o = write;
  assign rd_data_o     = ram_out[DataWidth-1:0];

  if (ParityEn) begin : g_parity
    logic [Bytes-1:0] bits_in, bits_out;
    for (genvar i = 0; i < Bytes; i++) begin : g_byte
      assign bits_in[i]  = ^s_data_i[8*i +: 8] ^ (inject_i && i == 0);
      assign bits_out[i] = ^ram_out[8*i +: 8];
    end
    assign ram_in   = {bits_in, s_data_i};
    assign rd_bad_o = bits_out != ram_out[DataWidth +: Bytes];
  end else begin : g_plain
    assign ram_in   = s_data_i;
    assign rd_bad_o = 1'b0;
    logic unused_inject;
    assign unused_inject = inject_i;
  end

  nicdma_ram_1r1w #(
    .Width(RamW),
    .Depth(Cells * 2048 / DataWidth)
  ) u_data (
    .clk_i    (clk_i),
    .wr_en_i  (write),
    .wr_addr_i({cur_q, beat_q}),
    .wr_data_i(ram_in),
    .rd_en_i  (rd_en_i),
    .rd_addr_i({rd_cell_i, rd_beat_i}),
    .rd_data_o(ram_out)
  );

  `NICDMA_ASSERT(KeepIsContiguous,
    !beat || (s_last_i ? (s_keep_i & (s_keep_i + 1'b1)) == '0 && s_keep_i[0] : &s_keep_i))
  `NICDMA_ASSERT(CellsConserved, free_count_o <= {1'b1, {CellLog2{1'b0}}})
  `NICDMA_ASSERT(FreeOnlyUsedCells,
    !free_i || free_cnt_q + {{CellLog2{1'b0}}, 1'b1} <= fresh_q)

endmodule

`resetall
