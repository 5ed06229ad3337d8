// SPDX-License-Identifier: Apache-2.0
// Offer the signals of a stream as inputs, so that a test can draw any waveform, illegal ones too.
`default_nettype none

module axis_wires (
  input  wire        clk_i,
  input  wire        rst_ni,
  input  wire        s_axis_tvalid,
  input  wire        s_axis_tready,
  input  wire [31:0] s_axis_tdata,
  input  wire [3:0]  s_axis_tkeep,
  input  wire [3:0]  s_axis_tstrb,
  input  wire        s_axis_tlast,
  input  wire [3:0]  s_axis_tid,
  input  wire [3:0]  s_axis_tdest,
  input  wire [7:0]  s_axis_tuser,
  output logic       parity_o
);

  always_ff @(posedge clk_i or negedge rst_ni) begin
    if (!rst_ni) parity_o <= 1'b0;
    else         parity_o <= ^{s_axis_tvalid, s_axis_tready, s_axis_tdata, s_axis_tkeep,
                               s_axis_tstrb, s_axis_tlast, s_axis_tid, s_axis_tdest, s_axis_tuser};
  end

endmodule

`default_nettype wire
