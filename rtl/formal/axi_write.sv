// SPDX-License-Identifier: Apache-2.0
// Proof, bounded: nicdma_dma_wr keeps the AXI rules of a manager's write channels (IHI 0022: A3.2
// handshake, A3.4.1 4 KiB, A3.4.1 WLAST, A5 one ID per burst) and reports a frame done exactly when
// its last response has arrived, whatever the order of responses and stalls.
`default_nettype none
`include "formal.svh"

module axi_write #(
  parameter int unsigned IdWidth  = 4,
  parameter int unsigned SlotLog2 = 2
) (
  input logic                clk_i,
  input logic                op_valid,
  input logic [31:0]         op_addr,
  input logic [15:0]         op_len,
  input logic                cqe_valid,
  input logic [31:0]         cqe_addr,
  input logic [127:0]        cqe_data,
  input logic [63:0]         rd_data,
  input logic                awready,
  input logic                wready,
  input logic [IdWidth-1:0]  bid,
  input logic [1:0]          bresp,
  input logic                bvalid
);
  localparam int unsigned MaxOutWr = 4;
  localparam int unsigned Ids      = 2 ** IdWidth;
  localparam int unsigned Slots    = 2 ** SlotLog2;

  `FORMAL_RESET
  `FORMAL_BUG_SELECT

  logic                op_ready, cqe_ready, done, cqe_done, cqe_done_err, idle, rd_en, free;
  logic [SlotLog2-1:0] op_slot, done_slot;
  logic [1:0]          done_resp;
  logic [7:0]          cqe_done_qid, awlen;
  logic [2:0]          rd_cell, link_cell, free_cell;
  logic [4:0]          rd_beat;
  logic [IdWidth-1:0]  awid;
  logic [31:0]         awaddr;
  logic [15:0]         awuser;
  logic                awvalid, wlast, wvalid;
  logic [63:0]         wdata;
  logic [7:0]          wstrb;
  logic                init;

  assign init = age_q < 8'd1 + 8'(Slots);

  nicdma_dma_wr #(
    .DataWidth    (64),
    .AddrWidth    (32),
    .IdWidth      (IdWidth),
    .MaxOutWr     (MaxOutWr),
    .MaxBurstBytes(64),
    .CellLog2     (3),
    .SlotLog2     (SlotLog2)
  ) dut (
    `NICDMA_BUG_CONN
    .clk_i         (clk_i),
    .rst_ni        (rst_ni),
    .init_i        (init),
    .init_idx_i    (age_q - 8'd1),
    .op_valid_i    (op_valid),
    .op_ready_o    (op_ready),
    .op_discard_i  (1'b0),
    .op_cont_i     (1'b0),
    .op_eof_i      (1'b1),
    .op_hdr_i      (1'b0),
    .op_addr_i     (op_addr),
    .op_len_i      (op_len),
    .op_cell_i     (3'd0),
    .op_cells_i    (7'd1),
    .op_slot_i     (op_slot),
    .op_qid_i      (8'd1),
    .cqe_valid_i   (cqe_valid),
    .cqe_ready_o   (cqe_ready),
    .cqe_addr_i    (cqe_addr),
    .cqe_data_i    (cqe_data),
    .cqe_bytes_i   (6'd16),
    .cqe_qid_i     (8'd1),
    .cqe_kind_i    (nicdma_pkg::KindCqe),
    .cqe_tag_i     (1'b0),
    .cqe_eop_i     (1'b1),
    .done_o        (done),
    .done_slot_o   (done_slot),
    .done_resp_o   (done_resp),
    .cqe_done_o    (cqe_done),
    .cqe_done_qid_o(cqe_done_qid),
    .cqe_done_kind_o(),
    .cqe_done_tag_o(),
    .cqe_done_eop_o(),
    .cqe_done_err_o(cqe_done_err),
    .idle_o        (idle),
    .rd_en_o       (rd_en),
    .rd_cell_o     (rd_cell),
    .rd_beat_o     (rd_beat),
    .rd_data_i     (rd_data),
    .link_cell_o   (link_cell),
    .link_next_i   (3'd0),
    .free_o        (free),
    .free_cell_o   (free_cell),
    .awid_o        (awid),
    .awaddr_o      (awaddr),
    .awlen_o       (awlen),
    .awuser_o      (awuser),
    .awvalid_o     (awvalid),
    .awready_i     (awready),
    .wdata_o       (wdata),
    .wstrb_o       (wstrb),
    .wlast_o       (wlast),
    .wvalid_o      (wvalid),
    .wready_i      (wready),
    .bid_i         (bid),
    .bresp_i       (bresp),
    .bvalid_i      (bvalid)
  );

  // What the design decides inside: a burst is announced.
  (* hierconn *) wire               \dut.go ;
  (* hierconn *) wire               \dut.sel_cqe ;
  (* hierconn *) wire               \dut.last ;
  (* hierconn *) wire [IdWidth-1:0] \dut.id ;

  // ---------------------------------------------------------------- the caller
  logic        op_held_q, cqe_held_q;
  logic [31:0] op_addr_q, cqe_addr_q;
  logic [15:0] op_len_q;
  logic [SlotLog2-1:0] slot_q;
  logic [SlotLog2:0]   open_q;          // frames taken and not done

  assign op_slot = slot_q;
  always_ff @(posedge clk_i) begin
    if (!rst_ni) begin
      op_held_q  <= 1'b0;
      cqe_held_q <= 1'b0;
      slot_q     <= '0;
      open_q     <= '0;
    end else begin
      op_held_q  <= op_valid && !op_ready;
      cqe_held_q <= cqe_valid && !cqe_ready;
      op_addr_q  <= op_addr;
      op_len_q   <= op_len;
      cqe_addr_q <= cqe_addr;
      if (op_valid && op_ready) slot_q <= slot_q + 1'b1;
      open_q <= open_q + (SlotLog2+1)'(op_valid && op_ready) - (SlotLog2+1)'(done);
    end
  end

  always_comb begin
    if (init) assume (!op_valid && !cqe_valid);
    assume (op_len != 16'd0 && op_len <= 16'd256 && cqe_addr[3:0] == 4'd0);
    // Slots are used in order; the next one is free.
    if (open_q >= (SlotLog2+1)'(Slots - 1)) assume (!op_valid);
    if (op_held_q) assume (op_valid && op_addr == op_addr_q && op_len == op_len_q);
    if (cqe_held_q) assume (cqe_valid && cqe_addr == cqe_addr_q);
  end

  // ---------------------------------------------------------------- the bus, in burst order
  logic [7:0]     lens_q [8];           // length of AW number n at n mod 8
  logic [3:0]     aw_n_q, w_n_q;        // addresses and data bursts accepted, mod 16
  logic [7:0]     beat_q;
  logic [Ids-1:0] out_q;                // address accepted, no response yet
  logic [3:0]     number_q [Ids];       // burst number of an outstanding ID
  logic [3:0]     w_ahead;              // data bursts done beyond the addresses accepted
  logic [7:0]     w_len;
  logic [3:0]     count_q;

  assign w_ahead = w_n_q - aw_n_q;
  assign w_len   = w_n_q == aw_n_q ? awlen : lens_q[w_n_q[2:0]];

  always_ff @(posedge clk_i) begin
    if (!rst_ni) begin
      aw_n_q  <= '0;
      w_n_q   <= '0;
      beat_q  <= '0;
      out_q   <= '0;
      count_q <= '0;
    end else begin
      if (awvalid && awready) begin
        lens_q[aw_n_q[2:0]] <= awlen;
        aw_n_q              <= aw_n_q + 4'd1;
        number_q[awid]      <= aw_n_q;
        out_q[awid]         <= 1'b1;
      end
      if (bvalid) out_q[bid] <= 1'b0;
      if (wvalid && wready) begin
        beat_q <= wlast ? 8'd0 : beat_q + 8'd1;
        if (wlast) w_n_q <= w_n_q + 4'd1;
      end
      count_q <= count_q + 4'(awvalid && awready) - 4'(bvalid);
    end
  end

  // A response comes after its address and its last data beat.
  logic [3:0] b_lag;
  assign b_lag = w_n_q - number_q[bid];
  always_comb if (bvalid) assume (out_q[bid] && b_lag != 4'd0 && b_lag < 4'd8);

  // ---------------------------------------------------------------- what belongs to which frame
  logic [Ids-1:0]      cqe_id_q;
  logic [SlotLog2-1:0] id_slot_q [Ids];
  logic [3:0]          owed_q [Slots];  // responses owed to a slot
  logic [Slots-1:0]    whole_q;         // all bursts of the slot are announced
  logic                due;
  assign due = bvalid && !cqe_id_q[bid] && whole_q[id_slot_q[bid]] &&
               owed_q[id_slot_q[bid]] == 4'd1;

  always_ff @(posedge clk_i) begin
    if (!rst_ni) begin
      whole_q <= '0;
      for (int unsigned i = 0; i < Slots; i++) owed_q[i] <= '0;
    end else begin
      if (due) whole_q[id_slot_q[bid]] <= 1'b0;
      if (\dut.go ) begin
        cqe_id_q[\dut.id ]  <= \dut.sel_cqe ;
        id_slot_q[\dut.id ] <= op_slot;
        if (!\dut.sel_cqe && \dut.last ) whole_q[op_slot] <= 1'b1;
      end
      for (int unsigned i = 0; i < Slots; i++) begin
        owed_q[i] <= owed_q[i] +
                     4'(\dut.go && !\dut.sel_cqe && op_slot == SlotLog2'(i)) -
                     4'(bvalid && !cqe_id_q[bid] && id_slot_q[bid] == SlotLog2'(i));
      end
    end
  end

  // ---------------------------------------------------------------- the promises
  logic        was_q, awvalid_q, awready_q, wvalid_q, wready_q, wlast_q;
  logic [31:0] awaddr_q;
  logic [7:0]  awlen_q, wstrb_q;
  logic [63:0] wdata_q;
  logic [IdWidth-1:0] awid_q;
  always_ff @(posedge clk_i) begin
    was_q     <= rst_ni;
    awvalid_q <= awvalid;
    awready_q <= awready;
    awaddr_q  <= awaddr;
    awlen_q   <= awlen;
    awid_q    <= awid;
    wvalid_q  <= wvalid;
    wready_q  <= wready;
    wlast_q   <= wlast;
    wstrb_q   <= wstrb;
    wdata_q   <= wdata;
  end

  always_ff @(posedge clk_i) begin
    if (rst_ni && was_q) begin
      aw_is_stable: assert (!(awvalid_q && !awready_q) ||
        (awvalid && awaddr == awaddr_q && awlen == awlen_q && awid == awid_q));
      w_is_stable: assert (!(wvalid_q && !wready_q) ||
        (wvalid && wlast == wlast_q && wstrb == wstrb_q && wdata == wdata_q));
      inside_page: assert (!awvalid ||
        {1'b0, awaddr[11:3], 3'b0} + {2'b0, awlen, 3'b0} + 13'd8 <= 13'd4096);
      own_id:      assert (!awvalid || !out_q[awid]);
      bounded:     assert (count_q <= 4'(MaxOutWr));
      no_data_before_address: assert (!wvalid || (w_ahead[3] || (w_ahead == 4'd0 && awvalid)));
      last_is_last: assert (!wvalid || wlast == (beat_q == w_len));
      strobe_not_empty: assert (!wvalid || wstrb != 8'd0);
      done_when_due: assert (done == due);
      done_names_it: assert (!done || done_slot == id_slot_q[bid]);
      cqe_done_when_due: assert (cqe_done == (bvalid && cqe_id_q[bid]));
      cover_two_bursts: cover (done && age_q > 8'd12);
      cover_cqe: cover (cqe_done && out_q != '0 && !out_q[bid ^ 4'd1]);
    end
  end
endmodule

`resetall
