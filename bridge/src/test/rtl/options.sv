// SPDX-License-Identifier: Apache-2.0
// Shows what the options of a build do.
module options (
  input  logic        clk_i,
  input  logic        bad_i,
  output logic [31:0] register_o,   // never written
  output logic [31:0] unknown_o,    // x while bad_i
  output logic [31:0] sum_o [4]     // four independent registers
);
  logic [31:0] register_q;
  always_ff @(posedge clk_i) if (bad_i && !clk_i) register_q <= 32'd1;
  assign register_o = register_q;

  logic [31:0] unknown;
  always_comb begin
    unknown = 32'd5;
    if (bad_i) unknown = 32'hxxxx_xxxx;
  end
  assign unknown_o = unknown;

  for (genvar i = 0; i < 4; i++) begin : gen_sum
    logic [31:0] sum_q = 32'(i);
    always_ff @(posedge clk_i) sum_q <= {sum_q[30:0], sum_q[31]} + 32'd7;
    assign sum_o[i] = sum_q;
  end

  NeverBad: assert property (@(posedge clk_i) !bad_i);
endmodule
