// SPDX-License-Identifier: Apache-2.0
// Host side: registers, queue contexts, interrupts, counters. Wiring only.
`default_nettype none
`include "nicdma_bug.svh"

module nicdma_host #(
  parameter int unsigned DataWidth   = 128,
  parameter int unsigned AddrWidth   = 64,
  parameter int unsigned NumRxQ      = 4,
  parameter int unsigned QW          = 2,
  parameter int unsigned NumTxQ      = 4,
  parameter int unsigned TxQW        = 2,
  parameter int unsigned RingLog2Max = 15,
  parameter int unsigned MaxOutRd    = 64,
  parameter int unsigned MaxOutWr    = 64,
  parameter int unsigned FrameSlots  = 64,
  parameter int unsigned TxSlots     = 64,
  parameter int unsigned TxBufBytes  = 32768,
  parameter int unsigned DescBatch   = 8,
  parameter int unsigned CellLog2    = 8,
  parameter int unsigned MaxFrame    = 16383,
  parameter int unsigned NumIrq      = 4,
  parameter int unsigned CplBytes    = 16,
  parameter int unsigned MaxFrags    = 8,
  parameter bit          HdrSplitEn  = 1'b1,
  parameter bit          RssEn       = 1'b1,
  parameter bit          CsumEn      = 1'b1,
  parameter bit          TsEn        = 1'b1,
  parameter bit          StatsEn     = 1'b1,
  parameter bit          EqEn        = 1'b1,
  parameter bit          ParityEn    = 1'b0
) (
  `NICDMA_BUG_PORT
  input  logic                         clk_i,
  input  logic                         rst_ni,
  input  logic                         init_i,
  input  logic                         open_i,         // register accesses may begin
  input  logic                         bus_rst_ni,     // of the register port itself
  output logic                         soft_rst_o,
  input  logic                         rst_busy_i,
  input  logic [7:0]                   init_idx_i,
  // AXI4-Lite, as at nicdma_top
  input  logic [17:0]                  s_axil_awaddr,
  input  logic                         s_axil_awvalid,
  output logic                         s_axil_awready,
  input  logic [31:0]                  s_axil_wdata,
  input  logic [3:0]                   s_axil_wstrb,
  input  logic                         s_axil_wvalid,
  output logic                         s_axil_wready,
  output logic [1:0]                   s_axil_bresp,
  output logic                         s_axil_bvalid,
  input  logic                         s_axil_bready,
  input  logic [17:0]                  s_axil_araddr,
  input  logic                         s_axil_arvalid,
  output logic                         s_axil_arready,
  output logic [31:0]                  s_axil_rdata,
  output logic [1:0]                   s_axil_rresp,
  output logic                         s_axil_rvalid,
  input  logic                         s_axil_rready,
  output logic [NumIrq-1:0]            irq_o,
  // to and from the transmit side; named as there
  output logic                         tx_en_o,
  output logic                         sel_txq_o,
  output logic                         sel_txcq_o,
  output logic                         tx_tail_db_o,
  output logic                         tx_cdb_o,
  output logic                         req_write_o,
  input  logic [31:0]                  tx_queue_rdata_i,
  input  logic                         tx_queue_err_i,
  input  logic                         tx_cqe_done_i,
  input  logic [TxQW-1:0]              tx_cqe_done_q_i,
  input  logic                         tx_clr_i,
  input  logic [TxQW-1:0]              tx_clr_q_i,
  output logic [2**TxQW-1:0]           tx_armed_o,
  output logic [TxQW-1:0]              tx_irq_q_o,
  input  logic [15:0]                  tx_irq_unseen_i,
  input  logic [4:0]                   tx_irq_vec_i,
  input  logic                         tx_irq_eq_i,
  input  logic                         tx_ev_stopped_i,
  input  logic                         tx_ev_bus_i,
  input  logic [3:0]                   tx_ev_err_i,
  input  logic [TxQW-1:0]              tx_cpl_q_i,
  output logic                         tx_ev_irq_o,
  input  logic [63:0]                  tx_frames_i,
  input  logic [63:0]                  tx_bytes_i,
  input  logic [63:0]                  tx_errors_i,
  input  logic [63:0]                  tx_paused_i,
  input  logic [255:0]                 tx_queue_i,
  input  logic [15:0]                  tx_err_set_i,
  input  logic [127:0]                 tx_err_q_i,
  input  logic                         tx_idle_i,
  output logic [15:0]                  err_policy_o,
  output logic                         loop_mac_o,
  output logic                         loop_dma_o,
  // to the receive path; named as there
  output logic                         clr_o,
  output logic [QW-1:0]                clr_q_o,
  output logic [AddrWidth-1:0]         cpl_base_o,
  output logic                         cpl_full_o,
  output logic [3:0]                   cpl_log2_o,
  output logic [15:0]                  cpl_prod_o,
  output logic [2**QW-1:0]             cq_space_o,
  output logic                         db_allow_o,
  output logic [3:0]                   db_log2_o,
  output logic [QW-1:0]                db_q_o,
  output logic [AddrWidth-1:0]         fetch_base_o,
  output logic [3:0]                   fetch_log2_o,
  output logic [2**QW-1:0]             flush_o,
  output logic [2**QW-1:0]             kick_o,
  output logic [CellLog2:0]            limit_o,
  output logic [13:0]                  max_frame_o,
  output logic                         cdb_o,
  output logic [2**QW-1:0]             multi_o,
  output logic [5:0]                   plan_most_o,
  output logic [15:0]                  plan_space_o,
  output logic [63:0]                  ts_o,
  output logic [2**QW-1:0]             policy_drop_o,
  output logic [2**QW-1:0]             policy_wait_o,
  output logic [QW-1:0]                reg_tail_q_o,
  output logic [17:0]                  req_addr_o,
  output logic [31:0]                  req_wdata_o,
  output logic [15:0]                  rss_ctrl_o,
  output logic [319:0]                 rss_key_o,
  output logic [2**QW-1:0]             run_o,
  output logic                         rx_en_o,
  output logic [3:0]                   s1_log2_o,
  output logic                         tail_db_o,
  output logic                         tbl_write_o,
  output logic [23:0]                  wait_cycles_o,
  output logic [QW-1:0]                walk_q_o,
  output logic                         mark_write_o,
  output logic [23:0]                  timeout_o,
  output logic                         inject_rx_o,
  output logic                         inject_tx_o,
  output logic                         pause_req_o,
  // event records, source 2 of nicdma_cqe_arb
  output logic                         eqe_valid_o,
  input  logic                         eqe_ready_i,
  output logic [AddrWidth-1:0]         eqe_addr_o,
  output logic [127:0]                 eqe_data_o,
  output logic [7:0]                   eqe_qid_o,
  input  logic                         eqe_done_i,
  // from the receive path; named as there
  input  logic                         ev_ring_low_i,
  input  logic                         ev_ring_empty_i,
  input  logic [QW-1:0]                ev_ring_q_i,
  input  logic [15:0]                  ev_ring_left_i,
  input  logic [15:0]                  mark_rdata_i,
  input  logic [3:0]                   ev_cpl_err_i,
  input  logic                         ev_bus_timeout_i,
  input  logic                         ev_bus_fail_i,
  input  logic [8:0]                   ev_bus_fail_qid_i,
  input  logic [AddrWidth-1:0]         ev_bus_fail_addr_i,
  input  logic                         inject_rx_done_i,
  input  logic                         inject_tx_done_i,
  input  logic                         advance_i,
  input  logic                         commit_i,
  input  logic [QW-1:0]                cpl_q_i,
  input  logic                         cqe_done_i,
  input  logic                         cqe_done_err_i,
  input  logic                         cqe_done_eop_i,
  input  logic [QW-1:0]                cqe_done_q_i,
  input  logic [7:0]                   cqe_done_qid_c_i,
  input  logic [QW:0]                  deq_q_i,
  input  logic                         engine_idle_i,
  input  logic [7:0]                   enq_qid_i,
  input  logic                         ev_cpl_i,
  input  logic                         ev_cpl_decerr_i,
  input  logic [13:0]                  ev_cpl_len_i,
  input  logic                         ev_cpl_ok_i,
  input  logic [QW-1:0]                ev_cpl_q_i,
  input  logic                         ev_cpl_slverr_i,
  input  logic                         ev_cpl_trunc_i,
  input  logic                         ev_desc_read_i,
  input  logic                         ev_desc_zero_i,
  input  logic                         ev_enq_full_i,
  input  logic                         ev_enq_stopped_i,
  input  logic                         ev_flushed_i,
  input  logic                         ev_in_bad_i,
  input  logic                         ev_in_err_i,
  input  logic                         ev_in_frame_i,
  input  logic                         ev_in_full_i,
  input  logic [15:0]                  ev_in_len_i,
  input  logic                         ev_in_over_i,
  input  logic                         ev_no_desc_i,
  input  logic                         ev_stale_i,
  input  logic                         ev_starve_i,
  input  logic [QW:0]                  ev_starve_cycles_i,
  input  logic [QW-1:0]                ev_starve_q_i,
  input  logic                         ev_tail_range_i,
  input  logic                         fetch_idle_i,
  input  logic [QW-1:0]                fetch_q_i,
  input  logic [CellLog2:0]            free_cells_i,
  input  logic                         launch_i,
  input  logic [5:0]                   launch_n_i,
  input  logic [QW-1:0]                plan_q_i,
  input  logic [5:0]                   return_n_i,
  input  logic [15:0]                  reg_tail_i,
  input  logic [QW-1:0]                s1_q_i,
  input  logic [2**QW-1:0]             starved_i,
  input  logic [7:0]                   tbl_rdata_i,
  input  logic [2**QW:0]               waiting_i,
  input  logic                         walk_busy_i,
  input  logic                         wr_idle_i
);
  // interrupts number the queues {transmit, queue}
  localparam int unsigned IrqQW = (TxQW > QW ? TxQW : QW) + 1;

  logic cdb, cdb_any, cdb_ready, cdb_tx, eq_enabled, eq_err, eq_irq, err_irq, err_none,
    ev_cons_range, ev_cpl_bus, ev_cpl_parity, ev_eq_held, ev_eq_written, ev_event, ev_irq,
    ev_stopped, ext_err, halt, halt_cpl, idle, irq_eq, irq_err, queue_err, req_ack, req_err,
    req_valid, rx_irq_eq, sel_cq, sel_eq, sel_global, sel_irq, sel_queue_stat, sel_rxq, sel_snap,
    sel_stat, sel_ts, sel_tx_stat, snap, stat_err, ts_err, tx_irq;
  logic [2**IrqQW-1:0] armed;
  logic [IrqQW-1:0] irq_q;
  logic [15:0] err_set, irq_unseen, pending, rx_err_set, rx_irq_unseen;
  logic [4:0] eq_vec, irq_vec, rx_irq_vec;
  logic [3:0] halt_err;
  logic [143:0] err_q, rx_err_q;
  logic [17:0] irq_addr, stat_addr;
  logic [31:0] eq_rdata, ext_rdata, irq_rdata, queue_rdata, req_rdata, stat_rdata, ts_rdata;
  logic [1:0] policy;

  // ---------------------------------------------------------------- queues, interrupts, registers
  assign halt     = ev_stale_i || ev_desc_read_i;
  assign halt_err = ev_stale_i ? nicdma_pkg::ErrDescStale : nicdma_pkg::ErrDescRead;
  assign db_q_o   = req_addr_o[3 +: QW];
  assign cdb_o    = cdb;

  nicdma_queue_ctx #(
    .NumRxQ(NumRxQ), .QW(QW), .AddrWidth(AddrWidth), .RingLog2Max(RingLog2Max), .NumIrq(NumIrq),
    .EqEn(EqEn)
  ) u_queue_ctx (
    `NICDMA_BUG_CONN
    .clk_i(clk_i),                                  .rst_ni(rst_ni),
    .init_i(init_i),                                .init_idx_i(init_idx_i),
    .reg_rxq_i(sel_rxq),                            .reg_cq_i(sel_cq),
    .reg_write_i(req_write_o),                      .reg_q_i(req_addr_o[13:6]),
    .reg_off_i(req_addr_o[5:0]),                    .reg_wdata_i(req_wdata_o),
    .reg_rdata_o(queue_rdata),                      .reg_err_o(queue_err),
    .reg_tail_q_o(reg_tail_q_o),                    .reg_tail_i(reg_tail_i),
    .reg_mark_i(mark_rdata_i),                      .reg_mark_write_o(mark_write_o),
    .reg_head_i('0),
    .cdb_i(cdb),                                    .cdb_q_i(db_q_o),
    .cdb_cons_i(req_wdata_o[15:0]),                 .ev_cons_range_o(ev_cons_range),
    .run_o(run_o),                                  .flush_o(flush_o),
    .kick_o(kick_o),                                .cq_space_o(cq_space_o),
    .policy_drop_o(policy_drop_o),                  .policy_wait_o(policy_wait_o),
    .policy_default_i(policy),                      .waiting_i(waiting_i[2**QW-1:0]),
    .starved_i(starved_i),                          .armed_i(armed[2**QW-1:0]),
    .walk_q_o(walk_q_o),                            .walk_busy_i(walk_busy_i),
    .clr_o(clr_o),                                  .clr_q_o(clr_q_o),
    .ev_stopped_o(ev_stopped),                      .halt_i(halt),
    .halt_q_i(s1_q_i),                              .halt_err_i(halt_err),
    .halt_cpl_i(halt_cpl),                          .halt_cpl_q_i(ev_cpl_q_i),
    .halt_cpl_err_i(ev_cpl_err_i),                  .db_q_i(db_q_o),
    .db_allow_o(db_allow_o),                        .db_log2_o(db_log2_o),
    .fetch_q_i(fetch_q_i),                          .fetch_base_o(fetch_base_o),
    .fetch_log2_o(fetch_log2_o),                    .s1_q_i(s1_q_i),
    .s1_log2_o(s1_log2_o),                          .cpl_q_i(cpl_q_i),
    .cpl_base_o(cpl_base_o),                        .cpl_log2_o(cpl_log2_o),
    .cpl_prod_o(cpl_prod_o),                        .cpl_full_o(cpl_full_o),
    .launch_i(launch_i),                            .launch_q_i(deq_q_i[QW-1:0]),
    .launch_n_i(launch_n_i),                        .return_q_i(s1_q_i),
    .return_n_i(return_n_i),                        .multi_o(multi_o),
    .plan_q_i(plan_q_i),                            .plan_most_o(plan_most_o),
    .plan_space_o(plan_space_o),
    .cpl_advance_i(advance_i),                      .cqe_done_i(cqe_done_i),
    .cqe_done_q_i(cqe_done_q_i),                    .irq_q_i(irq_q[QW-1:0]),
    .irq_unseen_o(rx_irq_unseen),                    .irq_vec_o(rx_irq_vec),
    .irq_eq_o(rx_irq_eq)
  );

  assign cdb        = cdb_any && !cdb_tx;
  assign tx_cdb_o   = cdb_any && cdb_tx;
  assign tx_irq     = irq_q[IrqQW-1];
  assign tx_irq_q_o = irq_q[TxQW-1:0];
  assign tx_armed_o = armed[2**(IrqQW-1) +: 2**TxQW];
  assign irq_unseen = tx_irq ? tx_irq_unseen_i : rx_irq_unseen;
  assign irq_vec    = tx_irq ? tx_irq_vec_i : rx_irq_vec;
  assign irq_eq      = tx_irq ? tx_irq_eq_i : rx_irq_eq;
  assign tx_ev_irq_o = ev_irq && tx_irq;

  nicdma_irq #(
    .QW    (IrqQW),
    .NumIrq(NumIrq)
  ) u_irq (
    `NICDMA_BUG_CONN
    .clk_i(clk_i),                                  .rst_ni(rst_ni),
    .cqe_done_i(cqe_done_i || tx_cqe_done_i),
    .cqe_done_q_i({tx_cqe_done_i, tx_cqe_done_i ? (IrqQW-1)'(tx_cqe_done_q_i) :
                                                  (IrqQW-1)'(cqe_done_q_i)}),
    .cdb_i(cdb_any),                                    .cdb_ready_o(cdb_ready),
    .cdb_q_i({cdb_tx, req_addr_o[3 +: IrqQW-1]}),   .cdb_arm_i(req_wdata_o[31]),
    .clr_i(clr_o),                                  .clr_q_i(IrqQW'(clr_q_o)),
    .clr_tx_i(tx_clr_i),                            .clr_tx_q_i({1'b1, (IrqQW-1)'(tx_clr_q_i)}),
    .irq_q_o(irq_q),                                .irq_unseen_i(irq_unseen),
    .irq_vec_i(irq_vec),                            .irq_eq_i(irq_eq),
    .eq_enabled_i(eq_enabled),                      .ev_event_o(ev_event),
    .eq_irq_i(eq_irq),                              .eq_vec_i(eq_vec),
    .armed_o(armed),                                .ev_irq_o(ev_irq),
    .err_irq_i(err_irq),                            .reg_sel_i(sel_irq),
    .reg_write_i(req_write_o),                        .reg_vec_i(irq_addr[8:4]),
    .reg_idx_i(req_addr_o[3:2]),                    .reg_wdata_i(req_wdata_o),
    .reg_rdata_o(irq_rdata),                        .reg_err_o(irq_err),
    .irq_o(irq_o)
  );

  // ---------------------------------------------------------------- events
  assign ev_cpl_bus = ev_cpl_i && (ev_cpl_err_i == nicdma_pkg::ErrSlverr ||
                                   ev_cpl_err_i == nicdma_pkg::ErrDecerr ||
                                   ev_cpl_err_i == nicdma_pkg::ErrTimeout ||
                                   ev_cpl_err_i == nicdma_pkg::ErrParity);
  assign ev_cpl_parity = ev_cpl_i && ev_cpl_err_i == nicdma_pkg::ErrParity;
  assign halt_cpl   = ev_cpl_i && err_policy_o[ev_cpl_err_i] && ev_cpl_err_i != nicdma_pkg::ErrNone;

  if (EqEn) begin : g_eq
    nicdma_eq #(
      .AddrWidth(AddrWidth), .RxW(QW), .TxW(TxQW), .RingLog2Max(RingLog2Max), .NumIrq(NumIrq)
    ) u_eq (
      `NICDMA_BUG_CONN
      .clk_i(clk_i),                       .rst_ni(rst_ni),
      .reg_sel_i(sel_eq),                  .reg_write_i(req_write_o),
      .reg_off_i(req_addr_o[7:0]),         .reg_wdata_i(req_wdata_o),
      .reg_rdata_o(eq_rdata),              .reg_err_o(eq_err),
      .enabled_o(eq_enabled),
      .rx_low_i(ev_ring_low_i),            .rx_empty_i(ev_ring_empty_i),
      .rx_ring_q_i(ev_ring_q_i),           .rx_ring_left_i(ev_ring_left_i),
      .rx_err_i(ev_cpl_bus),               .rx_err_q_i(ev_cpl_q_i),
      .rx_err_code_i(ev_cpl_err_i),
      .rx_stop_i(ev_stopped),              .rx_stop_q_i(clr_q_o),
      .rx_cpl_i(ev_event && !tx_irq),      .rx_cpl_q_i(irq_q[QW-1:0]),
      .rx_clr_i(clr_o),                    .rx_clr_q_i(clr_q_o),
      .tx_err_i(tx_ev_bus_i),              .tx_err_q_i(tx_cpl_q_i),
      .tx_err_code_i(tx_ev_err_i),
      .tx_stop_i(tx_ev_stopped_i),         .tx_stop_q_i(tx_clr_q_i),
      .tx_cpl_i(ev_event && tx_irq),       .tx_cpl_q_i(irq_q[TxQW-1:0]),
      .tx_clr_i(tx_clr_i),                 .tx_clr_q_i(tx_clr_q_i),
      .rec_valid_o(eqe_valid_o),           .rec_ready_i(eqe_ready_i),
      .rec_addr_o(eqe_addr_o),             .rec_data_o(eqe_data_o),
      .rec_qid_o(eqe_qid_o),               .rec_done_i(eqe_done_i),
      .irq_o(eq_irq),                      .irq_vec_o(eq_vec),
      .ev_written_o(ev_eq_written),        .ev_held_o(ev_eq_held)
    );
  end else begin : g_no_eq
    assign {eq_enabled, eq_irq, eq_vec, ev_eq_held, ev_eq_written, eqe_valid_o} = '0;
    assign {eqe_addr_o, eqe_data_o, eqe_qid_o, eq_rdata} = '0;
    assign eq_err = sel_eq;
    logic unused_eq;
    assign unused_eq = ^{ev_ring_low_i, ev_ring_empty_i, ev_ring_q_i, ev_ring_left_i, ev_stopped,
                         ev_event, eqe_ready_i, eqe_done_i, ev_cpl_bus, tx_ev_bus_i,
                         tx_cpl_q_i, tx_ev_err_i, tx_ev_stopped_i};
  end

  // ---------------------------------------------------------------- faults
  nicdma_fault #(
    .AddrWidth(AddrWidth), .CellLog2(CellLog2), .NumRxQ(NumRxQ), .NumTxQ(NumTxQ),
    .ParityEn(ParityEn)
  ) u_fault (
    .clk_i(clk_i),                         .rst_ni(rst_ni),
    .reg_sel_i(sel_global),                .reg_write_i(req_write_o),
    .reg_off_i(req_addr_o[7:0]),           .reg_wdata_i(req_wdata_o),
    .reg_rdata_o(ext_rdata),               .reg_err_o(ext_err),
    .snap_o(snap),
    .timeout_o(timeout_o),                 .err_policy_o(err_policy_o),
    .err_none_i(err_none),                 .bus_err_i(ev_bus_fail_i),
    .bus_addr_i(ev_bus_fail_addr_i),
    .inject_rx_o(inject_rx_o),             .inject_tx_o(inject_tx_o),
    .inject_rx_done_i(inject_rx_done_i),   .inject_tx_done_i(inject_tx_done_i),
    .free_cells_i(free_cells_i),           .pause_req_o(pause_req_o)
  );

  assign irq_addr  = req_addr_o - nicdma_pkg::RegIrq;
  assign stat_addr = req_addr_o - (sel_snap ? nicdma_pkg::RegSnap : sel_stat ? nicdma_pkg::RegStat :
                                   sel_tx_stat ? nicdma_pkg::RegTxQueueStat :
                                   nicdma_pkg::RegQueueStat);

  nicdma_stats #(
    .NumRxQ(NumRxQ), .NumTxQ(NumTxQ), .QW(QW), .StatsEn(StatsEn)
  ) u_stats (
    `NICDMA_BUG_CONN
    .clk_i(clk_i),                                  .rst_ni(rst_ni),
    .init_i(init_i),                                .init_idx_i(init_idx_i),
    .in_frame_i(ev_in_frame_i),                     .in_len_i(ev_in_len_i),
    .in_commit_i(commit_i),                         .in_full_i(ev_in_full_i),
    .in_oversize_i(ev_in_over_i),                   .in_error_i(ev_in_err_i),
    .in_bad_i(ev_in_bad_i),                         .enq_q_i(enq_qid_i[QW-1:0]),
    .enq_full_i(ev_enq_full_i),                     .enq_stopped_i(ev_enq_stopped_i),
    .s1_q_i(s1_q_i),                                .s1_no_desc_i(ev_no_desc_i),
    .s1_flushed_i(ev_flushed_i),                    .cpl_q_i(ev_cpl_q_i),
    .cpl_valid_i(ev_cpl_i),                         .cpl_ok_i(ev_cpl_ok_i),
    .cpl_trunc_i(ev_cpl_trunc_i),                   .cpl_len_i(ev_cpl_len_i),
    .cqe_done_i(cqe_done_i && cqe_done_eop_i),      .starve_q_i(ev_starve_q_i),
    .starve_valid_i(ev_starve_i),                   .starve_cycles_i(ev_starve_cycles_i),
    .irq_q_i(irq_q[QW-1:0]),                        .irq_i(ev_irq && !tx_irq),
    .tx_frames_i(tx_frames_i),                      .tx_bytes_i(tx_bytes_i),
    .tx_errors_i(tx_errors_i),                      .tx_paused_i(tx_paused_i),
    .tx_queue_i(tx_queue_i),                        .pending_o(pending),
    .reg_global_i(sel_stat),                        .reg_queue_i(sel_queue_stat),
    .pause_i(pause_req_o),                          .event_i(ev_eq_written),
    .timeout_i(ev_bus_timeout_i),
    .parity_i({tx_err_set_i[nicdma_pkg::StatusParity], ev_cpl_parity}),
    .snap_i(snap),                                  .snap_tx_i(req_wdata_o[15]),
    .snap_q_i(req_wdata_o[QW-1:0]),                 .reg_snap_i(sel_snap),
    .reg_tx_i(sel_tx_stat),                         .reg_write_i(req_write_o),
    .reg_addr_i(stat_addr),                         .reg_rdata_o(stat_rdata),
    .reg_err_o(stat_err)
  );

  nicdma_ts #(.TsEn(TsEn)) u_ts (
    .clk_i(clk_i),                                  .rst_ni(rst_ni),
    .ts_o(ts_o),                                    .reg_sel_i(sel_ts),
    .reg_write_i(req_write_o),                        .reg_idx_i(req_addr_o[3:2]),
    .reg_wdata_i(req_wdata_o),                      .reg_rdata_o(ts_rdata),
    .reg_err_o(ts_err)
  );

  nicdma_axil_regs u_axil_regs (
    .clk_i(clk_i),                                  .rst_ni(bus_rst_ni),
    .init_done_i(open_i),                           .awaddr_i(s_axil_awaddr),
    .awvalid_i(s_axil_awvalid),                     .awready_o(s_axil_awready),
    .wdata_i(s_axil_wdata),                         .wstrb_i(s_axil_wstrb),
    .wvalid_i(s_axil_wvalid),                       .wready_o(s_axil_wready),
    .bresp_o(s_axil_bresp),                         .bvalid_o(s_axil_bvalid),
    .bready_i(s_axil_bready),                       .araddr_i(s_axil_araddr),
    .arvalid_i(s_axil_arvalid),                     .arready_o(s_axil_arready),
    .rdata_o(s_axil_rdata),                         .rresp_o(s_axil_rresp),
    .rvalid_o(s_axil_rvalid),                       .rready_i(s_axil_rready),
    .req_valid_o(req_valid),                        .req_write_o(req_write_o),
    .req_addr_o(req_addr_o),                        .req_wdata_o(req_wdata_o),
    .req_ack_i(req_ack),                            .req_err_i(req_err),
    .req_rdata_i(req_rdata)
  );

  // who is to blame, by ERR_STATUS bit
  assign rx_err_set = {2'd0, ev_eq_held, 3'd0, ev_cpl_parity, ev_bus_timeout_i, cqe_done_err_i,
    ev_cons_range, ev_tail_range_i, ev_desc_zero_i, ev_stale_i, ev_desc_read_i, ev_cpl_decerr_i,
    ev_cpl_slverr_i};
  assign err_set = rx_err_set | tx_err_set_i;
  always_comb begin
    rx_err_q = '0;
    err_q    = '0;
    if (|err_set) begin                  // guarded: most cycles have no error
      rx_err_q = {54'd0, 9'(ev_cpl_q_i), ev_bus_fail_qid_i, 1'b0, cqe_done_qid_c_i, 9'(db_q_o),
                  9'(db_q_o), 9'(s1_q_i), 9'(s1_q_i), 9'(s1_q_i), 9'(ev_cpl_q_i), 9'(ev_cpl_q_i)};
      for (int unsigned i = 0; i < 16; i++) begin
        err_q[i*9 +: 9] = rx_err_set[i] ? rx_err_q[i*9 +: 9] : {1'b1, tx_err_q_i[i*8 +: 8]};
      end
    end
  end
  assign idle    = tx_idle_i && pending == '0 && engine_idle_i && wr_idle_i && fetch_idle_i;

  nicdma_csr #(
    .DataWidth(DataWidth), .NumRxQ(NumRxQ), .NumTxQ(NumTxQ), .TxSlots(TxSlots),
    .TxBufBytes(TxBufBytes), .MaxFrags(MaxFrags), .RingLog2Max(RingLog2Max), .MaxOutRd(MaxOutRd),
    .MaxOutWr(MaxOutWr), .FrameSlots(FrameSlots), .DescBatch(DescBatch), .CellLog2(CellLog2),
    .MaxFrame(MaxFrame), .NumIrq(NumIrq), .CplBytes(CplBytes), .HdrSplitEn(HdrSplitEn),
    .RssEn(RssEn), .CsumEn(CsumEn), .TsEn(TsEn), .StatsEn(StatsEn), .EqEn(EqEn), .ParityEn(ParityEn)
  ) u_csr (
    .clk_i(clk_i),                                  .rst_ni(rst_ni),
    .req_valid_i(req_valid),                        .req_write_i(req_write_o),
    .req_addr_i(req_addr_o),                        .req_wdata_i(req_wdata_o),
    .req_ack_o(req_ack),                            .req_err_o(req_err),
    .req_rdata_o(req_rdata),                        .sel_irq_o(sel_irq),
    .irq_rdata_i(irq_rdata),                        .irq_err_i(irq_err),
    .sel_global_o(sel_global),                      .ext_rdata_i(ext_rdata),
    .ext_err_i(ext_err),                            .err_none_o(err_none),
    .sel_ts_o(sel_ts),                              .ts_rdata_i(ts_rdata),
    .ts_err_i(ts_err),
    .sel_eq_o(sel_eq),                              .eq_rdata_i(eq_rdata),
    .eq_err_i(eq_err),                              .sel_stat_o(sel_stat),
    .sel_queue_stat_o(sel_queue_stat),              .stat_rdata_i(stat_rdata),
    .stat_err_i(stat_err),                          .sel_tx_stat_o(sel_tx_stat),
    .sel_snap_o(sel_snap),                          .soft_rst_o(soft_rst_o),
    .rst_busy_i(rst_busy_i),
    .sel_rxq_o(sel_rxq),                            .sel_cq_o(sel_cq),
    .sel_txq_o(sel_txq_o),                          .sel_txcq_o(sel_txcq_o),
    .queue_rdata_i(sel_txq_o || sel_txcq_o ? tx_queue_rdata_i : queue_rdata),
    .queue_err_i(sel_txq_o || sel_txcq_o ? tx_queue_err_i : queue_err),
    .tbl_write_o(tbl_write_o),                      .tbl_rdata_i(tbl_rdata_i),
    .tail_db_o(tail_db_o),                          .tx_tail_db_o(tx_tail_db_o),
    .cdb_o(cdb_any),                                .cdb_tx_o(cdb_tx),
    .cdb_ready_i(cdb_ready),                        .rx_en_o(rx_en_o),
    .tx_en_o(tx_en_o),                              .loop_mac_o(loop_mac_o),
    .loop_dma_o(loop_dma_o),                        .max_frame_o(max_frame_o),
    .policy_o(policy),                              .wait_cycles_o(wait_cycles_o),
    .limit_o(limit_o),                              .rss_key_o(rss_key_o),
    .rss_ctrl_o(rss_ctrl_o),                        .idle_i(idle),
    .pending_i(pending),                            .free_cells_i(free_cells_i),
    .err_set_i(err_set),                            .err_q_i(err_q),
    .err_irq_o(err_irq)
  );

  logic unused_bits;
  assign unused_bits = ^{irq_addr[17:9], irq_addr[3:0], deq_q_i[QW], waiting_i[2**QW], armed,
                         8'(enq_qid_i >> QW)};
endmodule

`resetall
