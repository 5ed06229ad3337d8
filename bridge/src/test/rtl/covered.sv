// SPDX-License-Identifier: Apache-2.0
// One of each kind of coverage point, in two instances of one module.
module covered (
  input  logic       clk_i,
  input  logic [1:0] op_i,
  output logic [3:0] sum_o,
  output logic [3:0] wide_o
);
  covered_step #(.Width(4)) u_first (.clk_i, .op_i, .sum_o(sum_o));
  covered_step #(.Width(4)) u_second (.clk_i, .op_i(2'd0), .sum_o(wide_o));
endmodule

module covered_step #(
  parameter int unsigned Width = 4
) (
  input  logic             clk_i,
  input  logic [1:0]       op_i,
  output logic [Width-1:0] sum_o = '0
);
  always_ff @(posedge clk_i) begin
    if (op_i == 2'd1) begin
      sum_o <= sum_o + 1'b1;
    end else begin
      sum_o <= sum_o;
    end
    if (op_i == 2'd2) begin
      sum_o <= '0;
    end
  end
  Reset: cover property (@(posedge clk_i) op_i == 2'd2);
endmodule
