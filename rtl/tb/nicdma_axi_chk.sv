// SPDX-License-Identifier: Apache-2.0
// AXI4 rules of the memory port, beyond the handshake: shape of bursts, 4 KiB, WLAST and RLAST,
// strobes, IDs, bursts in flight. Both sides are judged: the engine, and the memory model.
//
// Bound to nicdma_top in every simulation (nicdma_chk_bind.sv). A failed check is an $error that
// names rule, channel and values. What the engine promises beyond AXI4 (doc/formats.md, section 1)
// is called "engine" where AXI4 has no rule of its own.
`default_nettype none

module nicdma_axi_chk #(
  parameter int unsigned DataWidth     = 128,
  parameter int unsigned AddrWidth     = 64,
  parameter int unsigned IdWidth       = 6,
  parameter int unsigned MaxOutWr      = 64,
  parameter int unsigned MaxOutRd      = 64,
  parameter int unsigned MaxBurstBytes = 256
) (
  input  logic                   clk_i,
  input  logic                   rst_ni,
  input  logic                   on_i,
  input  logic                   idle_i,       // the engine says: nothing in flight
  input  logic [IdWidth-1:0]     awid_i,
  input  logic [AddrWidth-1:0]   awaddr_i,
  input  logic [7:0]             awlen_i,
  input  logic [2:0]             awsize_i,
  input  logic [1:0]             awburst_i,
  input  logic [15:0]            awuser_i,
  input  logic                   awvalid_i,
  input  logic                   awready_i,
  input  logic [DataWidth/8-1:0] wstrb_i,
  input  logic                   wlast_i,
  input  logic                   wvalid_i,
  input  logic                   wready_i,
  input  logic [IdWidth-1:0]     bid_i,
  input  logic                   bvalid_i,
  input  logic                   bready_i,
  input  logic [IdWidth-1:0]     arid_i,
  input  logic [AddrWidth-1:0]   araddr_i,
  input  logic [7:0]             arlen_i,
  input  logic [2:0]             arsize_i,
  input  logic [1:0]             arburst_i,
  input  logic [15:0]            aruser_i,
  input  logic                   arvalid_i,
  input  logic                   arready_i,
  input  logic [IdWidth-1:0]     rid_i,
  input  logic                   rlast_i,
  input  logic                   rvalid_i,
  input  logic                   rready_i
);
  /* verilator coverage_off */
  localparam int unsigned Bytes    = DataWidth / 8;
  localparam int unsigned OffW     = $clog2(Bytes);
  localparam int unsigned Ids      = 2 ** IdWidth;
  localparam int unsigned PerId    = 16;       // read bursts in flight with one ID
  localparam int unsigned MaxBeats = MaxBurstBytes / Bytes;

  logic on;
  assign on = on_i && rst_ni;

  // ---------------------------------------------------------------- shape of a burst
  logic        aw_new, ar_new, aw_stalled_q, ar_stalled_q;
  logic [13:0] aw_end, ar_end;                 // bytes from the page's start to the burst's end

  assign aw_new = awvalid_i && !aw_stalled_q;  // first cycle of a request
  assign ar_new = arvalid_i && !ar_stalled_q;
  assign aw_end = {2'b0, awaddr_i[11:OffW], {OffW{1'b0}}} +
                  14'((32'(awlen_i) + 32'd1) << OffW);
  assign ar_end = {2'b0, araddr_i[11:OffW], {OffW{1'b0}}} +
                  14'((32'(arlen_i) + 32'd1) << OffW);

  always_ff @(posedge clk_i or negedge rst_ni) begin
    if (!rst_ni) begin
      aw_stalled_q <= 1'b0;
      ar_stalled_q <= 1'b0;
    end else begin
      aw_stalled_q <= awvalid_i && !awready_i;
      ar_stalled_q <= arvalid_i && !arready_i;
    end
  end

  always_ff @(posedge clk_i) begin
    if (on && aw_new) begin
      assert (aw_end <= 14'd4096 && 32'(awlen_i) < MaxBeats)
        else $error("burst too long: channel=AW addr=%0h len=%0d (expected: %s, <= %0d beats)",
                    awaddr_i, awlen_i, "inside 4 KiB by AXI4 A3.4.1", MaxBeats);
      assert (awsize_i == 3'(OffW) && awburst_i == 2'b01)
        else $error("burst type: channel=AW size=%0d burst=%0d (expected: full width, INCR)",
                    awsize_i, awburst_i);
      assert (awuser_i[15:12] >= 4'd3 && awuser_i[15:12] <= 4'd6)
        else $error("not a kind of write: channel=AW user=%0h (expected: engine, kinds 3..6)",
                    awuser_i);
    end
    if (on && ar_new) begin
      assert (ar_end <= 14'd4096 && 32'(arlen_i) < MaxBeats)
        else $error("burst too long: channel=AR addr=%0h len=%0d (expected: %s, <= %0d beats)",
                    araddr_i, arlen_i, "inside 4 KiB by AXI4 A3.4.1", MaxBeats);
      assert (arsize_i == 3'(OffW) && arburst_i == 2'b01)
        else $error("burst type: channel=AR size=%0d burst=%0d (expected: full width, INCR)",
                    arsize_i, arburst_i);
      assert (aruser_i[15:12] <= 4'd2)
        else $error("not a kind of read: channel=AR user=%0h (expected: engine, kinds 0..2)",
                    aruser_i);
    end
  end

  // ---------------------------------------------------------------- write data against its AW
  // A burst is announced in the first cycle of its AWVALID; data may come before AWREADY.
  logic [IdWidth-1:0] exp_id_mem  [256];
  logic [OffW-1:0]    exp_off_mem [256];
  logic [7:0]         exp_len_mem [256];
  logic [7:0]         exp_wr_q, exp_rd_q, beat_q;
  logic               w_beat, w_last, announced;
  logic [Bytes-1:0]   first_mask, low, gap;
  logic               strobes_ok;

  assign w_beat    = wvalid_i && wready_i;
  assign announced = exp_wr_q != exp_rd_q;
  assign w_last    = beat_q == exp_len_mem[exp_rd_q];

  // one run of ones, from the first byte of the burst, and up to the last lane except at its end
  always_comb begin
    low        = '0;
    gap        = '0;
    first_mask = {Bytes{1'b1}};
    strobes_ok = 1'b1;
    if (w_beat) begin
      if (beat_q == 8'd0) first_mask = {Bytes{1'b1}} << exp_off_mem[exp_rd_q];
      low        = first_mask & ~(first_mask << 1);
      gap        = (wstrb_i + low) & wstrb_i;
      strobes_ok = (wstrb_i & ~first_mask) == '0 && (wstrb_i & low) != '0 && gap == '0 &&
                   (w_last || wstrb_i == first_mask);
    end
  end

  always_ff @(posedge clk_i) begin
    if (aw_new) begin
      exp_id_mem[exp_wr_q]  <= awid_i;
      exp_off_mem[exp_wr_q] <= awaddr_i[OffW-1:0];
      exp_len_mem[exp_wr_q] <= awlen_i;
    end
  end

  always_ff @(posedge clk_i or negedge rst_ni) begin
    if (!rst_ni) begin
      exp_wr_q <= '0;
      exp_rd_q <= '0;
      beat_q   <= '0;
    end else begin
      if (aw_new) exp_wr_q <= exp_wr_q + 8'd1;
      if (w_beat && announced) begin
        beat_q <= w_last ? 8'd0 : beat_q + 8'd1;
        if (w_last) exp_rd_q <= exp_rd_q + 8'd1;
      end
    end
  end

  always_ff @(posedge clk_i) begin
    if (on && w_beat) begin
      assert (announced)
        else $error("data without a burst: channel=W (expected: engine, AWVALID first)");
      assert (!announced || wlast_i == w_last)
        else $error("WLAST=%0d at beat %0d: channel=W len=%0d (expected: AXI4 A3.4.1)", wlast_i,
                    beat_q, exp_len_mem[exp_rd_q]);
      assert (!announced || strobes_ok)
        else $error("strobes: channel=W wstrb=%0h beat=%0d len=%0d offset=%0d (expected: %s)",
                    wstrb_i, beat_q, exp_len_mem[exp_rd_q], exp_off_mem[exp_rd_q],
                    "one run inside the burst by AXI4 A3.4.3");
    end
  end

  // ---------------------------------------------------------------- writes in flight
  // One burst per ID: the engine never gives out an ID that waits for its response.
  logic [Ids-1:0] aw_open_q, w_done_q;
  logic [8:0]     wr_count_q;
  logic           aw_take, b_take;

  assign aw_take = awvalid_i && awready_i;
  assign b_take  = bvalid_i && bready_i;

  always_ff @(posedge clk_i or negedge rst_ni) begin
    if (!rst_ni) begin
      aw_open_q  <= '0;
      w_done_q   <= '0;
      wr_count_q <= '0;
    end else begin
      if (b_take) aw_open_q[bid_i] <= 1'b0;
      if (b_take) w_done_q[bid_i] <= 1'b0;
      if (aw_take) aw_open_q[awid_i] <= 1'b1;
      if (w_beat && announced && w_last) w_done_q[exp_id_mem[exp_rd_q]] <= 1'b1;
      wr_count_q <= wr_count_q + {8'd0, aw_take} - {8'd0, b_take};
    end
  end

  always_ff @(posedge clk_i) begin
    if (on && aw_take) begin
      assert (!aw_open_q[awid_i])
        else $error("ID in flight twice: channel=AW id=%0d (expected: engine, one burst per ID)",
                    awid_i);
      assert (wr_count_q < 9'(MaxOutWr))
        else $error("too many bursts in flight: channel=AW count=%0d (expected: <= MaxOutWr=%0d)",
                    wr_count_q + 9'd1, MaxOutWr);
    end
    if (on && bvalid_i) begin
      assert (aw_open_q[bid_i] && w_done_q[bid_i])
        else $error("response of no finished burst: channel=B id=%0d aw=%0d w=%0d (expected: %s)",
                    bid_i, aw_open_q[bid_i], w_done_q[bid_i], "AXI4 A3.3.1");
    end
    if (on && idle_i) begin
      assert (wr_count_q == '0 && rd_count_q == '0)
        else $error("idle with bursts in flight: writes=%0d reads=%0d (expected: 0)", wr_count_q,
                    rd_count_q);
    end
  end

  // ---------------------------------------------------------------- reads in flight
  // Bursts of one ID are answered in order; up to PerId of them, {kind, beats - 1} each.
  logic [9:0]     rd_mem    [Ids * PerId];
  logic [3:0]     head_mem  [Ids];
  logic [4:0]     depth_mem [Ids];
  logic [7:0]     got_mem   [Ids];
  logic [Ids-1:0] rd_open_q;                   // the three above are valid
  logic [26:0]    kind_count_q;                // three counters of 9 bits
  logic [9:0]     rd_count_q;
  logic           ar_take, r_take, r_end, r_same, r_known;
  logic [3:0]     head, ar_head;
  logic [4:0]     depth, ar_depth;
  logic [9:0]     oldest;

  assign ar_take  = arvalid_i && arready_i;
  assign r_take   = rvalid_i && rready_i;
  assign r_same   = r_end && ar_take && arid_i == rid_i;

  // guarded: tables are read only in cycles with an answer or a request
  always_comb begin
    r_known = 1'b0;
    head    = '0;
    depth   = '0;
    oldest  = '0;
    r_end   = 1'b0;
    if (rvalid_i) begin
      r_known = rd_open_q[rid_i];
      head    = head_mem[rid_i];
      depth   = depth_mem[rid_i];
      oldest  = rd_mem[{rid_i, head}];
      r_end   = r_take && r_known && got_mem[rid_i] == oldest[7:0];
    end
  end
  always_comb begin
    ar_head  = '0;
    ar_depth = '0;
    if (arvalid_i && rd_open_q[arid_i]) begin
      ar_head  = head_mem[arid_i];
      ar_depth = depth_mem[arid_i];
    end
  end

  always_ff @(posedge clk_i) begin
    if (ar_take) begin
      rd_mem[{arid_i, ar_head + ar_depth[3:0]}] <= {aruser_i[13:12], arlen_i};
      if (!rd_open_q[arid_i]) begin
        head_mem[arid_i] <= '0;
        got_mem[arid_i]  <= '0;
      end
      depth_mem[arid_i] <= ar_depth + 5'd1 - {4'd0, r_same};
    end
    if (r_take && r_known) begin
      got_mem[rid_i] <= r_end ? 8'd0 : got_mem[rid_i] + 8'd1;
      if (r_end) head_mem[rid_i] <= head + 4'd1;
      if (r_end && !r_same) depth_mem[rid_i] <= depth - 5'd1;
    end
  end

  always_ff @(posedge clk_i or negedge rst_ni) begin
    if (!rst_ni) begin
      rd_open_q    <= '0;
      kind_count_q <= '0;
      rd_count_q   <= '0;
    end else begin
      if (r_end && depth == 5'd1) rd_open_q[rid_i] <= 1'b0;
      if (ar_take) rd_open_q[arid_i] <= 1'b1;
      if (ar_take || r_end) begin
        rd_count_q <= rd_count_q + {9'd0, ar_take} - {9'd0, r_end};
        for (int unsigned k = 0; k < 3; k++) begin
          kind_count_q[9*k +: 9] <= kind_count_q[9*k +: 9] +
                                    {8'd0, ar_take && aruser_i[13:12] == 2'(k)} -
                                    {8'd0, r_end && oldest[9:8] == 2'(k)};
        end
      end
    end
  end

  always_ff @(posedge clk_i) begin
    if (on && ar_take) begin
      assert (ar_depth < 5'(PerId))
        else $error("too many bursts with one ID: channel=AR id=%0d count=%0d (expected: <= %0d)",
                    arid_i, ar_depth + 5'd1, PerId);
      assert (kind_count_q[9*32'(aruser_i[13:12]) +: 9] < 9'(MaxOutRd))
        else $error("too many bursts in flight: channel=AR kind=%0d (expected: <= MaxOutRd=%0d)",
                    aruser_i[13:12], MaxOutRd);
    end
    if (on && rvalid_i) begin
      assert (r_known)
        else $error("data of no burst: channel=R id=%0d (expected: AXI4 A3.3.1)", rid_i);
      assert (!r_known || rlast_i == (got_mem[rid_i] == oldest[7:0]))
        else $error("RLAST=%0d at beat %0d: channel=R id=%0d len=%0d (expected: AXI4 A3.4.1)",
                    rlast_i, got_mem[rid_i], rid_i, oldest[7:0]);
    end
  end

  logic unused_bits;
  assign unused_bits = ^{awaddr_i, araddr_i, awuser_i, aruser_i};
endmodule

`resetall
