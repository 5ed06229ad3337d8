// SPDX-License-Identifier: Apache-2.0
// Context of every queue of one direction: configuration, state machine, completion ring pointers.
//
// Configuration is writable while the queue is DISABLED. Stopping waits, one queue per cycle in
// turn, until nothing of the queue is in flight. A completion slot is reserved at launch; a queue
// without one is not launched (cq_space_o).
`default_nettype none
`include "nicdma_assert.svh"
`include "nicdma_bug.svh"

module nicdma_queue_ctx #(
  parameter int unsigned NumRxQ      = 4,
  parameter int unsigned QW          = 2,
  parameter int unsigned AddrWidth   = 64,
  parameter int unsigned RingLog2Max = 15,
  parameter int unsigned NumIrq      = 4,
  parameter int unsigned MaxFrags    = 8,
  parameter bit          EqEn        = 1'b1,
  parameter bit          Transmit    = 1'b0    // no policies, CFG has the ring size only
) (
  `NICDMA_BUG_PORT
  input  logic                 clk_i,
  input  logic                 rst_ni,
  input  logic                 init_i,
  input  logic [7:0]           init_idx_i,
  // registers; answer in the same cycle
  input  logic                 reg_rxq_i,      // RXQ block selected
  input  logic                 reg_cq_i,       // CQ block selected
  input  logic                 reg_write_i,
  input  logic [7:0]           reg_q_i,
  input  logic [5:0]           reg_off_i,      // byte offset in the block
  input  logic [31:0]          reg_wdata_i,
  output logic [31:0]          reg_rdata_o,
  output logic                 reg_err_o,
  output logic [QW-1:0]        reg_tail_q_o,
  input  logic [15:0]          reg_tail_i,
  input  logic [15:0]          reg_mark_i,     // WATERMARK of the queue, and its write
  output logic                 reg_mark_write_o,
  input  logic [15:0]          reg_head_i,     // transmit: register HEAD
  // consumer doorbell
  input  logic                 cdb_i,
  input  logic [QW-1:0]        cdb_q_i,
  input  logic [15:0]          cdb_cons_i,
  output logic                 ev_cons_range_o,
  // per-queue states
  output logic [2**QW-1:0]     run_o,          // enabled
  output logic [2**QW-1:0]     flush_o,        // waiting frames must go
  output logic [2**QW-1:0]     kick_o,         // enabled again: look for descriptors
  output logic [2**QW-1:0]     cq_space_o,
  output logic [2**QW-1:0]     policy_drop_o,
  output logic [2**QW-1:0]     policy_wait_o,
  input  logic [1:0]           policy_default_i,
  input  logic [2**QW-1:0]     waiting_i,
  input  logic [2**QW-1:0]     starved_i,
  input  logic [2**QW-1:0]     armed_i,
  output logic [QW-1:0]        walk_q_o,
  input  logic                 walk_busy_i,    // descriptor reads in flight for walk_q_o
  output logic                 clr_o,          // queue clr_q_o: pointers to zero
  output logic [QW-1:0]        clr_q_o,
  output logic                 ev_stopped_o,   // queue clr_q_o is QUIESCED or DISABLED now
  // a descriptor error stops queue halt_q_i
  input  logic                 halt_i,
  input  logic [QW-1:0]        halt_q_i,
  input  logic [3:0]           halt_err_i,
  input  logic                 halt_cpl_i,     // a completion of queue halt_cpl_q_i does so, too
  input  logic [QW-1:0]        halt_cpl_q_i,
  input  logic [3:0]           halt_cpl_err_i,
  // look-ups
  input  logic [QW-1:0]        db_q_i,
  output logic                 db_allow_o,
  output logic [3:0]           db_log2_o,
  input  logic [QW-1:0]        fetch_q_i,
  output logic [AddrWidth-1:0] fetch_base_o,
  output logic [3:0]           fetch_log2_o,
  input  logic [QW-1:0]        s1_q_i,
  output logic [3:0]           s1_log2_o,
  input  logic [QW-1:0]        cpl_q_i,
  output logic [AddrWidth-1:0] cpl_base_o,
  output logic [3:0]           cpl_log2_o,
  output logic [15:0]          cpl_prod_o,
  output logic                 cpl_full_o,
  // several buffers per frame (nicdma_rx_plan): allowed; most of queue plan_q_i, and its free
  // completion slots
  output logic [2**QW-1:0]     multi_o,
  input  logic [QW-1:0]        plan_q_i,
  output logic [5:0]           plan_most_o,
  output logic [15:0]          plan_space_o,
  // completion ring events
  input  logic                 launch_i,
  input  logic [QW-1:0]        launch_q_i,
  input  logic [5:0]           launch_n_i,     // slots to reserve
  input  logic [QW-1:0]        return_q_i,
  input  logic [5:0]           return_n_i,     // slots not used after all
  input  logic                 cpl_advance_i,  // queue cpl_q_i
  input  logic                 cqe_done_i,     // record of queue cqe_done_q_i is in memory
  input  logic [QW-1:0]        cqe_done_q_i,
  // interrupt decision for queue irq_q_i, after this cycle's doorbell and completion
  input  logic [QW-1:0]        irq_q_i,
  output logic [15:0]          irq_unseen_o,
  output logic [4:0]           irq_vec_o,
  output logic                 irq_eq_o        // an event in place of the vector
);
  localparam int unsigned N = 2 ** QW;

  logic [63:0]  rx_base_mem [N];
  logic [63:0]  cq_base_mem [N];
  logic [3:0]   rx_log2_mem [N];
  logic [3:0]   cq_log2_mem [N];
  logic [4:0]   vec_mem     [N];
  logic [5:0]   most_mem    [N];     // buffers per frame
  logic [2:0]   state_mem   [N];
  logic [2:0]   cmd_mem     [N];
  logic [3:0]   code_mem    [N];
  logic [15:0]  rsv_mem     [N];     // reserved at launch
  logic [15:0]  prod_mem    [N];     // given to writes
  logic [15:0]  comp_mem    [N];     // acknowledged by memory
  logic [15:0]  cons_mem    [N];     // read by the driver
  logic [N-1:0] run_q, flush_q, space_q, pol0_q, pol1_q, eq_q;

  logic [QW-1:0] walk_q, rq;

  assign rq         = reg_q_i[QW-1:0];
  assign run_o      = run_q;
  assign flush_o    = flush_q;
  assign cq_space_o = `NICDMA_BUG(16) ? '1 : space_q;
  assign walk_q_o   = walk_q;

  // ---------------------------------------------------------------- look-ups
  assign db_allow_o   = state_mem[db_q_i] != nicdma_pkg::QueueDisabled &&
                        state_mem[db_q_i] != nicdma_pkg::QueueResetting;
  assign db_log2_o    = rx_log2_mem[db_q_i];
  assign fetch_base_o = rx_base_mem[fetch_q_i][AddrWidth-1:0];
  assign fetch_log2_o = rx_log2_mem[fetch_q_i];
  assign s1_log2_o    = rx_log2_mem[s1_q_i];
  assign cpl_base_o   = cq_base_mem[cpl_q_i][AddrWidth-1:0];
  assign cpl_log2_o   = cq_log2_mem[cpl_q_i];
  assign cpl_prod_o   = prod_mem[cpl_q_i];
  assign cpl_full_o   = prod_mem[cpl_q_i] - cons_mem[cpl_q_i] == 16'd1 << cq_log2_mem[cpl_q_i];

  // ---------------------------------------------------------------- buffers per frame
  // Never more than either ring can hold: a frame must be able to start when both are all free.
  logic [N-1:0] multi_q;
  logic [3:0]   plan_rx_log2, plan_cq_log2, plan_log2;

  assign multi_o      = multi_q;
  assign plan_rx_log2 = rx_log2_mem[plan_q_i];
  assign plan_cq_log2 = cq_log2_mem[plan_q_i];
  assign plan_log2    = plan_rx_log2 < plan_cq_log2 ? plan_rx_log2 : plan_cq_log2;
  assign plan_most_o  = plan_log2 < 4'd5 && 6'd1 << plan_log2 < most_mem[plan_q_i] ?
                        6'd1 << plan_log2 : most_mem[plan_q_i];
  assign plan_space_o = (16'd1 << plan_cq_log2) - (rsv_mem[plan_q_i] - cons_mem[plan_q_i]);

  // ---------------------------------------------------------------- policies
  logic [N-1:0] pol_own;
  assign pol_own       = pol1_q | pol0_q;
  assign policy_wait_o = (pol1_q & ~pol0_q) |
                         (~pol_own & {N{policy_default_i == nicdma_pkg::PolicyWait}});
  assign policy_drop_o = (pol0_q & ~pol1_q) | (~pol_own & {N{!policy_default_i[1]}});

  // ---------------------------------------------------------------- registers
  logic [4:0] log2_left;           // negative: ring too large
  logic [5:0] vec_left;            // negative: no such vector
  assign vec_left  = 6'(NumIrq - 1) - {1'b0, reg_wdata_i[12:8]};
  assign log2_left = 5'(RingLog2Max) - {1'b0, reg_wdata_i[3:0]};

  logic       known, block_cfg, is_cfg, frozen, sizes_ok, cmd_write, bad_write;
  logic [2:0] state, cmd_state;
  logic       cmd_ok;

  always_comb begin
    known     = 1'b0;
    state     = '0;
    frozen    = 1'b0;
    is_cfg    = 1'b0;
    block_cfg = 1'b0;
    sizes_ok  = 1'b0;
    if (reg_rxq_i || reg_cq_i) begin
      known     = {1'b0, reg_q_i} < 9'(NumRxQ);
      state     = state_mem[rq];
      frozen    = state != nicdma_pkg::QueueDisabled;
      is_cfg    = reg_off_i == 6'h00 || reg_off_i == 6'h04 || reg_off_i == 6'h08;
      block_cfg = is_cfg && frozen;
      sizes_ok  = rx_log2_mem[rq] != 4'd0 && cq_log2_mem[rq] != 4'd0;
    end
  end

  // Commands: reset from anywhere; quiesce and "off" while enabled; enable while stopped.
  always_comb begin
    cmd_ok    = 1'b1;
    cmd_state = state;
    if (reg_wdata_i[2]) begin
      cmd_state = nicdma_pkg::QueueResetting;
    end else if (reg_wdata_i[1] || !reg_wdata_i[0]) begin
      if (state == nicdma_pkg::QueueEnabled) cmd_state = nicdma_pkg::QueueQuiescing;
    end else if (state == nicdma_pkg::QueueDisabled || state == nicdma_pkg::QueueQuiesced) begin
      cmd_state = nicdma_pkg::QueueEnabled;
      cmd_ok    = sizes_ok;
    end else begin
      cmd_ok = state == nicdma_pkg::QueueEnabled;
    end
    if (reg_wdata_i[31:3] != '0) cmd_ok = 1'b0;
  end

  always_comb begin
    reg_rdata_o = '0;
    reg_err_o   = 1'b0;
    bad_write   = 1'b0;
    if (reg_rxq_i) begin
      unique case (reg_off_i)
        6'h00: reg_rdata_o = rx_base_mem[rq][31:0];
        6'h04: reg_rdata_o = rx_base_mem[rq][63:32];
        6'h08: begin
          reg_rdata_o = {14'b0, pol1_q[rq], pol0_q[rq], 2'b0, most_mem[rq], 4'b0, rx_log2_mem[rq]};
          bad_write   = log2_left[4] || reg_wdata_i[3:0] == 4'd0 ||
                        reg_wdata_i[15:8] > 8'(MaxFrags) ||
                        (Transmit && reg_wdata_i[31:4] != '0);
        end
        6'h0C: begin
          reg_rdata_o = {29'b0, cmd_mem[rq]};
          bad_write   = !cmd_ok;
        end
        6'h10: begin
          reg_rdata_o = {24'b0, code_mem[rq], starved_i[rq], state};
          bad_write   = 1'b1;
        end
        6'h14: begin
          reg_rdata_o = {16'b0, Transmit ? reg_head_i : comp_mem[rq]};
          bad_write   = 1'b1;
        end
        6'h18: begin
          reg_rdata_o = {16'b0, reg_tail_i};
          bad_write   = 1'b1;
        end
        6'h1C: begin
          reg_rdata_o = {16'b0, reg_mark_i};
          bad_write   = reg_wdata_i[31:16] != '0;
        end
        default: reg_err_o = 1'b1;
      endcase
    end else if (reg_cq_i) begin
      unique case (reg_off_i)
        6'h00: reg_rdata_o = cq_base_mem[rq][31:0];
        6'h04: reg_rdata_o = cq_base_mem[rq][63:32];
        6'h08: begin
          reg_rdata_o = {15'b0, eq_q[rq], 3'b0, vec_mem[rq], 4'b0, cq_log2_mem[rq]};
          bad_write   = log2_left[4] || reg_wdata_i[3:0] == 4'd0 ||
                        vec_left[5] || (reg_wdata_i[16] && !EqEn);
        end
        6'h0C: begin
          reg_rdata_o = {31'b0, armed_i[rq]};
          bad_write   = 1'b1;
        end
        6'h10: begin
          reg_rdata_o = {16'b0, prod_mem[rq]};
          bad_write   = 1'b1;
        end
        6'h14: begin
          reg_rdata_o = {16'b0, cons_mem[rq]};
          bad_write   = 1'b1;
        end
        default: reg_err_o = 1'b1;
      endcase
    end
    if (!known || (reg_write_i && (bad_write || block_cfg))) reg_err_o = 1'b1;
  end
  assign reg_tail_q_o = rq;

  logic wr_rxq, wr_cq;
  assign wr_rxq    = reg_rxq_i && reg_write_i && !reg_err_o;
  assign wr_cq     = reg_cq_i && reg_write_i && !reg_err_o;
  assign cmd_write = wr_rxq && reg_off_i == 6'h0C;
  assign reg_mark_write_o = wr_rxq && reg_off_i == 6'h1C;

  always_ff @(posedge clk_i) begin
    if (init_i) begin
      rx_base_mem[init_idx_i[QW-1:0]] <= '0;
      rx_log2_mem[init_idx_i[QW-1:0]] <= '0;
      most_mem[init_idx_i[QW-1:0]]    <= '0;
      cmd_mem[init_idx_i[QW-1:0]]     <= '0;
    end else if (wr_rxq) begin
      unique case (reg_off_i)
        6'h00: rx_base_mem[rq][31:0]  <= {reg_wdata_i[31:6], 6'b0};
        6'h04: rx_base_mem[rq][63:32] <= reg_wdata_i;
        6'h08: begin
          rx_log2_mem[rq] <= reg_wdata_i[3:0];
          most_mem[rq]    <= reg_wdata_i[13:8];
        end
        6'h0C: cmd_mem[rq]            <= reg_wdata_i[2:0];
        default: ;
      endcase
    end
  end

  always_ff @(posedge clk_i) begin
    if (init_i) begin
      cq_base_mem[init_idx_i[QW-1:0]] <= '0;
      cq_log2_mem[init_idx_i[QW-1:0]] <= '0;
      vec_mem[init_idx_i[QW-1:0]]     <= '0;
    end else if (wr_cq) begin
      unique case (reg_off_i)
        6'h00: cq_base_mem[rq][31:0]  <= {reg_wdata_i[31:6], 6'b0};
        6'h04: cq_base_mem[rq][63:32] <= reg_wdata_i;
        default: begin
          cq_log2_mem[rq] <= reg_wdata_i[3:0];
          vec_mem[rq]     <= reg_wdata_i[12:8];
        end
      endcase
    end
  end

  always_ff @(posedge clk_i or negedge rst_ni) begin
    if (!rst_ni) begin
      pol0_q  <= '0;
      pol1_q  <= '0;
      multi_q <= '0;
      eq_q    <= '0;
    end else begin
      if (wr_rxq && reg_off_i == 6'h08) begin
        multi_q[rq] <= reg_wdata_i[13:8] > 6'd1;
        pol0_q[rq] <= reg_wdata_i[16];
        pol1_q[rq] <= reg_wdata_i[17];
      end
      if (wr_cq && reg_off_i == 6'h08) eq_q[rq] <= reg_wdata_i[16];
    end
  end

  // ---------------------------------------------------------------- state machines
  logic       drained, stopped;
  logic [2:0] walk_state;

  assign walk_state = state_mem[walk_q];
  assign drained    = (!waiting_i[walk_q] && !walk_busy_i &&
                       rsv_mem[walk_q] == comp_mem[walk_q]) || `NICDMA_BUG(61);
  assign stopped    = drained && (walk_state == nicdma_pkg::QueueQuiescing ||
                                  walk_state == nicdma_pkg::QueueResetting);
  assign clr_o      = stopped && walk_state == nicdma_pkg::QueueResetting;
  assign clr_q_o      = walk_q;
  assign ev_stopped_o = stopped;

  always_ff @(posedge clk_i) begin
    if (init_i) begin
      state_mem[init_idx_i[QW-1:0]] <= nicdma_pkg::QueueDisabled;
      code_mem[init_idx_i[QW-1:0]]  <= '0;
    end else begin
      if (stopped) begin
        state_mem[walk_q] <= clr_o ? nicdma_pkg::QueueDisabled : nicdma_pkg::QueueQuiesced;
        if (clr_o) code_mem[walk_q] <= '0;
      end
      if (halt_cpl_i && run_q[halt_cpl_q_i]) begin
        state_mem[halt_cpl_q_i] <= nicdma_pkg::QueueHalted;
        code_mem[halt_cpl_q_i]  <= halt_cpl_err_i;
      end
      if (halt_i && run_q[halt_q_i]) begin
        state_mem[halt_q_i] <= nicdma_pkg::QueueHalted;
        code_mem[halt_q_i]  <= halt_err_i;
      end
      if (cmd_write) state_mem[rq] <= cmd_state;
    end
  end

  always_ff @(posedge clk_i or negedge rst_ni) begin
    if (!rst_ni) begin
      run_q   <= '0;
      flush_q <= '0;
      walk_q  <= '0;
      kick_o  <= '0;
    end else begin
      walk_q <= walk_q + 1'b1;
      kick_o <= '0;
      if (stopped) flush_q[walk_q] <= 1'b0;
      if (halt_cpl_i && run_q[halt_cpl_q_i]) begin
        run_q[halt_cpl_q_i]   <= 1'b0;
        flush_q[halt_cpl_q_i] <= 1'b1;
      end
      if (halt_i && run_q[halt_q_i]) begin
        run_q[halt_q_i]   <= 1'b0;
        flush_q[halt_q_i] <= 1'b1;
      end
      if (cmd_write) begin
        run_q[rq]   <= cmd_state == nicdma_pkg::QueueEnabled;
        flush_q[rq] <= cmd_state == nicdma_pkg::QueueQuiescing ||
                       cmd_state == nicdma_pkg::QueueResetting ||
                       cmd_state == nicdma_pkg::QueueHalted;
        kick_o[rq]  <= cmd_state == nicdma_pkg::QueueEnabled;
      end
    end
  end

  // ---------------------------------------------------------------- completion ring pointers
  logic [15:0] cons_step, cons_now, rsv_next;
  logic        cons_ok;

  assign cons_step = cdb_cons_i - cons_mem[cdb_q_i];
  assign cons_ok   = cons_step <= prod_mem[cdb_q_i] - cons_mem[cdb_q_i];
  assign ev_cons_range_o = cdb_i && !cons_ok;
  assign cons_now  = cdb_i && cons_ok && cdb_q_i == launch_q_i ? cdb_cons_i :
                                                                  cons_mem[launch_q_i];
  // a queue may give one back in the same cycle
  assign rsv_next  = rsv_mem[launch_q_i] + {10'd0, launch_n_i} -
                     (return_q_i == launch_q_i ? {10'd0, return_n_i} : 16'd0);

  always_ff @(posedge clk_i) begin
    if (init_i || clr_o) begin
      rsv_mem[init_i ? init_idx_i[QW-1:0] : clr_q_o]  <= '0;
      prod_mem[init_i ? init_idx_i[QW-1:0] : clr_q_o] <= '0;
      comp_mem[init_i ? init_idx_i[QW-1:0] : clr_q_o] <= '0;
      cons_mem[init_i ? init_idx_i[QW-1:0] : clr_q_o] <= '0;
    end
    if (!init_i) begin
      if (return_n_i != '0) rsv_mem[return_q_i] <= rsv_mem[return_q_i] - {10'd0, return_n_i};
      if (launch_i) rsv_mem[launch_q_i] <= rsv_next;
      if (cpl_advance_i) prod_mem[cpl_q_i] <= prod_mem[cpl_q_i] + 16'd1;
      if (cqe_done_i) comp_mem[cqe_done_q_i] <= comp_mem[cqe_done_q_i] + 16'd1;
      if (cdb_i && cons_ok && !(clr_o && clr_q_o == cdb_q_i)) cons_mem[cdb_q_i] <= cdb_cons_i;
    end
  end

  always_ff @(posedge clk_i or negedge rst_ni) begin
    if (!rst_ni) begin
      space_q <= '1;
    end else begin
      if (cdb_i && cons_ok) begin
        space_q[cdb_q_i] <= rsv_mem[cdb_q_i] - cdb_cons_i != 16'd1 << cq_log2_mem[cdb_q_i];
      end
      if (return_n_i != '0) space_q[return_q_i] <= 1'b1;
      if (launch_i) begin
        space_q[launch_q_i] <= rsv_next - cons_now != 16'd1 << cq_log2_mem[launch_q_i];
      end
      if (clr_o) space_q[clr_q_o] <= 1'b1;
    end
  end

  // ---------------------------------------------------------------- interrupt decision
  logic [15:0] irq_comp, irq_cons;
  assign irq_comp     = comp_mem[irq_q_i] + {15'b0, cqe_done_i && cqe_done_q_i == irq_q_i};
  assign irq_cons     = cdb_i && cons_ok && cdb_q_i == irq_q_i ? cdb_cons_i : cons_mem[irq_q_i];
  assign irq_unseen_o = irq_comp - irq_cons;
  assign irq_vec_o    = vec_mem[irq_q_i];
  assign irq_eq_o     = eq_q[irq_q_i];

  logic unused_bits;
  assign unused_bits = ^{8'(reg_q_i >> QW), init_idx_i, log2_left[3:0], vec_left[4:0]};

endmodule

`resetall
