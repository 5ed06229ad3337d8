// SPDX-License-Identifier: Apache-2.0
// Does what op_i says at the next clock edge.
module failures (
  input  logic       clk_i,
  input  logic [3:0] op_i,
  input  logic       ring_i,   // closes a combinational loop that has no stable value
  output logic       ring_o,
  output logic [7:0] cycles_o
);
  sub_failures u_sub (.clk_i, .op_i);

  logic [7:0] cycles_q = '0;
  always_ff @(posedge clk_i) cycles_q <= cycles_q + 8'd1;
  assign cycles_o = cycles_q;

  /* verilator lint_off UNOPTFLAT */
  logic loop;
  always_comb loop = ring_i & ~loop;
  assign ring_o = loop;
  /* verilator lint_on UNOPTFLAT */

  final if (op_i == 4'd15) $display("final block");
endmodule

module sub_failures (
  input logic       clk_i,
  input logic [3:0] op_i
);
  always_ff @(posedge clk_i) begin
    case (op_i)
      4'd1: $fatal(1, "fatal with op=%0d", op_i);
      4'd2: $error("error with op=%0d", op_i);
      4'd3: assert (op_i != 4'd3) else $error("OpIsNotThree");
      4'd4: assert (op_i != 4'd4);
      4'd5: $stop;
      4'd6: $finish;
      4'd7: $warning("careful");
      4'd8: $info("für %s", "Information");
      4'd9: $display("at %0t", $realtime);
      4'd10: $write("half ");
      4'd11: $fwrite(32'h8000_0001, "to stdout\n");
      4'd12: $fwrite(1, "to mcd\n");
      4'd13: $display("%0d", $urandom);
      4'd14: if ($test$plusargs("verbose")) $display("plusarg seen");
      default: ;
    endcase
  end
endmodule
