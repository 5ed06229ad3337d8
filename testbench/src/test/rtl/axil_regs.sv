// SPDX-License-Identifier: Apache-2.0
// Hold sixteen 32-bit registers behind AXI4-Lite. Reads and writes above them answer SLVERR;
// address 0x80 is never answered. Each ready comes delay_i cycles late; with eager_i ARREADY is high
// before ARVALID.
`default_nettype none

module axil_regs (
  input  wire         clk_i,
  input  wire         rst_ni,
  input  wire  [3:0]  delay_i,            // cycles an offer waits for its ready
  input  wire         eager_i,            // ARREADY does not wait for ARVALID

  input  wire         s_axil_awvalid_i,
  output wire         s_axil_awready_o,
  input  wire  [7:0]  s_axil_awaddr_i,
  input  wire         s_axil_wvalid_i,
  output wire         s_axil_wready_o,
  input  wire  [31:0] s_axil_wdata_i,
  input  wire  [3:0]  s_axil_wstrb_i,
  output wire         s_axil_bvalid_o,
  input  wire         s_axil_bready_i,
  output wire  [1:0]  s_axil_bresp_o,
  input  wire         s_axil_arvalid_i,
  output wire         s_axil_arready_o,
  input  wire  [7:0]  s_axil_araddr_i,
  output wire         s_axil_rvalid_o,
  input  wire         s_axil_rready_i,
  output wire  [31:0] s_axil_rdata_o,
  output wire  [1:0]  s_axil_rresp_o
);

  localparam logic [7:0] DeadAddr = 8'h80;

  logic [31:0] regs_q [16];
  logic [3:0]  write_wait_q, read_wait_q;
  logic        bvalid_q, rvalid_q;
  logic [1:0]  bresp_q, rresp_q;
  logic [31:0] rdata_q;

  wire write_offer = s_axil_awvalid_i && s_axil_wvalid_i && !bvalid_q
                     && s_axil_awaddr_i != DeadAddr;
  wire read_offer  = s_axil_arvalid_i && !rvalid_q && s_axil_araddr_i != DeadAddr;
  wire write_take  = write_offer && write_wait_q == delay_i;
  wire read_take   = read_offer && (eager_i || read_wait_q == delay_i);

  assign s_axil_awready_o = write_take;
  assign s_axil_wready_o  = write_take;
  assign s_axil_arready_o = eager_i ? !rvalid_q : read_take;
  assign s_axil_bvalid_o  = bvalid_q;
  assign s_axil_bresp_o   = bresp_q;
  assign s_axil_rvalid_o  = rvalid_q;
  assign s_axil_rresp_o   = rresp_q;
  assign s_axil_rdata_o   = rdata_q;

  always_ff @(posedge clk_i or negedge rst_ni) begin
    if (!rst_ni) begin
      write_wait_q <= '0;
      read_wait_q  <= '0;
      bvalid_q     <= 1'b0;
      rvalid_q     <= 1'b0;
      bresp_q      <= 2'b00;
      rresp_q      <= 2'b00;
      rdata_q      <= '0;
      for (int i = 0; i < 16; i++) regs_q[i] <= '0;
    end else begin
      write_wait_q <= write_offer && !write_take ? write_wait_q + 1'b1 : '0;
      read_wait_q  <= read_offer && !read_take ? read_wait_q + 1'b1 : '0;
      if (bvalid_q && s_axil_bready_i) bvalid_q <= 1'b0;
      if (rvalid_q && s_axil_rready_i) rvalid_q <= 1'b0;
      if (write_take) begin
        bvalid_q <= 1'b1;
        bresp_q  <= s_axil_awaddr_i[7:6] == '0 ? 2'b00 : 2'b10;
        for (int b = 0; b < 4; b++) begin
          if (s_axil_wstrb_i[b] && s_axil_awaddr_i[7:6] == '0) begin
            regs_q[s_axil_awaddr_i[5:2]][8*b +: 8] <= s_axil_wdata_i[8*b +: 8];
          end
        end
      end
      if (read_take) begin
        rvalid_q <= 1'b1;
        rresp_q  <= s_axil_araddr_i[7:6] == '0 ? 2'b00 : 2'b10;
        rdata_q  <= regs_q[s_axil_araddr_i[5:2]];
      end
    end
  end

endmodule

`default_nettype wire
