// SPDX-License-Identifier: Apache-2.0
// Pair waiting frames with descriptors, start their DMA, drop what has to be dropped, and complete
// frames in launch order.
//
// Stage S0 picks a queue (round robin over queues that have a frame, all its descriptors and
// completion space and are enabled) or, when none can be launched, a frame to drop. Stage S1 has
// frame and descriptor, checks it and hands one operation per buffer to the DMA writer.
// A descriptor with an error ends its frame. A slot holds a launched buffer until its completion
// is taken by nicdma_cpl; slots are taken and left in order.
`default_nettype none
`include "nicdma_assert.svh"
`include "nicdma_bug.svh"

module nicdma_rx_engine #(
  parameter int unsigned QW        = 2,
  parameter int unsigned AddrWidth = 64,
  parameter int unsigned CellLog2  = 8,
  parameter int unsigned SlotLog2  = 6,
  parameter int unsigned MetaW     = 66,
  parameter int unsigned SlotW     = 82,
  parameter int unsigned CplBytes  = 16,
  parameter bit          HdrSplitEn = 1'b1
) (
  `NICDMA_BUG_PORT
  input  logic                 clk_i,
  input  logic                 rst_ni,
  input  logic                 init_i,
  input  logic [7:0]           init_idx_i,
  input  logic                 clr_i,          // queue reset: frame numbers start again
  input  logic [QW-1:0]        clr_q_i,
  // what could be done, per queue
  input  logic [2**QW:0]       waiting_i,      // a frame waits; MSB: discard list
  input  logic [2**QW-1:0]     has_desc_i,
  input  logic [2**QW-1:0]     multi_i,        // several buffers per frame: see nicdma_rx_plan
  input  logic [2**QW-1:0]     ready_i,        // then: head frame can be launched
  input  logic [5:0]           plan_n_i,       // and needs so many buffers, queue deq_q_o
  input  logic [2**QW-1:0]     run_i,          // enabled
  input  logic [2**QW-1:0]     flush_i,        // stopping or halted: drop waiting frames
  input  logic [2**QW-1:0]     cq_space_i,
  input  logic [2**QW-1:0]     starve_drop_i,
  // S0: take frame and descriptor
  output logic                 deq_o,
  output logic [QW:0]          deq_q_o,
  input  logic [CellLog2-1:0]  deq_cell_i,
  output logic                 launch_o,       // with deq_o: the frame is started
  output logic [5:0]           launch_n_o,     // in so many buffers
  output logic                 pop_o,          // take a descriptor of queue pop_q_o
  output logic [QW-1:0]        pop_q_o,
  output logic                 hold_o,         // S1 will take more of queue s1_q_o
  output logic [5:0]           return_n_o,     // buffers of launch_n_o not used, queue s1_q_o
  // S1: their contents, and the queue's ring size
  input  logic [MetaW-1:0]     meta_i,
  input  logic [127:0]         desc_i,
  input  logic                 desc_err_i,
  input  logic [15:0]          desc_idx_i,     // free-running ring index
  output logic [QW-1:0]        s1_q_o,
  input  logic [3:0]           s1_log2_i,
  // operation for the DMA writer
  output logic                 op_valid_o,
  input  logic                 op_ready_i,
  output logic                 op_discard_o,   // free the cells only
  output logic                 op_cont_o,      // not the frame's first buffer
  output logic                 op_eof_o,       // the frame's last buffer
  output logic                 op_hdr_o,
  output logic [AddrWidth-1:0] op_addr_o,
  output logic [15:0]          op_len_o,
  output logic [CellLog2-1:0]  op_cell_o,
  output logic [6:0]           op_cells_o,
  output logic [SlotLog2-1:0]  op_slot_o,
  output logic [7:0]           op_qid_o,
  // all write responses of a slot have arrived
  input  logic                 done_i,
  input  logic [SlotLog2-1:0]  done_slot_i,
  input  logic [2:0]           done_resp_i,    // worst response, as nicdma_dma_wr numbers them
  // oldest slot, when finished
  output logic                 head_valid_o,
  input  logic                 head_take_i,
  output logic [SlotW-1:0]     head_slot_o,
  output logic [2:0]           head_resp_o,
  output logic                 idle_o,         // no slot in use, S1 empty
  // events
  output logic                 dec_o,          // frame left the list of queue s1_q_o
  output logic [6:0]           dec_cells_o,
  output logic                 ev_no_desc_o,   // dropped, queue s1_q_o
  output logic                 ev_flushed_o,   // dropped, queue s1_q_o
  output logic                 ev_stale_o,     // queue s1_q_o halts
  output logic                 ev_desc_read_o, // queue s1_q_o halts
  output logic                 ev_desc_zero_o
);
  localparam int unsigned N     = 2 ** QW;
  localparam int unsigned Slots = 2 ** SlotLog2;

  // ---------------------------------------------------------------- S0: pick
  logic [N-1:0]      launch_req;
  logic [N:0]        drop_req;
  logic              launch_any, drop_any, s0_go, s1_free, slot_free, hol_ok;
  logic [QW-1:0]     launch_q;
  logic [QW:0]       drop_q;
  logic [SlotLog2:0] slot_cnt_q;        // allocated at S0, left at head_take_i

  // Bug 44: an empty queue 0 blocks the others.
  assign hol_ok     = !(`NICDMA_BUG(44) && waiting_i[0] && !has_desc_i[0]);
  assign launch_req = waiting_i[N-1:0] & run_i & cq_space_i & {N{hol_ok}} &
                      ((has_desc_i & ~multi_i) | (ready_i & multi_i));
  assign drop_req   = {waiting_i[N], waiting_i[N-1:0] & (flush_i | starve_drop_i)};
  assign slot_free  = !slot_cnt_q[SlotLog2];

  nicdma_rr_arb #(.IdxW(QW)) u_launch (
    `NICDMA_BUG_CONN
    .clk_i  (clk_i),
    .rst_ni (rst_ni),
    .req_i  (launch_req),
    .take_i (launch_o),
    .valid_o(launch_any),
    .idx_o  (launch_q)
  );

  assign drop_any = |drop_req;
  always_comb begin
    drop_q = '0;
    if (drop_any) begin
      for (int unsigned i = 0; i < N; i++) begin
        if (drop_req[N-1-i]) drop_q = (QW+1)'(N - 1 - i);
      end
      if (drop_req[N]) drop_q = {1'b1, {QW{1'b0}}};
    end
  end

  assign launch_o   = launch_any && slot_free && s1_free && return_n_o == '0;
  assign launch_n_o = multi_i[launch_q] ? plan_n_i : 6'd1;
  assign pop_o      = launch_o || next;
  assign pop_q_o    = launch_o ? launch_q : s1_q_q;
  assign s0_go    = s1_free && (launch_o || drop_any);
  assign deq_o    = s0_go;
  assign deq_q_o  = launch_o ? {1'b0, launch_q} : drop_q;

  // ---------------------------------------------------------------- S1: check and start
  logic                s1_valid_q, s1_launch_q, s1_discard_q, s1_flush_q, s1_multi_q;
  logic                s1_have_q;       // a descriptor is in hand
  logic                s1_first_q;      // it is the frame's first
  logic [5:0]          s1_left_q;       // buffers behind it
  logic [13:0]         s1_rem_q, rem;   // bytes not yet given out
  logic [QW-1:0]       s1_q_q;
  logic [CellLog2-1:0] s1_cell_q;
  logic                s1_new_q, s1_run_q, s1_run;   // its first cycle; its queue runs
  logic                fire, next, frame_end;

  assign s1_free = !s1_valid_q || (op_ready_i && s1_have_q && frame_end);
  assign s1_q_o  = s1_q_q;
  assign hold_o  = s1_valid_q && s1_launch_q && s1_left_q != 6'd0;
  assign next    = hold_o && slot_free && (s1_have_q ? op_ready_i && !frame_end : 1'b1);

  always_ff @(posedge clk_i or negedge rst_ni) begin
    if (!rst_ni) begin
      s1_valid_q <= 1'b0;
      s1_have_q  <= 1'b0;
    end else if (s1_free) begin
      s1_valid_q <= s0_go;
      s1_have_q  <= s0_go;
    end else if (fire || next) begin
      s1_have_q <= next;
    end
  end

  always_ff @(posedge clk_i) begin
    s1_new_q <= s0_go;
    s1_run_q <= s1_run;
    if (s0_go) begin
      s1_launch_q  <= launch_o;
      s1_discard_q <= !launch_o && drop_q[QW];
      s1_flush_q   <= flush_i[deq_q_o[QW-1:0]];
      s1_q_q       <= deq_q_o[QW-1:0];
      s1_cell_q    <= deq_cell_i;
      s1_multi_q   <= launch_o && multi_i[launch_q];
      s1_first_q   <= 1'b1;
      s1_left_q    <= launch_n_o - 6'd1;
    end else if (next) begin
      s1_left_q <= s1_left_q - 6'd1;
    end
    if (fire && !frame_end) begin
      s1_first_q <= 1'b0;
      s1_rem_q   <= rem - wlen[13:0];
    end
  end

  nicdma_pkg::rx_desc_t desc;
  logic [13:0]          len;
  logic [7:0]           split;
  logic [6:0]           cells;
  logic [15:0]          idx_lap;
  logic                 gen_bad, hdr, fits, stop;
  logic [3:0]           err;
  logic [15:0]          room, wlen;

  assign desc    = desc_i;
  assign {split, cells, len} = meta_i[28:0];
  assign idx_lap = desc_idx_i >> s1_log2_i;
  assign gen_bad = desc.gen == idx_lap[0] && !`NICDMA_BUG(31);
  // Whether the queue runs is asked once: an operation that has begun is not turned into a discard.
  assign s1_run  = s1_new_q ? run_i[s1_q_q] : s1_run_q;
  assign rem     = s1_first_q ? len : s1_rem_q;
  assign hdr     = HdrSplitEn && s1_multi_q && s1_first_q && desc.hdr;
  assign fits    = {2'b0, rem} <= room || `NICDMA_BUG(32);
  assign wlen    = fits ? {2'b0, rem} : room;

  always_comb begin
    room = desc.max_len;
    if (hdr) begin
      if ({8'd0, split} < room) room = {8'd0, split};
      if (desc.hdr_len != 16'd0 && desc.hdr_len < room) room = desc.hdr_len;
    end
  end

  always_comb begin
    err = nicdma_pkg::ErrNone;
    if (s1_first_q && !s1_run) err = nicdma_pkg::ErrFlushed;
    else if (desc_err_i) err = nicdma_pkg::ErrDescRead;
    else if (gen_bad) err = nicdma_pkg::ErrDescStale;
    else if (desc.max_len == 16'd0) err = nicdma_pkg::ErrDescZero;
    else if (!fits && s1_left_q == 6'd0) err = nicdma_pkg::ErrTrunc;
  end

  assign stop         = err != nicdma_pkg::ErrNone && err != nicdma_pkg::ErrTrunc;
  assign frame_end    = !s1_launch_q || stop || fits || s1_left_q == 6'd0;
  assign fire         = s1_valid_q && s1_have_q && op_ready_i;
  assign return_n_o   = fire && s1_launch_q && frame_end ? s1_left_q : '0;
  assign op_valid_o   = s1_valid_q && s1_have_q;
  assign op_discard_o = !s1_launch_q || stop;
  assign op_cont_o    = !s1_first_q;
  assign op_eof_o     = frame_end;
  assign op_hdr_o     = hdr;
  assign op_addr_o    = desc.addr[AddrWidth-1:0];
  // Bugs 1, 2, 33: one byte too many, one too few, one word too many (within the last cell).
  assign op_len_o     = `NICDMA_BUG(1) && wlen[7:0] != 8'd0 ? wlen + 16'd1 :
                        `NICDMA_BUG(2) && wlen != 16'd1 ? wlen - 16'd1 :
                        `NICDMA_BUG(33) && wlen[7:0] != 8'd0 && wlen[7:0] < 8'd248 ?
                        wlen + 16'd8 : wlen;
  assign op_cell_o    = s1_cell_q;
  assign op_cells_o   = cells;
  assign op_slot_o    = slot_wr_q;
  assign op_qid_o     = 8'(s1_q_q);

  assign dec_o          = fire && !s1_discard_q && s1_first_q;
  assign dec_cells_o    = cells;
  assign ev_flushed_o   = fire && !s1_launch_q && !s1_discard_q && s1_flush_q;
  assign ev_no_desc_o   = fire && !s1_launch_q && !s1_discard_q && !s1_flush_q;
  assign ev_stale_o     = fire && s1_launch_q && err == nicdma_pkg::ErrDescStale;
  assign ev_desc_read_o = fire && s1_launch_q && err == nicdma_pkg::ErrDescRead;
  assign ev_desc_zero_o = fire && s1_launch_q && err == nicdma_pkg::ErrDescZero;

  // ---------------------------------------------------------------- slots
  // {meta, frame number and length (32-byte records), sop, eop, hdr, err, buf_id, written bytes,
  // queue}
  logic [SlotW-1:0]    slot_mem [Slots];
  logic [2:0]          resp_mem [Slots];
  logic [Slots-1:0]    done_q;
  logic [SlotLog2-1:0] slot_wr_q, slot_rd_q;
  logic [13:0]         written;
  logic [15:0]         buf_id;
  logic [SlotLog2-1:0] resp_slot;
  logic [44:0]         slot_low;

  assign slot_low = {s1_first_q, frame_end, hdr, err, buf_id, written, 8'(s1_q_q)};

  if (CplBytes == 32) begin : g_numbers
    logic [15:0] seq_mem [N];
    always_ff @(posedge clk_i) begin
      if (init_i) seq_mem[init_idx_i[QW-1:0]] <= '0;
      else if (clr_i) seq_mem[clr_q_i] <= '0;
      else if (fire && s1_launch_q && frame_end) seq_mem[s1_q_q] <= seq_mem[s1_q_q] + 16'd1;
    end
    always_ff @(posedge clk_i) begin
      if (fire && s1_launch_q) begin
        slot_mem[slot_wr_q] <= {meta_i[MetaW-1:29], seq_mem[s1_q_q], len, slot_low};
      end
    end
    logic unused_init;
    assign unused_init = ^init_idx_i;
  end else begin : g_short
    always_ff @(posedge clk_i) begin
      if (fire && s1_launch_q) slot_mem[slot_wr_q] <= {meta_i[MetaW-1:29], slot_low};
    end
    logic unused_init;
    assign unused_init = ^{init_i, init_idx_i, clr_i, clr_q_i};
  end

  assign written = op_discard_o ? 14'd0 : `NICDMA_BUG(22) ? len : wlen[13:0];
  assign buf_id  = err == nicdma_pkg::ErrDescRead ? 16'd0 :
                   `NICDMA_BUG(21) ? desc.buf_id ^ 16'd1 : desc.buf_id;
  assign resp_slot = `NICDMA_BUG(36) && done_resp_i == 3'd3 ?
                     done_slot_i + 1'b1 : done_slot_i;

  always_ff @(posedge clk_i) begin
    if (done_i) resp_mem[resp_slot] <= `NICDMA_BUG(35) ? 3'd0 : done_resp_i;
  end

  assign head_valid_o = done_q[slot_rd_q];
  assign head_slot_o  = slot_mem[slot_rd_q];
  assign head_resp_o  = resp_mem[slot_rd_q];
  assign idle_o       = slot_cnt_q == '0 && !s1_valid_q;

  always_ff @(posedge clk_i or negedge rst_ni) begin
    if (!rst_ni) begin
      done_q     <= '0;
      slot_wr_q  <= '0;
      slot_rd_q  <= '0;
      slot_cnt_q <= '0;
    end else begin
      if (done_i) done_q[done_slot_i] <= 1'b1;
      if (fire && s1_launch_q) begin
        slot_wr_q <= slot_wr_q + 1'b1;
        if (op_discard_o) done_q[slot_wr_q] <= 1'b1;
      end
      if (head_take_i) begin
        done_q[slot_rd_q] <= 1'b0;
        slot_rd_q         <= slot_rd_q + 1'b1;
      end
      slot_cnt_q <= slot_cnt_q + {{SlotLog2{1'b0}}, pop_o} - {{SlotLog2{1'b0}}, head_take_i};
    end
  end

  logic unused_bits;
  assign unused_bits = ^{desc, idx_lap[15:1]};

  `NICDMA_ASSERT(DoneSlotWasOpen, !done_i || !done_q[done_slot_i])
  `NICDMA_ASSERT(LaunchNeedsDescriptor, !launch_o || has_desc_i[launch_q])
`ifndef NICDMA_MUTATE
  `NICDMA_ASSERT(NeverLaunchWhatIsNotPlanned, !pop_o || has_desc_i[pop_q_o])
  `NICDMA_ASSERT(PlanHolds, return_n_o == '0 || stop)
`endif

endmodule

`resetall
