// SPDX-License-Identifier: Apache-2.0
// Give the records of several writers (0 receive completions, 1 transmit completions, 2 events) to
// the one completion port of nicdma_dma_wr, round robin.
//
// Combinational: a source alone pays no cycle. A source keeps its record until ready.
`default_nettype none
`include "nicdma_bug.svh"

module nicdma_cqe_arb #(
  parameter int unsigned Sources   = 3,    // 1..4
  parameter int unsigned AddrWidth = 64,
  parameter int unsigned CplBytes  = 16    // longest record: 16 or 32
) (
  `NICDMA_BUG_PORT
  input  logic                          clk_i,
  input  logic                          rst_ni,
  // records; source i in the i-th part of each vector
  input  logic [Sources-1:0]            src_valid_i,
  output logic [Sources-1:0]            src_ready_o,
  input  logic [Sources*AddrWidth-1:0]  src_addr_i,
  input  logic [Sources*CplBytes*8-1:0] src_data_i,
  input  logic [Sources*6-1:0]          src_bytes_i,
  input  logic [Sources*8-1:0]          src_qid_i,
  input  logic [Sources*4-1:0]          src_kind_i,
  input  logic [Sources-1:0]            src_tag_i,
  input  logic [Sources-1:0]            src_eop_i,    // record ends a frame
  // the one taken next
  output logic                          cqe_valid_o,
  input  logic                          cqe_ready_i,
  output logic [AddrWidth-1:0]          cqe_addr_o,
  output logic [CplBytes*8-1:0]         cqe_data_o,
  output logic [5:0]                    cqe_bytes_o,
  output logic [7:0]                    cqe_qid_o,
  output logic [3:0]                    cqe_kind_o,
  output logic                          cqe_tag_o,
  output logic                          cqe_eop_o
);
  logic [3:0] req;
  logic [1:0] idx;

  assign req = 4'(src_valid_i);

  nicdma_rr_arb #(.IdxW(2)) u_pick (
    `NICDMA_BUG_CONN
    .clk_i  (clk_i),
    .rst_ni (rst_ni),
    .req_i  (req),
    .take_i (cqe_ready_i),
    .valid_o(cqe_valid_o),
    .idx_o  (idx)
  );

  always_comb begin
    src_ready_o = '0;
    cqe_addr_o  = '0;
    cqe_data_o  = '0;
    cqe_bytes_o = 6'd16;
    cqe_qid_o   = '0;
    cqe_kind_o  = nicdma_pkg::KindCqe;
    cqe_tag_o   = 1'b0;
    cqe_eop_o   = 1'b0;
    if (cqe_valid_o) begin
      for (int unsigned i = 0; i < Sources; i++) begin
        if (idx == 2'(i)) begin
          src_ready_o[i] = cqe_ready_i;
          cqe_addr_o     = src_addr_i[i*AddrWidth +: AddrWidth];
          cqe_data_o     = src_data_i[i*CplBytes*8 +: CplBytes*8];
          cqe_bytes_o    = src_bytes_i[i*6 +: 6];
          cqe_qid_o      = src_qid_i[i*8 +: 8];
          cqe_kind_o     = src_kind_i[i*4 +: 4];
          cqe_tag_o      = src_tag_i[i];
          cqe_eop_o      = src_eop_i[i];
        end
      end
    end
  end

endmodule

`resetall
