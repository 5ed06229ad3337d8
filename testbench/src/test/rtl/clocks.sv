// SPDX-License-Identifier: Apache-2.0
// Clocks made in the RTL: divided by two and gated, each with a register that counts its edges.
module clocks (
  input  logic       clk_i,
  input  logic       gate_i,    // lets clk_i through; sampled while clk_i is low
  input  logic [7:0] data_i,
  output logic       div_clk_o,
  output logic [7:0] div_count_o,
  output logic [7:0] div_data_o,  // data_i at the rising edge of div_clk_o
  output logic       gated_clk_o,
  output logic [7:0] gated_count_o
);

  logic gate_q;

  always_ff @(posedge clk_i) div_clk_o <= !div_clk_o;

  always_ff @(posedge div_clk_o) begin
    div_count_o <= div_count_o + 8'd1;
    div_data_o  <= data_i;
  end

  always_ff @(negedge clk_i) gate_q <= gate_i;
  assign gated_clk_o = clk_i && gate_q;

  always_ff @(posedge gated_clk_o) gated_count_o <= gated_count_o + 8'd1;

endmodule
