// SPDX-License-Identifier: Apache-2.0
// Receive data path: front, descriptor fetch, starvation policy, engine, DMA writer, completions.
//
// Wiring only. Last beat of a frame to AWVALID with a prefetched descriptor: 6 cycles
// (doc/rtl.md, "Timing").
`default_nettype none
`include "nicdma_bug.svh"

module nicdma_rx #(
  parameter int unsigned DataWidth     = 128,
  parameter int unsigned AddrWidth     = 64,
  parameter int unsigned IdWidth       = 6,
  parameter int unsigned NumRxQ        = 4,
  parameter int unsigned QW            = 2,
  parameter int unsigned MaxOutRd      = 64,
  parameter int unsigned MaxOutWr      = 64,
  parameter int unsigned MaxBurstBytes = 256,
  parameter int unsigned CellLog2      = 8,
  parameter int unsigned SlotLog2      = 6,
  parameter int unsigned DescBatch     = 8,
  parameter int unsigned DescFifo      = 64,
  parameter int unsigned CplBytes      = 16,
  parameter int unsigned MaxFrags      = 8,      // most buffers of a frame
  parameter bit          HdrSplitEn    = 1'b1,
  parameter bit          RssEn         = 1'b1,
  parameter bit          CsumEn        = 1'b1,
  parameter bit          TsEn          = 1'b1,
  parameter bit          ParityEn      = 1'b0
) (
  `NICDMA_BUG_PORT
  input  logic                   clk_i,
  input  logic                   rst_ni,
  input  logic                   init_i,
  input  logic                   init_done_i,
  input  logic [7:0]             init_idx_i,
  // MAC and host memory, as at nicdma_top
  output logic [IdWidth-1:0]     m_axi_awid,
  output logic [AddrWidth-1:0]   m_axi_awaddr,
  output logic [7:0]             m_axi_awlen,
  output logic [15:0]            m_axi_awuser,
  output logic                   m_axi_awvalid,
  input  logic                   m_axi_awready,
  output logic [DataWidth-1:0]   m_axi_wdata,
  output logic [DataWidth/8-1:0] m_axi_wstrb,
  output logic                   m_axi_wlast,
  output logic                   m_axi_wvalid,
  input  logic                   m_axi_wready,
  input  logic [IdWidth-1:0]     m_axi_bid,
  input  logic [1:0]             m_axi_bresp,
  input  logic                   m_axi_bvalid,
  output logic [IdWidth-3:0]     m_axi_arid,   // of descriptors
  output logic [AddrWidth-1:0]   m_axi_araddr,
  output logic [7:0]             m_axi_arlen,
  output logic [15:0]            m_axi_aruser,
  output logic                   m_axi_arvalid,
  input  logic                   m_axi_arready,
  input  logic [IdWidth-3:0]     m_axi_rid,
  input  logic [DataWidth-1:0]   m_axi_rdata,
  input  logic [1:0]             m_axi_rresp,
  input  logic                   m_axi_rlast,
  input  logic                   m_axi_rvalid,
  input  logic [DataWidth-1:0]   s_axis_rx_tdata,
  input  logic [DataWidth/8-1:0] s_axis_rx_tkeep,
  input  logic                   s_axis_rx_tlast,
  input  logic                   s_axis_rx_tuser,
  input  logic                   s_axis_rx_tvalid,
  output logic                   s_axis_rx_tready,
  // other writers of records: 0 transmit completions, 1 events (nicdma_cqe_arb)
  input  logic [1:0]             rec_valid_i,
  output logic [1:0]             rec_ready_o,
  input  logic [2*AddrWidth-1:0] rec_addr_i,
  input  logic [2*CplBytes*8-1:0] rec_data_i,
  input  logic [11:0]            rec_bytes_i,
  input  logic [15:0]            rec_qid_i,
  input  logic [7:0]             rec_kind_i,
  input  logic [1:0]             rec_tag_i,
  // a record of any writer was answered, this cycle
  output logic                   rec_done_o,
  output logic [7:0]             rec_done_qid_o,
  output logic [3:0]             rec_done_kind_o,
  output logic                   rec_done_tag_o,
  output logic                   rec_done_err_o,
  // from the other blocks; named as there
  input  logic                   clr_i,
  input  logic [QW-1:0]          clr_q_i,
  input  logic [AddrWidth-1:0]   cpl_base_i,
  input  logic                   cpl_full_i,
  input  logic [3:0]             cpl_log2_i,
  input  logic [15:0]            cpl_prod_i,
  input  logic [2**QW-1:0]       cq_space_i,
  input  logic                   db_allow_i,
  input  logic [3:0]             db_log2_i,
  input  logic [QW-1:0]          db_q_i,
  input  logic [AddrWidth-1:0]   fetch_base_i,
  input  logic [3:0]             fetch_log2_i,
  input  logic [2**QW-1:0]       flush_i,
  input  logic [2**QW-1:0]       kick_i,
  input  logic [CellLog2:0]      limit_i,
  input  logic [13:0]            max_frame_i,
  input  logic                   cdb_i,
  input  logic [5:0]             plan_most_i,
  input  logic [15:0]            plan_space_i,
  input  logic [2**QW-1:0]       multi_i,
  input  logic [63:0]            ts_i,
  input  logic [2**QW-1:0]       policy_drop_i,
  input  logic [2**QW-1:0]       policy_wait_i,
  input  logic [QW-1:0]          reg_tail_q_i,
  input  logic [17:0]            req_addr_i,
  input  logic [31:0]            req_wdata_i,
  input  logic [15:0]            rss_ctrl_i,
  input  logic [319:0]           rss_key_i,
  input  logic [2**QW-1:0]       run_i,
  input  logic                   rx_en_i,
  input  logic [3:0]             s1_log2_i,
  input  logic                   tail_db_i,
  input  logic                   tbl_write_i,
  input  logic [23:0]            wait_cycles_i,
  input  logic [23:0]            timeout_i,
  input  logic                   stop_i,         // no new burst
  input  logic                   inject_i,       // wrong parity for the next beat
  output logic                   inject_done_o,
  input  logic                   mark_write_i,   // WATERMARK of queue reg_tail_q_i
  input  logic [QW-1:0]          walk_q_i,
  // to the other blocks; named as there
  output logic                   advance_o,
  output logic                   commit_o,
  output logic [QW-1:0]          cpl_q_o,
  output logic                   cqe_done_o,
  output logic                   cqe_done_eop_o,
  output logic [QW-1:0]          cqe_done_q_o,
  output logic [QW:0]            deq_q_o,
  output logic                   engine_idle_o,
  output logic [7:0]             enq_qid_o,
  output logic                   ev_cpl_o,
  output logic                   ev_cpl_decerr_o,
  output logic [13:0]            ev_cpl_len_o,
  output logic                   ev_cpl_ok_o,
  output logic [QW-1:0]          ev_cpl_q_o,
  output logic                   ev_cpl_slverr_o,
  output logic [3:0]             ev_cpl_err_o,
  output logic                   ev_cpl_trunc_o,
  output logic                   ev_desc_read_o,
  output logic                   ev_desc_zero_o,
  output logic                   ev_enq_full_o,
  output logic                   ev_enq_stopped_o,
  output logic                   ev_flushed_o,
  output logic                   ev_in_bad_o,
  output logic                   ev_in_err_o,
  output logic                   ev_in_frame_o,
  output logic                   ev_in_full_o,
  output logic [15:0]            ev_in_len_o,
  output logic                   ev_in_over_o,
  output logic                   ev_no_desc_o,
  output logic                   ev_ring_low_o,
  output logic                   ev_ring_empty_o,
  output logic [QW-1:0]          ev_ring_q_o,
  output logic [15:0]            ev_ring_left_o,
  output logic [15:0]            mark_rdata_o,
  output logic                   ev_stale_o,
  output logic                   ev_starve_o,
  output logic [QW:0]            ev_starve_cycles_o,
  output logic [QW-1:0]          ev_starve_q_o,
  output logic                   ev_tail_range_o,
  output logic                   fetch_idle_o,
  output logic [QW-1:0]          fetch_q_o,
  output logic [CellLog2:0]      free_cells_o,
  output logic                   launch_o,
  output logic [5:0]             launch_n_o,
  output logic [QW-1:0]          plan_q_o,
  output logic [5:0]             return_n_o,
  output logic [15:0]            reg_tail_o,
  output logic [QW-1:0]          s1_q_o,
  output logic [2**QW-1:0]       starved_o,
  output logic [7:0]             tbl_rdata_o,
  output logic [2**QW:0]         waiting_o,
  output logic                   walk_busy_o,
  output logic                   wr_idle_o,
  output logic                   wr_quiet_o,     // no write burst in flight
  output logic                   ev_wr_timeout_o,
  output logic                   ev_wr_fail_o,
  output logic [8:0]             ev_wr_fail_qid_o,
  output logic [AddrWidth-1:0]   ev_wr_fail_addr_o
);

  // {time stamp (with 32-byte records tag and 64 bits of it), csum, l3_ok, l4_ok, hash, hash_type,
  //  vlan; split, cells, length}
  localparam int unsigned MetaW  = (CplBytes == 32 ? 80 : 23) + 55 + 29;
  localparam int unsigned SlotW  = MetaW - 29 + (CplBytes == 32 ? 30 : 0) + 45;
  localparam bit          PlanEn = MaxFrags > 1;

  logic [AddrWidth-1:0] cpl_addr, cqe_addr, op_addr;
  logic [CplBytes*8-1:0] cpl_data, cqe_data;
  logic [127:0] desc;
  logic [5:0] cqe_bytes, peek_k, plan_n;
  logic [3:0] cpl_kind, cqe_kind;
  logic [8:0] peek_avail;
  logic [21:0] plan_frame;
  logic [64:0] peek;
  logic [QW-1:0] fill_q, pop_q;
  logic [2**QW-1:0] ready, short_desc;
  logic cpl_eop, cqe_eop, fill, hold, op_cont, op_eof, op_hdr, peek_all, peek_en, pop, rec_done_eop;
  logic [2:0] fill_count, fill_ends;
  logic cpl_ready, cpl_valid, cqe_done_c, cqe_ready, cqe_tag, cqe_valid, db_take, dec, deq,
    desc_err, done, free_cell_valid, head_take, head_valid, op_discard, op_ready, op_valid, rd_bad,
    rd_en;
  logic [7:0] cpl_qid, cqe_done_qid, cqe_qid, op_qid;
  logic [6:0] dec_cells, op_cells;
  logic [CellLog2-1:0] deq_cell, free_cell, link_cell, link_next, op_cell, rd_cell;
  logic [15:0] db_left, desc_idx, op_len, pop_left;
  logic [2:0] done_resp, head_resp;
  logic [SlotLog2-1:0] done_slot, op_slot;
  logic [2**QW-1:0] has_desc, posted, starve_drop;
  logic [SlotW-1:0] head_slot;
  logic [MetaW-1:0] meta;
  logic [$clog2(2048/DataWidth)-1:0] rd_beat;
  logic [DataWidth-1:0] rd_data;

  // ---------------------------------------------------------------- frame in
  nicdma_rx_front #(
    .DataWidth(DataWidth), .NumRxQ(NumRxQ), .QW(QW), .CellLog2(CellLog2), .RssEn(RssEn),
    .CsumEn(CsumEn), .ParityEn(ParityEn), .MetaW(MetaW)
  ) u_rx_front (
    `NICDMA_BUG_CONN
    .clk_i(clk_i),                                  .rst_ni(rst_ni),
    .init_i(init_i),                                  .init_done_i(init_done_i),
    .init_idx_i(init_idx_i),                          .s_axis_rx_tdata(s_axis_rx_tdata),
    .s_axis_rx_tkeep(s_axis_rx_tkeep),              .s_axis_rx_tlast(s_axis_rx_tlast),
    .s_axis_rx_tuser(s_axis_rx_tuser),              .s_axis_rx_tvalid(s_axis_rx_tvalid),
    .s_axis_rx_tready(s_axis_rx_tready),            .dec_i(dec),
    .dec_cells_i(dec_cells),                        .deq_i(deq),
    .deq_q_i(deq_q_o),                                .free_cell_i(free_cell),
    .free_cell_valid_i(free_cell_valid),            .limit_i(limit_i),
    .link_cell_i(link_cell),                        .max_frame_i(max_frame_i),
    .rd_beat_i(rd_beat),                            .rd_cell_i(rd_cell),
    .ts_i(ts_i),                                    .plan_q_i(plan_q_o),
    .plan_frame_o(plan_frame),
    .rd_en_i(rd_en),                                .req_addr_i(req_addr_i),
    .req_wdata_i(req_wdata_i),                        .rss_ctrl_i(rss_ctrl_i),
    .rss_key_i(rss_key_i),                            .run_i(run_i),
    .rx_en_i(rx_en_i),                                .s1_q_i(s1_q_o),
    .tbl_write_i(tbl_write_i),                        .commit_o(commit_o),
    .deq_cell_o(deq_cell),                          .enq_qid_o(enq_qid_o),
    .ev_enq_full_o(ev_enq_full_o),                    .ev_enq_stopped_o(ev_enq_stopped_o),
    .ev_in_bad_o(ev_in_bad_o),                        .ev_in_err_o(ev_in_err_o),
    .ev_in_frame_o(ev_in_frame_o),                    .ev_in_full_o(ev_in_full_o),
    .ev_in_len_o(ev_in_len_o),                        .ev_in_over_o(ev_in_over_o),
    .free_cells_o(free_cells_o),                      .link_next_o(link_next),
    .meta_o(meta),                                  .rd_data_o(rd_data),
    .rd_bad_o(rd_bad),                              .inject_i(inject_i),
    .inject_done_o(inject_done_o),
    .tbl_rdata_o(tbl_rdata_o),                        .waiting_o(waiting_o)
  );

  // ---------------------------------------------------------------- descriptors
  nicdma_desc_fetch #(
    .QW           (QW),
    .DataWidth    (DataWidth),
    .AddrWidth    (AddrWidth),
    .IdWidth      (IdWidth - 2),
    .MaxOutRd     (MaxOutRd),
    .MaxBurstBytes(MaxBurstBytes),
    .DescBatch    (DescBatch),
    .DescFifo     (DescFifo),
    .PeekEn       (PlanEn)
  ) u_desc_fetch (
    `NICDMA_BUG_CONN
    .clk_i(clk_i),                                  .rst_ni(rst_ni),
    .init_i(init_i),                                .init_idx_i(init_idx_i),
    .db_i(tail_db_i),                               .db_q_i(db_q_i),
    .db_tail_i(req_wdata_i[15:0]),                  .db_allow_i(db_allow_i),
    .db_log2_i(db_log2_i),                          .ev_tail_range_o(ev_tail_range_o),
    .look_q_o(fetch_q_o),                           .look_base_i(fetch_base_i),
    .look_log2_i(fetch_log2_i),                     .run_i(run_i),
    .kick_i(kick_i),                                .clr_i(clr_i),
    .clr_q_i(clr_q_i),                              .posted_o(posted),
    .has_desc_o(has_desc),                          .busy_q_i(walk_q_i),
    .busy_o(walk_busy_o),                           .idle_o(fetch_idle_o),
    .tail_q_i(reg_tail_q_i),                        .tail_o(reg_tail_o),
    .peek_en_i(peek_en),                            .peek_q_i(plan_q_o),
    .peek_k_i(peek_k),                              .peek_o(peek),
    .peek_avail_o(peek_avail),                      .peek_all_o(peek_all),
    .fill_o(fill),                                  .fill_q_o(fill_q),
    .pop_i(pop),                                    .pop_q_i(pop_q),
    .desc_o(desc),                                  .desc_err_o(desc_err),
    .desc_idx_o(desc_idx),                          .pop_left_o(pop_left),
    .db_take_o(db_take),                            .db_left_o(db_left),
    .fill_count_o(fill_count),                      .fill_ends_o(fill_ends),
    .arid_o(m_axi_arid),                            .araddr_o(m_axi_araddr),
    .arlen_o(m_axi_arlen),                          .aruser_o(m_axi_aruser),
    .arvalid_o(m_axi_arvalid),                      .arready_i(m_axi_arready),
    .rid_i(m_axi_rid),                              .rdata_i(m_axi_rdata),
    .rresp_i(m_axi_rresp),                          .rlast_i(m_axi_rlast),
    .rvalid_i(m_axi_rvalid)
  );

  nicdma_ring_watch #(.QW(QW)) u_ring_watch (
    `NICDMA_BUG_CONN
    .clk_i(clk_i),                                  .rst_ni(rst_ni),
    .init_i(init_i),                                .init_idx_i(init_idx_i),
    .reg_write_i(mark_write_i),                     .reg_q_i(reg_tail_q_i),
    .reg_wdata_i(req_wdata_i[15:0]),                .reg_rdata_o(mark_rdata_o),
    .pop_i(pop),                                    .pop_q_i(pop_q),
    .pop_left_i(pop_left),                          .irq_low_i(desc[113] && !desc_err),
    .db_i(db_take),                                 .db_q_i(db_q_i),
    .db_left_i(db_left),                            .rx_en_i(rx_en_i),
    .clr_i(clr_i),                                  .clr_q_i(clr_q_i),
    .ev_low_o(ev_ring_low_o),                       .ev_empty_o(ev_ring_empty_o),
    .ev_q_o(ev_ring_q_o),                           .ev_left_o(ev_ring_left_o)
  );

  if (PlanEn) begin : g_plan
    nicdma_rx_plan #(
      .QW        (QW),
      .HdrSplitEn(HdrSplitEn)
    ) u_rx_plan (
      `NICDMA_BUG_CONN
      .clk_i(clk_i),                                .rst_ni(rst_ni),
      .waiting_i(waiting_o[2**QW-1:0]),             .has_desc_i(has_desc),
      .run_i(run_i),                                .multi_i(multi_i),
      .deq_i(deq && !deq_q_o[QW]),                  .deq_q_i(deq_q_o[QW-1:0]),
      .hold_i(hold),                                .hold_q_i(s1_q_o),
      .fill_i(fill),                                .fill_q_i(fill_q),
      .db_i(tail_db_i || cdb_i),                    .db_q_i(db_q_i),
      .clr_i(clr_i),                                .clr_q_i(clr_q_i),
      .plan_q_o(plan_q_o),                          .len_i(plan_frame[13:0]),
      .split_i(plan_frame[21:14]),                  .most_i(plan_most_i),
      .space_i(plan_space_i),                       .avail_i(peek_avail),
      .all_i(peek_all),                             .peek_en_o(peek_en),
      .peek_k_o(peek_k),                            .peek_i(peek),
      .ready_o(ready),                              .short_o(short_desc),
      .n_q_i(deq_q_o[QW-1:0]),                      .n_o(plan_n)
    );
  end else begin : g_no_plan
    assign {plan_q_o, peek_en, peek_k, ready, short_desc, plan_n} = '0;
    logic unused_plan;
    assign unused_plan = ^{fill, fill_q, plan_frame, plan_most_i, plan_space_i, peek, peek_avail,
                           peek_all, hold, cdb_i};
  end

  assign starved_o = waiting_o[2**QW-1:0] & (~posted | short_desc) & run_i;

  nicdma_rx_starve #(.QW(QW)) u_rx_starve (
    .clk_i(clk_i),                                  .rst_ni(rst_ni),
    .starved_i(starved_o),                          .policy_drop_i(policy_drop_i),
    .policy_wait_i(policy_wait_i),                  .wait_cycles_i(wait_cycles_i),
    .drop_o(starve_drop),                           .ev_valid_o(ev_starve_o),
    .ev_q_o(ev_starve_q_o),                         .ev_cycles_o(ev_starve_cycles_o)
  );

  // ---------------------------------------------------------------- launch_o, DMA, completion
  nicdma_rx_engine #(
    .QW(QW), .AddrWidth(AddrWidth), .CellLog2(CellLog2), .SlotLog2(SlotLog2), .MetaW(MetaW),
    .SlotW(SlotW), .CplBytes(CplBytes), .HdrSplitEn(HdrSplitEn)
  ) u_rx_engine (
    `NICDMA_BUG_CONN
    .clk_i(clk_i),                                  .rst_ni(rst_ni),
    .init_i(init_i),                                .init_idx_i(init_idx_i),
    .clr_i(clr_i),                                  .clr_q_i(clr_q_i),
    .multi_i(multi_i),                              .ready_i(ready),
    .plan_n_i(plan_n),                              .launch_n_o(launch_n_o),
    .pop_o(pop),                                    .pop_q_o(pop_q),
    .hold_o(hold),                                  .return_n_o(return_n_o),
    .op_cont_o(op_cont),                            .op_eof_o(op_eof),
    .op_hdr_o(op_hdr),
    .waiting_i(waiting_o),                          .has_desc_i(has_desc),
    .run_i(run_i),                                  .flush_i(flush_i),
    .cq_space_i(cq_space_i),                        .starve_drop_i(starve_drop),
    .deq_o(deq),                                    .deq_q_o(deq_q_o),
    .deq_cell_i(deq_cell),                          .launch_o(launch_o),
    .meta_i(meta),                                  .desc_i(desc),
    .desc_err_i(desc_err),                          .desc_idx_i(desc_idx),
    .s1_q_o(s1_q_o),                                .s1_log2_i(s1_log2_i),
    .op_valid_o(op_valid),                          .op_ready_i(op_ready),
    .op_discard_o(op_discard),                      .op_addr_o(op_addr),
    .op_len_o(op_len),                              .op_cell_o(op_cell),
    .op_cells_o(op_cells),                          .op_slot_o(op_slot),
    .op_qid_o(op_qid),                              .done_i(done),
    .done_slot_i(done_slot),                        .done_resp_i(done_resp),
    .head_valid_o(head_valid),                      .head_take_i(head_take),
    .head_slot_o(head_slot),                        .head_resp_o(head_resp),
    .idle_o(engine_idle_o),                         .dec_o(dec),
    .dec_cells_o(dec_cells),                        .ev_no_desc_o(ev_no_desc_o),
    .ev_flushed_o(ev_flushed_o),                    .ev_stale_o(ev_stale_o),
    .ev_desc_read_o(ev_desc_read_o),                .ev_desc_zero_o(ev_desc_zero_o)
  );

  nicdma_dma_wr #(
    .DataWidth    (DataWidth),
    .AddrWidth    (AddrWidth),
    .IdWidth      (IdWidth),
    .MaxOutWr     (MaxOutWr),
    .MaxBurstBytes(MaxBurstBytes),
    .CellLog2     (CellLog2),
    .SlotLog2     (SlotLog2),
    .CplBytes     (CplBytes)
  ) u_dma_wr (
    `NICDMA_BUG_CONN
    .clk_i(clk_i),                                  .rst_ni(rst_ni),
    .init_i(init_i),                                .init_idx_i(init_idx_i),
    .op_valid_i(op_valid),                          .op_ready_o(op_ready),
    .op_discard_i(op_discard),                      .op_addr_i(op_addr),
    .op_len_i(op_len),                              .op_cell_i(op_cell),
    .op_cells_i(op_cells),                          .op_slot_i(op_slot),
    .op_qid_i(op_qid),                              .cqe_valid_i(cqe_valid),
    .cqe_ready_o(cqe_ready),                        .cqe_addr_i(cqe_addr),
    .cqe_data_i(cqe_data),                          .cqe_bytes_i(cqe_bytes),
    .cqe_qid_i(cqe_qid),                            .cqe_kind_i(cqe_kind),
    .op_cont_i(op_cont),                            .op_eof_i(op_eof),
    .op_hdr_i(op_hdr),                              .cqe_eop_i(cqe_eop),
    .cqe_done_eop_o(rec_done_eop),
    .cqe_tag_i(cqe_tag),                            .done_o(done),
    .done_slot_o(done_slot),                        .done_resp_o(done_resp),
    .cqe_done_o(rec_done_o),                        .cqe_done_qid_o(rec_done_qid_o),
    .cqe_done_kind_o(rec_done_kind_o),              .cqe_done_tag_o(rec_done_tag_o),
    .cqe_done_err_o(rec_done_err_o),                .idle_o(wr_idle_o),
    .stop_i(stop_i),                                .quiet_o(wr_quiet_o),
    .timeout_i(timeout_i),                          .ev_timeout_o(ev_wr_timeout_o),
    .ev_fail_o(ev_wr_fail_o),                       .ev_fail_qid_o(ev_wr_fail_qid_o),
    .ev_fail_addr_o(ev_wr_fail_addr_o),             .rd_en_o(rd_en),
    .rd_cell_o(rd_cell),                            .rd_beat_o(rd_beat),
    .rd_bad_i(rd_bad),
    .rd_data_i(rd_data),                            .link_cell_o(link_cell),
    .link_next_i(link_next),                        .free_o(free_cell_valid),
    .free_cell_o(free_cell),                        .awid_o(m_axi_awid),
    .awaddr_o(m_axi_awaddr),                        .awlen_o(m_axi_awlen),
    .awuser_o(m_axi_awuser),                        .awvalid_o(m_axi_awvalid),
    .awready_i(m_axi_awready),                      .wdata_o(m_axi_wdata),
    .wstrb_o(m_axi_wstrb),                          .wlast_o(m_axi_wlast),
    .wvalid_o(m_axi_wvalid),                        .wready_i(m_axi_wready),
    .bid_i(m_axi_bid),                              .bresp_i(m_axi_bresp),
    .bvalid_i(m_axi_bvalid)
  );

  nicdma_cqe_arb #(
    .Sources  (3),
    .AddrWidth(AddrWidth),
    .CplBytes (CplBytes)
  ) u_cqe_arb (
    `NICDMA_BUG_CONN
    .clk_i(clk_i),                                  .rst_ni(rst_ni),
    .src_valid_i({rec_valid_i, cpl_valid}),         .src_ready_o({rec_ready_o, cpl_ready}),
    .src_addr_i({rec_addr_i, cpl_addr}),            .src_data_i({rec_data_i, cpl_data}),
    .src_bytes_i({rec_bytes_i, 6'(CplBytes)}),      .src_qid_i({rec_qid_i, cpl_qid}),
    .src_kind_i({rec_kind_i, cpl_kind}),            .src_tag_i({rec_tag_i, 1'b0}),
    .src_eop_i({2'b11, cpl_eop}),                   .cqe_eop_o(cqe_eop),
    .cqe_valid_o(cqe_valid),                        .cqe_ready_i(cqe_ready),
    .cqe_addr_o(cqe_addr),                          .cqe_data_o(cqe_data),
    .cqe_bytes_o(cqe_bytes),                        .cqe_qid_o(cqe_qid),
    .cqe_kind_o(cqe_kind),                          .cqe_tag_o(cqe_tag)
  );

  assign cqe_done_c = rec_done_o && rec_done_kind_o == nicdma_pkg::KindCqe && !rec_done_tag_o;

  always_ff @(posedge clk_i or negedge rst_ni) begin
    if (!rst_ni) cqe_done_o <= 1'b0;
    else cqe_done_o <= cqe_done_c;
  end
  always_ff @(posedge clk_i) begin
    if (cqe_done_c) begin
      cqe_done_qid   <= rec_done_qid_o;
      cqe_done_eop_o <= rec_done_eop;
    end
  end
  assign cqe_done_q_o = cqe_done_qid[QW-1:0];

  nicdma_cpl #(
    .QW       (QW),
    .AddrWidth(AddrWidth),
    .SlotW    (SlotW),
    .CplBytes (CplBytes),
    .TsEn     (TsEn)
  ) u_cpl (
    `NICDMA_BUG_CONN
    .clk_i(clk_i),                                  .rst_ni(rst_ni),
    .head_valid_i(head_valid),                      .head_take_o(head_take),
    .head_slot_i(head_slot),                        .head_resp_i(head_resp),
    .look_q_o(cpl_q_o),                             .look_base_i(cpl_base_i),
    .look_log2_i(cpl_log2_i),                       .look_prod_i(cpl_prod_i),
    .look_full_i(cpl_full_i),                       .advance_o(advance_o),
    .cqe_valid_o(cpl_valid),                        .cqe_ready_i(cpl_ready),
    .cqe_addr_o(cpl_addr),                          .cqe_data_o(cpl_data),
    .cqe_kind_o(cpl_kind),                          .cqe_eop_o(cpl_eop),
    .cqe_qid_o(cpl_qid),                            .ev_valid_o(ev_cpl_o),
    .ev_ok_o(ev_cpl_ok_o),                          .ev_trunc_o(ev_cpl_trunc_o),
    .ev_slverr_o(ev_cpl_slverr_o),                  .ev_err_o(ev_cpl_err_o),
    .ev_decerr_o(ev_cpl_decerr_o),                  .ev_q_o(ev_cpl_q_o),
    .ev_len_o(ev_cpl_len_o)
  );

  logic unused_bits;
  assign unused_bits = ^{8'(cqe_done_qid >> QW), fill, fill_q, fill_count, fill_ends};

endmodule

`resetall
