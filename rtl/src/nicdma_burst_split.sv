// SPDX-License-Identifier: Apache-2.0
// Cut one transfer into AXI bursts at the multiples of MaxBurstBytes: the only place that knows
// the 4 KiB rule (MaxBurstBytes is a power of two of at most 4096).
//
// Guarantees: bursts are contiguous, in address order, cover exactly [addr, addr+len).
// One burst per cycle, the first in the cycle of op_valid_i. Combinational from op to burst.
`default_nettype none
`include "nicdma_assert.svh"
`include "nicdma_bug.svh"

module nicdma_burst_split #(
  parameter int unsigned AddrWidth     = 64,
  parameter int unsigned DataWidth     = 128,
  parameter int unsigned MaxBurstBytes = 256
) (
  `NICDMA_BUG_PORT
  input  logic                 clk_i,
  input  logic                 rst_ni,
  input  logic                 op_valid_i,
  input  logic [AddrWidth-1:0] op_addr_i,
  input  logic [15:0]          op_len_i,       // bytes, 1..65535
  input  logic                 burst_ready_i,  // taken in this cycle
  output logic [AddrWidth-1:0] burst_addr_o,
  output logic [12:0]          burst_len_o,    // bytes, 1..MaxBurstBytes
  output logic [7:0]           burst_axlen_o,  // beats - 1
  output logic                 burst_first_o,
  output logic                 burst_last_o
);
  localparam int unsigned BytesLog2 = $clog2(DataWidth / 8);
  localparam int unsigned BurstLog2 = $clog2(MaxBurstBytes);

  logic                 more_q;    // inside an operation
  logic [AddrWidth-1:0] addr_q;
  logic [15:0]          rem_q;

  logic [AddrWidth-1:0] addr;
  logic [15:0]          rem;
  logic [12:0]          room, span, beats;

  assign addr = more_q ? addr_q : op_addr_i;
  assign rem  = more_q ? rem_q : op_len_i;

  // Bug 6: bursts are cut half a burst away from the page ends. Bug 7: the same unless address bit
  // 12 of first and last byte differ.
  logic [BurstLog2-1:0] in_block;
`ifdef NICDMA_MUTATE
  logic [12:0] last_byte;
  logic        shifted;
  assign last_byte = addr[12:0] + rem[12:0] - 13'd1;
  assign shifted   = `NICDMA_BUG(6) || (`NICDMA_BUG(7) && last_byte[12] == addr[12]);
  assign in_block  = addr[BurstLog2-1:0] + (shifted ? BurstLog2'(MaxBurstBytes / 2) : '0);
`else
  assign in_block  = addr[BurstLog2-1:0];
`endif

  assign room = 13'(MaxBurstBytes) - {{(13-BurstLog2){1'b0}}, in_block};
  assign burst_last_o  = rem <= {3'b0, room};
  assign burst_len_o   = burst_last_o ? rem[12:0] : room;
  assign burst_addr_o  = addr;
  assign burst_first_o = !more_q;

  assign span  = burst_len_o + {{(13-BytesLog2){1'b0}}, addr[BytesLog2-1:0]} - 13'd1;
  assign beats = span >> BytesLog2;
  assign burst_axlen_o = beats[7:0];

  always_ff @(posedge clk_i or negedge rst_ni) begin
    if (!rst_ni) more_q <= 1'b0;
    else if (op_valid_i && burst_ready_i) more_q <= !burst_last_o;
  end

  always_ff @(posedge clk_i) begin
    if (op_valid_i && burst_ready_i) begin
      addr_q <= addr + {{(AddrWidth-13){1'b0}}, burst_len_o};
      rem_q  <= rem - {3'b0, burst_len_o};
    end
  end

`ifdef NICDMA_MUTATE
  logic unused_bits;
  assign unused_bits = ^{beats[12:8], last_byte[11:0]};
`else
  `NICDMA_ASSERT(BurstInsidePage,
    !op_valid_i || ({1'b0, addr[11:0]} + burst_len_o) <= 13'd4096)
  `NICDMA_ASSERT(BurstBeatsFit, !op_valid_i || beats[12:8] == 5'd0)
`endif
  `NICDMA_ASSERT(TransferNotEmpty, !op_valid_i || op_len_i != 16'd0)

endmodule

`resetall
