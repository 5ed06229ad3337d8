// SPDX-License-Identifier: Apache-2.0
// Proof, unbounded: nicdma_axil_regs keeps the AXI handshake rules (IHI 0022, A3.2) as an AXI4-Lite
// subordinate, answers every access exactly once and holds one request at a time.
`default_nettype none
`include "formal.svh"

module axil_regs (
  input logic        clk_i,
  input logic        init_done,
  input logic [17:0] awaddr,
  input logic        awvalid,
  input logic [31:0] wdata,
  input logic [3:0]  wstrb,
  input logic        wvalid,
  input logic        bready,
  input logic [17:0] araddr,
  input logic        arvalid,
  input logic        rready,
  input logic        req_ack,
  input logic        req_err,
  input logic [31:0] req_rdata
);
  `FORMAL_RESET

  logic        awready, wready, bvalid, arready, rvalid, req_valid, req_write;
  logic [1:0]  bresp, rresp;
  logic [31:0] rdata, req_wdata;
  logic [17:0] req_addr;

  nicdma_axil_regs dut (
    .clk_i      (clk_i),
    .rst_ni     (rst_ni),
    .init_done_i(init_done),
    .awaddr_i   (awaddr),
    .awvalid_i  (awvalid),
    .awready_o  (awready),
    .wdata_i    (wdata),
    .wstrb_i    (wstrb),
    .wvalid_i   (wvalid),
    .wready_o   (wready),
    .bresp_o    (bresp),
    .bvalid_o   (bvalid),
    .bready_i   (bready),
    .araddr_i   (araddr),
    .arvalid_i  (arvalid),
    .arready_o  (arready),
    .rdata_o    (rdata),
    .rresp_o    (rresp),
    .rvalid_o   (rvalid),
    .rready_i   (rready),
    .req_valid_o(req_valid),
    .req_write_o(req_write),
    .req_addr_o (req_addr),
    .req_wdata_o(req_wdata),
    .req_ack_i  (req_ack),
    .req_err_i  (req_err),
    .req_rdata_i(req_rdata)
  );

  (* hierconn *) wire \dut.busy_q ;

  // ---------------------------------------------------------------- accesses owed an answer
  logic writes_q, reads_q;            // one accepted and not yet answered
  always_ff @(posedge clk_i) begin
    if (!rst_ni) begin
      writes_q <= 1'b0;
      reads_q  <= 1'b0;
    end else begin
      if (awvalid && awready) writes_q <= 1'b1;
      else if (bvalid && bready) writes_q <= 1'b0;
      if (arvalid && arready) reads_q <= 1'b1;
      else if (rvalid && rready) reads_q <= 1'b0;
    end
  end

  // ---------------------------------------------------------------- values of the cycle before
  logic        was_q, bvalid_q, bready_q, rvalid_q, rready_q, req_valid_q, req_ack_q;
  logic [1:0]  bresp_q, rresp_q;
  logic [31:0] rdata_q, req_wdata_q;
  logic [17:0] req_addr_q;
  always_ff @(posedge clk_i) begin
    was_q       <= rst_ni;
    bvalid_q    <= bvalid;
    bready_q    <= bready;
    bresp_q     <= bresp;
    rvalid_q    <= rvalid;
    rready_q    <= rready;
    rresp_q     <= rresp;
    rdata_q     <= rdata;
    req_valid_q <= req_valid;
    req_ack_q   <= req_ack;
    req_addr_q  <= req_addr;
    req_wdata_q <= req_wdata;
  end

  always_ff @(posedge clk_i) begin
    if (rst_ni) begin
      address_with_data: assert (awready == wready);
      takes_what_is_there: assert (!awready || (awvalid && wvalid));
      one_at_a_time:     assert (!(awready && arready) && !((awready || arready) &&
                                                            (writes_q || reads_q)));
      waits_for_init:    assert (init_done || (!awready && !arready));
      answer_is_owed:    assert ((!bvalid || writes_q) && (!rvalid || reads_q));
      inv_busy:          assert (\dut.busy_q == (writes_q || reads_q));
      inv_request:       assert (!req_valid || \dut.busy_q );
      inv_one_kind:      assert (!(writes_q && reads_q));
      inv_write:         assert (!writes_q || ((req_valid || bvalid) && !rvalid));
      inv_read:          assert (!reads_q || ((req_valid || rvalid) && !bvalid));
      inv_one_place:     assert (!(req_valid && (bvalid || rvalid)));
      inv_kind:          assert (!req_valid || req_write == writes_q);
    end
    if (rst_ni && was_q) begin
      b_is_stable: assert (!(bvalid_q && !bready_q) || (bvalid && bresp == bresp_q));
      r_is_stable: assert (!(rvalid_q && !rready_q) ||
                           (rvalid && rresp == rresp_q && rdata == rdata_q));
      req_is_stable: assert (!(req_valid_q && !req_ack_q) ||
                             (req_valid && req_addr == req_addr_q && req_wdata == req_wdata_q));
      cover_write: cover (bvalid && bready && bresp == 2'b00);
      cover_refused: cover (bvalid && bready && bresp == 2'b10);
      cover_read: cover (rvalid && rready && rdata == 32'h12345678);
    end
  end
endmodule

`resetall
