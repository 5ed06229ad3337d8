// SPDX-License-Identifier: Apache-2.0
// Offer the signals of an AXI4 port as inputs, so that a test can draw any waveform, illegal ones
// too.
`default_nettype none

module axi_wires #(
  parameter int unsigned DataWidth = 64
) (
  input  wire                   clk_i,
  input  wire                   rst_ni,
  input  wire                   m_axi_awvalid,
  input  wire                   m_axi_awready,
  input  wire [63:0]            m_axi_awaddr,
  input  wire [3:0]             m_axi_awid,
  input  wire [7:0]             m_axi_awlen,
  input  wire [2:0]             m_axi_awsize,
  input  wire [1:0]             m_axi_awburst,
  input  wire                   m_axi_awlock,
  input  wire [15:0]            m_axi_awuser,
  input  wire                   m_axi_wvalid,
  input  wire                   m_axi_wready,
  input  wire [DataWidth-1:0]   m_axi_wdata,
  input  wire [DataWidth/8-1:0] m_axi_wstrb,
  input  wire                   m_axi_wlast,
  input  wire                   m_axi_bvalid,
  input  wire                   m_axi_bready,
  input  wire [3:0]             m_axi_bid,
  input  wire [1:0]             m_axi_bresp,
  input  wire                   m_axi_arvalid,
  input  wire                   m_axi_arready,
  input  wire [63:0]            m_axi_araddr,
  input  wire [3:0]             m_axi_arid,
  input  wire [7:0]             m_axi_arlen,
  input  wire [2:0]             m_axi_arsize,
  input  wire [1:0]             m_axi_arburst,
  input  wire                   m_axi_arlock,
  input  wire [15:0]            m_axi_aruser,
  input  wire                   m_axi_rvalid,
  input  wire                   m_axi_rready,
  input  wire [DataWidth-1:0]   m_axi_rdata,
  input  wire [3:0]             m_axi_rid,
  input  wire [1:0]             m_axi_rresp,
  input  wire                   m_axi_rlast,
  output logic                  parity_o
);

  always_ff @(posedge clk_i or negedge rst_ni) begin
    if (!rst_ni) begin
      parity_o <= 1'b0;
    end else begin
      parity_o <= ^{m_axi_awvalid, m_axi_awready, m_axi_awaddr, m_axi_awid, m_axi_awlen,
                    m_axi_awsize, m_axi_awburst, m_axi_awlock, m_axi_awuser, m_axi_wvalid,
                    m_axi_wready, m_axi_wdata, m_axi_wstrb, m_axi_wlast, m_axi_bvalid,
                    m_axi_bready, m_axi_bid, m_axi_bresp, m_axi_arvalid, m_axi_arready,
                    m_axi_araddr, m_axi_arid, m_axi_arlen, m_axi_arsize, m_axi_arburst,
                    m_axi_arlock, m_axi_aruser, m_axi_rvalid, m_axi_rready, m_axi_rdata,
                    m_axi_rid, m_axi_rresp, m_axi_rlast};
    end
  end

endmodule

`default_nettype wire
