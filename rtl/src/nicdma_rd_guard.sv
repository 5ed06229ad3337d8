// SPDX-License-Identifier: Apache-2.0
// Between the AXI read channels and the readers: give up on reads that are not answered in time.
//
// The oldest living burst of an ID that is TIMEOUT cycles old is given up: its missing beats are
// made up with response 1 (RREADY is low meanwhile, the only time it is), and its late answer is
// swallowed. IDs are looked at in turn, one per cycle. Bursts behind it with the same ID wait with
// it, as AXI orders them. Nothing is added to the way of a request or a beat. EXOKAY becomes OKAY.
`default_nettype none
`include "nicdma_assert.svh"

module nicdma_rd_guard #(
  parameter int unsigned AddrWidth = 64,
  parameter int unsigned IdWidth   = 6
) (
  input  logic                 clk_i,
  input  logic                 rst_ni,
  input  logic                 init_i,
  input  logic [7:0]           init_idx_i,
  input  logic [23:0]          timeout_i,       // cycles from AR to the last R, 0 = never
  input  logic                 stop_i,          // no new request
  // request: from the readers to the bus
  input  logic [IdWidth-1:0]   arid_i,
  input  logic [AddrWidth-1:0] araddr_i,
  input  logic [7:0]           arlen_i,
  input  logic [15:0]          aruser_i,
  input  logic                 arvalid_i,
  output logic                 arready_o,
  output logic                 arvalid_o,
  input  logic                 arready_i,
  // answer: from the bus to the readers; data needs no change
  input  logic [IdWidth-1:0]   rid_i,
  input  logic [1:0]           rresp_i,
  input  logic                 rlast_i,
  input  logic                 rvalid_i,
  output logic                 rready_o,
  output logic [IdWidth-1:0]   rid_o,
  output logic [1:0]           rresp_o,         // 0 right, 1 given up, 2 SLVERR, 3 DECERR
  output logic                 rlast_o,
  output logic                 rvalid_o,
  // failed bursts
  output logic                 quiet_o,         // no burst on the bus
  output logic                 ev_timeout_o,    // a burst of queue ev_fail_qid_o is given up
  output logic                 ev_fail_o,       // a beat with an error, or given up
  output logic [8:0]           ev_fail_qid_o,   // {transmit, queue}
  output logic [AddrWidth-1:0] ev_fail_addr_o
);
  localparam int unsigned Ids   = 2 ** IdWidth;
  localparam int unsigned Depth = 16;           // bursts of one ID

  logic [16:0]          list_mem  [Ids*Depth];  // {transmit, queue, beats - 1}
  logic [23:0]          since_mem [Ids*Depth];
  logic [AddrWidth-1:0] addr_mem  [Ids*Depth];
  logic [4:0]           head_mem  [Ids];        // oldest burst on the bus
  logic [4:0]           tail_mem  [Ids];
  logic [4:0]           dead_mem  [Ids];        // so many from the head are given up
  logic [7:0]           got_mem   [Ids];        // beats passed on of the oldest living one
  logic [9:0]           count_q;
  logic [23:0]          now_q;

  // ---------------------------------------------------------------- request
  logic       ar_take, room, shown_q;           // shown_q: waits for ARREADY
  logic [4:0] tail;

  assign tail      = tail_mem[arid_i];
  assign room      = (tail ^ head_mem[arid_i]) != 5'b10000;
  assign arvalid_o = arvalid_i && room && (!stop_i || shown_q);
  assign arready_o = arready_i && arvalid_o;
  assign ar_take   = arvalid_o && arready_i;

  always_ff @(posedge clk_i or negedge rst_ni) begin
    if (!rst_ni) shown_q <= 1'b0;
    else shown_q <= arvalid_o && !arready_i;
  end

  always_ff @(posedge clk_i) begin
    if (ar_take) begin
      list_mem[{arid_i, tail[3:0]}]  <= {aruser_i[13:12] != 2'd0, aruser_i[11:4], arlen_i};
      since_mem[{arid_i, tail[3:0]}] <= now_q;
      addr_mem[{arid_i, tail[3:0]}]  <= araddr_i;
    end
  end

  // ---------------------------------------------------------------- given up
  logic [IdWidth-1:0] walk_q;
  logic               make_q, make_end;         // beats of ID walk_q are made up
  logic [16:0]        r_entry;                  // of the answer, or of what is made up
  logic [4:0]         w_head;
  logic [3:0]         w_idx;
  logic [23:0]        age;
  logic               w_some, expired;

  assign w_head   = head_mem[walk_q] + dead_mem[walk_q];
  assign w_idx    = w_head[3:0];
  assign w_some   = w_head != tail_mem[walk_q];
  always_comb begin
    age     = '0;
    expired = 1'b0;
    if (timeout_i != '0 && count_q != '0) begin
      age     = now_q - since_mem[{walk_q, w_idx}];
      expired = w_some && age >= timeout_i;
    end
  end
  assign make_end = make_q && got_mem[walk_q] == r_entry[7:0];

  always_ff @(posedge clk_i or negedge rst_ni) begin
    if (!rst_ni) begin
      walk_q <= '0;
      make_q <= 1'b0;
      now_q  <= '0;
    end else begin
      now_q <= now_q + 24'd1;
      if (make_q) make_q <= !make_end;
      else if (expired && !(rvalid_i && rid_i == walk_q)) make_q <= 1'b1;
      else if (!expired) walk_q <= walk_q + 1'b1;
    end
  end

  // ---------------------------------------------------------------- answer
  logic       r_take, late, pass;
  logic [4:0] r_head;
  logic [3:0] r_idx;

  assign rready_o = !make_q;
  assign r_take   = rvalid_i && rready_o;
  assign late     = dead_mem[rid_i] != '0;
  assign pass     = r_take && !late;
  assign r_head   = head_mem[rid_i];
  assign r_idx    = make_q ? w_idx : r_head[3:0];
  assign r_entry  = list_mem[{rid_o, r_idx}];

  assign rvalid_o = make_q || pass;
  assign rid_o    = make_q ? walk_q : rid_i;
  assign rresp_o  = make_q ? 2'd1 : rresp_i == 2'd1 ? 2'd0 : rresp_i;
  assign rlast_o  = make_q ? make_end : rlast_i;

  assign quiet_o        = count_q == '0 && !arvalid_o;
  assign ev_timeout_o   = make_end;
  assign ev_fail_o      = rvalid_o && rresp_o != 2'd0;
  assign ev_fail_qid_o  = r_entry[16:8];
  assign ev_fail_addr_o = addr_mem[{rid_o, r_idx}];

  always_ff @(posedge clk_i) begin
    if (init_i) begin
      head_mem[init_idx_i[IdWidth-1:0]] <= '0;
      tail_mem[init_idx_i[IdWidth-1:0]] <= '0;
      dead_mem[init_idx_i[IdWidth-1:0]] <= '0;
      got_mem[init_idx_i[IdWidth-1:0]]  <= '0;
    end else begin
      if (ar_take) tail_mem[arid_i] <= tail + 5'd1;
      if (r_take && rlast_i) head_mem[rid_i] <= r_head + 5'd1;
      if (rvalid_o) got_mem[rid_o] <= rlast_o ? 8'd0 : got_mem[rid_o] + 8'd1;
      if (make_end) dead_mem[walk_q] <= dead_mem[walk_q] + 5'd1;
      else if (r_take && rlast_i && late) dead_mem[rid_i] <= dead_mem[rid_i] - 5'd1;
    end
  end

  always_ff @(posedge clk_i or negedge rst_ni) begin
    if (!rst_ni) count_q <= '0;
    else count_q <= count_q + {9'd0, ar_take} - {9'd0, r_take && rlast_i};
  end

  logic [4:0] r_tail;
  assign r_tail = tail_mem[rid_i];

  logic unused_bits;
  assign unused_bits = ^{init_idx_i, aruser_i, w_head[4]};

  `NICDMA_ASSERT(AnswerWasRequested, !rvalid_i || r_head != r_tail)
endmodule

`resetall
