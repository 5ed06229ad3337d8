// SPDX-License-Identifier: Apache-2.0
// Front of the receive path: packet buffer, header parser, RSS and the lists of waiting frames.
//
// Wiring, and the registers that carry a frame's place in the buffer beside parser and RSS.
// Last beat of a frame to waiting in its list: 3 cycles.
`default_nettype none
`include "nicdma_bug.svh"

module nicdma_rx_front #(
  parameter int unsigned DataWidth = 128,
  parameter int unsigned NumRxQ    = 4,
  parameter int unsigned QW        = 2,
  parameter int unsigned CellLog2  = 8,
  parameter bit          RssEn     = 1'b1,
  parameter bit          CsumEn    = 1'b1,
  parameter bit          ParityEn  = 1'b0,
  parameter int unsigned MetaW     = 107
) (
  `NICDMA_BUG_PORT
  input  logic                              clk_i,
  input  logic                              rst_ni,
  input  logic                              init_i,
  input  logic                              init_done_i,
  input  logic [7:0]                        init_idx_i,
  // MAC and host memory, as at nicdma_top
  input  logic [DataWidth-1:0]              s_axis_rx_tdata,
  input  logic [DataWidth/8-1:0]            s_axis_rx_tkeep,
  input  logic                              s_axis_rx_tlast,
  input  logic                              s_axis_rx_tuser,
  input  logic                              s_axis_rx_tvalid,
  output logic                              s_axis_rx_tready,
  // from the other blocks; named as there
  input  logic                              dec_i,
  input  logic [6:0]                        dec_cells_i,
  input  logic                              deq_i,
  input  logic [QW:0]                       deq_q_i,
  input  logic [CellLog2-1:0]               free_cell_i,
  input  logic                              free_cell_valid_i,
  input  logic [CellLog2:0]                 limit_i,
  input  logic [CellLog2-1:0]               link_cell_i,
  input  logic [13:0]                       max_frame_i,
  input  logic [$clog2(2048/DataWidth)-1:0] rd_beat_i,
  input  logic [CellLog2-1:0]               rd_cell_i,
  input  logic                              rd_en_i,
  input  logic [17:0]                       req_addr_i,
  input  logic [31:0]                       req_wdata_i,
  input  logic [15:0]                       rss_ctrl_i,
  input  logic [319:0]                      rss_key_i,
  input  logic [2**QW-1:0]                  run_i,
  input  logic                              rx_en_i,
  input  logic [QW-1:0]                     s1_q_i,
  input  logic                              tbl_write_i,
  input  logic [63:0]                       ts_i,
  input  logic [QW-1:0]                     plan_q_i,
  // to the other blocks; named as there
  output logic                              commit_o,
  output logic [CellLog2-1:0]               deq_cell_o,
  output logic [7:0]                        enq_qid_o,
  output logic                              ev_enq_full_o,
  output logic                              ev_enq_stopped_o,
  output logic                              ev_in_bad_o,
  output logic                              ev_in_err_o,
  output logic                              ev_in_frame_o,
  output logic                              ev_in_full_o,
  output logic [15:0]                       ev_in_len_o,
  output logic                              ev_in_over_o,
  output logic [CellLog2:0]                 free_cells_o,
  output logic [CellLog2-1:0]               link_next_o,
  output logic [MetaW-1:0]                  meta_o,
  output logic [DataWidth-1:0]              rd_data_o,
  output logic                              rd_bad_o,
  input  logic                              inject_i,
  output logic                              inject_done_o,
  output logic [21:0]                       plan_frame_o,  // {split, length}, queue plan_q_i
  output logic [7:0]                        tbl_rdata_o,
  output logic [2**QW:0]                    waiting_o
);

  logic [255:0] addrs;
  logic [CellLog2-1:0] cell_c1_q, cell_c2_q, cell_c3_q, commit_cell;
  logic [6:0] cells_c1_q, cells_c2_q, cells_c3_q, commit_cells;
  logic [13:0] commit_len, len_c1_q, len_c2_q, len_c3_q;
  logic beat, enq, ipv4, ipv6, is_ipv4, is_ipv6, is_tcp, is_udp, l3_ok, l4_ok, parsed, tag0, tag1,
    tcp, tuple_valid, udp, vlan, vlan_c3;
  logic [31:0] hash, ports;
  logic [3:0] hash_type;
  logic [47:0] l3_head;
  logic [591:0] l3;
  logic [13:0] len_c1;
  logic [15:0] csum, tci, tci_c3_q;
  logic [7:0] split, split_c3_q;
  logic [63:0] ts_c3_q;

  // ---------------------------------------------------------------- frame in: buffer, RSS, lists
  nicdma_rx_buf #(
    .DataWidth(DataWidth),
    .CellLog2 (CellLog2),
    .ParityEn (ParityEn)
  ) u_rx_buf (
    `NICDMA_BUG_CONN
    .clk_i         (clk_i),
    .rst_ni        (rst_ni),
    .init_done_i   (init_done_i),
    .rx_en_i       (rx_en_i),
    .max_frame_i   (max_frame_i),
    .s_valid_i     (s_axis_rx_tvalid),
    .s_ready_o     (s_axis_rx_tready),
    .s_data_i      (s_axis_rx_tdata),
    .s_keep_i      (s_axis_rx_tkeep),
    .s_last_i      (s_axis_rx_tlast),
    .s_bad_i       (s_axis_rx_tuser),
    .commit_o      (commit_o),
    .commit_cell_o (commit_cell),
    .commit_cells_o(commit_cells),
    .commit_len_o  (commit_len),
    .ev_frame_o    (ev_in_frame_o),
    .ev_len_o      (ev_in_len_o),
    .ev_full_o     (ev_in_full_o),
    .ev_oversize_o (ev_in_over_o),
    .ev_error_o    (ev_in_err_o),
    .ev_bad_o      (ev_in_bad_o),
    .rd_en_i       (rd_en_i),
    .rd_cell_i     (rd_cell_i),
    .rd_beat_i     (rd_beat_i),
    .rd_data_o     (rd_data_o),
    .rd_bad_o      (rd_bad_o),
    .inject_i      (inject_i),
    .inject_done_o (inject_done_o),
    .link_cell_i   (link_cell_i),
    .link_next_o   (link_next_o),
    .free_i        (free_cell_valid_i),
    .free_cell_i   (free_cell_i),
    .free_count_o  (free_cells_o)
  );

  assign beat = s_axis_rx_tvalid && s_axis_rx_tready;

  nicdma_rx_parse #(
    .DataWidth(DataWidth)
  ) u_rx_parse (
    `NICDMA_BUG_CONN
    .clk_i       (clk_i),
    .rst_ni      (rst_ni),
    .beat_i      (beat),
    .last_i      (s_axis_rx_tlast),
    .data_i      (s_axis_rx_tdata),
    .commit_i    (commit_o),
    .commit_len_i(commit_len),
    .valid_o     (tuple_valid),
    .vlan_o      (vlan),
    .ipv4_o      (ipv4),
    .ipv6_o      (ipv6),
    .tcp_o       (tcp),
    .udp_o       (udp),
    .addrs_o     (addrs),
    .ports_o     (ports),
    .tci_o       (tci),
    .split_o     (split),
    .parsed_o    (parsed),
    .tag0_o      (tag0),
    .tag1_o      (tag1),
    .l3_head_o   (l3_head),
    .l3_o        (l3),
    .len_o       (len_c1),
    .is_ipv4_o   (is_ipv4),
    .is_ipv6_o   (is_ipv6),
    .is_tcp_o    (is_tcp),
    .is_udp_o    (is_udp)
  );

  if (CsumEn) begin : g_csum
    nicdma_rx_csum #(
      .DataWidth(DataWidth)
    ) u_rx_csum (
      `NICDMA_BUG_CONN
      .clk_i    (clk_i),
      .rst_ni   (rst_ni),
      .beat_i   (beat),
      .last_i   (s_axis_rx_tlast),
      .commit_i (commit_o),
      .data_i   (s_axis_rx_tdata),
      .keep_i   (s_axis_rx_tkeep),
      .parsed_i (parsed),
      .tag0_i   (tag0),
      .tag1_i   (tag1),
      .l3_head_i(l3_head),
      .l3_i     (l3),
      .len_i    (len_c1),
      .ipv4_i   (is_ipv4),
      .ipv6_i   (is_ipv6),
      .tcp_i    (is_tcp),
      .udp_i    (is_udp),
      .csum_o   (csum),
      .l3_ok_o  (l3_ok),
      .l4_ok_o  (l4_ok)
    );
  end else begin : g_no_csum
    assign {csum, l3_ok, l4_ok} = '0;
    logic unused_heads;
    assign unused_heads = ^{parsed, tag0, tag1, l3_head, l3, len_c1, is_ipv4, is_ipv6, is_tcp,
                            is_udp};
  end

  nicdma_rss #(
    .NumRxQ(NumRxQ),
    .RssEn (RssEn)
  ) u_rss (
    `NICDMA_BUG_CONN
    .clk_i      (clk_i),
    .rst_ni     (rst_ni),
    .init_i     (init_i),
    .init_idx_i (init_idx_i),
    .key_i      (rss_key_i),
    .ctrl_i     (rss_ctrl_i),
    .tbl_write_i(tbl_write_i),
    .tbl_idx_i  (req_addr_i[8:2]),
    .tbl_wdata_i(req_wdata_i[7:0]),
    .tbl_rdata_o(tbl_rdata_o),
    .valid_i    (tuple_valid),
    .ipv4_i     (ipv4),
    .ipv6_i     (ipv6),
    .tcp_i      (tcp),
    .udp_i      (udp),
    .addrs_i    (addrs),
    .ports_i    (ports),
    .valid_o    (enq),
    .qid_o      (enq_qid_o),
    .hash_o     (hash),
    .hash_type_o(hash_type)
  );

  // time of the first beat at the port; bug 55: of the frame before
  logic        open_q;
  logic [63:0] ts_beat_q, ts_c1_q, ts_c2_q;

  always_ff @(posedge clk_i or negedge rst_ni) begin
    if (!rst_ni) open_q <= 1'b0;
    else if (beat) open_q <= !s_axis_rx_tlast;
  end

  always_ff @(posedge clk_i) begin
    if (beat && !open_q) ts_beat_q <= ts_i;
    if (commit_o) ts_c1_q <= open_q ? ts_beat_q : ts_i;
    ts_c2_q <= ts_c1_q;
    if (tuple_valid && !`NICDMA_BUG(55)) ts_c3_q <= ts_c2_q;
    if (enq && `NICDMA_BUG(55)) ts_c3_q <= ts_c2_q;
  end

  // the frame's place in the buffer, beside parser and RSS
  always_ff @(posedge clk_i) begin
    if (commit_o) begin
      cell_c1_q  <= commit_cell;
      cells_c1_q <= commit_cells;
      len_c1_q   <= commit_len;
    end
    cell_c2_q  <= cell_c1_q;
    cells_c2_q <= cells_c1_q;
    len_c2_q   <= len_c1_q;
    if (tuple_valid) begin
      cell_c3_q  <= cell_c2_q;
      cells_c3_q <= cells_c2_q;
      len_c3_q   <= len_c2_q;
      vlan_c3    <= vlan;
      tci_c3_q   <= tci;
      split_c3_q <= split;
    end
  end

  logic [MetaW-1:0] meta;
  logic [79:0]      ext;
  assign ext  = {tci_c3_q, ts_c3_q};
  assign meta = {ext[MetaW-85:0], csum, l3_ok, l4_ok, hash, hash_type, vlan_c3, split_c3_q,
                 cells_c3_q, len_c3_q};

  nicdma_rx_list #(
    .QW      (QW),
    .CellLog2(CellLog2),
    .MetaW   (MetaW)
  ) u_rx_list (
    .clk_i       (clk_i),
    .rst_ni      (rst_ni),
    .init_i      (init_i),
    .init_idx_i  (init_idx_i),
    .accept_i    (run_i),
    .limit_i     (limit_i),
    .enq_i       (enq),
    .enq_q_i     (enq_qid_o[QW-1:0]),
    .enq_cell_i  (cell_c3_q),
    .enq_cells_i (cells_c3_q),
    .enq_meta_i  (meta),
    .enq_peek_i  ({split_c3_q, len_c3_q}),
    .ev_full_o   (ev_enq_full_o),
    .ev_stopped_o(ev_enq_stopped_o),
    .waiting_o   (waiting_o),
    .deq_i       (deq_i),
    .deq_q_i     (deq_q_i),
    .deq_cell_o  (deq_cell_o),
    .meta_o      (meta_o),
    .peek_q_i    (plan_q_i),
    .peek_o      (plan_frame_o),
    .dec_i       (dec_i),
    .dec_q_i     (s1_q_i),
    .dec_cells_i (dec_cells_i)
  );

  logic unused_bits;
  assign unused_bits = ^{req_addr_i[17:9], req_addr_i[1:0], req_wdata_i[31:8], ext};

endmodule

`resetall
