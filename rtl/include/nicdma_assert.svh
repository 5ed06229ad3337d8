// SPDX-License-Identifier: Apache-2.0
// Assertions: checked in simulation (`verilator --assert`), absent in synthesis.
// Sampled on the rising edge of clk_i, off while rst_ni is low; both must be in scope.
`ifndef NICDMA_ASSERT_SVH
`define NICDMA_ASSERT_SVH

`ifdef YOSYS
`define NICDMA_ASSERT(name, expr)
`else
`ifdef SYNTHESIS
`define NICDMA_ASSERT(name, expr)
`else
`define NICDMA_ASSERT(name, expr) \
  always @(posedge clk_i) if (rst_ni) name: assert (expr) \
    else $error(`"name`");
`endif
`endif

`endif
