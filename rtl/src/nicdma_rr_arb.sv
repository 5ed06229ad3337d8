// SPDX-License-Identifier: Apache-2.0
// Pick one of 2^IdxW requests, round robin: after request i is taken, i+1 comes first.
//
// Guarantees: a request that stays up is picked within 2^IdxW takes. Combinational.
`default_nettype none
`include "nicdma_assert.svh"
`include "nicdma_bug.svh"

module nicdma_rr_arb #(
  parameter int unsigned IdxW = 2
) (
  `NICDMA_BUG_PORT
  input  logic               clk_i,
  input  logic               rst_ni,
  input  logic [2**IdxW-1:0] req_i,
  input  logic               take_i,   // the pick is used in this cycle
  output logic               valid_o,
  output logic [IdxW-1:0]    idx_o
);
  localparam int unsigned N = 2 ** IdxW;

  logic [N-1:0]    after_q;   // requests after the last one taken
  logic [N-1:0]    pool;

  assign valid_o = |req_i;
  assign pool    = |(req_i & after_q) ? (req_i & after_q) : req_i;

  always_comb begin
    idx_o = '0;
    if (valid_o) begin
      for (int unsigned i = 0; i < N; i++) begin
        if (pool[N-1-i]) idx_o = IdxW'(N - 1 - i);
      end
    end
  end

  always_ff @(posedge clk_i or negedge rst_ni) begin
    if (!rst_ni) after_q <= '0;
    else if (take_i && valid_o && !`NICDMA_BUG(59)) after_q <= {N{1'b1}} << idx_o << 1;
  end

  `NICDMA_ASSERT(PickWasRequested, !valid_o || req_i[idx_o])

endmodule

`resetall
