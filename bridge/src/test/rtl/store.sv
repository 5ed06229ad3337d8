// SPDX-License-Identifier: Apache-2.0
// Memories, parameters of several kinds, and instances in generate blocks.
`include "store_width.svh"
module store #(
  parameter int unsigned  Depth = 16,
  parameter string        Name  = "none",
  parameter logic [127:0] Magic = 128'h1
) (
  input  logic                    clk_i,
  input  logic                    we_i,
  input  logic [7:0]              addr_i,
  input  logic [`STORE_WIDTH-1:0] data_i,
  output logic [`STORE_WIDTH-1:0] data_o,
  output logic [127:0]            magic_o,
  output logic [31:0]             depth_o,
  output logic [7:0]              name_length_o,
  input  logic [8:1]              row_i [4],
  output logic [8:1]              sum_o
);
  assign magic_o       = Magic;
  assign depth_o       = Depth;
  assign name_length_o = 8'(Name.len());
  assign sum_o         = row_i[0] + row_i[1] + row_i[2] + row_i[3];

  logic [`STORE_WIDTH-1:0] read [2];
  for (genvar i = 0; i < 2; i++) begin : gen_bank
    store_bank #(.Depth(Depth)) u_bank (
      .clk_i, .we_i(we_i && addr_i[7] == i[0]), .addr_i(addr_i[6:0]), .data_i, .data_o(read[i])
    );
  end
  assign data_o = read[addr_i[7]];
endmodule

module store_bank #(
  parameter int unsigned Depth = 16
) (
  input  logic                    clk_i,
  input  logic                    we_i,
  input  logic [6:0]              addr_i,
  input  logic [`STORE_WIDTH-1:0] data_i,
  output logic [`STORE_WIDTH-1:0] data_o
);
  logic [`STORE_WIDTH-1:0] mem [Depth];
  logic [15:0]             writes_q = '0;
  always_ff @(posedge clk_i) begin
    if (we_i) begin
      mem[addr_i[$clog2(Depth)-1:0]] <= data_i;
      writes_q <= writes_q + 16'd1;
    end
  end
  assign data_o = mem[addr_i[$clog2(Depth)-1:0]];
endmodule
