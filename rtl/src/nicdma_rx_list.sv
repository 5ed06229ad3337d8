// SPDX-License-Identifier: Apache-2.0
// Frames waiting in the packet buffer: one linked list per RX queue, and one of frames to discard.
//
// A frame is named by its first cell. A frame for a queue that does not accept, or that would put
// its queue over limit_i cells, goes to the discard list (index 2^QW) and is counted here.
// One enqueue and one dequeue per cycle; an enqueued frame is visible in the next cycle.
`default_nettype none
`include "nicdma_assert.svh"

module nicdma_rx_list #(
  parameter int unsigned QW       = 2,
  parameter int unsigned CellLog2 = 8,
  parameter int unsigned MetaW    = 52
) (
  input  logic                clk_i,
  input  logic                rst_ni,
  input  logic                init_i,
  input  logic [7:0]          init_idx_i,
  input  logic [2**QW-1:0]    accept_i,       // queue is enabled
  input  logic [CellLog2:0]   limit_i,        // cells one queue may hold
  // enqueue
  input  logic                enq_i,
  input  logic [QW-1:0]       enq_q_i,
  input  logic [CellLog2-1:0] enq_cell_i,
  input  logic [6:0]          enq_cells_i,
  input  logic [MetaW-1:0]    enq_meta_i,
  input  logic [21:0]         enq_peek_i,
  output logic                ev_full_o,      // over the limit, queue enq_q_i
  output logic                ev_stopped_o,   // queue does not accept
  // dequeue
  output logic [2**QW:0]      waiting_o,      // list not empty; MSB: discard list
  input  logic                deq_i,
  input  logic [QW:0]         deq_q_i,
  output logic [CellLog2-1:0] deq_cell_o,     // combinational
  output logic [MetaW-1:0]    meta_o,         // one cycle after deq_i, then held
  // enq_peek_i of the first frame of a queue, in the same cycle
  input  logic [QW-1:0]       peek_q_i,
  output logic [21:0]         peek_o,
  // cells of a dequeued frame no longer count for its queue
  input  logic                dec_i,
  input  logic [QW-1:0]       dec_q_i,
  input  logic [6:0]          dec_cells_i
);
  localparam int unsigned Lists = 2 ** (QW + 1);
  localparam int unsigned Cells = 2 ** CellLog2;

  logic [CellLog2-1:0] head_mem [Lists];
  logic [CellLog2-1:0] tail_mem [Lists];
  logic [CellLog2-1:0] next_mem [Cells];
  logic [21:0]         peek_mem [Cells];
  logic [CellLog2:0]   held_mem [2**QW];      // cells held by a queue
  logic [2**QW:0]      waiting_q, single_q;   // not empty; exactly one frame

  logic                over, stopped;
  logic [QW:0]         list;
  logic [CellLog2:0]   held_new;
  logic                same, enq_first, deq_last;

  assign stopped  = !accept_i[enq_q_i];
  assign held_new = held_mem[enq_q_i] + (CellLog2+1)'(enq_cells_i);
  assign over     = held_new > limit_i;
  assign list     = stopped || over ? {1'b1, {QW{1'b0}}} : {1'b0, enq_q_i};

  assign ev_stopped_o = enq_i && stopped;
  assign ev_full_o    = enq_i && !stopped && over;

  assign same       = enq_i && deq_i && list == deq_q_i;
  assign deq_last   = single_q[deq_q_i];
  assign enq_first  = !waiting_q[list] || (same && deq_last);
  assign deq_cell_o = head_mem[deq_q_i];
  assign waiting_o  = waiting_q;

  always_ff @(posedge clk_i) begin
    if (enq_i) begin
      tail_mem[list] <= enq_cell_i;
      if (!enq_first) next_mem[tail_mem[list]] <= enq_cell_i;
    end
  end

  always_ff @(posedge clk_i) begin
    if (enq_i) peek_mem[enq_cell_i] <= enq_peek_i;
  end
  assign peek_o = peek_mem[head_mem[{1'b0, peek_q_i}]];

  // Enqueue into an empty list and dequeue of another list both write a head.
  always_ff @(posedge clk_i) begin
    if (enq_i && enq_first) head_mem[list] <= enq_cell_i;
    if (deq_i && !deq_last) head_mem[deq_q_i] <= next_mem[head_mem[deq_q_i]];
  end

  // single_q: a dequeue leaves one frame when the new head is the tail.
  logic [CellLog2-1:0] new_head;
  assign new_head = next_mem[head_mem[deq_q_i]];

  always_ff @(posedge clk_i or negedge rst_ni) begin
    if (!rst_ni) begin
      waiting_q <= '0;
      single_q  <= '0;
    end else begin
      if (deq_i) begin
        if (deq_last) waiting_q[deq_q_i] <= 1'b0;
        else single_q[deq_q_i] <= new_head == tail_mem[deq_q_i];
      end
      if (enq_i) begin
        waiting_q[list] <= 1'b1;
        single_q[list]  <= enq_first;
      end
    end
  end

  // Cells held: up at enqueue, down after dequeue.
  always_ff @(posedge clk_i) begin
    if (init_i) begin
      held_mem[init_idx_i[QW-1:0]] <= '0;
    end else begin
      if (enq_i && !stopped && !over) begin
        held_mem[enq_q_i] <= held_new -
                             (dec_i && dec_q_i == enq_q_i ? (CellLog2+1)'(dec_cells_i) : '0);
      end
      if (dec_i && !(enq_i && !stopped && !over && dec_q_i == enq_q_i)) begin
        held_mem[dec_q_i] <= held_mem[dec_q_i] - (CellLog2+1)'(dec_cells_i);
      end
    end
  end

  nicdma_ram_1r1w #(
    .Width(MetaW),
    .Depth(Cells)
  ) u_meta (
    .clk_i    (clk_i),
    .wr_en_i  (enq_i),
    .wr_addr_i(enq_cell_i),
    .wr_data_i(enq_meta_i),
    .rd_en_i  (deq_i),
    .rd_addr_i(deq_cell_o),
    .rd_data_o(meta_o)
  );

  logic unused_bits;
  assign unused_bits = ^{init_idx_i, enq_cells_i, dec_cells_i};

  `NICDMA_ASSERT(NeverDequeueEmpty, !deq_i || waiting_q[deq_q_i])

endmodule

`resetall
