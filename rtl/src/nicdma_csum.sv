// SPDX-License-Identifier: Apache-2.0
// Ones'-complement sum of the 16-bit big-endian words in a range of bytes of one bus beat.
//
// Sums of beats may be added in any order: each beat says whether its first summed byte is the
// high or the low half of a word. Sum one cycle after valid_i, then held.
`default_nettype none
`include "nicdma_bug.svh"

module nicdma_csum #(
  parameter int unsigned DataWidth = 128
) (
  `NICDMA_BUG_PORT
  input  logic                            clk_i,
  input  logic                            valid_i,
  input  logic [DataWidth-1:0]            data_i,
  input  logic [$clog2(DataWidth/8):0]    from_i,  // first summed lane
  input  logic [$clog2(DataWidth/8):0]    to_i,    // lane behind the last; <= from_i: no byte
  input  logic                            odd_i,   // even lanes hold low halves
  output logic [15:0]                     sum_o
);
  localparam int unsigned Bytes = DataWidth / 8;
  localparam int unsigned SumW  = 8 + $clog2(Bytes);

  logic [Bytes-1:0] mask;
  logic [SumW-1:0]  even, odd, high, low;
  logic [23:0]      wide;
  logic [16:0]      once;

  always_comb begin
    mask = '0;
    even = '0;
    odd  = '0;
    if (valid_i) begin
      mask = ({Bytes{1'b1}} << from_i) & ~({Bytes{1'b1}} << to_i);
      for (int unsigned i = 0; i < Bytes; i += 2) begin
        if (mask[i]) even = even + SumW'(data_i[i*8 +: 8]);
        if (mask[i+1]) odd = odd + SumW'(data_i[i*8+8 +: 8]);
      end
    end
  end

  // Bug 53: the carry out of bit 15 is dropped.
  assign high = odd_i ? odd : even;
  assign low  = odd_i ? even : odd;
  assign wide = (24'(high) << 8) + 24'(low);
  assign once = {1'b0, wide[15:0]} + (`NICDMA_BUG(53) ? 17'd0 : {9'd0, wide[23:16]});

  always_ff @(posedge clk_i) begin
    if (valid_i) sum_o <= once[15:0] + (`NICDMA_BUG(53) ? 16'd0 : {15'd0, once[16]});
  end

endmodule

`resetall
