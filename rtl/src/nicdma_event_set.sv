// SPDX-License-Identifier: Apache-2.0
// Events of one kind that wait to be written: a set of queues, oldest first.
//
// A queue is in it at most once, so that there is always room: an event that comes while an equal
// one waits is merged with it and the older one's information is kept. Event to valid_o: 1 cycle.
`default_nettype none
`include "nicdma_assert.svh"

module nicdma_event_set #(
  parameter int unsigned QW    = 2,
  parameter int unsigned InfoW = 16
) (
  input  logic             clk_i,
  input  logic             rst_ni,
  input  logic             clear_i,      // forget everything
  input  logic             set_i,
  input  logic [QW-1:0]    set_q_i,
  input  logic [InfoW-1:0] set_info_i,
  input  logic             drop_i,       // forget what waits for one queue
  input  logic [QW-1:0]    drop_q_i,
  output logic             valid_o,
  output logic [QW-1:0]    q_o,
  output logic [InfoW-1:0] info_o,
  input  logic             take_i
);
  localparam int unsigned N = 2 ** QW;

  logic [QW-1:0]    order_mem [N];
  logic [InfoW-1:0] info_mem  [N];       // by queue
  logic [N-1:0]     listed_q;            // has an entry in order_mem
  logic [N-1:0]     live_q;              // and it was not dropped
  logic [QW-1:0]    wr_q, rd_q, head;
  logic [QW:0]      count_q;
  logic             some, pop, again, push, fresh;

  assign head    = order_mem[rd_q];
  assign some    = count_q != '0;
  assign valid_o = some && live_q[head];
  assign q_o     = head;
  assign info_o  = info_mem[head];
  // guarded: most cycles set nothing and have nothing
  always_comb begin
    pop   = 1'b0;
    again = 1'b0;                                      // leaves and comes back
    push  = 1'b0;
    fresh = 1'b0;
    if (some) pop = take_i || !live_q[head];
    if (set_i) begin
      again = pop && head == set_q_i;
      push  = !listed_q[set_q_i] || again;
      fresh = !live_q[set_q_i] || again;
    end
  end

  always_ff @(posedge clk_i) begin
    if (push) order_mem[wr_q] <= set_q_i;
    if (fresh) info_mem[set_q_i] <= set_info_i;
  end

  always_ff @(posedge clk_i or negedge rst_ni) begin
    if (!rst_ni) begin
      listed_q <= '0;
      live_q   <= '0;
      wr_q     <= '0;
      rd_q     <= '0;
      count_q  <= '0;
    end else if (clear_i) begin
      listed_q <= '0;
      live_q   <= '0;
      wr_q     <= '0;
      rd_q     <= '0;
      count_q  <= '0;
    end else if (set_i || pop || drop_i) begin
      if (pop) begin
        listed_q[head] <= 1'b0;
        live_q[head]   <= 1'b0;
        rd_q           <= rd_q + 1'b1;
      end
      if (set_i) begin
        listed_q[set_q_i] <= 1'b1;
        live_q[set_q_i]   <= 1'b1;
        if (push) wr_q <= wr_q + 1'b1;
      end
      if (drop_i) live_q[drop_q_i] <= 1'b0;
      count_q <= count_q + {{QW{1'b0}}, push} - {{QW{1'b0}}, pop};
    end
  end

  `NICDMA_ASSERT(NeverMoreThanQueues, !push || pop || !count_q[QW])
endmodule

`resetall
