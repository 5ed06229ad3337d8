// SPDX-License-Identifier: Apache-2.0
// What has arrived of each transmit frame: bursts answered, worst response, checksum so far.
//
// A slot is cleared when it is released. Counts are up to date one cycle after the row is there;
// the sum one cycle later, which is when nicdma_tx_buf can first use it.
`default_nettype none
`include "nicdma_bug.svh"

module nicdma_tx_land #(
  parameter int unsigned DataWidth = 128,
  parameter int unsigned SlotLog2  = 6,
  parameter bit          CsumEn    = 1'b1
) (
  `NICDMA_BUG_PORT
  input  logic                   clk_i,
  input  logic                   rst_ni,
  // rows from nicdma_dma_rd
  input  logic                   land_i,
  input  logic [DataWidth-1:0]   land_data_i,
  input  logic [$clog2(DataWidth/8)-1:0] land_from_i,
  input  logic [$clog2(DataWidth/8):0]   land_count_i,
  input  logic [13:0]            land_off_i,
  input  logic [SlotLog2-1:0]    land_slot_i,
  input  logic                   land_end_i,
  input  logic [1:0]             land_resp_i,
  // checksum range of a slot
  input  logic                   csum_set_i,
  input  logic [SlotLog2-1:0]    csum_slot_i,
  input  logic                   csum_en_i,
  input  logic [7:0]             csum_start_i,
  // questions, answered in the same cycle
  input  logic [SlotLog2-1:0]    rd_slot_i,
  output logic [9:0]             rd_answered_o,
  output logic [1:0]             rd_resp_o,
  input  logic [SlotLog2-1:0]    cpl_slot_i,
  output logic [1:0]             cpl_resp_o,
  input  logic [SlotLog2-1:0]    sum_slot_i,
  output logic [15:0]            sum_o,
  input  logic                   release_i       // of cpl_slot_i
);
  localparam int unsigned Slots = 2 ** SlotLog2;
  localparam int unsigned OffW  = $clog2(DataWidth / 8);

  logic [9:0]       answered_mem [Slots];
  logic [1:0]       resp_mem     [Slots];
  logic [Slots-1:0] touched_q;             // answered_mem, resp_mem hold a value
  logic [9:0]       answered;
  logic [1:0]       resp;

  assign answered      = touched_q[land_slot_i] ? answered_mem[land_slot_i] : 10'd0;
  assign resp          = touched_q[land_slot_i] ? resp_mem[land_slot_i] : 2'd0;
  assign rd_answered_o = touched_q[rd_slot_i] ? answered_mem[rd_slot_i] : 10'd0;
  assign rd_resp_o     = touched_q[rd_slot_i] ? resp_mem[rd_slot_i] : 2'd0;
  assign cpl_resp_o    = touched_q[cpl_slot_i] ? resp_mem[cpl_slot_i] : 2'd0;

  always_ff @(posedge clk_i) begin
    if (land_i) begin
      answered_mem[land_slot_i] <= answered + {9'd0, land_end_i};
      resp_mem[land_slot_i]     <= land_resp_i > resp && !`NICDMA_BUG(35) ? land_resp_i : resp;
    end
  end

  always_ff @(posedge clk_i or negedge rst_ni) begin
    if (!rst_ni) begin
      touched_q <= '0;
    end else begin
      if (release_i) touched_q[cpl_slot_i] <= 1'b0;
      if (land_i) touched_q[land_slot_i] <= 1'b1;
    end
  end

  if (CsumEn) begin : g_csum
    logic [8:0]          range_mem [Slots];    // {enabled, first byte}
    logic [15:0]         sum_mem   [Slots];
    logic [Slots-1:0]    summed_q;             // sum_mem holds a value
    logic                on, sum_valid_q;
    logic [7:0]          start;
    logic [13:0]         skip;                 // bytes of this row before the range
    logic [OffW:0]       from, to;
    logic [SlotLog2-1:0] slot_q;
    logic [15:0]         part, old;
    logic [16:0]         sum;

    assign {on, start} = range_mem[land_slot_i];
    assign skip = land_off_i < {6'd0, start} ? {6'd0, start} - land_off_i : 14'd0;
    assign to   = {1'b0, land_from_i} + land_count_i;
    assign from = skip > 14'(land_count_i) ? to : {1'b0, land_from_i} + skip[OffW:0];

    always_ff @(posedge clk_i) begin
      if (csum_set_i) range_mem[csum_slot_i] <= {csum_en_i, csum_start_i};
    end

    nicdma_csum #(.DataWidth(DataWidth)) u_csum (
      `NICDMA_BUG_CONN
      .clk_i  (clk_i),
      .valid_i(land_i && on),
      .data_i (land_data_i),
      .from_i (from),
      .to_i   (to),
      .odd_i  (land_off_i[0] ^ start[0] ^ land_from_i[0]),
      .sum_o  (part)
    );

    // one's-complement addition: the carry comes back in
    assign old = summed_q[slot_q] ? sum_mem[slot_q] : 16'd0;
    assign sum = {1'b0, old} + {1'b0, part};

    always_ff @(posedge clk_i or negedge rst_ni) begin
      if (!rst_ni) begin
        sum_valid_q <= 1'b0;
        summed_q    <= '0;
      end else begin
        sum_valid_q <= land_i && on;
        if (release_i) summed_q[cpl_slot_i] <= 1'b0;
        if (sum_valid_q) summed_q[slot_q] <= 1'b1;
      end
    end

    always_ff @(posedge clk_i) begin
      if (land_i && on) slot_q <= land_slot_i;
      if (sum_valid_q) sum_mem[slot_q] <= sum[15:0] + (`NICDMA_BUG(53) ? 16'd0 : 16'(sum[16]));
    end
    assign sum_o = sum_mem[sum_slot_i];
  end else begin : g_no_csum
    assign sum_o = '0;
    logic unused_csum;
    assign unused_csum = ^{land_data_i, land_from_i, land_count_i, land_off_i, csum_set_i,
                           csum_slot_i, csum_en_i, csum_start_i, sum_slot_i};
  end

endmodule

`resetall
