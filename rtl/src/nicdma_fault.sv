// SPDX-License-Identifier: Apache-2.0
// Registers about faults and pressure: ERR_POLICY, ERR_ADDR, TIMEOUT, PAUSE_*, PARITY_INJECT; the
// command STAT_SNAP.
//
// ERR_ADDR: address of the first burst that failed since ERR_STATUS was all zero. pause_req_o rises
// when fewer than PAUSE_HIGH cells are free, falls when PAUSE_LOW or more are.
`default_nettype none

module nicdma_fault #(
  parameter int unsigned AddrWidth = 64,
  parameter int unsigned CellLog2  = 8,
  parameter int unsigned NumRxQ    = 4,
  parameter int unsigned NumTxQ    = 4,
  parameter bit          ParityEn  = 1'b0
) (
  input  logic                 clk_i,
  input  logic                 rst_ni,
  // global register page; answer in the same cycle
  input  logic                 reg_sel_i,
  input  logic                 reg_write_i,
  input  logic [7:0]           reg_off_i,
  input  logic [31:0]          reg_wdata_i,
  output logic [31:0]          reg_rdata_o,
  output logic                 reg_err_o,      // also: no register of this block; 0 unless selected
  output logic                 snap_o,         // STAT_SNAP is written, for a queue that exists
  // settings
  output logic [23:0]          timeout_o,
  output logic [15:0]          err_policy_o,   // bit n: a completion with err n halts its queue
  // failed bursts
  input  logic                 err_none_i,     // ERR_STATUS is all zero
  input  logic                 bus_err_i,
  input  logic [AddrWidth-1:0] bus_addr_i,
  // parity: the next write to the receive, transmit packet RAM is wrong
  output logic                 inject_rx_o,
  output logic                 inject_tx_o,
  input  logic                 inject_rx_done_i,
  input  logic                 inject_tx_done_i,
  // flow control
  input  logic [CellLog2:0]    free_cells_i,
  output logic                 pause_req_o
);
  logic [23:0]       timeout_q;
  logic [15:0]       policy_q;
  logic [63:0]       addr_q;
  logic              addr_known_q;
  logic [CellLog2:0] high_q, low_q;
  logic [1:0]        inject_q;
  logic              bad, known, wr, write_only;

  assign timeout_o    = timeout_q;
  assign err_policy_o = policy_q;
  assign inject_rx_o  = inject_q[0];
  assign inject_tx_o  = inject_q[1];

  always_comb begin
    reg_rdata_o = '0;
    bad         = 1'b0;
    known       = 1'b1;
    write_only  = 1'b0;
    if (reg_sel_i) begin
      unique case (reg_off_i)
        8'h30: begin
          write_only = 1'b1;
          bad        = reg_wdata_i[31:16] != '0 || reg_wdata_i[14:8] != '0 ||
                       {1'b0, reg_wdata_i[7:0]} >= (reg_wdata_i[15] ? 9'(NumTxQ) : 9'(NumRxQ));
        end
        8'h3C: begin reg_rdata_o = {16'b0, policy_q}; bad = reg_wdata_i[31:16] != '0; end
        8'h90: begin reg_rdata_o = {8'b0, timeout_q}; bad = reg_wdata_i[31:24] != '0; end
        8'h94: begin reg_rdata_o = addr_q[31:0]; bad = 1'b1; end
        8'h98: begin reg_rdata_o = addr_q[63:32]; bad = 1'b1; end
        8'hA4: begin reg_rdata_o = 32'(high_q); bad = reg_wdata_i > 32'd1 << CellLog2; end
        8'hA8: begin reg_rdata_o = 32'(low_q); bad = reg_wdata_i > 32'd1 << CellLog2; end
        8'hAC: begin
          reg_rdata_o = {30'b0, inject_q};
          bad         = !ParityEn || reg_wdata_i[31:2] != '0;
        end
        default: known = 1'b0;
      endcase
    end
  end
  assign reg_err_o = !known || (reg_write_i ? bad : write_only);
  assign snap_o    = wr && reg_off_i == 8'h30;
  assign wr        = reg_sel_i && reg_write_i && !reg_err_o;

  always_ff @(posedge clk_i or negedge rst_ni) begin
    if (!rst_ni) begin
      timeout_q <= '0;
      policy_q  <= '0;
      high_q    <= '0;
      low_q     <= '0;
    end else if (wr) begin
      unique case (reg_off_i)
        8'h3C: policy_q <= reg_wdata_i[15:0];
        8'h90: timeout_q <= reg_wdata_i[23:0];
        8'hA4: high_q <= reg_wdata_i[CellLog2:0];
        8'hA8: low_q <= reg_wdata_i[CellLog2:0];
        default: ;
      endcase
    end
  end

  always_ff @(posedge clk_i or negedge rst_ni) begin
    if (!rst_ni) begin
      inject_q <= '0;
    end else begin
      if (inject_rx_done_i) inject_q[0] <= 1'b0;
      if (inject_tx_done_i) inject_q[1] <= 1'b0;
      if (wr && reg_off_i == 8'hAC) inject_q <= reg_wdata_i[1:0];
    end
  end

  // ---------------------------------------------------------------- first failed address
  // A failed burst sets its ERR_STATUS bit later than here, when its frame is completed.
  logic none_q;
  always_ff @(posedge clk_i or negedge rst_ni) begin
    if (!rst_ni) begin
      addr_q       <= '0;
      addr_known_q <= 1'b0;
      none_q       <= 1'b1;
    end else begin
      none_q <= err_none_i;
      if (bus_err_i && (!addr_known_q || (err_none_i && !none_q))) begin
        addr_q       <= 64'(bus_addr_i);
        addr_known_q <= 1'b1;
      end else if (err_none_i && !none_q) begin
        addr_q       <= '0;
        addr_known_q <= 1'b0;
      end
    end
  end

  // ---------------------------------------------------------------- flow control
  always_ff @(posedge clk_i or negedge rst_ni) begin
    if (!rst_ni) pause_req_o <= 1'b0;
    else if (free_cells_i < high_q) pause_req_o <= 1'b1;
    else if (free_cells_i >= low_q) pause_req_o <= 1'b0;
  end
endmodule

`resetall
