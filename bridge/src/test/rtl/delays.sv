// SPDX-License-Identifier: Apache-2.0
// RTL with delays: a clock of its own beside one from outside, and a process that waits.
module delays (
  input  logic        clk_i,
  input  logic        go_i,
  output logic        own_clk_o,
  output logic [15:0] own_count_o,   // rising edges of own_clk_o
  output logic [15:0] clk_count_o,   // rising edges of clk_i
  output logic [15:0] sampled_o,     // clk_count_o at the latest rise of own_clk_o
  output logic        late_o         // 7 ns after go_i rose
);
  initial own_clk_o = 1'b0;
  always #5 own_clk_o = ~own_clk_o;

  initial {own_count_o, clk_count_o, sampled_o, late_o} = '0;
  always @(posedge own_clk_o) own_count_o <= own_count_o + 16'd1;
  always @(posedge own_clk_o) sampled_o <= clk_count_o;
  always @(posedge clk_i) clk_count_o <= clk_count_o + 16'd1;

  initial begin
    wait (go_i);
    #7 late_o = 1'b1;
  end
endmodule
