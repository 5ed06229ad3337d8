// SPDX-License-Identifier: Apache-2.0
// Read fragments of frames from host memory into rows of the transmit buffer.
//
// A burst is requested only when rows for all its beats are reserved, so every beat that arrives is
// taken at once. Bursts use the read IDs in turn; one ID may carry several, which AXI keeps in
// order. Beats of different IDs come in any order: each goes straight to its row.
// Operation to ARVALID: 1 cycle. Beat to row: 2 cycles.
`default_nettype none
`include "nicdma_assert.svh"
`include "nicdma_bug.svh"

module nicdma_dma_rd #(
  parameter int unsigned DataWidth     = 128,
  parameter int unsigned AddrWidth     = 64,
  parameter int unsigned TagW          = 5,     // ID bits
  parameter int unsigned MaxOutRd      = 64,
  parameter int unsigned MaxBurstBytes = 256,
  parameter int unsigned RowLog2       = 11,    // log2 of the rows of the buffer
  parameter int unsigned SlotLog2      = 6
) (
  `NICDMA_BUG_PORT
  input  logic                   clk_i,
  input  logic                   rst_ni,
  input  logic                   init_i,
  input  logic [7:0]             init_idx_i,
  // fragment to read
  input  logic                   op_valid_i,
  output logic                   op_ready_o,    // its last burst is requested
  input  logic [AddrWidth-1:0]   op_addr_i,
  input  logic [15:0]            op_len_i,
  input  logic [13:0]            op_off_i,      // position in the frame
  input  logic [SlotLog2-1:0]    op_slot_i,
  input  logic [7:0]             op_qid_i,
  output logic                   burst_o,       // one burst is requested
  output logic [8:0]             burst_rows_o,  // of so many rows
  // rows given back
  input  logic [RowLog2:0]       free_i,
  // rows that arrived
  output logic                   land_o,
  output logic [DataWidth-1:0]   land_data_o,
  output logic [RowLog2-1:0]     land_row_o,
  output logic [$clog2(DataWidth/8)-1:0] land_from_o,  // first valid lane
  output logic [$clog2(DataWidth/8):0]   land_count_o, // valid bytes
  output logic [13:0]            land_off_o,    // position of the first in the frame
  output logic [SlotLog2-1:0]    land_slot_o,
  output logic                   land_end_o,    // a burst is complete
  output logic [1:0]             land_resp_o,
  output logic                   idle_o,        // nothing requested
  // AXI read
  output logic [TagW-1:0]        arid_o,
  output logic [AddrWidth-1:0]   araddr_o,
  output logic [7:0]             arlen_o,
  output logic [15:0]            aruser_o,
  output logic                   arvalid_o,
  input  logic                   arready_i,
  input  logic [TagW-1:0]        rid_i,
  input  logic [DataWidth-1:0]   rdata_i,
  input  logic [1:0]             rresp_i,
  input  logic                   rlast_i,
  input  logic                   rvalid_i
);
  localparam int unsigned Bytes  = DataWidth / 8;
  localparam int unsigned OffW   = $clog2(Bytes);
  localparam int unsigned Tags   = 2 ** TagW;
  localparam int unsigned PerTag = (MaxOutRd + Tags - 1) / Tags;     // bursts of one ID
  localparam int unsigned ListW  = PerTag < 2 ? 1 : $clog2(PerTag);
  localparam int unsigned EntryW = SlotLog2 + RowLog2 + OffW + 13 + 14;

  // ---------------------------------------------------------------- requests
  logic [AddrWidth-1:0] burst_addr;
  logic [12:0]          burst_len;
  logic [7:0]           burst_axlen, out_q;
  logic                 first, last, go, room, done;
  logic [RowLog2:0]     free_q;
  logic [RowLog2-1:0]   row_q;
  logic [TagW+ListW:0]  count_q;           // bursts requested: ID and place in its list
  logic [ListW:0]       list_rd_mem [Tags];
  logic [13:0]          off_q, off;        // position of the next burst in the frame

  assign burst_rows_o = {1'b0, burst_axlen} + 9'd1;
  assign room = count_q[TagW+ListW:TagW] - list_rd_mem[count_q[TagW-1:0]] !=
                {1'b1, {ListW{1'b0}}};
  assign go   = op_valid_i && (!arvalid_o || arready_i) && out_q < 8'(MaxOutRd) && room &&
                free_q >= (RowLog2+1)'(burst_rows_o);
  assign burst_o    = go;
  assign op_ready_o = go && last;
  assign off        = first ? op_off_i : off_q;

  nicdma_burst_split #(
    .AddrWidth    (AddrWidth),
    .DataWidth    (DataWidth),
    .MaxBurstBytes(MaxBurstBytes)
  ) u_split (
    `NICDMA_BUG_CONN
    .clk_i        (clk_i),
    .rst_ni       (rst_ni),
    .op_valid_i   (op_valid_i),
    .op_addr_i    (op_addr_i),
    .op_len_i     (op_len_i),
    .burst_ready_i(go),
    .burst_addr_o (burst_addr),
    .burst_len_o  (burst_len),
    .burst_axlen_o(burst_axlen),
    .burst_first_o(first),
    .burst_last_o (last)
  );

  always_ff @(posedge clk_i or negedge rst_ni) begin
    if (!rst_ni) begin
      arvalid_o <= 1'b0;
      out_q     <= '0;
      count_q   <= '0;
      row_q     <= '0;
      free_q    <= {1'b1, {RowLog2{1'b0}}};
    end else begin
      if (go) arvalid_o <= 1'b1;
      else if (arready_i) arvalid_o <= 1'b0;
      out_q <= out_q + {7'b0, go} - {7'b0, done};
      if (go) begin
        count_q <= count_q + 1'b1;
        row_q   <= row_q + RowLog2'(burst_rows_o);
      end
      free_q <= free_q + free_i - (go ? (RowLog2+1)'(burst_rows_o) : '0);
    end
  end

  logic [EntryW-1:0] list_mem [Tags * 2**ListW];

  always_ff @(posedge clk_i) begin
    if (go) begin
      arid_o   <= count_q[TagW-1:0];
      araddr_o <= burst_addr;
      arlen_o  <= burst_axlen;
      aruser_o <= {nicdma_pkg::KindTxData, op_qid_i, 4'b0};
      off_q    <= off + {1'b0, burst_len};
      list_mem[{count_q[TagW-1:0], count_q[TagW +: ListW]}] <=
        {op_slot_i, row_q, burst_addr[OffW-1:0], burst_len, off};
    end
  end

  // ---------------------------------------------------------------- answers
  logic [TagW-1:0]     tag;
  logic [ListW:0]      list_rd;
  logic [7:0]          got_mem [Tags];     // beats of the oldest burst of an ID
  logic [7:0]          got;
  logic [SlotLog2-1:0] slot;
  logic [RowLog2-1:0]  row;
  logic [OffW-1:0]     from;
  logic [12:0]         len, past, left;
  logic [OffW:0]       space;
  logic [13:0]         pos;

`ifdef NICDMA_MUTATE
  // Bug 39: answers are attributed in request order, whatever their ID.
  logic [TagW+ListW:0] order_q;
  always_ff @(posedge clk_i or negedge rst_ni) begin
    if (!rst_ni) order_q <= '0;
    else if (done) order_q <= order_q + 1'b1;
  end
  assign tag = `NICDMA_BUG(39) ? order_q[TagW-1:0] : rid_i;
`else
  assign tag = rid_i;
`endif

  assign done    = rvalid_i && rlast_i;
  assign list_rd = list_rd_mem[tag];
  assign got     = got_mem[tag];
  assign {slot, row, from, len, pos} = list_mem[{tag, list_rd[ListW-1:0]}];
  assign past  = got == 8'd0 ? 13'd0 : 13'({got, {OffW{1'b0}}}) - 13'(from);
  assign left    = len - past;
  assign space   = (OffW+1)'(Bytes) - (got == 8'd0 ? {1'b0, from} : '0);

  always_ff @(posedge clk_i) begin
    if (init_i) begin
      list_rd_mem[init_idx_i[TagW-1:0]] <= '0;
      got_mem[init_idx_i[TagW-1:0]]     <= '0;
    end else if (rvalid_i) begin
      got_mem[tag] <= rlast_i ? 8'd0 : got + 8'd1;
      if (rlast_i) list_rd_mem[tag] <= list_rd + 1'b1;
    end
  end

  always_ff @(posedge clk_i or negedge rst_ni) begin
    if (!rst_ni) land_o <= 1'b0;
    else land_o <= rvalid_i;
  end

  always_ff @(posedge clk_i) begin
    if (rvalid_i) begin
      land_data_o  <= rdata_i;
      land_row_o   <= row + RowLog2'(got);
      land_from_o  <= got == 8'd0 ? from : '0;
      land_count_o <= left < 13'(space) ? left[OffW:0] : space;
      land_off_o   <= pos + {1'b0, past};
      land_slot_o  <= slot;
      land_end_o   <= rlast_i;
      land_resp_o  <= rresp_i;
    end
  end

  assign idle_o = out_q == '0 && !arvalid_o;

  logic unused_bits;
  assign unused_bits = ^init_idx_i;

`ifndef NICDMA_MUTATE
  `NICDMA_ASSERT(AnswerWasRequested, !rvalid_i || out_q != '0)
  `NICDMA_ASSERT(AnswerHasRequestedLength, !rvalid_i || rlast_i == (left <= 13'(space)))
  `NICDMA_ASSERT(RowsConserved, free_q <= {1'b1, {RowLog2{1'b0}}})
`endif

endmodule

`resetall
