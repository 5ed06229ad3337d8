// SPDX-License-Identifier: Apache-2.0
// Two clock inputs, a clock divided in RTL, a gated clock, and a combinational path.
module clocks (
  input  logic       clk_a_i,
  input  logic       clk_b_i,
  input  logic       rst_i,      // asynchronous, active high
  input  logic [7:0] data_i,
  output logic [7:0] a_o,        // data_i sampled by clk_a_i
  output logic [7:0] b_o,        // a_o sampled by clk_b_i
  output logic [7:0] half_o,     // data_i sampled by the divided clock
  output logic       half_clk_o,
  output logic [7:0] comb_o      // data_i + 1, no register
);
  logic half_clk_q;
  always_ff @(posedge clk_a_i or posedge rst_i) begin
    if (rst_i) half_clk_q <= 1'b0;
    else half_clk_q <= ~half_clk_q;
  end
  always_ff @(posedge clk_a_i or posedge rst_i) begin
    if (rst_i) a_o <= 8'hee;
    else a_o <= data_i;
  end
  always_ff @(posedge clk_b_i) b_o <= a_o;
  always_ff @(posedge half_clk_q) half_o <= data_i;
  assign half_clk_o = half_clk_q;
  assign comb_o     = data_i + 8'd1;
endmodule
