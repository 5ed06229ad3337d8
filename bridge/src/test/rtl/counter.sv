// SPDX-License-Identifier: Apache-2.0
// 32-bit counter with enable and asynchronous reset.
module counter #(
  parameter int unsigned Step = 1
) (
  input  logic        clk_i,
  input  logic        rst_ni,
  input  logic        enable_i,
  output logic [31:0] count_o,
  output logic        divided_o   // count_o[1] as a derived clock
);
  logic [31:0] count_q;

  always_ff @(posedge clk_i or negedge rst_ni) begin
    if (!rst_ni) count_q <= '0;
    else if (enable_i) count_q <= count_q + Step;
  end

  assign count_o   = count_q;
  assign divided_o = count_q[1];
endmodule
