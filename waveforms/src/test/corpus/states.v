// SPDX-License-Identifier: Apache-2.0
// Four states, reals, events, parameters, strings of bits and dump switches, for Icarus Verilog.
`timescale 1ns / 10ps
module states_leaf #(
  parameter Depth = 5
) (
  input clk_i,
  inout [3:0] pad_io,
  output reg [0:6] up_o
);
  reg drive;
  reg [3:0] value;
  assign pad_io = drive ? value : 4'bzzzz;
  initial begin drive = 0; up_o = 7'bx; end
  always @(posedge clk_i) begin
    drive <= ~drive;
    value <= value === 4'bxxxx ? 4'b10x1 : value + 1;
    up_o  <= {up_o[1:6], drive};
  end
endmodule

module states;
  localparam real Ratio = 1.625;
  reg clk;
  wire [3:0] pad;
  wire pulled;
  reg [7:0] mem [0:3];
  real level;
  integer n;
  time stamp;
  event tick;
  reg [200:0] wide;
  reg [63:0] exact;
  reg [8*11-1:0] label;
  wire [0:6] up;
  tri1 t1;
  supply0 ground;
  pullup (pulled);
  assign pulled = n[2] ? 1'b0 : 1'bz;

  states_leaf #(.Depth(9)) u_leaf (.clk_i(clk), .pad_io(pad), .up_o(up));

  always #5.25 clk = ~clk;

  initial begin
    $dumpfile("states.vcd");
    $dumpvars(0, states);
    $dumpvars(0, mem[0], mem[1]);
    clk = 0; level = -0.5; n = -3; wide = 0; exact = 64'h8000_0000_0000_0001; label = "idle";
    #200 $dumpoff;
    #40  $dumpon;
    #60  $dumpall;
    #100 $finish;
  end
  always @(posedge clk) begin
    n = n + 1;
    level = level * -1.5;
    stamp = $time;
    wide <= {wide[199:0], ^wide ^ n[0]};
    exact <= exact >> 1;
    mem[n[1:0]] <= n[7:0];
    label <= n[0] ? "even" : "odd state";
    if (n[0]) -> tick;
    if (n == 9) wide[100:90] <= 11'bz;
  end
endmodule
