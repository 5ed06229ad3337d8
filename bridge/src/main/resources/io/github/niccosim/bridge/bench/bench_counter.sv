// SPDX-License-Identifier: Apache-2.0
// The counter all cycle costs are compared on: 32 bits, enable, asynchronous reset.
module bench_counter (
  input  logic        clk_i,
  input  logic        rst_ni,
  input  logic        enable_i,
  output logic [31:0] count_o
);
  logic [31:0] count_q;

  always_ff @(posedge clk_i or negedge rst_ni) begin
    if (!rst_ni) count_q <= '0;
    else if (enable_i) count_q <= count_q + 32'd1;
  end

  assign count_o = count_q;
endmodule
