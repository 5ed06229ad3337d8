// SPDX-License-Identifier: Apache-2.0
// Event ring: collects events of all kinds, writes them as 16-byte records, raises one vector.
//
// Nothing is lost: an event waits in the set of its kind while the ring is full. Kinds are written
// round robin, queues of a kind in order of arrival. A queue's reset forgets what waits for it,
// except that it stopped. Event to record: 2 cycles; record acknowledged to irq_o: 1 cycle.
`default_nettype none
`include "nicdma_bug.svh"

module nicdma_eq #(
  parameter int unsigned AddrWidth   = 64,
  parameter int unsigned RxW         = 2,    // bits of a receive queue number
  parameter int unsigned TxW         = 2,    // of a transmit queue number
  parameter int unsigned RingLog2Max = 15,
  parameter int unsigned NumIrq      = 4
) (
  `NICDMA_BUG_PORT
  input  logic                 clk_i,
  input  logic                 rst_ni,
  // registers of block RegEq; answer in the same cycle
  input  logic                 reg_sel_i,
  input  logic                 reg_write_i,
  input  logic [7:0]           reg_off_i,
  input  logic [31:0]          reg_wdata_i,
  output logic [31:0]          reg_rdata_o,
  output logic                 reg_err_o,
  output logic                 enabled_o,
  // receive queues
  input  logic                 rx_low_i,       // ring events: queue rx_ring_q_i
  input  logic                 rx_empty_i,
  input  logic [RxW-1:0]       rx_ring_q_i,
  input  logic [15:0]          rx_ring_left_i,
  input  logic                 rx_err_i,
  input  logic [RxW-1:0]       rx_err_q_i,
  input  logic [3:0]           rx_err_code_i,
  input  logic                 rx_stop_i,
  input  logic [RxW-1:0]       rx_stop_q_i,
  input  logic                 rx_cpl_i,
  input  logic [RxW-1:0]       rx_cpl_q_i,
  input  logic                 rx_clr_i,
  input  logic [RxW-1:0]       rx_clr_q_i,
  // transmit queues
  input  logic                 tx_err_i,
  input  logic [TxW-1:0]       tx_err_q_i,
  input  logic [3:0]           tx_err_code_i,
  input  logic                 tx_stop_i,
  input  logic [TxW-1:0]       tx_stop_q_i,
  input  logic                 tx_cpl_i,
  input  logic [TxW-1:0]       tx_cpl_q_i,
  input  logic                 tx_clr_i,
  input  logic [TxW-1:0]       tx_clr_q_i,
  // records (a source of nicdma_cqe_arb), and one was answered
  output logic                 rec_valid_o,
  input  logic                 rec_ready_i,
  output logic [AddrWidth-1:0] rec_addr_o,
  output logic [127:0]         rec_data_o,
  output logic [7:0]           rec_qid_o,
  input  logic                 rec_done_i,
  // interrupt, counter, ERR_STATUS bit
  output logic                 irq_o,
  output logic [4:0]           irq_vec_o,
  output logic                 ev_written_o,
  output logic                 ev_held_o
);
  localparam int unsigned Sets = 8;

  // ---------------------------------------------------------------- registers
  logic [63:0] base_q;
  logic [3:0]  log2_q;
  logic [4:0]  vec_q;
  logic [15:0] prod_q, done_q, cons_q;   // given to writes, acknowledged, read by the driver
  logic        enable_q, reset_q, armed_q;
  logic        wr, frozen, bad, quiet;
  logic [4:0]  log2_left;
  logic [5:0]  vec_left;

  assign enabled_o = enable_q;
  assign irq_vec_o = vec_q;
  assign frozen    = enable_q || reset_q;
  assign quiet     = !rec_valid_o && prod_q == done_q;
  assign log2_left = 5'(RingLog2Max) - {1'b0, reg_wdata_i[3:0]};
  assign vec_left  = 6'(NumIrq - 1) - {1'b0, reg_wdata_i[12:8]};

  always_comb begin
    reg_rdata_o = '0;
    bad         = 1'b0;
    if (reg_sel_i) begin
      unique case (reg_off_i)
        8'h00: begin reg_rdata_o = base_q[31:0]; bad = frozen; end
        8'h04: begin reg_rdata_o = base_q[63:32]; bad = frozen; end
        8'h08: begin
          reg_rdata_o = {19'b0, vec_q, 4'b0, log2_q};
          bad         = frozen || log2_left[4] || reg_wdata_i[3:0] == 4'd0 || vec_left[5];
        end
        8'h0C: begin
          reg_rdata_o = {30'b0, reset_q, enable_q};
          bad         = reset_q || (reg_wdata_i[0] && log2_q == 4'd0) || &reg_wdata_i[1:0];
        end
        8'h10: begin reg_rdata_o = {16'b0, prod_q}; bad = 1'b1; end
        8'h14: begin
          reg_rdata_o = {armed_q, 15'b0, cons_q};
          bad         = reg_wdata_i[15:0] - cons_q > prod_q - cons_q;
        end
        default: bad = 1'b1;
      endcase
    end
  end
  assign reg_err_o = reg_sel_i && (reg_off_i > 8'h14 || (reg_write_i && bad));
  assign wr        = reg_sel_i && reg_write_i && !bad;

  always_ff @(posedge clk_i or negedge rst_ni) begin
    if (!rst_ni) begin
      base_q   <= '0;
      log2_q   <= '0;
      vec_q    <= '0;
      enable_q <= 1'b0;
      reset_q  <= 1'b0;
    end else begin
      if (reset_q && quiet) reset_q <= 1'b0;
      if (wr) begin
        unique case (reg_off_i)
          8'h00: base_q[31:0]  <= {reg_wdata_i[31:6], 6'b0};
          8'h04: base_q[63:32] <= reg_wdata_i;
          8'h08: begin
            log2_q <= reg_wdata_i[3:0];
            vec_q  <= reg_wdata_i[12:8];
          end
          8'h0C: begin
            enable_q <= reg_wdata_i[0];
            reset_q  <= reg_wdata_i[1];
          end
          default: ;
        endcase
      end
    end
  end

  // ---------------------------------------------------------------- what waits, by kind
  logic [Sets-1:0]    set_valid, take;
  logic [Sets*8-1:0]  set_qid;
  logic [Sets*16-1:0] set_info;
  logic               clear;

  assign clear = reset_q && quiet;

  logic [RxW-1:0] low_q, empty_q, rerr_q, rstop_q, rcpl_q;
  logic [TxW-1:0] terr_q, tstop_q, tcpl_q;
  logic [15:0]    low_left;
  logic [3:0]     rerr_code, terr_code;
  logic           none_empty, none_rstop, none_rcpl, none_tstop, none_tcpl;

  nicdma_event_set #(.QW(RxW), .InfoW(1)) u_rx_cpl (
    .clk_i(clk_i), .rst_ni(rst_ni), .clear_i(clear), .set_i(rx_cpl_i && enable_q),
    .set_q_i(rx_cpl_q_i), .set_info_i(1'b0), .drop_i(rx_clr_i), .drop_q_i(rx_clr_q_i),
    .valid_o(set_valid[0]), .q_o(rcpl_q), .info_o(none_rcpl), .take_i(take[0])
  );
  nicdma_event_set #(.QW(RxW), .InfoW(16)) u_low (
    .clk_i(clk_i), .rst_ni(rst_ni), .clear_i(clear), .set_i(rx_low_i && enable_q),
    .set_q_i(rx_ring_q_i), .set_info_i(rx_ring_left_i), .drop_i(rx_clr_i), .drop_q_i(rx_clr_q_i),
    .valid_o(set_valid[1]), .q_o(low_q), .info_o(low_left), .take_i(take[1])
  );
  nicdma_event_set #(.QW(RxW), .InfoW(1)) u_empty (
    .clk_i(clk_i), .rst_ni(rst_ni), .clear_i(clear), .set_i(rx_empty_i && enable_q),
    .set_q_i(rx_ring_q_i), .set_info_i(1'b0), .drop_i(rx_clr_i), .drop_q_i(rx_clr_q_i),
    .valid_o(set_valid[2]), .q_o(empty_q), .info_o(none_empty), .take_i(take[2])
  );
  nicdma_event_set #(.QW(RxW), .InfoW(4)) u_rx_err (
    .clk_i(clk_i), .rst_ni(rst_ni), .clear_i(clear), .set_i(rx_err_i && enable_q),
    .set_q_i(rx_err_q_i), .set_info_i(rx_err_code_i), .drop_i(rx_clr_i), .drop_q_i(rx_clr_q_i),
    .valid_o(set_valid[3]), .q_o(rerr_q), .info_o(rerr_code), .take_i(take[3])
  );
  nicdma_event_set #(.QW(RxW), .InfoW(1)) u_rx_stop (
    .clk_i(clk_i), .rst_ni(rst_ni), .clear_i(clear), .set_i(rx_stop_i && enable_q),
    .set_q_i(rx_stop_q_i), .set_info_i(1'b0), .drop_i(1'b0), .drop_q_i('0),
    .valid_o(set_valid[4]), .q_o(rstop_q), .info_o(none_rstop), .take_i(take[4])
  );
  nicdma_event_set #(.QW(TxW), .InfoW(1)) u_tx_cpl (
    .clk_i(clk_i), .rst_ni(rst_ni), .clear_i(clear), .set_i(tx_cpl_i && enable_q),
    .set_q_i(tx_cpl_q_i), .set_info_i(1'b0), .drop_i(tx_clr_i), .drop_q_i(tx_clr_q_i),
    .valid_o(set_valid[5]), .q_o(tcpl_q), .info_o(none_tcpl), .take_i(take[5])
  );
  nicdma_event_set #(.QW(TxW), .InfoW(4)) u_tx_err (
    .clk_i(clk_i), .rst_ni(rst_ni), .clear_i(clear), .set_i(tx_err_i && enable_q),
    .set_q_i(tx_err_q_i), .set_info_i(tx_err_code_i), .drop_i(tx_clr_i), .drop_q_i(tx_clr_q_i),
    .valid_o(set_valid[6]), .q_o(terr_q), .info_o(terr_code), .take_i(take[6])
  );
  nicdma_event_set #(.QW(TxW), .InfoW(1)) u_tx_stop (
    .clk_i(clk_i), .rst_ni(rst_ni), .clear_i(clear), .set_i(tx_stop_i && enable_q),
    .set_q_i(tx_stop_q_i), .set_info_i(1'b0), .drop_i(1'b0), .drop_q_i('0),
    .valid_o(set_valid[7]), .q_o(tstop_q), .info_o(none_tstop), .take_i(take[7])
  );

  // ---------------------------------------------------------------- next record
  logic        any, full, go, lap;
  logic [2:0]  pick;
  logic [15:0] idx, turns;
  logic [3:0]  kind;

  nicdma_rr_arb #(.IdxW(3)) u_pick (
    `NICDMA_BUG_CONN
    .clk_i  (clk_i),
    .rst_ni (rst_ni),
    .req_i  (set_valid),
    .take_i (go),
    .valid_o(any),
    .idx_o  (pick)
  );

  assign go    = any && enable_q && !full && (!rec_valid_o || rec_ready_i);
  assign take  = go ? 8'd1 << pick : 8'd0;
  always_comb begin
    full  = 1'b0;
    idx   = '0;
    turns = '0;
    if (any) begin
      full  = prod_q - cons_q == 16'd1 << log2_q;
      idx   = prod_q & ~(16'hFFFF << log2_q);
      turns = prod_q >> log2_q;
    end
  end
  assign lap = turns[0];

  // guarded: most cycles have no event
  nicdma_pkg::event_t rec;
  always_comb begin
    rec      = '0;
    kind     = nicdma_pkg::EventQuiesced;
    set_qid  = '0;
    set_info = '0;
    if (any) begin
      unique case (pick)
        3'd0, 3'd5: kind = nicdma_pkg::EventCpl;
        3'd1:       kind = nicdma_pkg::EventRingLow;
        3'd2:       kind = nicdma_pkg::EventRingEmpty;
        3'd3, 3'd6: kind = nicdma_pkg::EventDmaErr;
        default: ;
      endcase
      set_qid   = {8'(tstop_q), 8'(terr_q), 8'(tcpl_q), 8'(rstop_q), 8'(rerr_q), 8'(empty_q),
                   8'(low_q), 8'(rcpl_q)};
      set_info  = {16'd0, 12'd0, terr_code, 16'd0, 16'd0, 12'd0, rerr_code, 16'd0, low_left,
                   16'd0};
      rec.phase = !lap;
      rec.info  = {16'b0, set_info[{pick, 4'b0} +: 16]};
      rec.qid   = {pick >= 3'd5, 7'b0, set_qid[{pick, 3'b0} +: 8]};
      rec.kind  = {12'b0, kind};
    end
  end

  always_ff @(posedge clk_i) begin
    if (go) begin
      rec_addr_o <= base_q[AddrWidth-1:0] + {{(AddrWidth-20){1'b0}}, idx, 4'b0};
      rec_data_o <= rec;
      rec_qid_o  <= rec.qid[7:0];
    end
  end

  // ---------------------------------------------------------------- pointers and interrupt
  logic held_q;

  assign ev_written_o = go;
  assign ev_held_o    = any && full && !held_q;
  assign irq_o        = armed_q && done_q != cons_q;

  always_ff @(posedge clk_i or negedge rst_ni) begin
    if (!rst_ni) begin
      rec_valid_o <= 1'b0;
      prod_q      <= '0;
      done_q      <= '0;
      cons_q      <= '0;
      armed_q     <= 1'b0;
      held_q      <= 1'b0;
    end else begin
      if (!rec_valid_o || rec_ready_i) rec_valid_o <= go;
      held_q <= any && full;
      if (go) prod_q <= prod_q + 16'd1;
      if (rec_done_i) done_q <= done_q + 16'd1;
      if (irq_o) armed_q <= 1'b0;
      if (wr && reg_off_i == 8'h14) begin
        cons_q <= reg_wdata_i[15:0];
        if (reg_wdata_i[31]) armed_q <= 1'b1;
      end
      if (clear) begin
        prod_q  <= '0;
        done_q  <= '0;
        cons_q  <= '0;
        armed_q <= 1'b0;
      end
    end
  end

  logic unused_bits;
  assign unused_bits = ^{base_q[63:AddrWidth-1], turns[15:1], log2_left[3:0], vec_left[4:0],
                         none_empty, none_rstop, none_rcpl, none_tstop, none_tcpl};
endmodule

`resetall
