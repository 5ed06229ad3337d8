// SPDX-License-Identifier: Apache-2.0
// Interrupt vectors with mask and pending; per-queue arming with count and timer moderation.
//
// One queue is judged per cycle: the one whose completion just arrived, else the one just armed,
// else each in turn (timers have a granularity of 2^QW cycles). Nothing is lost: the judgement
// uses completions acknowledged minus consumer index, not events.
// Completion acknowledged to irq_o: 2 cycles.
`default_nettype none
`include "nicdma_bug.svh"

module nicdma_irq #(
  parameter int unsigned QW     = 2,
  parameter int unsigned NumIrq = 4
) (
  `NICDMA_BUG_PORT
  input  logic              clk_i,
  input  logic              rst_ni,
  // a completion record of this queue is in memory
  input  logic              cqe_done_i,
  input  logic [QW-1:0]     cqe_done_q_i,
  // consumer doorbell
  input  logic              cdb_i,          // only while cdb_ready_o
  output logic              cdb_ready_o,
  input  logic [QW-1:0]     cdb_q_i,
  input  logic              cdb_arm_i,
  // queue reset
  input  logic              clr_i,
  input  logic [QW-1:0]     clr_q_i,
  input  logic              clr_tx_i,       // of a transmit queue, in the same numbering
  input  logic [QW-1:0]     clr_tx_q_i,
  // judgement, answered in the same cycle
  output logic [QW-1:0]     irq_q_o,
  input  logic [15:0]       irq_unseen_i,
  input  logic [4:0]        irq_vec_i,
  input  logic              irq_eq_i,       // an event in place of the vector
  output logic [2**QW-1:0]  armed_o,
  output logic              ev_irq_o,       // queue irq_q_o raised its vector
  input  logic              err_irq_i,      // raise vector 0
  // event ring: it takes events, one for queue irq_q_o, raise its vector
  input  logic              eq_enabled_i,
  output logic              ev_event_o,
  input  logic              eq_irq_i,
  input  logic [4:0]        eq_vec_i,
  // registers; answer in the same cycle
  input  logic              reg_sel_i,
  input  logic              reg_write_i,
  input  logic [4:0]        reg_vec_i,
  input  logic [1:0]        reg_idx_i,
  input  logic [31:0]       reg_wdata_i,
  output logic [31:0]       reg_rdata_o,
  output logic              reg_err_o,
  output logic [NumIrq-1:0] irq_o
);
  localparam int unsigned N = 2 ** QW;

  logic [31:0]   mask_q, pending_q;         // bits of existing vectors only
  logic [15:0]   count_mem [32];
  logic [23:0]   timer_mem [32];
  logic [23:0]   since_mem [N];
  logic [N-1:0]  armed_q, timing_q;
  logic [23:0]   now_q;
  logic [QW-1:0] walk_q, q;
  logic [31:0]   known_q;                   // count and timer written since reset

  assign armed_o     = armed_q;
  assign cdb_ready_o = !cqe_done_i;
  assign q           = cqe_done_i ? cqe_done_q_i : cdb_i ? cdb_q_i : walk_q;
  assign irq_q_o     = q;

  // ---------------------------------------------------------------- judgement
  logic        some, armed, enough, late, fire;
  logic [15:0] count;
  logic [23:0] timer;

  // Bug 47: completions that came before the arm are not looked at.
  // Bug 48: the timer does not fire for a single completion.
  assign some   = irq_unseen_i != 16'd0 && !irq_unseen_i[15];
  assign armed  = armed_q[q] || (cdb_i && cdb_arm_i && !cqe_done_i);
  assign count  = known_q[irq_vec_i] ? count_mem[irq_vec_i] : 16'd0;
  assign timer  = known_q[irq_vec_i] ? timer_mem[irq_vec_i] : 24'd0;
  assign enough = irq_unseen_i >= count;
  assign late   = timer != 24'd0 && timing_q[q] && now_q - since_mem[q] >= timer &&
                  !(`NICDMA_BUG(48) && irq_unseen_i == 16'd1);
  assign fire   = some && armed && (enough || late) && (!irq_eq_i || eq_enabled_i) &&
                  !(`NICDMA_BUG(47) && !cqe_done_i);
  assign ev_irq_o   = fire;
  assign ev_event_o = fire && irq_eq_i;

  always_ff @(posedge clk_i) begin
    if (cdb_i || !timing_q[q]) since_mem[q] <= now_q;
  end

  always_ff @(posedge clk_i or negedge rst_ni) begin
    if (!rst_ni) begin
      armed_q  <= '0;
      timing_q <= '0;
      now_q    <= '0;
      walk_q   <= '0;
    end else begin
      now_q       <= now_q + 24'd1;
      walk_q      <= walk_q + 1'b1;
      timing_q[q] <= some && !fire;
      if (fire) armed_q[q] <= 1'b0;
      else if (armed) armed_q[q] <= 1'b1;
      if (clr_i) armed_q[clr_q_i] <= 1'b0;
      if (clr_tx_i) armed_q[clr_tx_q_i] <= 1'b0;
    end
  end

  // ---------------------------------------------------------------- vectors
  localparam logic [31:0] VecMask = NumIrq == 32 ? 32'hFFFF_FFFF : (32'd1 << NumIrq) - 32'd1;

  logic wr;
  assign wr    = reg_sel_i && reg_write_i && !reg_err_o;
  assign irq_o = pending_q[NumIrq-1:0] & ~mask_q[NumIrq-1:0];

  always_comb begin
    reg_rdata_o = '0;
    reg_err_o   = 1'b0;
    if (reg_sel_i) begin
      unique case (reg_idx_i)
        2'd0: reg_rdata_o = {31'b0, mask_q[reg_vec_i]};
        2'd1: reg_rdata_o = {31'b0, pending_q[reg_vec_i]};
        2'd2: reg_rdata_o = known_q[reg_vec_i] ? {16'b0, count_mem[reg_vec_i]} : 32'd0;
        default: reg_rdata_o = known_q[reg_vec_i] ? {8'b0, timer_mem[reg_vec_i]} : 32'd0;
      endcase
      reg_err_o = {1'b0, reg_vec_i} >= 6'(NumIrq);
    end
  end

  always_ff @(posedge clk_i) begin
    if (wr && reg_idx_i[1]) begin
      if (!reg_idx_i[0] || !known_q[reg_vec_i]) begin
        count_mem[reg_vec_i] <= reg_idx_i[0] ? 16'd0 : reg_wdata_i[15:0];
      end
      if (reg_idx_i[0] || !known_q[reg_vec_i]) begin
        timer_mem[reg_vec_i] <= reg_idx_i[0] ? reg_wdata_i[23:0] : 24'd0;
      end
    end
  end

  always_ff @(posedge clk_i or negedge rst_ni) begin
    if (!rst_ni) begin
      mask_q    <= VecMask;
      pending_q <= '0;
      known_q   <= '0;
    end else begin
      if (wr) begin
        unique case (reg_idx_i)
          2'd0: mask_q[reg_vec_i] <= reg_wdata_i[0];
          2'd1: if (reg_wdata_i[0]) pending_q[reg_vec_i] <= 1'b0;
          default: known_q[reg_vec_i] <= 1'b1;
        endcase
      end
      // Bug 49: an event of a masked vector is forgotten.
      if (fire && !irq_eq_i && !(`NICDMA_BUG(49) && mask_q[irq_vec_i])) begin
        pending_q[irq_vec_i] <= 1'b1;
      end
      if (eq_irq_i) pending_q[eq_vec_i] <= 1'b1;
      if (err_irq_i) pending_q[0] <= 1'b1;
    end
  end

  logic unused_bits;
  assign unused_bits = ^reg_wdata_i[31:24];

endmodule

`resetall
