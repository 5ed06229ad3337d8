// SPDX-License-Identifier: Apache-2.0
// NIC DMA engine: frames between a MAC and buffers in host memory named by descriptor rings,
// completions, interrupts, registers. Wiring and parameter checks only.
//
// Formats, registers and parameters: doc/formats.md. Data flow and timing: doc/rtl.md.
`default_nettype none
`include "nicdma_bug.svh"

module nicdma_top #(
  parameter int unsigned DataWidth     = 128,    // 64, 128, 256, 512
  parameter int unsigned AddrWidth     = 64,     // 32..64
  parameter int unsigned IdWidth       = 6,      // 4..8
  parameter int unsigned NumRxQ        = 4,      // 1..256
  parameter int unsigned RingLog2Max   = 15,     // 1..15
  parameter int unsigned MaxOutRd      = 64,     // 4..128
  parameter int unsigned MaxOutWr      = 64,     // 4..128, <= 2^IdWidth
  parameter int unsigned MaxBurstBytes = 256,    // 64..4096, power of two, <= 256 beats
  parameter int unsigned FrameSlots    = 64,     // 4..128, power of two
  parameter int unsigned DescBatch     = 8,      // 1..16
  parameter int unsigned DescFifo      = 64,     // 4..256, power of two, >= 2*DescBatch
  parameter int unsigned RxBufBytes    = 65536,  // 4096..1048576, power of two, >= MaxFrame+256
  parameter int unsigned MaxFrame      = 16383,  // 64..16383
  parameter int unsigned NumIrq        = 4,      // 1..32
  parameter int unsigned CplBytes      = 16,     // 16, 32
  parameter int unsigned NumTxQ        = 4,      // 1..256
  parameter int unsigned TxBufBytes    = 32768,  // 4096..1048576, power of two
  parameter int unsigned TxSlots       = 64,     // 4..64, power of two
  parameter int unsigned MaxFrags      = 8,      // 1..32, <= DescFifo-DescBatch+1 is used
  parameter bit          HdrSplitEn    = 1'b1,
  parameter bit          RssEn         = 1'b1,
  parameter bit          CsumEn        = 1'b1,
  parameter bit          TsEn          = 1'b1,
  parameter bit          StatsEn       = 1'b1,
  parameter bit          EqEn          = 1'b1,
  parameter int unsigned ParityEn      = 0       // 0, 1
) (
  `NICDMA_BUG_PORT
  input  logic                   clk_i,
  input  logic                   rst_ni,
  // host memory, AXI4 master
  output logic [IdWidth-1:0]     m_axi_awid,
  output logic [AddrWidth-1:0]   m_axi_awaddr,
  output logic [7:0]             m_axi_awlen,
  output logic [2:0]             m_axi_awsize,
  output logic [1:0]             m_axi_awburst,
  output logic                   m_axi_awlock,
  output logic [3:0]             m_axi_awcache,
  output logic [2:0]             m_axi_awprot,
  output logic [3:0]             m_axi_awqos,
  output logic [15:0]            m_axi_awuser,     // {kind, queue, 0}
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
  output logic                   m_axi_bready,     // constant 1
  output logic [IdWidth-1:0]     m_axi_arid,
  output logic [AddrWidth-1:0]   m_axi_araddr,
  output logic [7:0]             m_axi_arlen,
  output logic [2:0]             m_axi_arsize,
  output logic [1:0]             m_axi_arburst,
  output logic                   m_axi_arlock,
  output logic [3:0]             m_axi_arcache,
  output logic [2:0]             m_axi_arprot,
  output logic [3:0]             m_axi_arqos,
  output logic [15:0]            m_axi_aruser,     // {kind, queue, 0}
  output logic                   m_axi_arvalid,
  input  logic                   m_axi_arready,
  input  logic [IdWidth-1:0]     m_axi_rid,
  input  logic [DataWidth-1:0]   m_axi_rdata,
  input  logic [1:0]             m_axi_rresp,
  input  logic                   m_axi_rlast,
  input  logic                   m_axi_rvalid,
  output logic                   m_axi_rready,     // 1 except while a read is given up
  // registers, AXI4-Lite slave
  input  logic [17:0]            s_axil_awaddr,
  input  logic [2:0]             s_axil_awprot,
  input  logic                   s_axil_awvalid,
  output logic                   s_axil_awready,
  input  logic [31:0]            s_axil_wdata,
  input  logic [3:0]             s_axil_wstrb,
  input  logic                   s_axil_wvalid,
  output logic                   s_axil_wready,
  output logic [1:0]             s_axil_bresp,
  output logic                   s_axil_bvalid,
  input  logic                   s_axil_bready,
  input  logic [17:0]            s_axil_araddr,
  input  logic [2:0]             s_axil_arprot,
  input  logic                   s_axil_arvalid,
  output logic                   s_axil_arready,
  output logic [31:0]            s_axil_rdata,
  output logic [1:0]             s_axil_rresp,
  output logic                   s_axil_rvalid,
  input  logic                   s_axil_rready,
  // frames from the MAC
  input  logic [DataWidth-1:0]   s_axis_rx_tdata,
  input  logic [DataWidth/8-1:0] s_axis_rx_tkeep,
  input  logic                   s_axis_rx_tlast,
  input  logic                   s_axis_rx_tuser,  // bad frame, on tlast
  input  logic                   s_axis_rx_tvalid,
  output logic                   s_axis_rx_tready, // constant 1 after initialisation
  output logic                   pause_req_o,      // the packet buffer fills up
  // frames to the MAC
  output logic [DataWidth-1:0]   m_axis_tx_tdata,
  output logic [DataWidth/8-1:0] m_axis_tx_tkeep,
  output logic                   m_axis_tx_tlast,
  output logic                   m_axis_tx_tuser,  // on tlast: damaged inside, to be dropped
  output logic                   m_axis_tx_tvalid,
  input  logic                   m_axis_tx_tready,
  input  logic                   xoff_i,           // start no new frame on m_axis_tx
  // interrupts, level
  output logic [NumIrq-1:0]      irq_o
);
  nicdma_params #(
    .DataWidth(DataWidth), .AddrWidth(AddrWidth), .IdWidth(IdWidth), .NumRxQ(NumRxQ),
    .RingLog2Max(RingLog2Max), .MaxOutRd(MaxOutRd), .MaxOutWr(MaxOutWr),
    .MaxBurstBytes(MaxBurstBytes), .FrameSlots(FrameSlots), .DescBatch(DescBatch),
    .DescFifo(DescFifo), .RxBufBytes(RxBufBytes), .MaxFrame(MaxFrame), .CplBytes(CplBytes),
    .NumTxQ(NumTxQ), .TxBufBytes(TxBufBytes), .TxSlots(TxSlots), .MaxFrags(MaxFrags),
    .NumIrq(NumIrq)
  ) u_params ();

  localparam int unsigned QW       = NumRxQ > 1 ? $clog2(NumRxQ) : 1;
  localparam int unsigned CellLog2 = $clog2(RxBufBytes / nicdma_pkg::CellBytes);
  localparam int unsigned SlotLog2 = $clog2(FrameSlots);
  // Descriptors of one frame must fit in the prefetch, which may stop a batch short of full.
  localparam int unsigned Prefetch = DescFifo - DescBatch + 1;
  localparam int unsigned Frags    = MaxFrags < Prefetch ? MaxFrags : Prefetch;
  localparam int unsigned TxQW     = NumTxQ > 1 ? $clog2(NumTxQ) : 1;

  // ---------------------------------------------------------------- nets between blocks
  logic advance, cdb, clr, commit, cpl_full, cqe_done, cqe_done_eop, cqe_done_err, data_arready,
    data_arvalid, data_rvalid, db_allow, engine_idle, eqe_done, inject_done, eqe_valid, ev_cpl, ev_cpl_decerr,
    ev_cpl_ok, ev_cpl_slverr, ev_cpl_trunc, ev_desc_read, ev_desc_zero, ev_enq_full,
    ev_enq_stopped, ev_flushed, ev_in_bad, ev_in_err, ev_in_frame, ev_in_full, ev_in_over,
    ev_no_desc, ev_rd_fail, ev_rd_timeout, ev_ring_empty, ev_ring_low, ev_stale, ev_starve,
    ev_tail_range, ev_wr_fail, ev_wr_timeout, fetch_idle, inject_rx, inject_tx, inject_tx_done,
    launch, loop_dma, loop_mac, mac_tlast, mac_tready, mac_tuser, mac_tvalid, mark_write,
    r_last, rd_quiet, rec_done,
    rec_done_tag, req_write, rx_arready, rx_arvalid, rx_en, rx_rvalid, sel_txcq, sel_txq, tail_db,
    tbl_write, tx_cdb, tx_clr, tx_cqe_done, tx_en, tx_ev_bus, tx_ev_irq, tx_ev_stopped, tx_hold,
    tx_idle, tx_irq_eq, tx_queue_err, tx_rec_ready, tx_rec_valid, tx_tail_db, tx_tlast, tx_tready,
    tx_tuser, tx_tvalid, txd_arready, txd_arvalid, txd_rvalid, walk_busy, wr_idle, wr_quiet;
  logic [QW-1:0] clr_q, cpl_q, cqe_done_q, db_q, ev_cpl_q, ev_ring_q, ev_starve_q, fetch_q, plan_q,
    reg_tail_q, s1_q, walk_q;
  logic [AddrWidth-1:0] cpl_base, data_araddr, eqe_addr, ev_rd_fail_addr, ev_wr_fail_addr,
    fetch_base, rx_araddr, tx_rec_addr, txd_araddr;
  logic [1:0] r_resp, rec_ready;
  logic [3:0] cpl_log2, db_log2, ev_cpl_err, fetch_log2, rec_done_kind, s1_log2, tx_ev_err;
  logic [15:0] cpl_prod, data_aruser, err_policy, ev_in_len, ev_ring_left, mark_rdata, plan_space,
    reg_tail, rss_ctrl, rx_aruser, tx_err_set, tx_irq_unseen, txd_aruser;
  logic [2**QW-1:0] cq_space, flush, kick, multi, policy_drop, policy_wait, run, starved;
  logic [CellLog2:0] free_cells, limit;
  logic [13:0] ev_cpl_len, max_frame;
  logic [17:0] req_addr;
  logic [31:0] req_wdata, tx_queue_rdata;
  logic [319:0] rss_key;
  logic [23:0] timeout, wait_cycles;
  logic [7:0] cqe_done_qid_c, data_arlen, enq_qid, eqe_qid, rx_arlen, tbl_rdata, tx_rec_qid,
    txd_arlen;
  logic [QW:0] deq_q, ev_starve_cycles;
  logic [2**QW:0] waiting;
  logic [IdWidth-1:0] r_id;
  logic [8:0] ev_rd_fail_qid, ev_wr_fail_qid;
  logic [127:0] eqe_data, tx_err_q;
  logic [5:0] launch_n, plan_most, return_n;
  logic [IdWidth-3:0] rx_arid, txd_arid;
  logic [IdWidth-2:0] data_arid;
  logic [4:0] tx_irq_vec;
  logic [DataWidth-1:0] mac_tdata, tx_tdata;
  logic [DataWidth/8-1:0] mac_tkeep, tx_tkeep;
  logic [CplBytes*8-1:0] tx_rec_data;
  logic [TxQW-1:0] tx_clr_q, tx_cpl_q, tx_cqe_done_q, tx_irq_q;
  logic [2**TxQW-1:0] tx_armed;
  logic [63:0] ts, tx_bytes, tx_errors, tx_frames, tx_paused;
  logic [255:0] tx_queue;
  assign eqe_done = rec_done && rec_done_kind == nicdma_pkg::KindEqe;

  // ---------------------------------------------------------------- reset and initialisation
  logic init, init_done, core_rst_n, stop, soft_rst, rst_busy, bus_open, rx_skip, rx_ready;
  logic [7:0] init_idx;

  nicdma_reset u_reset (
    `NICDMA_BUG_CONN
    .clk_i(clk_i),                                  .rst_ni(rst_ni),
    .request_i(soft_rst),                           .busy_o(rst_busy),
    .stop_o(stop),                                  .quiet_i(wr_quiet && rd_quiet),
    .open_o(bus_open),                              .rx_skip_o(rx_skip),
    .rx_beat_i(s_axis_rx_tvalid && s_axis_rx_tready), .rx_last_i(s_axis_rx_tlast),
    .tx_valid_i(m_axis_tx_tvalid),                  .tx_ready_i(m_axis_tx_tready),
    .tx_last_i(m_axis_tx_tlast),                    .core_rst_no(core_rst_n),
    .init_o(init),                                  .init_done_o(init_done),
    .init_idx_o(init_idx)
  );
  assign s_axis_rx_tready = rx_skip ? init_done : rx_ready;

  // ---------------------------------------------------------------- MAC ports
  nicdma_lpbk #(.DataWidth(DataWidth)) u_lpbk (
    .clk_i(clk_i),                                  .rst_ni(core_rst_n),
    .loop_mac_i(loop_mac),                          .loop_dma_i(loop_dma),
    .xoff_i(xoff_i),                                .hold_o(tx_hold),
    .s_axis_rx_tdata(s_axis_rx_tdata),              .s_axis_rx_tkeep(s_axis_rx_tkeep),
    .s_axis_rx_tlast(s_axis_rx_tlast),              .s_axis_rx_tuser(s_axis_rx_tuser),
    .s_axis_rx_tvalid(s_axis_rx_tvalid && !rx_skip), .s_axis_rx_tready(rx_ready),
    .m_axis_tx_tdata(m_axis_tx_tdata),              .m_axis_tx_tkeep(m_axis_tx_tkeep),
    .m_axis_tx_tlast(m_axis_tx_tlast),              .m_axis_tx_tuser(m_axis_tx_tuser),
    .m_axis_tx_tvalid(m_axis_tx_tvalid),            .m_axis_tx_tready(m_axis_tx_tready),
    .rx_tdata_o(mac_tdata),                         .rx_tkeep_o(mac_tkeep),
    .rx_tlast_o(mac_tlast),                         .rx_tuser_o(mac_tuser),
    .rx_tvalid_o(mac_tvalid),                       .rx_tready_i(mac_tready),
    .tx_tdata_i(tx_tdata),                          .tx_tkeep_i(tx_tkeep),
    .tx_tlast_i(tx_tlast),                          .tx_tuser_i(tx_tuser),
    .tx_tvalid_i(tx_tvalid),                        .tx_tready_o(tx_tready)
  );

  // ---------------------------------------------------------------- transmit side
  nicdma_tx #(
    .DataWidth(DataWidth), .AddrWidth(AddrWidth), .IdWidth(IdWidth), .NumTxQ(NumTxQ), .QW(TxQW),
    .RingLog2Max(RingLog2Max), .NumIrq(NumIrq), .MaxOutRd(MaxOutRd),
    .MaxBurstBytes(MaxBurstBytes), .DescBatch(DescBatch), .DescFifo(DescFifo),
    .RowLog2($clog2(TxBufBytes * 8 / DataWidth)), .SlotLog2($clog2(TxSlots)),
    .MaxFrags(Frags), .CplBytes(CplBytes), .CsumEn(CsumEn), .TsEn(TsEn), .StatsEn(StatsEn),
    .EqEn(EqEn), .ParityEn(ParityEn != 0)
  ) u_tx (
    `NICDMA_BUG_CONN
    .clk_i(clk_i),                                  .rst_ni(core_rst_n),
    .init_i(init),                                  .init_idx_i(init_idx),
    .desc_arid_o(txd_arid),                         .desc_araddr_o(txd_araddr),
    .desc_arlen_o(txd_arlen),                       .desc_aruser_o(txd_aruser),
    .desc_arvalid_o(txd_arvalid),                   .desc_arready_i(txd_arready),
    .desc_rvalid_i(txd_rvalid),                     .data_arid_o(data_arid),
    .data_araddr_o(data_araddr),                    .data_arlen_o(data_arlen),
    .data_aruser_o(data_aruser),                    .data_arvalid_o(data_arvalid),
    .data_arready_i(data_arready),                  .data_rvalid_i(data_rvalid),
    .m_axi_rid(r_id),                               .m_axi_rdata(m_axi_rdata),
    .m_axi_rresp(r_resp),                           .m_axi_rlast(r_last),
    .hold_i(tx_hold || stop),                       .tx_tdata_o(tx_tdata),
    .inject_i(inject_tx),                           .inject_done_o(inject_tx_done),
    .tx_tkeep_o(tx_tkeep),                          .tx_tlast_o(tx_tlast),
    .tx_tuser_o(tx_tuser),                          .tx_tvalid_o(tx_tvalid),
    .tx_tready_i(tx_tready),                        .rec_valid_o(tx_rec_valid),
    .rec_ready_i(tx_rec_ready),                     .rec_addr_o(tx_rec_addr),
    .rec_data_o(tx_rec_data),                       .rec_qid_o(tx_rec_qid),
    .rec_done_i(rec_done),                          .rec_done_qid_i(cqe_done_qid_c),
    .rec_done_kind_i(rec_done_kind),                .rec_done_tag_i(rec_done_tag),
    .rec_done_err_i(cqe_done_err),                  .tx_en_i(tx_en),
    .max_frame_i(max_frame),                        .err_policy_i(err_policy),
    .ts_i(ts),                                      .sel_txq_i(sel_txq),
    .sel_txcq_i(sel_txcq),                          .tail_db_i(tx_tail_db),
    .cdb_i(tx_cdb),                                 .req_write_i(req_write),
    .req_addr_i(req_addr),                          .req_wdata_i(req_wdata),
    .queue_rdata_o(tx_queue_rdata),                 .queue_err_o(tx_queue_err),
    .cqe_done_o(tx_cqe_done),                       .cqe_done_q_o(tx_cqe_done_q),
    .clr_o(tx_clr),                                 .clr_q_o(tx_clr_q),
    .armed_i(tx_armed),                             .irq_q_i(tx_irq_q),
    .irq_unseen_o(tx_irq_unseen),                   .irq_vec_o(tx_irq_vec),
    .irq_eq_o(tx_irq_eq),                           .ev_stopped_o(tx_ev_stopped),
    .ev_bus_o(tx_ev_bus),                           .ev_err_o(tx_ev_err),
    .cpl_q_o(tx_cpl_q),
    .ev_irq_i(tx_ev_irq),                           .tx_frames_o(tx_frames),
    .tx_bytes_o(tx_bytes),                          .tx_errors_o(tx_errors),
    .tx_paused_o(tx_paused),                        .tx_queue_o(tx_queue),
    .err_set_o(tx_err_set),                         .err_q_o(tx_err_q),
    .idle_o(tx_idle)
  );

  nicdma_ar_mux #(.AddrWidth(AddrWidth), .IdWidth(IdWidth)) u_ar_mux (
    .clk_i(clk_i),                                  .rst_ni(core_rst_n),
    .rx_arid_i(rx_arid),                            .rx_araddr_i(rx_araddr),
    .rx_arlen_i(rx_arlen),                          .rx_aruser_i(rx_aruser),
    .rx_arvalid_i(rx_arvalid),                      .rx_arready_o(rx_arready),
    .tx_arid_i(txd_arid),                           .tx_araddr_i(txd_araddr),
    .tx_arlen_i(txd_arlen),                         .tx_aruser_i(txd_aruser),
    .tx_arvalid_i(txd_arvalid),                     .tx_arready_o(txd_arready),
    .data_arid_i(data_arid),                        .data_araddr_i(data_araddr),
    .data_arlen_i(data_arlen),                      .data_aruser_i(data_aruser),
    .data_arvalid_i(data_arvalid),                  .data_arready_o(data_arready),
    .arid_o(m_axi_arid),                            .araddr_o(m_axi_araddr),
    .arlen_o(m_axi_arlen),                          .aruser_o(m_axi_aruser),
    .arvalid_o(m_axi_arvalid),                      .arready_i(m_axi_arready),
    .rid_i(m_axi_rid),                              .rresp_i(m_axi_rresp),
    .rlast_i(m_axi_rlast),                          .rvalid_i(m_axi_rvalid),
    .rready_o(m_axi_rready),                        .rid_o(r_id),
    .rresp_o(r_resp),                               .rlast_o(r_last),
    .init_i(init),                                  .init_idx_i(init_idx),
    .timeout_i(timeout),                            .quiet_o(rd_quiet),
    .stop_i(stop),
    .ev_timeout_o(ev_rd_timeout),                   .ev_fail_o(ev_rd_fail),
    .ev_fail_qid_o(ev_rd_fail_qid),                 .ev_fail_addr_o(ev_rd_fail_addr),
    .rx_rvalid_o(rx_rvalid),                        .tx_rvalid_o(txd_rvalid),
    .data_rvalid_o(data_rvalid)
  );

  // ---------------------------------------------------------------- receive data path
  nicdma_rx #(
    .DataWidth(DataWidth), .AddrWidth(AddrWidth), .IdWidth(IdWidth), .NumRxQ(NumRxQ), .QW(QW),
    .MaxOutRd(MaxOutRd), .MaxOutWr(MaxOutWr), .MaxBurstBytes(MaxBurstBytes), .CellLog2(CellLog2),
    .SlotLog2(SlotLog2), .DescBatch(DescBatch), .DescFifo(DescFifo), .CplBytes(CplBytes),
    .MaxFrags(Frags), .HdrSplitEn(HdrSplitEn), .RssEn(RssEn), .CsumEn(CsumEn), .TsEn(TsEn),
    .ParityEn(ParityEn != 0)
  ) u_rx (
    `NICDMA_BUG_CONN
    .clk_i(clk_i),                                  .rst_ni(core_rst_n),
    .init_i(init),                                  .init_done_i(init_done),
    .init_idx_i(init_idx),                          .m_axi_awid(m_axi_awid),
    .m_axi_awaddr(m_axi_awaddr),                    .m_axi_awlen(m_axi_awlen),
    .m_axi_awuser(m_axi_awuser),                    .m_axi_awvalid(m_axi_awvalid),
    .m_axi_awready(m_axi_awready),                  .m_axi_wdata(m_axi_wdata),
    .m_axi_wstrb(m_axi_wstrb),                      .m_axi_wlast(m_axi_wlast),
    .m_axi_wvalid(m_axi_wvalid),                    .m_axi_wready(m_axi_wready),
    .m_axi_bid(m_axi_bid),                          .m_axi_bresp(m_axi_bresp),
    .m_axi_bvalid(m_axi_bvalid),                    .m_axi_arid(rx_arid),
    .m_axi_araddr(rx_araddr),                    .m_axi_arlen(rx_arlen),
    .m_axi_aruser(rx_aruser),                    .m_axi_arvalid(rx_arvalid),
    .m_axi_arready(rx_arready),                  .m_axi_rid(r_id[IdWidth-3:0]),
    .m_axi_rdata(m_axi_rdata),                      .m_axi_rresp(r_resp),
    .m_axi_rlast(r_last),                           .m_axi_rvalid(rx_rvalid),
    .s_axis_rx_tdata(mac_tdata),              .s_axis_rx_tkeep(mac_tkeep),
    .s_axis_rx_tlast(mac_tlast),              .s_axis_rx_tuser(mac_tuser),
    .s_axis_rx_tvalid(mac_tvalid),            .s_axis_rx_tready(mac_tready),
    .clr_i(clr),                                    .clr_q_i(clr_q),
    .cpl_base_i(cpl_base),                          .cpl_full_i(cpl_full),
    .cpl_log2_i(cpl_log2),                          .cpl_prod_i(cpl_prod),
    .cq_space_i(cq_space),                          .db_allow_i(db_allow),
    .db_log2_i(db_log2),                            .db_q_i(db_q),
    .fetch_base_i(fetch_base),                      .fetch_log2_i(fetch_log2),
    .flush_i(flush),                                .kick_i(kick),
    .limit_i(limit),                                .max_frame_i(max_frame),
    .policy_drop_i(policy_drop),                    .policy_wait_i(policy_wait),
    .reg_tail_q_i(reg_tail_q),                      .req_addr_i(req_addr),
    .req_wdata_i(req_wdata),                        .rss_ctrl_i(rss_ctrl),
    .rss_key_i(rss_key),                            .run_i(run),
    .rx_en_i(rx_en),                                .s1_log2_i(s1_log2),
    .tail_db_i(tail_db),                            .tbl_write_i(tbl_write),
    .wait_cycles_i(wait_cycles),                    .walk_q_i(walk_q),
    .advance_o(advance),                            .commit_o(commit),
    .cpl_q_o(cpl_q),                                .cqe_done_o(cqe_done),
    .rec_done_err_o(cqe_done_err),                  .cqe_done_q_o(cqe_done_q),
    .rec_done_qid_o(cqe_done_qid_c),                .deq_q_o(deq_q),
    .cdb_i(cdb),                                    .plan_most_i(plan_most),
    .plan_space_i(plan_space),                      .multi_i(multi),
    .ts_i(ts),                                      .launch_n_o(launch_n),
    .plan_q_o(plan_q),                              .return_n_o(return_n),
    .cqe_done_eop_o(cqe_done_eop),
    .rec_done_o(rec_done),                          .rec_done_kind_o(rec_done_kind),
    .rec_done_tag_o(rec_done_tag),                  .rec_valid_i({eqe_valid, tx_rec_valid}),
    .rec_ready_o(rec_ready),                        .rec_addr_i({eqe_addr, tx_rec_addr}),
    .rec_data_i({(CplBytes*8)'(eqe_data), tx_rec_data}),
    .rec_bytes_i({6'd16, 6'(CplBytes)}),            .rec_qid_i({eqe_qid, tx_rec_qid}),
    .rec_kind_i({nicdma_pkg::KindEqe, nicdma_pkg::KindCqe}), .rec_tag_i(2'b01),
    .mark_write_i(mark_write),                      .mark_rdata_o(mark_rdata),
    .ev_ring_low_o(ev_ring_low),                    .ev_ring_empty_o(ev_ring_empty),
    .ev_ring_q_o(ev_ring_q),                        .ev_ring_left_o(ev_ring_left),
    .ev_cpl_err_o(ev_cpl_err),                      .timeout_i(timeout),
    .inject_i(inject_rx),                           .inject_done_o(inject_done),
    .stop_i(stop),                                  .wr_quiet_o(wr_quiet),
    .ev_wr_timeout_o(ev_wr_timeout),                .ev_wr_fail_o(ev_wr_fail),
    .ev_wr_fail_qid_o(ev_wr_fail_qid),              .ev_wr_fail_addr_o(ev_wr_fail_addr),
    .engine_idle_o(engine_idle),                    .enq_qid_o(enq_qid),
    .ev_cpl_o(ev_cpl),                              .ev_cpl_decerr_o(ev_cpl_decerr),
    .ev_cpl_len_o(ev_cpl_len),                      .ev_cpl_ok_o(ev_cpl_ok),
    .ev_cpl_q_o(ev_cpl_q),                          .ev_cpl_slverr_o(ev_cpl_slverr),
    .ev_cpl_trunc_o(ev_cpl_trunc),                  .ev_desc_read_o(ev_desc_read),
    .ev_desc_zero_o(ev_desc_zero),                  .ev_enq_full_o(ev_enq_full),
    .ev_enq_stopped_o(ev_enq_stopped),              .ev_flushed_o(ev_flushed),
    .ev_in_bad_o(ev_in_bad),                        .ev_in_err_o(ev_in_err),
    .ev_in_frame_o(ev_in_frame),                    .ev_in_full_o(ev_in_full),
    .ev_in_len_o(ev_in_len),                        .ev_in_over_o(ev_in_over),
    .ev_no_desc_o(ev_no_desc),                      .ev_stale_o(ev_stale),
    .ev_starve_o(ev_starve),                        .ev_starve_cycles_o(ev_starve_cycles),
    .ev_starve_q_o(ev_starve_q),                    .ev_tail_range_o(ev_tail_range),
    .fetch_idle_o(fetch_idle),                      .fetch_q_o(fetch_q),
    .free_cells_o(free_cells),                      .launch_o(launch),
    .reg_tail_o(reg_tail),                          .s1_q_o(s1_q),
    .starved_o(starved),                            .tbl_rdata_o(tbl_rdata),
    .waiting_o(waiting),                            .walk_busy_o(walk_busy),
    .wr_idle_o(wr_idle)
  );

  // ---------------------------------------------------------------- queues, interrupts, registers
  nicdma_host #(
    .DataWidth(DataWidth), .AddrWidth(AddrWidth), .NumRxQ(NumRxQ), .QW(QW),
    .RingLog2Max(RingLog2Max), .MaxOutRd(MaxOutRd), .MaxOutWr(MaxOutWr), .FrameSlots(FrameSlots),
    .DescBatch(DescBatch), .CellLog2(CellLog2), .MaxFrame(MaxFrame), .NumIrq(NumIrq),
    .CplBytes(CplBytes), .MaxFrags(Frags), .HdrSplitEn(HdrSplitEn), .CsumEn(CsumEn), .TsEn(TsEn),
    .RssEn(RssEn), .StatsEn(StatsEn), .EqEn(EqEn), .ParityEn(ParityEn != 0), .NumTxQ(NumTxQ),
    .TxQW(TxQW), .TxSlots(TxSlots), .TxBufBytes(TxBufBytes)
  ) u_host (
    `NICDMA_BUG_CONN
    .clk_i(clk_i),                                  .rst_ni(core_rst_n),
    .init_i(init),                                  .open_i(bus_open && init_done),
    .bus_rst_ni(rst_ni),                            .soft_rst_o(soft_rst),
    .rst_busy_i(rst_busy),
    .init_idx_i(init_idx),                          .s_axil_awaddr(s_axil_awaddr),
    .s_axil_awvalid(s_axil_awvalid),                .s_axil_awready(s_axil_awready),
    .s_axil_wdata(s_axil_wdata),                    .s_axil_wstrb(s_axil_wstrb),
    .s_axil_wvalid(s_axil_wvalid),                  .s_axil_wready(s_axil_wready),
    .s_axil_bresp(s_axil_bresp),                    .s_axil_bvalid(s_axil_bvalid),
    .s_axil_bready(s_axil_bready),                  .s_axil_araddr(s_axil_araddr),
    .s_axil_arvalid(s_axil_arvalid),                .s_axil_arready(s_axil_arready),
    .s_axil_rdata(s_axil_rdata),                    .s_axil_rresp(s_axil_rresp),
    .s_axil_rvalid(s_axil_rvalid),                  .s_axil_rready(s_axil_rready),
    .cdb_o(cdb),
    .plan_most_o(plan_most),                        .plan_space_o(plan_space),
    .multi_o(multi),                                .ts_o(ts),
    .launch_n_i(launch_n),                          .plan_q_i(plan_q),
    .return_n_i(return_n),                          .cqe_done_eop_i(cqe_done_eop),
    .irq_o(irq_o),                                  .mark_write_o(mark_write),
    .eqe_valid_o(eqe_valid),                        .eqe_ready_i(rec_ready[1]),
    .eqe_addr_o(eqe_addr),                          .eqe_data_o(eqe_data),
    .eqe_qid_o(eqe_qid),                            .eqe_done_i(eqe_done),
    .ev_ring_low_i(ev_ring_low),                    .ev_ring_empty_i(ev_ring_empty),
    .ev_ring_q_i(ev_ring_q),                        .ev_ring_left_i(ev_ring_left),
    .mark_rdata_i(mark_rdata),                      .timeout_o(timeout),
    .inject_rx_o(inject_rx),                        .inject_tx_o(inject_tx),
    .pause_req_o(pause_req_o),                      .ev_cpl_err_i(ev_cpl_err),
    .ev_bus_timeout_i(ev_wr_timeout || ev_rd_timeout),
    .ev_bus_fail_qid_i(ev_rd_timeout ? ev_rd_fail_qid : ev_wr_fail_qid),
    .ev_bus_fail_i(ev_wr_fail || ev_rd_fail),
    .ev_bus_fail_addr_i(ev_wr_fail ? ev_wr_fail_addr : ev_rd_fail_addr),
    .inject_rx_done_i(inject_done),                 .inject_tx_done_i(inject_tx_done),
    .tx_en_o(tx_en),                                .err_policy_o(err_policy),
    .sel_txq_o(sel_txq),                            .sel_txcq_o(sel_txcq),
    .tx_tail_db_o(tx_tail_db),                      .tx_cdb_o(tx_cdb),
    .req_write_o(req_write),                        .tx_queue_rdata_i(tx_queue_rdata),
    .tx_queue_err_i(tx_queue_err),                  .tx_cqe_done_i(tx_cqe_done),
    .tx_cqe_done_q_i(tx_cqe_done_q),                .tx_clr_i(tx_clr),
    .tx_clr_q_i(tx_clr_q),                          .tx_armed_o(tx_armed),
    .tx_irq_q_o(tx_irq_q),                          .tx_irq_unseen_i(tx_irq_unseen),
    .tx_irq_eq_i(tx_irq_eq),                        .tx_ev_stopped_i(tx_ev_stopped),
    .tx_ev_bus_i(tx_ev_bus),                        .tx_ev_err_i(tx_ev_err),
    .tx_cpl_q_i(tx_cpl_q),
    .tx_irq_vec_i(tx_irq_vec),                      .tx_ev_irq_o(tx_ev_irq),
    .tx_frames_i(tx_frames),                        .tx_bytes_i(tx_bytes),
    .tx_errors_i(tx_errors),                        .tx_paused_i(tx_paused),
    .tx_queue_i(tx_queue),                          .tx_err_set_i(tx_err_set),
    .tx_err_q_i(tx_err_q),                          .tx_idle_i(tx_idle && rd_quiet),
    .loop_mac_o(loop_mac),                          .loop_dma_o(loop_dma),
    .clr_o(clr),                                    .clr_q_o(clr_q),
    .cpl_base_o(cpl_base),                          .cpl_full_o(cpl_full),
    .cpl_log2_o(cpl_log2),                          .cpl_prod_o(cpl_prod),
    .cq_space_o(cq_space),                          .db_allow_o(db_allow),
    .db_log2_o(db_log2),                            .db_q_o(db_q),
    .fetch_base_o(fetch_base),                      .fetch_log2_o(fetch_log2),
    .flush_o(flush),                                .kick_o(kick),
    .limit_o(limit),                                .max_frame_o(max_frame),
    .policy_drop_o(policy_drop),                    .policy_wait_o(policy_wait),
    .reg_tail_q_o(reg_tail_q),                      .req_addr_o(req_addr),
    .req_wdata_o(req_wdata),                        .rss_ctrl_o(rss_ctrl),
    .rss_key_o(rss_key),                            .run_o(run),
    .rx_en_o(rx_en),                                .s1_log2_o(s1_log2),
    .tail_db_o(tail_db),                            .tbl_write_o(tbl_write),
    .wait_cycles_o(wait_cycles),                    .walk_q_o(walk_q),
    .advance_i(advance),                            .commit_i(commit),
    .cpl_q_i(cpl_q),                                .cqe_done_i(cqe_done),
    .cqe_done_err_i(cqe_done_err && !rec_done_tag),                  .cqe_done_q_i(cqe_done_q),
    .cqe_done_qid_c_i(cqe_done_qid_c),              .deq_q_i(deq_q),
    .engine_idle_i(engine_idle),                    .enq_qid_i(enq_qid),
    .ev_cpl_i(ev_cpl),                              .ev_cpl_decerr_i(ev_cpl_decerr),
    .ev_cpl_len_i(ev_cpl_len),                      .ev_cpl_ok_i(ev_cpl_ok),
    .ev_cpl_q_i(ev_cpl_q),                          .ev_cpl_slverr_i(ev_cpl_slverr),
    .ev_cpl_trunc_i(ev_cpl_trunc),                  .ev_desc_read_i(ev_desc_read),
    .ev_desc_zero_i(ev_desc_zero),                  .ev_enq_full_i(ev_enq_full),
    .ev_enq_stopped_i(ev_enq_stopped),              .ev_flushed_i(ev_flushed),
    .ev_in_bad_i(ev_in_bad),                        .ev_in_err_i(ev_in_err),
    .ev_in_frame_i(ev_in_frame),                    .ev_in_full_i(ev_in_full),
    .ev_in_len_i(ev_in_len),                        .ev_in_over_i(ev_in_over),
    .ev_no_desc_i(ev_no_desc),                      .ev_stale_i(ev_stale),
    .ev_starve_i(ev_starve),                        .ev_starve_cycles_i(ev_starve_cycles),
    .ev_starve_q_i(ev_starve_q),                    .ev_tail_range_i(ev_tail_range),
    .fetch_idle_i(fetch_idle),                      .fetch_q_i(fetch_q),
    .free_cells_i(free_cells),                      .launch_i(launch),
    .reg_tail_i(reg_tail),                          .s1_q_i(s1_q),
    .starved_i(starved),                            .tbl_rdata_i(tbl_rdata),
    .waiting_i(waiting),                            .walk_busy_i(walk_busy),
    .wr_idle_i(wr_idle)
  );

  // ---------------------------------------------------------------- constants of the buses
  assign m_axi_awsize  = 3'($clog2(DataWidth / 8));
  assign {m_axi_awburst, m_axi_awlock, m_axi_awcache} = {2'b01, 1'b0, 4'b0011};
  assign {m_axi_awprot, m_axi_awqos} = '0;
  assign m_axi_bready  = 1'b1;
  assign m_axi_arsize  = 3'($clog2(DataWidth / 8));
  assign {m_axi_arburst, m_axi_arlock, m_axi_arcache} = {2'b01, 1'b0, 4'b0011};
  assign {m_axi_arprot, m_axi_arqos} = '0;

  logic unused_bits;
  assign unused_bits = ^{s_axil_awprot, s_axil_arprot};
  assign tx_rec_ready = rec_ready[0];

endmodule

`resetall
