// SPDX-License-Identifier: Apache-2.0
// Pass APB4 through wires, so that a test can put a model or any waveform on either side.
`default_nettype none

module apb_wires (
  input  wire         clk_i,
  input  wire         rst_ni,

  input  wire         s_apb_psel,
  input  wire         s_apb_penable,
  input  wire  [15:0] s_apb_paddr,
  input  wire         s_apb_pwrite,
  input  wire  [31:0] s_apb_pwdata,
  input  wire  [3:0]  s_apb_pstrb,
  input  wire  [2:0]  s_apb_pprot,
  output wire         s_apb_pready,
  output wire  [31:0] s_apb_prdata,
  output wire         s_apb_pslverr,

  output wire         m_apb_psel,
  output wire         m_apb_penable,
  output wire  [15:0] m_apb_paddr,
  output wire         m_apb_pwrite,
  output wire  [31:0] m_apb_pwdata,
  output wire  [3:0]  m_apb_pstrb,
  output wire  [2:0]  m_apb_pprot,
  input  wire         m_apb_pready,
  input  wire  [31:0] m_apb_prdata,
  input  wire         m_apb_pslverr,

  output logic        parity_o
);

  assign m_apb_psel    = s_apb_psel;
  assign m_apb_penable = s_apb_penable;
  assign m_apb_paddr   = s_apb_paddr;
  assign m_apb_pwrite  = s_apb_pwrite;
  assign m_apb_pwdata  = s_apb_pwdata;
  assign m_apb_pstrb   = s_apb_pstrb;
  assign m_apb_pprot   = s_apb_pprot;
  assign s_apb_pready  = m_apb_pready;
  assign s_apb_prdata  = m_apb_prdata;
  assign s_apb_pslverr = m_apb_pslverr;

  always_ff @(posedge clk_i or negedge rst_ni) begin
    if (!rst_ni) parity_o <= 1'b0;
    else         parity_o <= s_apb_psel;
  end

endmodule

`default_nettype wire
