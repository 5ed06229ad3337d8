// SPDX-License-Identifier: Apache-2.0
// Clock for time stamps: 64 bits of nanoseconds, advanced by a programmable 8.24 fixed-point amount
// per cycle.
//
// Registers (offset in the block, TS_LO first): reading TS_LO latches TS_HI for the next read;
// writing TS_HI and then TS_LO sets the clock with fraction 0; TS_INC resets to 4 ns (250 MHz).
`default_nettype none

module nicdma_ts #(
  parameter bit TsEn = 1'b1       // 0: no clock; ts_o is 0, registers answer with an error
) (
  input  logic        clk_i,
  input  logic        rst_ni,
  output logic [63:0] ts_o,       // now, in ns
  // registers; answer in the same cycle
  input  logic        reg_sel_i,
  input  logic        reg_write_i,
  input  logic [1:0]  reg_idx_i,  // 0 TS_LO, 1 TS_HI, 2 TS_INC
  input  logic [31:0] reg_wdata_i,
  output logic [31:0] reg_rdata_o,
  output logic        reg_err_o
);
  if (TsEn) begin : g_on
    logic [87:0] time_q;          // 64.24
    logic [31:0] inc_q, high_read_q, high_write_q;
    logic        read, write;

    assign ts_o      = time_q[87:24];
    assign reg_err_o = reg_sel_i && reg_idx_i == 2'd3;
    assign read      = reg_sel_i && !reg_write_i;
    assign write     = reg_sel_i && reg_write_i;

    always_comb begin
      reg_rdata_o = '0;
      if (read) begin
        unique case (reg_idx_i)
          2'd0: reg_rdata_o = ts_o[31:0];
          2'd1: reg_rdata_o = high_read_q;
          2'd2: reg_rdata_o = inc_q;
          default: ;
        endcase
      end
    end

    always_ff @(posedge clk_i or negedge rst_ni) begin
      if (!rst_ni) begin
        time_q       <= '0;
        inc_q        <= 32'h0400_0000;
        high_read_q  <= '0;
        high_write_q <= '0;
      end else begin
        time_q <= time_q + {56'd0, inc_q};
        if (read && reg_idx_i == 2'd0) high_read_q <= ts_o[63:32];
        if (write) begin
          unique case (reg_idx_i)
            2'd0: time_q <= {high_write_q, reg_wdata_i, 24'd0};
            2'd1: high_write_q <= reg_wdata_i;
            2'd2: inc_q <= reg_wdata_i;
            default: ;
          endcase
        end
      end
    end
  end else begin : g_off
    assign ts_o        = '0;
    assign reg_rdata_o = '0;
    assign reg_err_o   = reg_sel_i;
    logic unused_bits;
    assign unused_bits = ^{clk_i, rst_ni, reg_write_i, reg_idx_i, reg_wdata_i};
  end

endmodule

`resetall
