// SPDX-License-Identifier: Apache-2.0
// Proof, bounded: nicdma_desc_fetch reads only posted descriptors, each once, in ring order, into
// reserved space, and hands them out in order: no doorbell pattern, stall, answer order or wrap
// makes it use a descriptor too early, twice or never.
`default_nettype none
`include "formal.svh"

module desc_ring #(
  parameter bit OneQueue = 1'b0         // look deeper, with one queue in use
) (
  input logic        clk_i,
  input logic        db,
  input logic        db_q,
  input logic [15:0] db_tail,
  input logic        pop,
  input logic        pop_q,
  input logic        arready,
  input logic        r_now,
  input logic        r_id
);
  localparam int unsigned MaxOutRd = 4;
  localparam int unsigned Fifo     = 4;

  `FORMAL_RESET
  `FORMAL_BUG_SELECT

  logic        four_q;                  // both rings have 2 or 4 entries, chosen in reset
  logic [3:0]  log2;
  logic [15:0] size;
  always_ff @(posedge clk_i) if (!rst_ni) four_q <= db;
  assign log2 = four_q ? 4'd2 : 4'd1;
  assign size = 16'd1 << log2;

  logic         init, run;
  logic         ev_range, look_q, busy, idle, desc_err, arid, arvalid;
  logic [1:0]   posted, has_desc;
  logic [15:0]  tail, desc_idx, aruser;
  logic [127:0] desc;
  logic [31:0]  araddr;
  logic [7:0]   arlen;
  logic         rvalid, rlast;
  logic [127:0] rdata;

  assign init = age_q < 8'd3;
  assign run  = !init && rst_ni;

  nicdma_desc_fetch #(
    .QW           (1),
    .DataWidth    (128),
    .AddrWidth    (32),
    .IdWidth      (1),
    .MaxOutRd     (MaxOutRd),
    .MaxBurstBytes(64),
    .DescBatch    (2),
    .DescFifo     (Fifo)
  ) dut (
    `NICDMA_BUG_CONN
    .clk_i          (clk_i),
    .rst_ni         (rst_ni),
    .init_i         (init),
    .init_idx_i     (age_q - 8'd1),
    .db_i           (db),
    .db_q_i         (db_q),
    .db_tail_i      (db_tail),
    .db_allow_i     (1'b1),
    .db_log2_i      (log2),
    .ev_tail_range_o(ev_range),
    .look_q_o       (look_q),
    .look_base_i    ({19'h0, look_q, 12'h0}),
    .look_log2_i    (log2),
    .run_i          ({2{run}}),
    .kick_i         (2'b00),
    .clr_i          (1'b0),
    .clr_q_i        (1'b0),
    .posted_o       (posted),
    .has_desc_o     (has_desc),
    .busy_q_i       (1'b0),
    .busy_o         (busy),
    .idle_o         (idle),
    .tail_q_i       (1'b0),
    .tail_o         (tail),
    .pop_i          (pop),
    .pop_q_i        (pop_q),
    .desc_o         (desc),
    .desc_err_o     (desc_err),
    .desc_idx_o     (desc_idx),
    .peek_en_i      (1'b0),
    .peek_q_i       (1'b0),
    .peek_k_i       (6'd0),
    .peek_o         (),
    .peek_avail_o   (),
    .peek_all_o     (),
    .fill_o         (),
    .fill_q_o       (),
    .arid_o         (arid),
    .araddr_o       (araddr),
    .arlen_o        (arlen),
    .aruser_o       (aruser),
    .arvalid_o      (arvalid),
    .arready_i      (arready),
    .rid_i          (r_id),
    .rdata_i        (rdata),
    .rresp_i        (2'b00),
    .rlast_i        (rlast),
    .rvalid_i       (rvalid)
  );

  always_comb begin
    if (rst_ni && !run) assume (!db && !pop && !r_now);
    if (pop) assume (has_desc[pop_q]);
    if (OneQueue) assume (!db_q && !pop_q && !r_id);
    assume (db_tail < 16'd8);           // keeps the counters short; the first laps tell all
  end

  // ---------------------------------------------------------------- the driver's view, per queue
  logic [15:0] post_q [2];              // accepted tail
  logic [15:0] read_q [2];              // addressed by reads
  logic [15:0] used_q [2];
  logic        db_good;

  assign db_good = run && db && db_tail - used_q[db_q] <= size &&
                   db_tail - used_q[db_q] >= post_q[db_q] - used_q[db_q];

  // ---------------------------------------------------------------- host memory
  // Reads of a queue (one ID each), answered in order, at any pace, interleaved between queues.
  logic [15:0] ask_q [8];               // {queue, n mod 4} -> first descriptor index
  logic [7:0]  len_q [8];
  logic [2:0]  asked_q [2];
  logic [2:0]  told_q [2];
  logic [7:0]  beat_q [2];
  logic [15:0] at;                      // ring index in this answer, as of now
  logic [2:0]  open;
  logic [15:0] newest;

  assign open   = 3'(asked_q[0] - told_q[0]) + 3'(asked_q[1] - told_q[1]);
  assign rvalid = r_now && asked_q[r_id] != told_q[r_id];
  assign rlast  = beat_q[r_id] == len_q[{r_id, told_q[r_id][1:0]}];
  assign at     = ask_q[{r_id, told_q[r_id][1:0]}] + {8'b0, beat_q[r_id]};
  // A slot holds the newest descriptor posted there.
  assign newest = post_q[r_id] - 16'd1 - ((post_q[r_id] - 16'd1 - at) & (size - 16'd1));
  assign rdata  = {112'd0, newest};

  logic ar;
  assign ar = arvalid && arready;

  always_ff @(posedge clk_i) begin
    if (!rst_ni || init) begin
      for (int unsigned q = 0; q < 2; q++) begin
        post_q[q]  <= '0;
        read_q[q]  <= '0;
        used_q[q]  <= '0;
        asked_q[q] <= '0;
        told_q[q]  <= '0;
        beat_q[q]  <= '0;
      end
    end else begin
      if (db_good) post_q[db_q] <= db_tail;
      if (pop) used_q[pop_q] <= used_q[pop_q] + 16'd1;
      if (ar) begin
        ask_q[{arid, asked_q[arid][1:0]}] <= {12'd0, araddr[7:4]};
        len_q[{arid, asked_q[arid][1:0]}] <= arlen;
        asked_q[arid]                     <= asked_q[arid] + 3'd1;
        read_q[arid]                      <= read_q[arid] + {8'd0, arlen} + 16'd1;
      end
      if (rvalid) begin
        beat_q[r_id] <= rlast ? 8'd0 : beat_q[r_id] + 8'd1;
        if (rlast) told_q[r_id] <= told_q[r_id] + 3'd1;
      end
    end
  end

  // ---------------------------------------------------------------- the promises
  logic        was_q, pop_was_q, arvalid_q, arready_q;
  logic [15:0] want_q;
  logic [31:0] araddr_q;
  logic [7:0]  arlen_q;
  always_ff @(posedge clk_i) begin
    was_q     <= run;
    pop_was_q <= pop;
    want_q    <= used_q[pop_q];
    arvalid_q <= arvalid;
    arready_q <= arready;
    araddr_q  <= araddr;
    arlen_q   <= arlen;
  end

  always_ff @(posedge clk_i) begin
    if (run && was_q) begin
      refuses_wrong_tails: assert (ev_range == (db && !db_good));
      posted_is_known: assert (posted[0] == (post_q[0] != used_q[0]) &&
                               posted[1] == (post_q[1] != used_q[1]));
      ar_is_stable: assert (!(arvalid_q && !arready_q) ||
                            (arvalid && araddr == araddr_q && arlen == arlen_q));
      reads_own_ring: assert (!arvalid || (araddr[31:8] == {19'h0, arid, 4'h0} &&
                              {12'd0, araddr[7:4]} + {8'd0, arlen} < size));
      reads_in_order: assert (!arvalid ||
                              {12'd0, araddr[7:4]} == (read_q[arid] & (size - 16'd1)));
      reads_only_posted: assert (!arvalid ||
        read_q[arid] - used_q[arid] + {8'd0, arlen} + 16'd1 <= post_q[arid] - used_q[arid]);
      reads_into_space: assert (!arvalid ||
        read_q[arid] - used_q[arid] + {8'd0, arlen} + 16'd1 <= 16'(Fifo));
      bounded: assert (open <= 3'(MaxOutRd));
      right_descriptor: assert (!pop_was_q || (desc[15:0] == want_q && desc_idx == want_q));
      cover_wrapped: cover (pop_was_q && want_q == 16'd3 && log2 == 4'd1);
    end
  end
endmodule

`resetall
