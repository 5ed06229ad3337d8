// SPDX-License-Identifier: Apache-2.0
// Proof, bounded: nicdma_fifo keeps every word and the order, and offers a word after one cycle.
`default_nettype none
`include "formal.svh"

module fifo #(
  parameter int unsigned Width = 1,
  parameter int unsigned Depth = 4
) (
  input logic             clk_i,
  input logic             wr_valid,
  input logic [Width-1:0] wr_data,
  input logic             rd_ready
);
  `FORMAL_RESET

  logic             wr_ready, rd_valid;
  logic [Width-1:0] rd_data;

  nicdma_fifo #(
    .Width(Width),
    .Depth(Depth)
  ) dut (
    .clk_i     (clk_i),
    .rst_ni    (rst_ni),
    .wr_valid_i(wr_valid),
    .wr_ready_o(wr_ready),
    .wr_data_i (wr_data),
    .rd_valid_o(rd_valid),
    .rd_ready_i(rd_ready),
    .rd_data_o (rd_data)
  );

  // ---------------------------------------------------------------- a shift register as reference
  logic [Width*Depth-1:0] words_q;     // oldest word lowest
  logic [7:0]             count_q;
  logic                   put, take;

  assign put  = wr_valid && wr_ready;
  assign take = rd_valid && rd_ready;

  logic [Width*Depth-1:0] kept;
  logic [7:0]             left;
  assign kept = take ? words_q >> Width : words_q;
  assign left = take ? count_q - 8'd1 : count_q;

  always_ff @(posedge clk_i) begin
    if (!rst_ni) begin
      count_q <= '0;
      words_q <= '0;
    end else begin
      count_q <= put ? left + 8'd1 : left;
      words_q <= put ? kept | ((Width*Depth)'(wr_data) << (left * Width)) : kept;
    end
  end

  always_ff @(posedge clk_i) begin
    if (rst_ni) begin
      offers_what_it_has:   assert (rd_valid == (count_q != 8'd0));
      refuses_only_if_full: assert (wr_ready == (count_q != 8'(Depth)));
      oldest_first:         assert (!rd_valid || rd_data == words_q[Width-1:0]);
      cover_full:           cover (!wr_ready && words_q[Width-1:0] == 1'b1);
      cover_emptied:        cover (age_q > 8'd9 && !rd_valid && words_q == '0);
    end
  end
endmodule

`resetall
