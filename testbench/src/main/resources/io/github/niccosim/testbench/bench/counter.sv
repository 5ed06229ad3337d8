// SPDX-License-Identifier: Apache-2.0
// Count enabled cycles; the smallest design that shows when a test samples and drives.
module counter #(
  parameter int unsigned Width = 32  // 1..64
) (
  input  logic             clk_i,
  input  logic             rst_ni,
  input  logic             en_i,
  output logic [Width-1:0] count_o
);

  always_ff @(posedge clk_i or negedge rst_ni) begin
    if (!rst_ni) count_o <= '0;
    else if (en_i) count_o <= count_o + 1'b1;
  end

endmodule
