// SPDX-License-Identifier: Apache-2.0
// Queue of up to Depth words; the oldest word is visible while rd_valid_o is 1.
//
// Guarantees: order, no loss, one write and one read per cycle. Latency: one cycle.
`default_nettype none
`include "nicdma_assert.svh"

module nicdma_fifo #(
  parameter int unsigned Width = 8,
  parameter int unsigned Depth = 4    // power of two, >= 2
) (
  input  logic             clk_i,
  input  logic             rst_ni,
  input  logic             wr_valid_i,
  output logic             wr_ready_o,   // does not depend on rd_ready_i
  input  logic [Width-1:0] wr_data_i,
  output logic             rd_valid_o,
  input  logic             rd_ready_i,   // may depend on rd_valid_o
  output logic [Width-1:0] rd_data_o
);
  localparam int unsigned PtrW = $clog2(Depth);

  logic [Width-1:0] mem [Depth];
  logic [PtrW:0]    wr_q, rd_q;

  assign rd_valid_o = wr_q != rd_q;
  assign wr_ready_o = (wr_q ^ rd_q) != {1'b1, {PtrW{1'b0}}};
  assign rd_data_o  = mem[rd_q[PtrW-1:0]];

  always_ff @(posedge clk_i) begin
    if (wr_valid_i && wr_ready_o) mem[wr_q[PtrW-1:0]] <= wr_data_i;
  end

  always_ff @(posedge clk_i or negedge rst_ni) begin
    if (!rst_ni) begin
      wr_q <= '0;
      rd_q <= '0;
    end else begin
      if (wr_valid_i && wr_ready_o) wr_q <= wr_q + 1'b1;
      if (rd_valid_o && rd_ready_i) rd_q <= rd_q + 1'b1;
    end
  end

  `NICDMA_ASSERT(FifoNeverOverfull, (wr_q - rd_q) <= {1'b1, {PtrW{1'b0}}})

endmodule

`resetall
