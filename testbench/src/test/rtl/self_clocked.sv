// SPDX-License-Identifier: Apache-2.0
// Makes its own clock with delays: 10 ns, high for 4 ns, first rising edge at 6 ns.
`timescale 1ns / 1ps
module self_clocked (
  input  logic       en_i,
  input  logic       stop_i,  // no edge any more
  output logic       clk_o,
  output logic [7:0] count_o
);

  initial begin
    clk_o = 1'b0;
    while (!stop_i) begin
      #6 clk_o = 1'b1;
      #4 clk_o = 1'b0;
    end
  end

  always_ff @(posedge clk_o) if (en_i) count_o <= count_o + 8'd1;

endmodule
