// SPDX-License-Identifier: Apache-2.0
// 64-bit transmit counters, global and per queue. nicdma_stats reads them out.
`default_nettype none

module nicdma_tx_stats #(
  parameter int unsigned QW      = 2,
  parameter bit          StatsEn = 1'b1
) (
  input  logic          clk_i,
  input  logic          rst_ni,
  input  logic          init_i,
  input  logic [7:0]    init_idx_i,
  // at completion
  input  logic          cpl_valid_i,
  input  logic [QW-1:0] cpl_q_i,
  input  logic          cpl_ok_i,
  input  logic [13:0]   cpl_len_i,
  // others
  input  logic          paused_i,
  input  logic          irq_i,
  input  logic [QW-1:0] irq_q_i,
  // values
  output logic [63:0]   frames_o,
  output logic [63:0]   bytes_o,
  output logic [63:0]   errors_o,
  output logic [63:0]   paused_o,
  input  logic [QW-1:0] rd_q_i,
  output logic [63:0]   rd_frames_o,
  output logic [63:0]   rd_bytes_o,
  output logic [63:0]   rd_errors_o,
  output logic [63:0]   rd_irqs_o
);
  if (StatsEn) begin : g_on
    logic [63:0] frames_mem [2**QW];
    logic [63:0] bytes_mem  [2**QW];
    logic [63:0] errors_mem [2**QW];
    logic [63:0] irqs_mem   [2**QW];
    logic        ok, bad;

    assign ok  = cpl_valid_i && cpl_ok_i;
    assign bad = cpl_valid_i && !cpl_ok_i;

    always_ff @(posedge clk_i or negedge rst_ni) begin
      if (!rst_ni) begin
        frames_o <= '0;
        bytes_o  <= '0;
        errors_o <= '0;
        paused_o <= '0;
      end else begin
        if (ok) frames_o <= frames_o + 64'd1;
        if (ok) bytes_o <= bytes_o + {50'd0, cpl_len_i};
        if (bad) errors_o <= errors_o + 64'd1;
        if (paused_i) paused_o <= paused_o + 64'd1;
      end
    end

    always_ff @(posedge clk_i) begin
      if (init_i) begin
        frames_mem[init_idx_i[QW-1:0]] <= '0;
        bytes_mem[init_idx_i[QW-1:0]]  <= '0;
        errors_mem[init_idx_i[QW-1:0]] <= '0;
        irqs_mem[init_idx_i[QW-1:0]]   <= '0;
      end else begin
        if (ok) frames_mem[cpl_q_i] <= frames_mem[cpl_q_i] + 64'd1;
        if (ok) bytes_mem[cpl_q_i] <= bytes_mem[cpl_q_i] + {50'd0, cpl_len_i};
        if (bad) errors_mem[cpl_q_i] <= errors_mem[cpl_q_i] + 64'd1;
        if (irq_i) irqs_mem[irq_q_i] <= irqs_mem[irq_q_i] + 64'd1;
      end
    end

    assign rd_frames_o = frames_mem[rd_q_i];
    assign rd_bytes_o  = bytes_mem[rd_q_i];
    assign rd_errors_o = errors_mem[rd_q_i];
    assign rd_irqs_o   = irqs_mem[rd_q_i];
  end else begin : g_off
    assign frames_o    = '0;
    assign bytes_o     = '0;
    assign errors_o    = '0;
    assign paused_o    = '0;
    assign rd_frames_o = '0;
    assign rd_bytes_o  = '0;
    assign rd_errors_o = '0;
    assign rd_irqs_o   = '0;
    logic unused_in;
    assign unused_in = ^{clk_i, rst_ni, init_i, cpl_valid_i, cpl_q_i, cpl_ok_i, cpl_len_i,
                         paused_i, irq_i, irq_q_i, rd_q_i};
  end

  logic unused_idx;
  assign unused_idx = ^init_idx_i;

endmodule

`resetall
