// SPDX-License-Identifier: Apache-2.0
// Combinational logic only: a test bench that feeds not_o back into a_i never settles.
module comb (
  input  logic       a_i,
  input  logic [7:0] x_i,
  output logic       not_o,
  output logic [7:0] plus_one_o,
  input  logic       error_i,   // $error while high
  input  logic       finish_i   // $finish while high
);

  assign not_o = !a_i;
  assign plus_one_o = x_i + 8'd1;

  always_comb begin
    if (error_i) $error("error_i is high");
    if (finish_i) $finish;
  end

endmodule
