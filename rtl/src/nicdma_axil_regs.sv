// SPDX-License-Identifier: Apache-2.0
// AXI4-Lite slave: turns bus accesses into requests on a simple register bus, one at a time.
//
// A write is taken when address and data are both there; a write goes before a read. Nothing is
// taken before init_done_i. A request is held until req_ack_i; SLVERR if req_err_i or if the write
// strobes are not all set.
`default_nettype none
`include "nicdma_assert.svh"

module nicdma_axil_regs (
  input  logic        clk_i,
  input  logic        rst_ni,
  input  logic        init_done_i,
  // AXI4-Lite
  input  logic [17:0] awaddr_i,
  input  logic        awvalid_i,
  output logic        awready_o,
  input  logic [31:0] wdata_i,
  input  logic [3:0]  wstrb_i,
  input  logic        wvalid_i,
  output logic        wready_o,
  output logic [1:0]  bresp_o,
  output logic        bvalid_o,
  input  logic        bready_i,
  input  logic [17:0] araddr_i,
  input  logic        arvalid_i,
  output logic        arready_o,
  output logic [31:0] rdata_o,
  output logic [1:0]  rresp_o,
  output logic        rvalid_o,
  input  logic        rready_i,
  // register bus
  output logic        req_valid_o,
  output logic        req_write_o,
  output logic [17:0] req_addr_o,
  output logic [31:0] req_wdata_o,
  input  logic        req_ack_i,
  input  logic        req_err_i,
  input  logic [31:0] req_rdata_i
);
  logic busy_q, strb_bad_q;
  logic take_wr, take_rd;

  assign take_wr   = init_done_i && !busy_q && awvalid_i && wvalid_i;
  assign take_rd   = init_done_i && !busy_q && arvalid_i && !take_wr;
  assign awready_o = take_wr;
  assign wready_o  = take_wr;
  assign arready_o = take_rd;

  always_ff @(posedge clk_i or negedge rst_ni) begin
    if (!rst_ni) begin
      busy_q      <= 1'b0;
      req_valid_o <= 1'b0;
      bvalid_o    <= 1'b0;
      rvalid_o    <= 1'b0;
    end else begin
      if (take_wr || take_rd) begin
        busy_q      <= 1'b1;
        req_valid_o <= take_rd || &wstrb_i;
        bvalid_o    <= take_wr && !(&wstrb_i);
      end
      if (req_valid_o && req_ack_i) begin
        req_valid_o <= 1'b0;
        bvalid_o    <= req_write_o;
        rvalid_o    <= !req_write_o;
      end
      if ((bvalid_o && bready_i) || (rvalid_o && rready_i)) begin
        busy_q   <= 1'b0;
        bvalid_o <= 1'b0;
        rvalid_o <= 1'b0;
      end
    end
  end

  always_ff @(posedge clk_i) begin
    if (take_wr || take_rd) begin
      req_write_o <= take_wr;
      req_addr_o  <= take_wr ? {awaddr_i[17:2], 2'b0} : {araddr_i[17:2], 2'b0};
      req_wdata_o <= wdata_i;
      strb_bad_q  <= !(&wstrb_i);
    end
    if (req_valid_o && req_ack_i) begin
      rdata_o <= req_err_i ? 32'd0 : req_rdata_i;
      rresp_o <= req_err_i ? nicdma_pkg::RespSlverr : nicdma_pkg::RespOkay;
    end
  end
  assign bresp_o = strb_bad_q ? nicdma_pkg::RespSlverr : rresp_o;

  logic unused_addr;
  assign unused_addr = ^{awaddr_i[1:0], araddr_i[1:0]};

  `NICDMA_ASSERT(OneAccessAtATime, !(req_valid_o && (bvalid_o || rvalid_o)))

endmodule

`resetall
