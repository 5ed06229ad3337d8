// SPDX-License-Identifier: Apache-2.0
// Find out how many buffers the frame at the head of a queue needs, before it is started.
//
// Only for queues that may use several buffers per frame. One queue is looked at at a time, one
// descriptor per cycle, without taking any. `ready_o` is up while the head frame has all its
// descriptors prefetched and space for all its completions: it can then be started and finished
// without waiting for the driver, so one queue never stops another. A frame that cannot is looked
// at again when something changed for its queue. Frame visible to ready: 2 cycles plus one per
// buffer beyond the first.
`default_nettype none
`include "nicdma_assert.svh"
`include "nicdma_bug.svh"

module nicdma_rx_plan #(
  parameter int unsigned QW         = 2,
  parameter bit          HdrSplitEn = 1'b1
) (
  `NICDMA_BUG_PORT
  input  logic             clk_i,
  input  logic             rst_ni,
  input  logic [2**QW-1:0] waiting_i,
  input  logic [2**QW-1:0] has_desc_i,
  input  logic [2**QW-1:0] run_i,
  input  logic [2**QW-1:0] multi_i,        // more than one buffer per frame allowed
  // a frame left its list
  input  logic             deq_i,
  input  logic [QW-1:0]    deq_q_i,
  // the engine still takes descriptors of this queue
  input  logic             hold_i,
  input  logic [QW-1:0]    hold_q_i,
  // reasons to look again
  input  logic             fill_i,         // descriptors arrived
  input  logic [QW-1:0]    fill_q_i,
  input  logic             db_i,           // a doorbell of either ring
  input  logic [QW-1:0]    db_q_i,
  input  logic             clr_i,
  input  logic [QW-1:0]    clr_q_i,
  // about queue plan_q_o, in the same cycle
  output logic [QW-1:0]    plan_q_o,
  input  logic [13:0]      len_i,          // of the head frame
  input  logic [7:0]       split_i,        // its headers end here
  input  logic [5:0]       most_i,         // buffers one frame may use, 2..32
  input  logic [15:0]      space_i,        // free completion slots
  input  logic [8:0]       avail_i,        // descriptors prefetched
  input  logic             all_i,          // and no more are posted
  // descriptor peek_k_o of queue plan_q_o, one cycle later
  output logic             peek_en_o,
  output logic [5:0]       peek_k_o,
  input  logic [64:0]      peek_i,
  // result
  output logic [2**QW-1:0] ready_o,
  output logic [2**QW-1:0] short_o,        // everything posted is not enough
  input  logic [QW-1:0]    n_q_i,
  output logic [5:0]       n_o             // buffers of the head frame of queue n_q_i, if ready
);
  localparam int unsigned N = 2 ** QW;

  logic [5:0]    n_mem [N];
  logic [N-1:0]  ready_q, short_q, wait_q, req;
  logic          act_q, pick_valid, pick, done, enough, lost, end_of_plan;
  logic [QW-1:0] q_q, pick_q;
  logic [5:0]    k_q, n;                   // descriptor in hand; buffers with it
  logic [13:0]   rem_q, rem;               // bytes before it
  logic [15:0]   room;

  assign ready_o = ready_q;
  assign short_o = short_q;
  assign n_o     = n_mem[n_q_i];

  always_comb begin
    req = waiting_i & has_desc_i & run_i & multi_i & ~ready_q & ~wait_q;
    if (hold_i) req[hold_q_i] = 1'b0;
    if (deq_i) req[deq_q_i] = 1'b0;
  end

  nicdma_rr_arb #(.IdxW(QW)) u_pick (
    `NICDMA_BUG_CONN
    .clk_i  (clk_i),
    .rst_ni (rst_ni),
    .req_i  (req),
    .take_i (pick),
    .valid_o(pick_valid),
    .idx_o  (pick_q)
  );
  assign pick     = pick_valid && !act_q;
  assign plan_q_o = act_q ? q_q : pick_q;

  // ---------------------------------------------------------------- one descriptor
  logic hdr;

  assign hdr = HdrSplitEn && peek_i[48] && k_q == 6'd0;
  assign rem = k_q == 6'd0 ? len_i : rem_q;
  assign n   = k_q + 6'd1;
  always_comb begin
    room = peek_i[15:0];
    if (hdr) begin
      if ({8'd0, split_i} < room) room = {8'd0, split_i};
      if (peek_i[47:32] != 16'd0 && peek_i[47:32] < room) room = peek_i[47:32];
    end
  end

  // A frame ends at a descriptor that cannot be used, too.
  assign end_of_plan = room >= {2'b0, rem} || n == most_i || peek_i[64] || peek_i[15:0] == 16'd0;
  assign enough      = {3'd0, n} < avail_i;
  assign lost        = (deq_i && deq_q_i == q_q) || !run_i[q_q];   // the frame is gone
  assign done        = end_of_plan || !enough || lost;
  assign peek_en_o   = act_q ? !done : pick;
  assign peek_k_o    = act_q ? n : 6'd0;

  always_ff @(posedge clk_i) begin
    if (pick) q_q <= pick_q;
    if (pick) k_q <= '0;
    else if (act_q && !done) k_q <= n;
    if (act_q && !done) rem_q <= rem - room[13:0];
    if (act_q && end_of_plan) n_mem[q_q] <= n;
  end

  always_ff @(posedge clk_i or negedge rst_ni) begin
    if (!rst_ni) begin
      act_q   <= 1'b0;
      ready_q <= '0;
      short_q <= '0;
      wait_q  <= '0;
    end else begin
      act_q <= pick || (act_q && !done);
      if (act_q && done && !lost) begin
        if (end_of_plan && space_i >= {10'd0, n}) begin
          ready_q[q_q] <= 1'b1;
        end else begin
          wait_q[q_q]  <= 1'b1;
          short_q[q_q] <= !end_of_plan && all_i;
        end
      end
      if (fill_i) begin
        wait_q[fill_q_i]  <= 1'b0;
        short_q[fill_q_i] <= 1'b0;
      end
      if (db_i) begin
        wait_q[db_q_i]  <= 1'b0;
        short_q[db_q_i] <= 1'b0;
      end
      if (deq_i) begin
        ready_q[deq_q_i] <= 1'b0;
        wait_q[deq_q_i]  <= 1'b0;
        short_q[deq_q_i] <= 1'b0;
      end
      if (clr_i) begin
        ready_q[clr_q_i] <= 1'b0;
        wait_q[clr_q_i]  <= 1'b0;
        short_q[clr_q_i] <= 1'b0;
      end
    end
  end

  logic unused_bits;
  assign unused_bits = ^{peek_i[63:49], peek_i[31:16]};

  `NICDMA_ASSERT(PlanIsOfWaitingFrame, !act_q || lost || waiting_i[q_q])

endmodule

`resetall
