// SPDX-License-Identifier: Apache-2.0
// Proof, bounded: nicdma_dma_rd keeps the AXI rules of a manager's read channels (IHI 0022: A3.2
// handshake, A3.4.1 4 KiB), requests a burst only when rows for all of its beats are free, and puts
// every beat into the row reserved for it, whatever the order of answers of different IDs.
`default_nettype none
`include "formal.svh"

module axi_read (
  input logic        clk_i,
  input logic        op_valid,
  input logic [31:0] op_addr,
  input logic [15:0] op_len,
  input logic [4:0]  free,
  input logic        arready,
  input logic        r_now,
  input logic        rid
);
  localparam int unsigned MaxOutRd = 4;
  localparam int unsigned Rows     = 16;

  `FORMAL_RESET
  `FORMAL_BUG_SELECT

  logic        init, run, op_ready, burst, land, land_end, idle, arid, arvalid, rvalid, rlast;
  logic [8:0]  burst_rows;
  logic [3:0]  land_row;
  logic [31:0] araddr;
  logic [7:0]  arlen;

  assign init = age_q < 8'd3;
  assign run  = !init && rst_ni;

  nicdma_dma_rd #(
    .DataWidth    (64),
    .AddrWidth    (32),
    .TagW         (1),
    .MaxOutRd     (MaxOutRd),
    .MaxBurstBytes(64),
    .RowLog2      (4),
    .SlotLog2     (2)
  ) dut (
    `NICDMA_BUG_CONN
    .clk_i       (clk_i),
    .rst_ni      (rst_ni),
    .init_i      (init),
    .init_idx_i  (age_q - 8'd1),
    .op_valid_i  (op_valid),
    .op_ready_o  (op_ready),
    .op_addr_i   (op_addr),
    .op_len_i    (op_len),
    .op_off_i    (14'd0),
    .op_slot_i   (2'd0),
    .op_qid_i    (8'd1),
    .burst_o     (burst),
    .burst_rows_o(burst_rows),
    .free_i      (free),
    .land_o      (land),
    .land_row_o  (land_row),
    .land_end_o  (land_end),
    .idle_o      (idle),
    .arid_o      (arid),
    .araddr_o    (araddr),
    .arlen_o     (arlen),
    .arvalid_o   (arvalid),
    .arready_i   (arready),
    .rid_i       (rid),
    .rdata_i     (64'd0),
    .rresp_i     (2'b00),
    .rlast_i     (rlast),
    .rvalid_i    (rvalid)
  );

  // ---------------------------------------------------------------- the caller
  logic        held_q, arvalid_q, arready_q;
  logic [31:0] op_addr_q, araddr_q;
  logic [15:0] op_len_q;
  logic [7:0]  arlen_q;

  always_ff @(posedge clk_i) begin
    held_q    <= run && op_valid && !op_ready;
    op_addr_q <= op_addr;
    op_len_q  <= op_len;
    arvalid_q <= run && arvalid;
    arready_q <= arready;
    araddr_q  <= araddr;
    arlen_q   <= arlen;
  end

  always_comb begin
    if (!run) assume (!op_valid && !r_now && free == '0);
    assume (op_len != 16'd0 && op_len <= 16'd160);
    if (held_q) assume (op_valid && op_addr == op_addr_q && op_len == op_len_q);
  end

  // ---------------------------------------------------------------- the memory, and one burst
  // Bursts of an ID are answered in order. `mine` is any burst, by its number.
  (* anyconst *) logic [2:0] mine;
  logic [7:0] len_q [8];                 // {ID, n mod 4} -> beats - 1
  logic [3:0] asked_q [2];
  logic [3:0] told_q [2];
  logic [7:0] beat_q [2];
  logic [3:0] asked_total, told_total;
  logic [7:0] used_q, landed_q;          // rows reserved; rows that hold data and may be freed
  logic [3:0] next_row_q, my_row_q;
  logic [2:0] number_q;                  // of the next burst
  logic       requested_q, here, mine_lands_q;
  logic [7:0] here_beat_q;
  logic       here_last_q;

  assign asked_total = asked_q[0] + asked_q[1];
  assign told_total  = told_q[0] + told_q[1];
  assign rvalid      = r_now && asked_q[rid] != told_q[rid];
  assign rlast       = beat_q[rid] == len_q[{rid, told_q[rid][1:0]}];
  assign here        = rvalid && rid == mine[0] && told_q[rid] == {2'b0, mine[2:1]};

  always_comb assume (run || free == '0);
  always_comb assume ({3'b0, free} <= landed_q);

  always_ff @(posedge clk_i) begin
    if (!run) begin
      for (int unsigned i = 0; i < 2; i++) begin
        asked_q[i] <= '0;
        told_q[i]  <= '0;
        beat_q[i]  <= '0;
      end
      used_q       <= '0;
      landed_q     <= '0;
      next_row_q   <= '0;
      number_q     <= '0;
      requested_q  <= 1'b0;
      mine_lands_q <= 1'b0;
    end else begin
      if (burst) begin
        number_q   <= number_q + 3'd1;
        next_row_q <= next_row_q + burst_rows[3:0];
        if (number_q == mine && !requested_q) begin
          requested_q <= 1'b1;
          my_row_q    <= next_row_q;
        end
      end
      if (arvalid && arready) begin
        len_q[{arid, asked_q[arid][1:0]}] <= arlen;
        asked_q[arid]                     <= asked_q[arid] + 4'd1;
      end
      if (rvalid) begin
        beat_q[rid] <= rlast ? 8'd0 : beat_q[rid] + 8'd1;
        if (rlast) told_q[rid] <= told_q[rid] + 4'd1;
      end
      used_q       <= used_q + (burst ? burst_rows[7:0] : 8'd0) - {3'b0, free};
      landed_q     <= landed_q + {7'b0, rvalid} - {3'b0, free};
      mine_lands_q <= here;
      here_beat_q  <= beat_q[rid];
      here_last_q  <= rlast;
    end
  end

  // ---------------------------------------------------------------- the promises
  logic [11:0] last_byte;
  assign last_byte = {araddr[11:3], 3'b111} + {1'b0, arlen, 3'b0};

  always_ff @(posedge clk_i) begin
    if (run && age_q < 8'd100) begin
      ar_is_stable:   assert (!(arvalid_q && !arready_q) ||
                              (arvalid && araddr == araddr_q && arlen == arlen_q));
      in_block:       assert (!arvalid || last_byte[11:6] == araddr[11:6]);
      rows_reserved:  assert (used_q <= 8'(Rows));
      bounded:        assert (asked_total - told_total <= 4'(MaxOutRd));
      lands_at_once:  assert (!mine_lands_q || (land && land_end == here_last_q));
      right_row:      assert (!mine_lands_q || land_row == my_row_q + here_beat_q[3:0]);
      cover_crossed:  cover (told_q[1] == 4'd1 && told_q[0] == 4'd0 && beat_q[0] != 8'd0);
      cover_no_room:  cover (op_valid && !burst && (!arvalid || arready) && used_q > 8'd8 &&
                             asked_total - told_total < 4'd4);
      cover_my_end:   cover (mine_lands_q && here_last_q && mine == 3'd2);
    end
  end

  logic unused_idle;
  assign unused_idle = idle;
endmodule

`resetall
