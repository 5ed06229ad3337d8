// SPDX-License-Identifier: Apache-2.0
// Proof, unbounded: the completion ring pointers of nicdma_queue_ctx. For any order of launches,
// completions, answers, doorbells and commands, over any number of laps of rings of any size: no
// slot is given out twice before the driver has read it (no overrun), none is skipped (no loss), a
// queue may launch exactly if it has space, and a stopped queue has nothing in flight.
`default_nettype none
`include "formal.svh"

module cpl_ring (
  input logic        clk_i,
  input logic        reg_rxq,
  input logic        reg_cq,
  input logic        reg_write,
  input logic        reg_q,
  input logic [5:0]  reg_off,
  input logic [31:0] reg_wdata,
  input logic        cdb,
  input logic        cdb_q,
  input logic [15:0] cdb_cons,
  input logic [1:0]  waiting,
  input logic        walk_busy,
  input logic        halt,
  input logic        halt_q,
  input logic        halt_cpl,
  input logic        halt_cpl_q,
  input logic        launch,
  input logic        launch_q,
  input logic [5:0]  launch_n,
  input logic        give,
  input logic        give_q,
  input logic [5:0]  give_n,
  input logic        advance,
  input logic        advance_q,
  input logic        done,
  input logic        done_q,
  input logic        irq_q
);
  localparam logic [15:0] MostInFlight = 16'd1024;  // completion writes without an answer

  `FORMAL_RESET
  `FORMAL_BUG_SELECT

  logic        init, run;
  logic [1:0]  run_o, space;
  logic        cons_range, clr, clr_q;
  logic [15:0] prod, unseen, plan_space;
  logic [3:0]  log2;

  assign init = age_q < 8'd3;
  assign run  = !init && rst_ni;

  (* anyconst *) logic mine;            // one queue, any of them

  nicdma_queue_ctx #(
    .NumRxQ   (2),
    .QW       (1),
    .AddrWidth(32),
    .NumIrq   (1)
  ) dut (
    `NICDMA_BUG_CONN
    .clk_i           (clk_i),
    .rst_ni          (rst_ni),
    .init_i          (init),
    .init_idx_i      (age_q - 8'd1),
    .reg_rxq_i       (reg_rxq),
    .reg_cq_i        (reg_cq),
    .reg_write_i     (reg_write),
    .reg_q_i         ({7'b0, reg_q}),
    .reg_off_i       (reg_off),
    .reg_wdata_i     (reg_wdata),
    .reg_tail_i      (16'd0),
    .cdb_i           (cdb),
    .cdb_q_i         (cdb_q),
    .cdb_cons_i      (cdb_cons),
    .ev_cons_range_o (cons_range),
    .run_o           (run_o),
    .cq_space_o      (space),
    .policy_default_i(2'd1),
    .waiting_i       (waiting),
    .starved_i       (2'b00),
    .armed_i         (2'b00),
    .walk_busy_i     (walk_busy),
    .clr_o           (clr),
    .clr_q_o         (clr_q),
    .halt_i          (halt),
    .halt_q_i        (halt_q),
    .halt_err_i      (4'd6),
    .halt_cpl_i      (halt_cpl),
    .halt_cpl_q_i    (halt_cpl_q),
    .halt_cpl_err_i  (4'd1),
    .reg_mark_i      (16'd0),
    .reg_head_i      (16'd0),
    .plan_q_i        (mine),
    .plan_space_o    (plan_space),
    .db_q_i          (1'b0),
    .fetch_q_i       (1'b0),
    .s1_q_i          (1'b0),
    .cpl_q_i         (advance_q),
    .cpl_log2_o      (log2),
    .cpl_prod_o      (prod),
    .launch_i        (launch),
    .launch_q_i      (launch_q),
    .launch_n_i      (launch_n),
    .return_q_i      (give_q),
    .return_n_i      (give ? give_n : 6'd0),
    .cpl_advance_i   (advance),
    .cqe_done_i      (done),
    .cqe_done_q_i    (done_q),
    .irq_q_i         (irq_q),
    .irq_unseen_o    (unseen)
  );

  // The words of the design's memories, by queue.
  (* hierconn *) wire [15:0] \dut.rsv_mem[0] , \dut.rsv_mem[1] ;
  (* hierconn *) wire [15:0] \dut.prod_mem[0] , \dut.prod_mem[1] ;
  (* hierconn *) wire [15:0] \dut.comp_mem[0] , \dut.comp_mem[1] ;
  (* hierconn *) wire [15:0] \dut.cons_mem[0] , \dut.cons_mem[1] ;
  (* hierconn *) wire [3:0]  \dut.cq_log2_mem[0] , \dut.cq_log2_mem[1] ;
  (* hierconn *) wire [2:0]  \dut.state_mem[0] , \dut.state_mem[1] ;
  (* hierconn *) wire [1:0]  \dut.run_q , \dut.space_q ;

  // ---------------------------------------------------------------- the queue looked at
  logic [15:0] rsv, size;
  logic [2:0]  state;
  logic        my_launch, my_advance, my_done, my_cdb, cdb_good;
  logic [15:0] taken, given;                      // slots, in this cycle
  logic [15:0] rsv_q, prod_q, comp_q, cons_q;     // reserved, given out, answered, read

  assign rsv        = mine ? \dut.rsv_mem[1] : \dut.rsv_mem[0] ;
  assign size       = 16'd1 << (mine ? \dut.cq_log2_mem[1] : \dut.cq_log2_mem[0] );
  assign state      = mine ? \dut.state_mem[1] : \dut.state_mem[0] ;
  assign my_launch  = launch && launch_q == mine;
  assign my_advance = advance && advance_q == mine;
  assign my_done    = done && done_q == mine;
  assign my_cdb     = cdb && cdb_q == mine;
  assign taken      = my_launch ? {10'd0, launch_n} : 16'd0;
  assign given      = give && give_q == mine ? {10'd0, give_n} : 16'd0;
  assign cdb_good   = cdb_cons - cons_q <= prod_q - cons_q;

  always_ff @(posedge clk_i) begin
    if (!run || (clr && clr_q == mine)) begin
      rsv_q  <= '0;
      prod_q <= '0;
      comp_q <= '0;
      cons_q <= '0;
    end else begin
      rsv_q <= rsv_q + taken - given;
      if (my_advance) prod_q <= prod_q + 16'd1;
      if (my_done) comp_q <= comp_q + 16'd1;
      if (my_cdb && cdb_good) cons_q <= cdb_cons;
    end
  end

  // What the other blocks keep to: no launch without space, records for launched frames and only
  // slots without a record given back, one answer per record; one register access at a time.
  always_comb begin
    if (!run) assume (!cdb && !launch && !advance && !done && !halt && !halt_cpl &&
                      !give && !reg_rxq && !reg_cq);
    if (reg_rxq) assume (!reg_cq);
    if (launch) assume (space[launch_q] && run_o[launch_q] && launch_n != 6'd0);
    if (my_launch) assume (taken <= size - (rsv_q - cons_q));
    assume (given + {15'd0, my_advance} <= rsv_q - prod_q);
    if (my_advance) assume (prod_q - comp_q < MostInFlight);
    if (my_done) assume (comp_q != prod_q);
  end

  // ---------------------------------------------------------------- the promises
  always_ff @(posedge clk_i) begin
    if (run) begin
      no_overrun:     assert (rsv_q - cons_q <= size && prod_q - cons_q <= rsv_q - cons_q);
      in_order:       assert (!my_advance || prod == prod_q);
      space_is_right: assert (space[mine] == (rsv_q - cons_q != size));
      free_is_right:  assert (plan_space == size - (rsv_q - cons_q));
      refuses_wrong:  assert (!my_cdb || cons_range == !cdb_good);
      counts_unseen:  assert (irq_q != mine || unseen == comp_q + {15'd0, my_done} -
                              (my_cdb && cdb_good ? cdb_cons : cons_q));
      quiet_if_off:   assert (!(state == nicdma_pkg::QueueDisabled ||
                                state == nicdma_pkg::QueueQuiesced) || rsv_q == comp_q);
      cleared_if_off: assert (state != nicdma_pkg::QueueDisabled ||
                              (rsv_q == '0 && prod_q == '0 && cons_q == '0));
      cover_full:     cover (!space[mine] && size == 16'd2);
      cover_second_lap: cover (size == 16'd2 && cons_q == 16'd3 && my_launch);
      cover_returned: cover (given == 16'd1 && taken == 16'd2);
      cover_refused:  cover (my_cdb && cons_range);
    end
  end

  // ---------------------------------------------------------------- invariants
  always_ff @(posedge clk_i) begin
    if (run) begin
      inv_rsv:  assert (rsv == rsv_q);
      inv_prod: assert ((mine ? \dut.prod_mem[1] : \dut.prod_mem[0] ) == prod_q);
      inv_comp: assert ((mine ? \dut.comp_mem[1] : \dut.comp_mem[0] ) == comp_q);
      inv_cons: assert ((mine ? \dut.cons_mem[1] : \dut.cons_mem[0] ) == cons_q);
      inv_run:  assert (\dut.run_q [mine] == (state == nicdma_pkg::QueueEnabled));
      inv_fly:  assert (prod_q - comp_q <= MostInFlight);
      inv_gap:  assert (rsv_q - comp_q == (rsv_q - prod_q) + (prod_q - comp_q));
      inv_room: assert (\dut.space_q [mine] == (rsv_q - cons_q != size));
    end
  end
endmodule

`resetall
