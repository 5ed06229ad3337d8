// SPDX-License-Identifier: Apache-2.0
// Transmit data path: descriptors, scheduler, engine, reads, buffer, completions. Wiring only.
//
// Frames leave in the order in which they are launched. Timing: doc/rtl.md.
`default_nettype none
`include "nicdma_bug.svh"

module nicdma_tx_path #(
  parameter int unsigned DataWidth     = 128,
  parameter int unsigned AddrWidth     = 64,
  parameter int unsigned IdWidth       = 6,
  parameter int unsigned QW            = 2,
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
  input  logic                   hold_i,
  input  logic                   inject_i,
  output logic                   inject_done_o,
  output logic [DataWidth-1:0]   tx_tdata_o,
  output logic [DataWidth/8-1:0] tx_tkeep_o,
  output logic                   tx_tlast_o,
  output logic                   tx_tuser_o,
  output logic                   tx_tvalid_o,
  input  logic                   tx_tready_i,
  // records (nicdma_cqe_arb)
  output logic                   rec_valid_o,
  input  logic                   rec_ready_i,
  output logic [AddrWidth-1:0]   rec_addr_o,
  output logic [CplBytes*8-1:0]  rec_data_o,
  output logic [7:0]             rec_qid_o,
  // settings
  input  logic                   tx_en_i,
  input  logic [13:0]            max_frame_i,
  input  logic [15:0]            err_policy_i,
  input  logic [63:0]            ts_i,
  // queue contexts and registers; named as there
  input  logic                   clr_i,
  input  logic [QW-1:0]          clr_q_i,
  input  logic [AddrWidth-1:0]   cpl_base_i,
  input  logic [3:0]             cpl_log2_i,
  input  logic [15:0]            cpl_prod_i,
  input  logic [2**QW-1:0]       cq_space_i,
  input  logic                   db_i,
  input  logic                   db_allow_i,
  input  logic [3:0]             db_log2_i,
  input  logic [QW-1:0]          db_q_i,
  input  logic [31:0]            req_wdata_i,
  input  logic [AddrWidth-1:0]   fetch_base_i,
  input  logic [3:0]             fetch_log2_i,
  input  logic [2**QW-1:0]       kick_i,
  input  logic [QW-1:0]          reg_q_i,
  input  logic                   reg_sched_write_i,
  input  logic                   reg_rate_i,
  output logic [31:0]            reg_sched_rdata_o,
  output logic [15:0]            reg_head_o,
  output logic [15:0]            reg_tail_o,
  input  logic [2**QW-1:0]       run_i,
  input  logic [3:0]             s1_log2_i,
  input  logic [QW-1:0]          walk_q_i,
  output logic                   advance_o,
  output logic                   unreserve_o,
  output logic [QW-1:0]          cpl_q_o,
  output logic [QW-1:0]          fetch_q_o,
  output logic                   halt_o,
  output logic [QW-1:0]          halt_q_o,
  output logic [3:0]             halt_err_o,
  output logic                   launch_o,
  output logic [QW-1:0]          launch_q_o,
  output logic [QW-1:0]          s1_q_o,
  output logic                   walk_busy_o,
  output logic                   idle_o,
  // events
  output logic                   ev_tail_range_o,
  output logic                   ev_cpl_o,       // queue cpl_q_o
  output logic [3:0]             ev_cpl_err_o,
  output logic [13:0]            ev_cpl_len_o,
  output logic                   ev_zero_o,      // queue s1_q_o
  output logic                   ev_paused_o
);
  localparam int unsigned OffW  = $clog2(DataWidth / 8);
  localparam int unsigned InfoW = 10 + RowLog2 + 1 + 9 + 1 + 60;

  logic [127:0] desc;
  logic [15:0]  db_left, desc_idx, op_len, pop_left, sum;
  logic         db_take, desc_err, fill, pop, start, pick_valid, close, op_valid, op_ready, burst,
    land, land_end, csum_set, csum_en, release_slot, fetch_idle, rd_idle, engine_idle, skip, first,
    last, head_valid, head_err, head_take, head_csum, rd_valid, eng_halt, cpl_halt;
  logic [2:0]   fill_count, fill_ends;
  logic [64:0]  peek;
  logic [8:0]   peek_avail;
  logic         peek_all;
  logic [QW-1:0] fill_q, pop_q, pick_q, s1_q;
  logic [2**QW-1:0] frame_ready, posted, has_desc;
  logic [13:0]  op_off, land_off, close_len;
  logic [8:0]   burst_rows, head_pos;
  logic [7:0]   op_qid, csum_start;
  logic [3:0]   eng_halt_err, cpl_halt_err, head_code;
  logic [1:0]   land_resp, rd_resp, cpl_resp;
  logic [9:0]   rd_answered, head_bursts;
  logic [SlotLog2-1:0] op_slot, land_slot, rd_slot, cpl_slot, sum_slot, out_slot;
  logic [2**SlotLog2-1:0] closed;
  logic [AddrWidth-1:0] op_addr;
  logic [RowLog2-1:0] land_row;
  logic [RowLog2:0] rows_free, head_rows;
  logic [DataWidth-1:0] land_data;
  logic [OffW-1:0] land_from;
  logic [OffW:0] land_count;
  logic [InfoW-1:0] rd_info, cpl_info;

  // ---------------------------------------------------------------- descriptors
  nicdma_desc_fetch #(
    .QW           (QW),
    .DataWidth    (DataWidth),
    .AddrWidth    (AddrWidth),
    .IdWidth      (IdWidth - 2),
    .Transmit     (1'b1),
    .MaxOutRd     (MaxOutRd),
    .MaxBurstBytes(MaxBurstBytes),
    .DescBatch    (DescBatch),
    .DescFifo     (DescFifo)
  ) u_desc_fetch (
    `NICDMA_BUG_CONN
    .clk_i          (clk_i),
    .rst_ni         (rst_ni),
    .init_i         (init_i),
    .init_idx_i     (init_idx_i),
    .db_i           (db_i),
    .db_q_i         (db_q_i),
    .db_tail_i      (req_wdata_i[15:0]),
    .db_allow_i     (db_allow_i),
    .db_log2_i      (db_log2_i),
    .ev_tail_range_o(ev_tail_range_o),
    .look_q_o       (fetch_q_o),
    .look_base_i    (fetch_base_i),
    .look_log2_i    (fetch_log2_i),
    .run_i          (run_i),
    .kick_i         (kick_i),
    .clr_i          (clr_i),
    .clr_q_i        (clr_q_i),
    .posted_o       (posted),
    .has_desc_o     (has_desc),
    .busy_q_i       (walk_q_i),
    .busy_o         (walk_busy_o),
    .idle_o         (fetch_idle),
    .tail_q_i       (reg_q_i),
    .tail_o         (reg_tail_o),
    .pop_i          (pop),
    .pop_q_i        (pop_q),
    .desc_o         (desc),
    .desc_err_o     (desc_err),
    .desc_idx_o     (desc_idx),
    .pop_left_o     (pop_left),
    .db_take_o      (db_take),
    .db_left_o      (db_left),
    .peek_en_i      (1'b0),
    .peek_q_i       ('0),
    .peek_k_i       ('0),
    .peek_o         (peek),
    .peek_avail_o   (peek_avail),
    .peek_all_o     (peek_all),
    .fill_o         (fill),
    .fill_q_o       (fill_q),
    .fill_count_o   (fill_count),
    .fill_ends_o    (fill_ends),
    .arid_o         (desc_arid_o),
    .araddr_o       (desc_araddr_o),
    .arlen_o        (desc_arlen_o),
    .aruser_o       (desc_aruser_o),
    .arvalid_o      (desc_arvalid_o),
    .arready_i      (desc_arready_i),
    .rid_i          (m_axi_rid[IdWidth-3:0]),
    .rdata_i        (m_axi_rdata),
    .rresp_i        (m_axi_rresp),
    .rlast_i        (m_axi_rlast),
    .rvalid_i       (desc_rvalid_i)
  );

  nicdma_tx_ready #(
    .QW      (QW),
    .MaxFrags(MaxFrags)
  ) u_ready (
    .clk_i       (clk_i),
    .rst_ni      (rst_ni),
    .init_i      (init_i),
    .init_idx_i  (init_idx_i),
    .clr_i       (clr_i),
    .clr_q_i     (clr_q_i),
    .fill_i      (fill),
    .fill_q_i    (fill_q),
    .fill_count_i(fill_count),
    .fill_ends_i (fill_ends),
    .pop_i       (pop),
    .pop_q_i     (pop_q),
    .start_i     (start),
    .ready_o     (frame_ready)
  );

  // ---------------------------------------------------------------- choice and launch
  nicdma_tx_sched #(.QW(QW)) u_sched (
    `NICDMA_BUG_CONN
    .clk_i       (clk_i),
    .rst_ni      (rst_ni),
    .init_i      (init_i),
    .init_idx_i  (init_idx_i),
    .clr_i       (clr_i),
    .clr_q_i     (clr_q_i),
    .ready_i     (frame_ready & run_i & cq_space_i & {2**QW{tx_en_i}}),
    .pick_valid_o(pick_valid),
    .pick_q_o    (pick_q),
    .start_i     (start),
    .charge_i    (close),
    .charge_q_i  (s1_q),
    .charge_len_i(close_len),
    .reg_write_i (reg_sched_write_i),
    .reg_rate_i  (reg_rate_i),
    .reg_q_i     (reg_q_i),
    .reg_wdata_i (req_wdata_i),
    .reg_rdata_o (reg_sched_rdata_o)
  );
  assign launch_o   = start;
  assign launch_q_o = pick_q;
  assign s1_q_o     = s1_q;

  nicdma_tx_engine #(
    .QW       (QW),
    .AddrWidth(AddrWidth),
    .SlotLog2 (SlotLog2),
    .RowLog2  (RowLog2),
    .MaxFrags (MaxFrags),
    .InfoW    (InfoW),
    .CsumEn   (CsumEn)
  ) u_engine (
    `NICDMA_BUG_CONN
    .clk_i       (clk_i),
    .rst_ni      (rst_ni),
    .max_frame_i (max_frame_i),
    .pick_valid_i(pick_valid),
    .pick_q_i    (pick_q),
    .pop_o       (pop),
    .pop_q_o     (pop_q),
    .start_o     (start),
    .desc_i      (desc),
    .desc_err_i  (desc_err),
    .desc_idx_i  (desc_idx),
    .s1_q_o      (s1_q),
    .s1_log2_i   (s1_log2_i),
    .close_o     (close),
    .close_len_o (close_len),
    .halt_o      (eng_halt),
    .halt_err_o  (eng_halt_err),
    .ev_zero_o   (ev_zero_o),
    .op_valid_o  (op_valid),
    .op_ready_i  (op_ready),
    .op_addr_o   (op_addr),
    .op_len_o    (op_len),
    .op_off_o    (op_off),
    .op_slot_o   (op_slot),
    .op_qid_o    (op_qid),
    .burst_i     (burst),
    .burst_rows_i(burst_rows),
    .csum_set_o  (csum_set),
    .csum_en_o   (csum_en),
    .csum_start_o(csum_start),
    .closed_o    (closed),
    .rd_valid_o  (rd_valid),
    .rd_slot_o   (rd_slot),
    .rd_take_i   (head_take),
    .rd_info_o   (rd_info),
    .cpl_slot_i  (cpl_slot),
    .cpl_info_o  (cpl_info),
    .release_i   (release_slot),
    .idle_o      (engine_idle)
  );

  // ---------------------------------------------------------------- data
  nicdma_dma_rd #(
    .DataWidth    (DataWidth),
    .AddrWidth    (AddrWidth),
    .TagW         (IdWidth - 1),
    .MaxOutRd     (MaxOutRd),
    .MaxBurstBytes(MaxBurstBytes),
    .RowLog2      (RowLog2),
    .SlotLog2     (SlotLog2)
  ) u_dma_rd (
    `NICDMA_BUG_CONN
    .clk_i       (clk_i),
    .rst_ni      (rst_ni),
    .init_i      (init_i),
    .init_idx_i  (init_idx_i),
    .op_valid_i  (op_valid),
    .op_ready_o  (op_ready),
    .op_addr_i   (op_addr),
    .op_len_i    (op_len),
    .op_off_i    (op_off),
    .op_slot_i   (op_slot),
    .op_qid_i    (op_qid),
    .burst_o     (burst),
    .burst_rows_o(burst_rows),
    .free_i      (rows_free),
    .land_o      (land),
    .land_data_o (land_data),
    .land_row_o  (land_row),
    .land_from_o (land_from),
    .land_count_o(land_count),
    .land_off_o  (land_off),
    .land_slot_o (land_slot),
    .land_end_o  (land_end),
    .land_resp_o (land_resp),
    .idle_o      (rd_idle),
    .arid_o      (data_arid_o),
    .araddr_o    (data_araddr_o),
    .arlen_o     (data_arlen_o),
    .aruser_o    (data_aruser_o),
    .arvalid_o   (data_arvalid_o),
    .arready_i   (data_arready_i),
    .rid_i       (m_axi_rid[IdWidth-2:0]),
    .rdata_i     (m_axi_rdata),
    .rresp_i     (m_axi_rresp),
    .rlast_i     (m_axi_rlast),
    .rvalid_i    (data_rvalid_i)
  );

  nicdma_tx_land #(
    .DataWidth(DataWidth),
    .SlotLog2 (SlotLog2),
    .CsumEn   (CsumEn)
  ) u_land (
    `NICDMA_BUG_CONN
    .clk_i        (clk_i),
    .rst_ni       (rst_ni),
    .land_i       (land),
    .land_data_i  (land_data),
    .land_from_i  (land_from),
    .land_count_i (land_count),
    .land_off_i   (land_off),
    .land_slot_i  (land_slot),
    .land_end_i   (land_end),
    .land_resp_i  (land_resp),
    .csum_set_i   (csum_set),
    .csum_slot_i  (op_slot),
    .csum_en_i    (csum_en),
    .csum_start_i (csum_start),
    .rd_slot_i    (rd_slot),
    .rd_answered_o(rd_answered),
    .rd_resp_o    (rd_resp),
    .cpl_slot_i   (cpl_slot),
    .cpl_resp_o   (cpl_resp),
    .sum_slot_i   (sum_slot),
    .sum_o        (sum),
    .release_i    (release_slot)
  );

  // ---------------------------------------------------------------- oldest frame, MAC port
  assign {head_bursts, head_rows, head_pos, head_csum} = rd_info[InfoW-1:60];
  assign head_code  = rd_info[57:54];
  assign head_valid = rd_valid && rd_answered == head_bursts;
  assign head_err   = head_code != nicdma_pkg::ErrNone || rd_resp != nicdma_pkg::RespOkay;

  nicdma_tx_buf #(
    .DataWidth(DataWidth),
    .RowLog2  (RowLog2),
    .SlotLog2 (SlotLog2),
    .ParityEn (ParityEn)
  ) u_buf (
    `NICDMA_BUG_CONN
    .clk_i       (clk_i),
    .rst_ni      (rst_ni),
    .land_i      (land),
    .land_data_i (land_data),
    .land_row_i  (land_row),
    .land_from_i (land_from),
    .land_count_i(land_count),
    .free_o      (rows_free),
    .head_valid_i(head_valid),
    .head_err_i  (head_err),
    .head_rows_i (head_rows),
    .head_slot_i (rd_slot),
    .head_csum_i (head_csum),
    .head_pos_i  (head_pos),
    .head_take_o (head_take),
    .sum_slot_o  (sum_slot),
    .sum_i       (sum),
    .inject_i    (inject_i),
    .inject_done_o(inject_done_o),
    .hold_i      (hold_i),
    .tdata_o     (tx_tdata_o),
    .tkeep_o     (tx_tkeep_o),
    .tlast_o     (tx_tlast_o),
    .tuser_o     (tx_tuser_o),
    .tvalid_o    (tx_tvalid_o),
    .tready_i    (tx_tready_i),
    .skip_o      (skip),
    .first_o     (first),
    .last_o      (last),
    .out_slot_o  (out_slot),
    .paused_o    (ev_paused_o),
    .clr_i       (clr_i)
  );

  // ---------------------------------------------------------------- completion
  nicdma_tx_cpl #(
    .QW       (QW),
    .AddrWidth(AddrWidth),
    .SlotLog2 (SlotLog2),
    .InfoW    (InfoW),
    .CplBytes (CplBytes),
    .TsEn     (TsEn)
  ) u_cpl (
    `NICDMA_BUG_CONN
    .clk_i       (clk_i),
    .rst_ni      (rst_ni),
    .skip_i      (skip),
    .skip_slot_i (rd_slot),
    .first_i     (first),
    .last_i      (last),
    .last_bad_i  (tx_tuser_o),
    .out_slot_i  (out_slot),
    .ts_i        (ts_i),
    .slot_o      (cpl_slot),
    .info_i      (cpl_info),
    .resp_i      (cpl_resp),
    .closed_i    (closed),
    .release_o   (release_slot),
    .look_q_o    (cpl_q_o),
    .look_base_i (cpl_base_i),
    .look_log2_i (cpl_log2_i),
    .look_prod_i (cpl_prod_i),
    .advance_o   (advance_o),
    .unreserve_o (unreserve_o),
    .rec_valid_o (rec_valid_o),
    .rec_ready_i (rec_ready_i),
    .rec_addr_o  (rec_addr_o),
    .rec_data_o  (rec_data_o),
    .rec_qid_o   (rec_qid_o),
    .err_policy_i(err_policy_i),
    .halt_busy_i (eng_halt),
    .halt_o      (cpl_halt),
    .halt_err_o  (cpl_halt_err),
    .init_i      (init_i),
    .init_idx_i  (init_idx_i),
    .clr_i       (clr_i),
    .clr_q_i     (clr_q_i),
    .head_q_i    (reg_q_i),
    .head_o      (reg_head_o),
    .ev_valid_o  (ev_cpl_o),
    .ev_err_o    (ev_cpl_err_o),
    .ev_len_o    (ev_cpl_len_o)
  );

  assign halt_o     = eng_halt || cpl_halt;
  assign halt_q_o   = eng_halt ? s1_q : cpl_q_o;
  assign halt_err_o = eng_halt ? eng_halt_err : cpl_halt_err;
  assign idle_o     = engine_idle && fetch_idle && rd_idle && !rec_valid_o;

  logic unused_bits;
  assign unused_bits = ^{posted, has_desc, peek, peek_avail, peek_all, db_left, pop_left,
                         db_take, rd_info, m_axi_rid};

endmodule

`resetall
