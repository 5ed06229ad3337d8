// SPDX-License-Identifier: Apache-2.0
// Read posted descriptors ahead of use: decide what to read, issue it, keep the ring pointers.
//
// A queue is looked at when something changed for it (doorbell, descriptor used, read issued), one
// queue per cycle, round robin: cost does not grow with the number of queues. At most DescBatch
// descriptors per request, never past the tail, the ring's end or free prefetch space.
// Doorbell to AR: 3 cycles. Space for the answer is reserved before the request.
`default_nettype none
`include "nicdma_assert.svh"
`include "nicdma_bug.svh"

module nicdma_desc_fetch #(
  parameter int unsigned QW            = 2,
  parameter int unsigned DataWidth     = 128,
  parameter int unsigned AddrWidth     = 64,
  parameter int unsigned IdWidth       = 4,       // bits of a queue's read ID
  parameter bit          Transmit      = 1'b0,    // whose descriptors: for aruser
  parameter int unsigned MaxOutRd      = 64,
  parameter int unsigned MaxBurstBytes = 256,
  parameter int unsigned DescBatch     = 8,
  parameter int unsigned DescFifo      = 64,
  parameter bit          PeekEn        = 1'b0
) (
  `NICDMA_BUG_PORT
  input  logic                   clk_i,
  input  logic                   rst_ni,
  input  logic                   init_i,
  input  logic [7:0]             init_idx_i,
  // doorbell; refused when the queue may not be posted to or the range is wrong
  input  logic                   db_i,
  input  logic [QW-1:0]          db_q_i,
  input  logic [15:0]            db_tail_i,
  input  logic                   db_allow_i,     // queue db_q_i is active
  input  logic [3:0]             db_log2_i,      // of queue db_q_i
  output logic                   ev_tail_range_o,
  // queue configuration, looked up in the same cycle
  output logic [QW-1:0]          look_q_o,
  input  logic [AddrWidth-1:0]   look_base_i,
  input  logic [3:0]             look_log2_i,
  input  logic [2**QW-1:0]       run_i,
  input  logic [2**QW-1:0]       kick_i,         // look at these queues again
  // reset of a queue's pointers
  input  logic                   clr_i,
  input  logic [QW-1:0]          clr_q_i,
  // status
  output logic [2**QW-1:0]       posted_o,       // descriptors posted and not yet used
  output logic [2**QW-1:0]       has_desc_o,     // one can be taken now
  input  logic [QW-1:0]          busy_q_i,
  output logic                   busy_o,         // reads in flight for queue busy_q_i
  output logic                   idle_o,         // no read in flight
  input  logic [QW-1:0]          tail_q_i,
  output logic [15:0]            tail_o,
  // take the oldest descriptor of a queue; contents one cycle later, then held
  input  logic                   pop_i,
  input  logic [QW-1:0]          pop_q_i,
  output logic [127:0]           desc_o,
  output logic                   desc_err_o,
  output logic [15:0]            desc_idx_o,
  // descriptors posted and not used, for nicdma_ring_watch
  output logic [15:0]            pop_left_o,     // in queue pop_q_i, after this pop
  output logic                   db_take_o,      // this cycle's doorbell is taken
  output logic [15:0]            db_left_o,      // in queue db_q_i, after it and this pop
  // look at the peek_k_i-th prefetched descriptor of a queue, without taking it
  input  logic                   peek_en_i,
  input  logic [QW-1:0]          peek_q_i,
  input  logic [5:0]             peek_k_i,
  output logic [64:0]            peek_o,         // {read error, bits 127:64}, one cycle later
  output logic [8:0]             peek_avail_o,   // prefetched, this cycle
  output logic                   peek_all_o,     // these are all that are posted
  output logic                   fill_o,         // descriptors of queue fill_q_o arrived
  output logic [QW-1:0]          fill_q_o,
  output logic [2:0]             fill_count_o,
  output logic [2:0]             fill_ends_o,    // for nicdma_tx_ready
  // AXI read
  output logic [IdWidth-1:0]     arid_o,
  output logic [AddrWidth-1:0]   araddr_o,
  output logic [7:0]             arlen_o,
  output logic [15:0]            aruser_o,
  output logic                   arvalid_o,
  input  logic                   arready_i,
  input  logic [IdWidth-1:0]     rid_i,
  input  logic [DataWidth-1:0]   rdata_i,
  input  logic [1:0]             rresp_i,
  input  logic                   rlast_i,
  input  logic                   rvalid_i
);
  localparam int unsigned N = 2 ** QW;

  logic [15:0]   tail_mem   [N];
  logic [15:0]   fetch_mem  [N];    // next to read
  logic [15:0]   launch_mem [N];    // next to use
  logic [8:0]    avail_mem  [N];    // in the prefetch RAM, 0..DescFifo
  logic [N-1:0]  posted_q, has_desc_q, req_q;

  assign posted_o   = posted_q;
  assign has_desc_o = has_desc_q;
  assign tail_o     = tail_mem[tail_q_i];
  assign busy_o     = fetch_mem[busy_q_i] - launch_mem[busy_q_i] != {7'b0, avail_mem[busy_q_i]};

  // ---------------------------------------------------------------- doorbell
  logic          db_take, db_in_range;
  logic [QW-1:0] db_q;
  logic [15:0]   db_new;

  assign db_q        = `NICDMA_BUG(25) ? db_q_i ^ QW'(1) : db_q_i;
  assign db_new      = `NICDMA_BUG(26) ? db_tail_i + 16'd1 : db_tail_i;
  assign db_in_range = db_tail_i - launch_mem[db_q_i] <= 16'd1 << db_log2_i &&
                       db_tail_i - launch_mem[db_q_i] >=
                       tail_mem[db_q_i] - launch_mem[db_q_i];
  assign db_take     = db_i && db_allow_i && db_in_range && !(`NICDMA_BUG(24) && ev_valid_q);
  assign ev_tail_range_o = db_i && !(db_allow_i && db_in_range);

  // ---------------------------------------------------------------- which queue to read for
  logic          pick_valid, pick_take, op_done;
  logic [QW-1:0] pick_q, ev_q_q;
  logic          ev_valid_q;

  nicdma_rr_arb #(.IdxW(QW)) u_pick (
    `NICDMA_BUG_CONN
    .clk_i  (clk_i),
    .rst_ni (rst_ni),
    .req_i  (req_q),
    .take_i (pick_take),
    .valid_o(pick_valid),
    .idx_o  (pick_q)
  );
  assign pick_take = pick_valid && (!ev_valid_q || op_done);

  // ---------------------------------------------------------------- how much
  logic [15:0] fetch, posted, size, to_end, held, idx;
  logic [4:0]  count;
  logic        want, burst_go, burst_last, burst_first;
  logic [4:0]  done_count_q;         // descriptors of this request in earlier bursts

  assign look_q_o = ev_q_q;

  always_comb begin
    fetch  = '0;
    posted = '0;
    size   = 16'd1 << look_log2_i;
    idx    = '0;
    to_end = '0;
    held   = '0;
    count  = '0;
    want   = 1'b0;
    if (ev_valid_q) begin
      fetch  = fetch_mem[ev_q_q];
      posted = tail_mem[ev_q_q] - fetch;
      if (`NICDMA_BUG(28) && posted != 16'd0) posted = 16'(DescBatch);
      idx    = fetch & (`NICDMA_BUG(27) ? (size >> 1) - 16'd1 : size - 16'd1);
      to_end = size - (fetch & (size - 16'd1));
      held   = fetch - launch_mem[ev_q_q];
      count  = 5'(DescBatch);
      if (posted < {11'b0, count}) count = posted[4:0];
      if (to_end < {11'b0, count}) count = to_end[4:0];
      // count_q keeps the size of a request that needs a second burst
      if (!burst_first) count = count_q;
      want = run_i[ev_q_q] && count != 5'd0 && held + {11'b0, count} <= 16'(DescFifo);
      if (!burst_first) want = 1'b1;
    end
  end

  logic [4:0] count_q;
  always_ff @(posedge clk_i) begin
    if (burst_go) begin
      count_q      <= count;
      done_count_q <= burst_last ? 5'd0 : done_count_q_or_zero + burst_desc;
    end
  end

  // ---------------------------------------------------------------- request
  logic [AddrWidth-1:0] op_addr, burst_addr;
  logic [12:0]          burst_len;
  logic [7:0]           burst_axlen;
  logic [4:0]           burst_desc, done_count_q_or_zero;
  logic [7:0]           out_q;       // bursts in flight
  logic                 issue_ready, r_done;
  logic [IdWidth-1:0]   ev_id;

  assign op_addr    = look_base_i + {{(AddrWidth-20){1'b0}}, idx, 4'b0};
  assign ev_id      = IdWidth'(ev_q_q);
  assign burst_go   = want && issue_ready && (!arvalid_o || arready_i) && out_q < 8'(MaxOutRd);
  assign op_done    = ev_valid_q && (!want || (burst_go && burst_last));
  assign burst_desc = burst_len[8:4];
  assign done_count_q_or_zero = burst_first ? 5'd0 : done_count_q;

  nicdma_burst_split #(
    .AddrWidth    (AddrWidth),
    .DataWidth    (DataWidth),
    .MaxBurstBytes(MaxBurstBytes)
  ) u_split (
    `NICDMA_BUG_CONN
    .clk_i        (clk_i),
    .rst_ni       (rst_ni),
    .op_valid_i   (want),
    .op_addr_i    (op_addr),
    .op_len_i     ({7'b0, count, 4'b0}),
    .burst_ready_i(burst_go),
    .burst_addr_o (burst_addr),
    .burst_len_o  (burst_len),
    .burst_axlen_o(burst_axlen),
    .burst_first_o(burst_first),
    .burst_last_o (burst_last)
  );

  always_ff @(posedge clk_i or negedge rst_ni) begin
    if (!rst_ni) arvalid_o <= 1'b0;
    else if (burst_go) arvalid_o <= 1'b1;
    else if (arready_i) arvalid_o <= 1'b0;
  end

  always_ff @(posedge clk_i) begin
    if (burst_go) begin
      arid_o   <= ev_id;
      araddr_o <= burst_addr;
      arlen_o  <= burst_axlen;
      aruser_o <= {Transmit ? nicdma_pkg::KindTxDesc : nicdma_pkg::KindRxDesc, 8'(ev_q_q), 4'b0};
    end
  end

  always_ff @(posedge clk_i or negedge rst_ni) begin
    if (!rst_ni) out_q <= '0;
    else out_q <= out_q + {7'b0, burst_go} - {7'b0, r_done};
  end
  assign idle_o = out_q == '0 && !arvalid_o && !ev_valid_q && req_q == '0;

  // ---------------------------------------------------------------- answers and prefetch RAM
  logic          fill;
  logic [QW-1:0] fill_q;
  logic [2:0]    fill_count;
  logic [15:0]   rd_pos, peek_pos, fetch_lap;

  assign fetch_lap    = fetch >> look_log2_i;
  assign fill_count_o = fill_count;

  nicdma_desc_ram #(
    .QW       (QW),
    .DataWidth(DataWidth),
    .IdWidth  (IdWidth),
    .DescFifo (DescFifo),
    .PeekEn   (PeekEn)
  ) u_ram (
    `NICDMA_BUG_CONN
    .clk_i        (clk_i),
    .rst_ni       (rst_ni),
    .init_i       (init_i),
    .init_idx_i   (init_idx_i),
    .issue_i      (burst_go),
    .issue_ready_o(issue_ready),
    .issue_id_i   (ev_id),
    .issue_q_i    (ev_q_q),
    .issue_pos_i  (fetch + {11'b0, done_count_q_or_zero}),
    .issue_count_i(burst_desc),
    .issue_two_i  (look_log2_i == 4'd1),
    .issue_gen_i  (!fetch_lap[0]),
    .rid_i        (rid_i),
    .rdata_i      (rdata_i),
    .rresp_i      (rresp_i),
    .rlast_i      (rlast_i),
    .rvalid_i     (rvalid_i),
    .r_done_o     (r_done),
    .fill_o       (fill),
    .fill_q_o     (fill_q),
    .fill_count_o (fill_count),
    .fill_ends_o  (fill_ends_o),
    .rd_en_i      (pop_i),
    .rd_q_i       (pop_q_i),
    .rd_pos_i     (rd_pos),
    .desc_o       (desc_o),
    .desc_err_o   (desc_err_o),
    .peek_en_i    (peek_en_i),
    .peek_q_i     (peek_q_i),
    .peek_pos_i   (peek_pos),
    .peek_o       (peek_o)
  );

  assign peek_pos     = launch_mem[peek_q_i] + {10'd0, peek_k_i};
  assign peek_avail_o = avail_mem[peek_q_i];
  assign peek_all_o   = tail_mem[peek_q_i] - launch_mem[peek_q_i] == {7'd0, peek_avail_o};
  assign fill_o       = fill;
  assign fill_q_o     = fill_q;

  // ---------------------------------------------------------------- use
  logic [15:0] pop_idx, pop_next;
  logic [15:0] tail_eff;
  logic [8:0]  avail_pop, avail_fill;
  logic        skip, twice;

  // Bugs 29, 30: the seventh descriptor of eight is used twice; the fifth is skipped.
  assign pop_idx  = launch_mem[pop_q_i];
  assign twice    = `NICDMA_BUG(29) && pop_idx[2:0] == 3'd7;
  assign skip     = `NICDMA_BUG(30) && pop_idx[2:0] == 3'd5 && avail_mem[pop_q_i] >= 9'd2;
  assign rd_pos   = skip ? pop_idx + 16'd1 : twice ? pop_idx - 16'd1 : pop_idx;
  assign pop_next = pop_idx + (skip ? 16'd2 : 16'd1);
  assign pop_left_o = tail_eff - pop_next;
  assign db_take_o  = db_take;
  assign db_left_o  = db_new - (pop_i && pop_q_i == db_q ? pop_next : launch_mem[db_q]);
  assign tail_eff = db_take && db_q == pop_q_i ? db_new : tail_mem[pop_q_i];

  assign avail_fill = avail_mem[fill_q] + {6'b0, fill_count};
  assign avail_pop  = (fill && fill_q == pop_q_i ? avail_fill : avail_mem[pop_q_i]) -
                      (skip ? 9'd2 : 9'd1);

  always_ff @(posedge clk_i) begin
    if (pop_i) desc_idx_o <= pop_idx;
  end

  always_ff @(posedge clk_i) begin
    if (init_i || clr_i) begin
      tail_mem[init_i ? init_idx_i[QW-1:0] : clr_q_i]   <= '0;
      fetch_mem[init_i ? init_idx_i[QW-1:0] : clr_q_i]  <= '0;
      launch_mem[init_i ? init_idx_i[QW-1:0] : clr_q_i] <= '0;
    end
    if (!init_i) begin
      if (db_take) tail_mem[db_q] <= db_new;
      if (burst_go && burst_last) fetch_mem[ev_q_q] <= fetch + {11'b0, count};
      if (pop_i) launch_mem[pop_q_i] <= pop_next;
    end
  end

  always_ff @(posedge clk_i) begin
    if (init_i || clr_i) avail_mem[init_i ? init_idx_i[QW-1:0] : clr_q_i] <= '0;
    if (!init_i) begin
      if (fill && !(pop_i && pop_q_i == fill_q)) avail_mem[fill_q] <= avail_fill;
      if (pop_i) avail_mem[pop_q_i] <= avail_pop;
    end
  end

  // Bug 45: a doorbell to a ring that ran dry does not start reading again.
  logic db_wakes;
  assign db_wakes = !(`NICDMA_BUG(45) && !posted_q[db_q] && fetch_mem[db_q] != 16'd0);

  always_ff @(posedge clk_i or negedge rst_ni) begin
    if (!rst_ni) begin
      posted_q   <= '0;
      has_desc_q <= '0;
      req_q      <= '0;
      ev_valid_q <= 1'b0;
      ev_q_q     <= '0;
    end else begin
      if (!ev_valid_q || op_done) begin
        ev_valid_q <= pick_valid;
        ev_q_q     <= pick_q;
      end
      req_q <= req_q | kick_i;
      if (pick_take) req_q[pick_q] <= 1'b0;
      if (burst_go && burst_last) req_q[ev_q_q] <= 1'b1;
      if (fill && !(pop_i && pop_q_i == fill_q)) has_desc_q[fill_q] <= 1'b1;
      if (db_take) begin
        posted_q[db_q] <= db_new != launch_mem[db_q];
        if (db_wakes) req_q[db_q] <= 1'b1;
      end
      if (pop_i) begin
        posted_q[pop_q_i]   <= pop_next != tail_eff;
        has_desc_q[pop_q_i] <= avail_pop != 9'd0;
        req_q[pop_q_i]      <= 1'b1;
      end
      if (clr_i) begin
        posted_q[clr_q_i]   <= 1'b0;
        has_desc_q[clr_q_i] <= 1'b0;
      end
    end
  end

  logic unused_bits;
  assign unused_bits = ^{burst_len[12:9], burst_len[3:0], fetch_lap[15:1]};

`ifndef NICDMA_MUTATE
  `NICDMA_ASSERT(NeverFetchPastTail,
    !(burst_go && burst_first) || posted >= {11'b0, count})
  `NICDMA_ASSERT(PrefetchSpaceReserved,
    !(burst_go && burst_first) || held + {11'b0, count} <= 16'(DescFifo))
  `NICDMA_ASSERT(PopNeedsDescriptor, !pop_i || has_desc_q[pop_q_i])
`endif

endmodule

`resetall
