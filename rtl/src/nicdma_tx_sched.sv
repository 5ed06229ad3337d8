// SPDX-License-Identifier: Apache-2.0
// Choose the queue that sends the next frame: weighted deficit round robin with optional rates.
//
// Each time the turn comes to a queue it may send weight * 256 bytes more; it keeps its turn while
// its balance is positive, and a frame may overdraw it (the debt stays). One turn per cycle, so
// grants outrun any bus. The charge comes when the length is known: at most one frame late.
// A queue with a rate earns rate/256 bytes per cycle and sends with 0 or more of them; what it
// earns while it has nothing to send is lost. The rate may change at any time.
`default_nettype none
`include "nicdma_bug.svh"

module nicdma_tx_sched #(
  parameter int unsigned QW = 2
) (
  `NICDMA_BUG_PORT
  input  logic             clk_i,
  input  logic             rst_ni,
  input  logic             init_i,
  input  logic [7:0]       init_idx_i,
  input  logic             clr_i,          // queue reset: its debt is forgotten
  input  logic [QW-1:0]    clr_q_i,
  input  logic [2**QW-1:0] ready_i,        // has a frame and may send it
  // the choice; may change until start_i
  output logic             pick_valid_o,
  output logic [QW-1:0]    pick_q_o,
  input  logic             start_i,        // the chosen queue starts a frame
  // its length is known; once per start, in order
  input  logic             charge_i,
  input  logic [QW-1:0]    charge_q_i,
  input  logic [13:0]      charge_len_i,
  // registers WEIGHT and RATE; answer in the same cycle
  input  logic             reg_write_i,
  input  logic             reg_rate_i,     // 0: WEIGHT
  input  logic [QW-1:0]    reg_q_i,
  input  logic [31:0]      reg_wdata_i,
  output logic [31:0]      reg_rdata_o
);
  localparam int unsigned N    = 2 ** QW;
  localparam int unsigned BalW = 20;       // signed bytes
  localparam int unsigned TokW = 26;       // signed bytes / 256

  logic [BalW-1:0] bal_mem    [N];
  logic [7:0]      weight_mem [N];

  // ---------------------------------------------------------------- turns
  logic            have, move, next_valid;
  logic [N-1:0]    elig, rate_ok_q;
  logic [QW-1:0]   cur_q, next_idx;
  logic [BalW-1:0] cur_bal, next_bal, next_base, charge_bal;
  logic [7:0]      weight;

  assign elig    = ready_i & rate_ok_q;
  assign cur_bal = bal_mem[cur_q];
  assign have    = elig[cur_q] && !cur_bal[BalW-1] && cur_bal != '0;
  assign pick_valid_o = have;
  assign pick_q_o     = cur_q;
  assign move         = !have && next_valid;

  nicdma_rr_arb #(.IdxW(QW)) u_turn (
    `NICDMA_BUG_CONN
    .clk_i  (clk_i),
    .rst_ni (rst_ni),
    .req_i  (elig),
    .take_i (move),
    .valid_o(next_valid),
    .idx_o  (next_idx)
  );

  assign charge_bal = bal_mem[charge_q_i] - {6'b0, charge_len_i};
  assign next_base  = charge_i && charge_q_i == next_idx ? charge_bal : bal_mem[next_idx];
  assign weight     = weight_mem[next_idx];
  assign next_bal   = (next_base[BalW-1] ? next_base : '0) +
                      {4'b0, weight == 8'd0 ? 8'd1 : weight, 8'd0};

  always_ff @(posedge clk_i) begin
    if (init_i) begin
      bal_mem[init_idx_i[QW-1:0]] <= '0;
    end else begin
      if (charge_i) bal_mem[charge_q_i] <= charge_bal;
      if (clr_i) bal_mem[clr_q_i] <= '0;
      if (move) bal_mem[next_idx] <= next_bal;
    end
  end

  always_ff @(posedge clk_i or negedge rst_ni) begin
    if (!rst_ni) cur_q <= '0;
    else if (move) cur_q <= next_idx;
  end

  // ---------------------------------------------------------------- rates
  logic [15:0]     rate_mem [N];
  logic [TokW-1:0] tok_mem  [N];
  logic [N-1:0]    rated_q, open_q;        // has a rate; started and not yet charged
  logic [QW-1:0]   walk_q;
  logic [TokW-1:0] tok, tok_walk, tok_charge;
  logic            walk;

  assign walk     = rated_q[walk_q];
  // Without a frame nothing is saved up; with one at most 8 KiB (and no overflow).
  always_comb begin
    tok      = '0;
    tok_walk = '0;
    if (walk) begin
      tok      = tok_mem[walk_q] + (TokW'(rate_mem[walk_q]) << QW);
      tok_walk = tok[TokW-1] || (ready_i[walk_q] && tok[TokW-2:21] == '0) ? tok :
                 ready_i[walk_q] ? tok_mem[walk_q] : '0;
    end
  end
  always_comb begin
    tok_charge = '0;
    if (charge_i) begin
      tok_charge = (walk && walk_q == charge_q_i ? tok_walk : tok_mem[charge_q_i]) -
                   {4'b0, charge_len_i, 8'b0};
    end
  end

  always_ff @(posedge clk_i) begin
    if (init_i) begin
      tok_mem[init_idx_i[QW-1:0]]    <= '0;
      rate_mem[init_idx_i[QW-1:0]]   <= '0;
      weight_mem[init_idx_i[QW-1:0]] <= '0;
    end else begin
      if (walk) tok_mem[walk_q] <= tok_walk;
      if (charge_i && rated_q[charge_q_i]) tok_mem[charge_q_i] <= tok_charge;
      if (clr_i) tok_mem[clr_q_i] <= '0;
      if (reg_write_i && reg_rate_i) begin
        rate_mem[reg_q_i] <= reg_wdata_i[15:0];
        tok_mem[reg_q_i]  <= '0;
      end
      if (reg_write_i && !reg_rate_i) weight_mem[reg_q_i] <= reg_wdata_i[7:0];
    end
  end

  always_ff @(posedge clk_i or negedge rst_ni) begin
    if (!rst_ni) begin
      rate_ok_q <= '1;
      rated_q   <= '0;
      open_q    <= '0;
      walk_q    <= '0;
    end else begin
      walk_q <= walk_q + 1'b1;
      if (walk && !open_q[walk_q] && !tok[TokW-1]) rate_ok_q[walk_q] <= 1'b1;
      if (charge_i) open_q[charge_q_i] <= 1'b0;
      if (start_i && rated_q[cur_q]) begin
        open_q[cur_q]    <= 1'b1;
        rate_ok_q[cur_q] <= 1'b0;
      end
      if (reg_write_i && reg_rate_i) begin
        rated_q[reg_q_i]   <= reg_wdata_i[15:0] != '0;
        rate_ok_q[reg_q_i] <= 1'b1;
      end
    end
  end

  assign reg_rdata_o = reg_rate_i ? {16'b0, rate_mem[reg_q_i]} : {24'b0, weight_mem[reg_q_i]};

  logic unused_bits;
  assign unused_bits = ^{init_idx_i, reg_wdata_i[31:16]};

endmodule

`resetall
