// SPDX-License-Identifier: Apache-2.0
// A deliberately simple NIC DMA engine with an interface unlike nicdma_top's: buffers are pushed
// through registers into one FIFO per queue, a single write is under way at a time, the host finds
// the number of finished frames in one write-back word per queue and pops lengths from a register.
// Transmit: one buffer per frame, whole frame read before it is sent, completions by register.
// Exists to prove that bus models, driver, pools, scoreboard and suites need only an adapter.
`default_nettype none

module simple_dma #(
  parameter int unsigned NumQ = 2,           // queues per direction, 2 or 4
  parameter int unsigned LogDepth = 3        // log2 of buffers per FIFO
) (
  input  wire              clk,
  input  wire              rst_n,

  input  wire              ctl_awvalid,
  output wire              ctl_awready,
  input  wire [11:0]       ctl_awaddr,
  input  wire              ctl_wvalid,
  output wire              ctl_wready,
  input  wire [31:0]       ctl_wdata,
  output wire              ctl_bvalid,
  input  wire              ctl_bready,
  output wire [1:0]        ctl_bresp,
  input  wire              ctl_arvalid,
  output wire              ctl_arready,
  input  wire [11:0]       ctl_araddr,
  output wire              ctl_rvalid,
  input  wire              ctl_rready,
  output wire [31:0]       ctl_rdata,
  output wire [1:0]        ctl_rresp,

  output wire              dma_awvalid,
  input  wire              dma_awready,
  output wire [63:0]       dma_awaddr,
  output wire [7:0]        dma_awlen,
  output wire [2:0]        dma_awsize,
  output wire [1:0]        dma_awburst,
  output wire              dma_wvalid,
  input  wire              dma_wready,
  output wire [63:0]       dma_wdata,
  output wire [7:0]        dma_wstrb,
  output wire              dma_wlast,
  input  wire              dma_bvalid,
  output wire              dma_bready,
  input  wire [1:0]        dma_bresp,
  output wire              dma_arvalid,
  input  wire              dma_arready,
  output wire [63:0]       dma_araddr,
  output wire [7:0]        dma_arlen,
  output wire [2:0]        dma_arsize,
  output wire [1:0]        dma_arburst,
  input  wire              dma_rvalid,
  output wire              dma_rready,
  input  wire [63:0]       dma_rdata,
  input  wire [1:0]        dma_rresp,
  input  wire              dma_rlast,

  input  wire              mac_rx_tvalid,
  output wire              mac_rx_tready,
  input  wire [63:0]       mac_rx_tdata,
  input  wire [7:0]        mac_rx_tkeep,
  input  wire              mac_rx_tlast,
  input  wire              mac_rx_tuser,     // with tlast: bad frame
  output wire              mac_tx_tvalid,
  input  wire              mac_tx_tready,
  output wire [63:0]       mac_tx_tdata,
  output wire [7:0]        mac_tx_tkeep,
  output wire              mac_tx_tlast,

  output wire [2*NumQ-1:0] irq               // receive queues, then transmit queues
);

  // Queue q has a block of 128 bytes at 400 + 80 * q.
  wire              wr_take = ctl_awvalid && ctl_wvalid && !bvalid_q;
  wire              rd_take = ctl_arvalid && !rvalid_q;
  logic             bvalid_q, rvalid_q, werr_q;
  logic [31:0]      rdata_q;
  wire  [31:0]      rx_rdata, tx_rdata;
  wire              rx_err;

  assign ctl_awready = wr_take;
  assign ctl_wready  = wr_take;
  assign ctl_arready = rd_take;
  assign ctl_bvalid  = bvalid_q;
  assign ctl_bresp   = {werr_q, 1'b0};
  assign ctl_rvalid  = rvalid_q;
  assign ctl_rdata   = rdata_q;
  assign ctl_rresp   = 2'b00;

  always_ff @(posedge clk or negedge rst_n) begin
    if (!rst_n) begin
      bvalid_q <= 1'b0;
      rvalid_q <= 1'b0;
      werr_q   <= 1'b0;
      rdata_q  <= '0;
    end else begin
      if (ctl_bready) bvalid_q <= 1'b0;
      if (ctl_rready) rvalid_q <= 1'b0;
      if (wr_take) begin
        bvalid_q <= 1'b1;
        werr_q   <= rx_err;
      end
      if (rd_take) begin
        rvalid_q <= 1'b1;
        rdata_q  <= rx_rdata | tx_rdata;
      end
    end
  end

  simple_rx #(.NumQ(NumQ), .LogDepth(LogDepth)) u_rx (
    .clk, .rst_n,
    .wr_i(wr_take), .waddr_i(ctl_awaddr), .wdata_i(ctl_wdata), .werr_o(rx_err),
    .rd_i(rd_take), .raddr_i(ctl_araddr), .rdata_o(rx_rdata),
    .awvalid_o(dma_awvalid), .awready_i(dma_awready), .awaddr_o(dma_awaddr), .awlen_o(dma_awlen),
    .wvalid_o(dma_wvalid), .wready_i(dma_wready), .wdata_o(dma_wdata), .wstrb_o(dma_wstrb),
    .wlast_o(dma_wlast), .bvalid_i(dma_bvalid), .bready_o(dma_bready), .bresp_i(dma_bresp),
    .tvalid_i(mac_rx_tvalid), .tready_o(mac_rx_tready), .tdata_i(mac_rx_tdata),
    .tkeep_i(mac_rx_tkeep), .tlast_i(mac_rx_tlast), .tuser_i(mac_rx_tuser),
    .irq_o(irq[NumQ-1:0])
  );

  simple_tx #(.NumQ(NumQ), .LogDepth(LogDepth)) u_tx (
    .clk, .rst_n,
    .wr_i(wr_take), .waddr_i(ctl_awaddr), .wdata_i(ctl_wdata),
    .rd_i(rd_take), .raddr_i(ctl_araddr), .rdata_o(tx_rdata),
    .arvalid_o(dma_arvalid), .arready_i(dma_arready), .araddr_o(dma_araddr), .arlen_o(dma_arlen),
    .rvalid_i(dma_rvalid), .rready_o(dma_rready), .rdata_i(dma_rdata), .rresp_i(dma_rresp),
    .rlast_i(dma_rlast),
    .tvalid_o(mac_tx_tvalid), .tready_i(mac_tx_tready), .tdata_o(mac_tx_tdata),
    .tkeep_o(mac_tx_tkeep), .tlast_o(mac_tx_tlast),
    .irq_o(irq[2*NumQ-1:NumQ])
  );

  assign dma_awsize  = 3'd3;
  assign dma_awburst = 2'b01;
  assign dma_arsize  = 3'd3;
  assign dma_arburst = 2'b01;

endmodule

`default_nettype wire
