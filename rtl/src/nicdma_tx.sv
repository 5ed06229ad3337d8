// SPDX-License-Identifier: Apache-2.0
// Transmit side: data path, queue contexts, counters; and who is to blame for an error.
//
// Data flow and timing: doc/rtl.md, "Transmit".
`default_nettype none
`include "nicdma_bug.svh"

module nicdma_tx #(
  parameter int unsigned DataWidth     = 128,
  parameter int unsigned AddrWidth     = 64,
  parameter int unsigned IdWidth       = 6,
  parameter int unsigned NumTxQ        = 4,
  parameter int unsigned QW            = 2,
  parameter int unsigned RingLog2Max   = 15,
  parameter int unsigned NumIrq        = 4,
  parameter int unsigned MaxOutRd      = 64,
  parameter int unsigned MaxBurstBytes = 256,
  parameter int unsigned DescBatch     = 8,
  parameter int unsigned DescFifo      = 64,
  parameter int unsigned RowLog2       = 11,
  parameter int unsigned SlotLog2      = 6,
  parameter int unsigned MaxFrags      = 8,
  parameter int unsigned CplBytes      = 16,
  parameter bit          CsumEn        = 1'b1,
  parameter bit          TsEn          = 1'b1,
  parameter bit          StatsEn       = 1'b1,
  parameter bit          EqEn          = 1'b1,
  parameter bit          ParityEn      = 1'b0
) (
  `NICDMA_BUG_PORT
  input  logic                   clk_i,
  input  logic                   rst_ni,
  input  logic                   init_i,
  input  logic [7:0]             init_idx_i,
  // AXI read, descriptors and data (nicdma_ar_mux)
  output logic [IdWidth-3:0]     desc_arid_o,
  output logic [AddrWidth-1:0]   desc_araddr_o,
  output logic [7:0]             desc_arlen_o,
  output logic [15:0]            desc_aruser_o,
  output logic                   desc_arvalid_o,
  input  logic                   desc_arready_i,
  input  logic                   desc_rvalid_i,
  output logic [IdWidth-2:0]     data_arid_o,
  output logic [AddrWidth-1:0]   data_araddr_o,
  output logic [7:0]             data_arlen_o,
  output logic [15:0]            data_aruser_o,
  output logic                   data_arvalid_o,
  input  logic                   data_arready_i,
  input  logic                   data_rvalid_i,
  input  logic [IdWidth-1:0]     m_axi_rid,
  input  logic [DataWidth-1:0]   m_axi_rdata,
  input  logic [1:0]             m_axi_rresp,
  input  logic                   m_axi_rlast,
  // frames to the MAC
  input  logic                   hold_i,         // start no new frame
  input  logic                   inject_i,       // spoil the parity of the next row
  output logic                   inject_done_o,
  output logic [DataWidth-1:0]   tx_tdata_o,
  output logic [DataWidth/8-1:0] tx_tkeep_o,
  output logic                   tx_tlast_o,
  output logic                   tx_tuser_o,     // frame damaged inside
  output logic                   tx_tvalid_o,
  input  logic                   tx_tready_i,
  // records (nicdma_cqe_arb) and their answers
  output logic                   rec_valid_o,
  input  logic                   rec_ready_i,
  output logic [AddrWidth-1:0]   rec_addr_o,
  output logic [CplBytes*8-1:0]  rec_data_o,
  output logic [7:0]             rec_qid_o,
  input  logic                   rec_done_i,     // of any writer
  input  logic [7:0]             rec_done_qid_i,
  input  logic [3:0]             rec_done_kind_i,
  input  logic                   rec_done_tag_i,
  input  logic                   rec_done_err_i,
  // settings
  input  logic                   tx_en_i,
  input  logic [13:0]            max_frame_i,
  input  logic [15:0]            err_policy_i,
  input  logic [63:0]            ts_i,
  // registers; answer in the same cycle
  input  logic                   sel_txq_i,
  input  logic                   sel_txcq_i,
  input  logic                   tail_db_i,
  input  logic                   cdb_i,
  input  logic                   req_write_i,
  input  logic [17:0]            req_addr_i,
  input  logic [31:0]            req_wdata_i,
  output logic [31:0]            queue_rdata_o,
  output logic                   queue_err_o,
  // interrupts (nicdma_irq)
  output logic                   cqe_done_o,     // a completion is in memory
  output logic [QW-1:0]          cqe_done_q_o,
  output logic                   clr_o,
  output logic [QW-1:0]          clr_q_o,
  input  logic [2**QW-1:0]       armed_i,
  input  logic [QW-1:0]          irq_q_i,
  output logic [15:0]            irq_unseen_o,
  output logic [4:0]             irq_vec_o,
  output logic                   irq_eq_o,
  input  logic                   ev_irq_i,       // queue irq_q_i raised its vector
  // events (nicdma_eq)
  output logic                   ev_stopped_o,   // queue clr_q_o is QUIESCED or DISABLED now
  output logic                   ev_bus_o,       // frame of queue cpl_q_o lost on the bus
  output logic [3:0]             ev_err_o,
  output logic [QW-1:0]          cpl_q_o,
  // counters (nicdma_stats)
  output logic [63:0]            tx_frames_o,
  output logic [63:0]            tx_bytes_o,
  output logic [63:0]            tx_errors_o,
  output logic [63:0]            tx_paused_o,
  output logic [255:0]           tx_queue_o,     // of the queue on the register bus
  // errors by ERR_STATUS bit, and the queue of each
  output logic [15:0]            err_set_o,
  output logic [127:0]           err_q_o,
  output logic                   idle_o
);
  logic advance, cpl_full, db_allow, ev_cons_range, ev_cpl, ev_paused, ev_tail_range, ev_zero, halt,
    done_c, launch, mark_write, path_idle, queue_err, sel_sched, unreserve, walk_busy;
  logic [2**QW-1:0] cq_space, flush, kick, policy_drop, policy_wait, run;
  logic [QW-1:0] db_q, fetch_q, halt_q, launch_q, reg_q, reg_tail_q, s1_q, walk_q;
  logic [AddrWidth-1:0] cpl_base, fetch_base;
  logic [3:0] cpl_log2, db_log2, ev_cpl_err, fetch_log2, halt_err, s1_log2;
  logic [15:0] cpl_prod, reg_head, reg_tail;
  logic [13:0] ev_cpl_len;
  logic [2**QW-1:0] multi;
  logic [5:0] plan_most;
  logic [15:0] plan_space;
  logic [31:0] queue_rdata, sched_rdata;

  nicdma_tx_path #(
    .DataWidth    (DataWidth),
    .AddrWidth    (AddrWidth),
    .IdWidth      (IdWidth),
    .QW           (QW),
    .MaxOutRd     (MaxOutRd),
    .MaxBurstBytes(MaxBurstBytes),
    .DescBatch    (DescBatch),
    .DescFifo     (DescFifo),
    .RowLog2      (RowLog2),
    .SlotLog2     (SlotLog2),
    .MaxFrags     (MaxFrags),
    .CplBytes     (CplBytes),
    .CsumEn       (CsumEn),
    .TsEn         (TsEn),
    .ParityEn     (ParityEn)
  ) u_path (
    `NICDMA_BUG_CONN
    .clk_i(clk_i),                                  .rst_ni(rst_ni),
    .init_i(init_i),                                .init_idx_i(init_idx_i),
    .desc_arid_o(desc_arid_o),                      .desc_araddr_o(desc_araddr_o),
    .desc_arlen_o(desc_arlen_o),                    .desc_aruser_o(desc_aruser_o),
    .desc_arvalid_o(desc_arvalid_o),                .desc_arready_i(desc_arready_i),
    .desc_rvalid_i(desc_rvalid_i),                  .data_arid_o(data_arid_o),
    .data_araddr_o(data_araddr_o),                  .data_arlen_o(data_arlen_o),
    .data_aruser_o(data_aruser_o),                  .data_arvalid_o(data_arvalid_o),
    .data_arready_i(data_arready_i),                .data_rvalid_i(data_rvalid_i),
    .m_axi_rid(m_axi_rid),                          .m_axi_rdata(m_axi_rdata),
    .m_axi_rresp(m_axi_rresp),                      .m_axi_rlast(m_axi_rlast),
    .hold_i(hold_i),                                .inject_i(inject_i),
    .inject_done_o(inject_done_o),                  .tx_tuser_o(tx_tuser_o),
    .tx_tdata_o(tx_tdata_o),
    .tx_tkeep_o(tx_tkeep_o),                        .tx_tlast_o(tx_tlast_o),
    .tx_tvalid_o(tx_tvalid_o),                      .tx_tready_i(tx_tready_i),
    .rec_valid_o(rec_valid_o),                      .rec_ready_i(rec_ready_i),
    .rec_addr_o(rec_addr_o),                        .rec_data_o(rec_data_o),
    .rec_qid_o(rec_qid_o),                          .tx_en_i(tx_en_i),
    .max_frame_i(max_frame_i),                      .err_policy_i(err_policy_i),
    .ts_i(ts_i),                                    .clr_i(clr_o),
    .clr_q_i(clr_q_o),                              .cpl_base_i(cpl_base),
    .cpl_log2_i(cpl_log2),                          .cpl_prod_i(cpl_prod),
    .cq_space_i(cq_space),                          .db_i(tail_db_i),
    .db_allow_i(db_allow),                          .db_log2_i(db_log2),
    .db_q_i(db_q),                                  .req_wdata_i(req_wdata_i),
    .fetch_base_i(fetch_base),                      .fetch_log2_i(fetch_log2),
    .kick_i(kick),                                  .reg_q_i(reg_q),
    .reg_sched_write_i(sel_sched && req_write_i && !queue_err_o),
    .reg_rate_i(req_addr_i[5]),                     .reg_sched_rdata_o(sched_rdata),
    .reg_head_o(reg_head),                          .reg_tail_o(reg_tail),
    .run_i(run),                                    .s1_log2_i(s1_log2),
    .walk_q_i(walk_q),                              .advance_o(advance),
    .unreserve_o(unreserve),                        .cpl_q_o(cpl_q_o),
    .fetch_q_o(fetch_q),                            .halt_o(halt),
    .halt_q_o(halt_q),                              .halt_err_o(halt_err),
    .launch_o(launch),                              .launch_q_o(launch_q),
    .s1_q_o(s1_q),                                  .walk_busy_o(walk_busy),
    .idle_o(path_idle),                             .ev_tail_range_o(ev_tail_range),
    .ev_cpl_o(ev_cpl),                              .ev_cpl_err_o(ev_cpl_err),
    .ev_cpl_len_o(ev_cpl_len),                      .ev_zero_o(ev_zero),
    .ev_paused_o(ev_paused)
  );
  assign idle_o     = path_idle;

  // ---------------------------------------------------------------- queues
  // WEIGHT (1C) and RATE (20) live in the scheduler and may be written at any time.
  assign db_q      = req_addr_i[3 +: QW];
  assign reg_q     = req_addr_i[6 +: QW];
  assign sel_sched = sel_txq_i && (req_addr_i[5:0] == 6'h1C || req_addr_i[5:0] == 6'h20);
  assign queue_rdata_o = sel_sched ? sched_rdata : queue_rdata;

  always_comb begin
    queue_err_o = queue_err;
    if (sel_sched) begin
      queue_err_o = {1'b0, req_addr_i[13:6]} >= 9'(NumTxQ) ||
                    (req_write_i && req_wdata_i[31:8] != '0 &&
                     (req_wdata_i[31:16] != '0 || !req_addr_i[5]));
    end
  end

  nicdma_queue_ctx #(
    .NumRxQ     (NumTxQ),
    .QW         (QW),
    .AddrWidth  (AddrWidth),
    .RingLog2Max(RingLog2Max),
    .NumIrq     (NumIrq),
    .EqEn       (EqEn),
    .Transmit   (1'b1)
  ) u_queue_ctx (
    `NICDMA_BUG_CONN
    .clk_i           (clk_i),
    .rst_ni          (rst_ni),
    .init_i          (init_i),
    .init_idx_i      (init_idx_i),
    .reg_rxq_i       (sel_txq_i && !sel_sched),
    .reg_cq_i        (sel_txcq_i),
    .reg_write_i     (req_write_i),
    .reg_q_i         (req_addr_i[13:6]),
    .reg_off_i       (req_addr_i[5:0]),
    .reg_wdata_i     (req_wdata_i),
    .reg_rdata_o     (queue_rdata),
    .reg_err_o       (queue_err),
    .reg_tail_q_o    (reg_tail_q),
    .reg_tail_i      (reg_tail),
    .reg_head_i      (reg_head),
    .reg_mark_i      ('0),
    .reg_mark_write_o(mark_write),
    .cdb_i           (cdb_i),
    .cdb_q_i         (db_q),
    .cdb_cons_i      (req_wdata_i[15:0]),
    .ev_cons_range_o (ev_cons_range),
    .run_o           (run),
    .flush_o         (flush),
    .kick_o          (kick),
    .cq_space_o      (cq_space),
    .policy_drop_o   (policy_drop),
    .policy_wait_o   (policy_wait),
    .policy_default_i(2'b00),
    .waiting_i       ('0),
    .starved_i       ('0),
    .armed_i         (armed_i),
    .walk_q_o        (walk_q),
    .walk_busy_i     (walk_busy),
    .clr_o           (clr_o),
    .clr_q_o         (clr_q_o),
    .ev_stopped_o    (ev_stopped_o),
    .halt_cpl_i      (1'b0),
    .halt_cpl_q_i    ('0),
    .halt_cpl_err_i  ('0),
    .halt_i          (halt),
    .halt_q_i        (halt_q),
    .halt_err_i      (halt_err),
    .db_q_i          (db_q),
    .db_allow_o      (db_allow),
    .db_log2_o       (db_log2),
    .fetch_q_i       (fetch_q),
    .fetch_base_o    (fetch_base),
    .fetch_log2_o    (fetch_log2),
    .s1_q_i          (s1_q),
    .s1_log2_o       (s1_log2),
    .cpl_q_i         (cpl_q_o),
    .cpl_base_o      (cpl_base),
    .cpl_log2_o      (cpl_log2),
    .cpl_prod_o      (cpl_prod),
    .cpl_full_o      (cpl_full),
    .launch_i        (launch),
    .launch_q_i      (launch_q),
    .launch_n_i      (6'd1),
    .return_q_i      (cpl_q_o),
    .return_n_i      ({5'd0, unreserve}),
    .multi_o         (multi),
    .plan_q_i        ('0),
    .plan_most_o     (plan_most),
    .plan_space_o    (plan_space),
    .cpl_advance_i   (advance),
    .cqe_done_i      (cqe_done_o),
    .cqe_done_q_i    (cqe_done_q_o),
    .irq_q_i         (irq_q_i),
    .irq_unseen_o    (irq_unseen_o),
    .irq_vec_o       (irq_vec_o),
    .irq_eq_o        (irq_eq_o)
  );

  assign done_c = rec_done_i && rec_done_tag_i && rec_done_kind_i == nicdma_pkg::KindCqe;

  always_ff @(posedge clk_i or negedge rst_ni) begin
    if (!rst_ni) cqe_done_o <= 1'b0;
    else cqe_done_o <= done_c;
  end
  always_ff @(posedge clk_i) begin
    if (done_c) cqe_done_q_o <= rec_done_qid_i[QW-1:0];
  end

  nicdma_tx_stats #(
    .QW     (QW),
    .StatsEn(StatsEn)
  ) u_stats (
    .clk_i      (clk_i),
    .rst_ni     (rst_ni),
    .init_i     (init_i),
    .init_idx_i (init_idx_i),
    .cpl_valid_i(ev_cpl),
    .cpl_q_i    (cpl_q_o),
    .cpl_ok_i   (ev_cpl_err == nicdma_pkg::ErrNone),
    .cpl_len_i  (ev_cpl_len),
    .paused_i   (ev_paused),
    .irq_i      (ev_irq_i),
    .irq_q_i    (irq_q_i),
    .frames_o   (tx_frames_o),
    .bytes_o    (tx_bytes_o),
    .errors_o   (tx_errors_o),
    .paused_o   (tx_paused_o),
    .rd_q_i     (req_addr_i == nicdma_pkg::RegStatSnap ? req_wdata_i[QW-1:0] : reg_q),
    .rd_frames_o(tx_queue_o[63:0]),
    .rd_bytes_o (tx_queue_o[127:64]),
    .rd_errors_o(tx_queue_o[191:128]),
    .rd_irqs_o  (tx_queue_o[255:192])
  );

  // ---------------------------------------------------------------- errors
  assign ev_err_o = ev_cpl_err;
  assign ev_bus_o = ev_cpl && (ev_cpl_err == nicdma_pkg::ErrSlverr ||
                               ev_cpl_err == nicdma_pkg::ErrDecerr ||
                               ev_cpl_err == nicdma_pkg::ErrTimeout ||
                               ev_cpl_err == nicdma_pkg::ErrParity);

  logic ev_cqe_err;
  assign ev_cqe_err = rec_done_err_i && rec_done_tag_i && rec_done_kind_i == nicdma_pkg::KindCqe;

  // guarded: most cycles complete nothing and have no error
  always_comb begin
    err_set_o = '0;
    err_q_o   = '0;
    if (ev_cpl || ev_zero || ev_tail_range || ev_cons_range || ev_cqe_err) begin
      err_q_o = {16{8'(cpl_q_o)}};
      if (ev_cpl) begin
        err_set_o[nicdma_pkg::StatusDescRead]   = ev_cpl_err == nicdma_pkg::ErrDescRead;
        err_set_o[nicdma_pkg::StatusDescStale]  = ev_cpl_err == nicdma_pkg::ErrDescStale;
        err_set_o[nicdma_pkg::StatusTimeout]    = ev_cpl_err == nicdma_pkg::ErrTimeout;
        err_set_o[nicdma_pkg::StatusParity]     = ev_cpl_err == nicdma_pkg::ErrParity;
        err_set_o[nicdma_pkg::StatusTxFormat]   = ev_cpl_err == nicdma_pkg::ErrTxFormat;
        err_set_o[nicdma_pkg::StatusReadSlverr] = ev_cpl_err == nicdma_pkg::ErrSlverr;
        err_set_o[nicdma_pkg::StatusReadDecerr] = ev_cpl_err == nicdma_pkg::ErrDecerr;
      end
      err_set_o[nicdma_pkg::StatusDescZero]       = ev_zero;
      err_set_o[nicdma_pkg::StatusTailRange]      = ev_tail_range;
      err_set_o[nicdma_pkg::StatusConsRange]      = ev_cons_range;
      err_set_o[nicdma_pkg::StatusCqeWrite]       = ev_cqe_err;
      err_q_o[nicdma_pkg::StatusDescZero*8 +: 8]  = 8'(s1_q);
      err_q_o[nicdma_pkg::StatusTailRange*8 +: 8] = 8'(db_q);
      err_q_o[nicdma_pkg::StatusConsRange*8 +: 8] = 8'(db_q);
      err_q_o[nicdma_pkg::StatusCqeWrite*8 +: 8]  = rec_done_qid_i;
    end
  end

  logic unused_bits;
  assign unused_bits = ^{cpl_full, flush, mark_write, multi, plan_most, plan_space,
                         policy_drop, policy_wait, reg_tail_q, req_addr_i, rec_done_qid_i};

endmodule

`resetall
