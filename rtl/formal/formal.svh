// SPDX-License-Identifier: Apache-2.0
// What every proof starts with: one cycle of reset, then none; and the fault to prove it against.
`ifndef NICDMA_FORMAL_SVH
`define NICDMA_FORMAL_SVH
`include "nicdma_bug.svh"

// Declares rst_ni and age_q, the number of clock edges since the start (stops at 255).
`define FORMAL_RESET \
  logic [7:0] age_q = 8'd0; \
  logic       rst_ni; \
  always_ff @(posedge clk_i) if (age_q != 8'hFF) age_q <= age_q + 8'd1; \
  assign rst_ni = age_q != 8'd0;

// With NICDMA_MUTATE the design holds fault FORMAL_BUG: then the proof has to fail.
`ifdef NICDMA_MUTATE
`define FORMAL_BUG_SELECT \
  logic [7:0] bug_sel_i; \
  assign bug_sel_i = 8'd`FORMAL_BUG;
`else
`define FORMAL_BUG_SELECT
`endif

`endif
