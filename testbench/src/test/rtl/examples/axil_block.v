// SPDX-License-Identifier: Apache-2.0
// Four 32-bit registers behind AXI4-Lite:
//   0x0 ID       read-only, 32'h4E494331
//   0x4 CTRL     read and write, reset value 0
//   0x8 SCRATCH  read and write, reset value 0
//   0xC WRITES   read-only, accepted writes since reset
// A write to a read-only register and any access above 0xF answer SLVERR.
module axil_block (
  input  wire        clk,
  input  wire        rst_n,

  input  wire        s_axil_awvalid,
  output wire        s_axil_awready,
  input  wire [7:0]  s_axil_awaddr,
  input  wire        s_axil_wvalid,
  output wire        s_axil_wready,
  input  wire [31:0] s_axil_wdata,
  input  wire [3:0]  s_axil_wstrb,
  output reg         s_axil_bvalid,
  input  wire        s_axil_bready,
  output reg  [1:0]  s_axil_bresp,
  input  wire        s_axil_arvalid,
  output wire        s_axil_arready,
  input  wire [7:0]  s_axil_araddr,
  output reg         s_axil_rvalid,
  input  wire        s_axil_rready,
  output reg  [31:0] s_axil_rdata,
  output reg  [1:0]  s_axil_rresp
);
  localparam [31:0] ID = 32'h4E494331;
  localparam [1:0]  OKAY = 2'b00, SLVERR = 2'b10;

  reg [31:0] ctrl, scratch, writes;

  wire write = s_axil_awvalid && s_axil_wvalid && !s_axil_bvalid;
  wire read  = s_axil_arvalid && !s_axil_rvalid;
  wire writable = s_axil_awaddr[7:2] == 6'd1 || s_axil_awaddr[7:2] == 6'd2;

  assign s_axil_awready = write;
  assign s_axil_wready  = write;
  assign s_axil_arready = read;

  integer lane;
  always @(posedge clk or negedge rst_n)
    if (!rst_n) begin
      ctrl <= 32'd0;
      scratch <= 32'd0;
      writes <= 32'd0;
      s_axil_bvalid <= 1'b0;
      s_axil_bresp <= OKAY;
    end else begin
      if (s_axil_bvalid && s_axil_bready) s_axil_bvalid <= 1'b0;
      if (write) begin
        s_axil_bvalid <= 1'b1;
        s_axil_bresp <= writable ? OKAY : SLVERR;
        if (writable) writes <= writes + 32'd1;
        for (lane = 0; lane < 4; lane = lane + 1)
          if (s_axil_wstrb[lane] && s_axil_awaddr[7:2] == 6'd1)
            ctrl[8*lane +: 8] <= s_axil_wdata[8*lane +: 8];
          else if (s_axil_wstrb[lane] && s_axil_awaddr[7:2] == 6'd2)
            scratch[8*lane +: 8] <= s_axil_wdata[8*lane +: 8];
      end
    end

  always @(posedge clk or negedge rst_n)
    if (!rst_n) begin
      s_axil_rvalid <= 1'b0;
      s_axil_rdata <= 32'd0;
      s_axil_rresp <= OKAY;
    end else begin
      if (s_axil_rvalid && s_axil_rready) s_axil_rvalid <= 1'b0;
      if (read) begin
        s_axil_rvalid <= 1'b1;
        s_axil_rresp <= s_axil_araddr[7:4] == 4'd0 ? OKAY : SLVERR;
        case (s_axil_araddr[7:2])
          6'd0: s_axil_rdata <= ID;
          6'd1: s_axil_rdata <= ctrl;
          6'd2: s_axil_rdata <= scratch;
          6'd3: s_axil_rdata <= writes;
          default: s_axil_rdata <= 32'd0;
        endcase
      end
    end
endmodule
