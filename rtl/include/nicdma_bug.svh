// SPDX-License-Identifier: Apache-2.0
// Deliberate faults for qualifying testbenches: one Verilated model runs every mutant.
// Without NICDMA_MUTATE the port is absent and every knob is the constant 0.
// Numbers and meaning: doc/rtl.md, section "Mutants". Bit 7 turns the bound protocol checker on.
`ifndef NICDMA_BUG_SVH
`define NICDMA_BUG_SVH

`ifdef NICDMA_MUTATE
`define NICDMA_BUG_PORT input logic [7:0] bug_sel_i,
`define NICDMA_BUG_CONN .bug_sel_i(bug_sel_i),
`define NICDMA_BUG(n) ((bug_sel_i & 8'h7F) == 8'd``n)
`else
`define NICDMA_BUG_PORT
`define NICDMA_BUG_CONN
`define NICDMA_BUG(n) 1'b0
`endif

`endif
