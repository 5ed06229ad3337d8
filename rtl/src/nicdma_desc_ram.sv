// SPDX-License-Identifier: Apache-2.0
// Land descriptor read data in the prefetch RAM, whatever order the answers come in.
//
// AXI keeps the answers of one ID in request order, so a short list of requests per ID (queue,
// position, count) places every beat; different IDs may be reordered and interleaved freely.
// A descriptor sits at (queue, ring index mod DescFifo). RAM data one cycle after rd_en_i.
`default_nettype none
`include "nicdma_assert.svh"
`include "nicdma_bug.svh"

module nicdma_desc_ram #(
  parameter int unsigned QW        = 2,
  parameter int unsigned DataWidth = 128,
  parameter int unsigned IdWidth   = 6,
  parameter int unsigned DescFifo  = 64,
  parameter bit          PeekEn    = 1'b0    // second read port
) (
  `NICDMA_BUG_PORT
  input  logic                 clk_i,
  input  logic                 rst_ni,
  input  logic                 init_i,
  input  logic [7:0]           init_idx_i,
  // a request was issued
  input  logic                 issue_i,
  output logic                 issue_ready_o,  // the list of issue_id_i has room
  input  logic [IdWidth-1:0]   issue_id_i,
  input  logic [QW-1:0]        issue_q_i,
  input  logic [15:0]          issue_pos_i,    // ring index of its first descriptor
  input  logic [4:0]           issue_count_i,
  input  logic                 issue_two_i,    // its ring has two entries
  input  logic                 issue_gen_i,    // generation its descriptors must have
  // AXI read data, always taken
  input  logic [IdWidth-1:0]   rid_i,
  input  logic [DataWidth-1:0] rdata_i,
  input  logic [1:0]           rresp_i,
  input  logic                 rlast_i,
  input  logic                 rvalid_i,
  output logic                 r_done_o,       // a request is answered
  // descriptors now readable
  output logic                 fill_o,
  output logic [QW-1:0]        fill_q_o,
  output logic [2:0]           fill_count_o,
  output logic [2:0]           fill_ends_o,    // of these end a transmit frame or are unusable
  // reading
  input  logic                 rd_en_i,
  input  logic [QW-1:0]        rd_q_i,
  input  logic [15:0]          rd_pos_i,
  output logic [127:0]         desc_o,
  output logic                 desc_err_o,
  // second read port: the upper half of a descriptor {read error, bits 127:64}
  input  logic                 peek_en_i,
  input  logic [QW-1:0]        peek_q_i,
  input  logic [15:0]          peek_pos_i,
  output logic [64:0]          peek_o          // one cycle after peek_en_i, then held
);
  logic r_bad;
  assign r_bad = rresp_i != 2'd0;

  localparam int unsigned Ids      = 2 ** IdWidth;
  localparam int unsigned Lanes    = DataWidth < 128 ? 1 : DataWidth / 128;
  localparam int unsigned LaneLog2 = $clog2(Lanes);
  localparam int unsigned FifoLog2 = $clog2(DescFifo);
  localparam int unsigned AddrW    = QW + FifoLog2 - LaneLog2;
  localparam int unsigned EntryW   = QW + 16 + 5 + 1 + 1;

  // ---------------------------------------------------------------- requests per ID
  logic [EntryW-1:0]  list_mem [Ids*16];
  logic [4:0]         list_wr_mem [Ids];
  logic [4:0]         list_rd_mem [Ids];
  logic [5:0]         got_mem [Ids];       // descriptors (64 bit: halves) of the oldest request

  logic [IdWidth-1:0] rid;
  logic [4:0]         wr_ptr, rd_ptr;
  logic [QW-1:0]      q;
  logic [15:0]        first, pos;
  logic [4:0]         count;
  logic [5:0]         got, got_new;
  logic [2:0]         take;
  logic               two, gen;

  assign wr_ptr        = list_wr_mem[issue_id_i];
  assign issue_ready_o = (wr_ptr ^ list_rd_mem[issue_id_i]) != 5'b10000;
  assign rd_ptr        = list_rd_mem[rid];
  assign got           = got_mem[rid];
  assign {q, first, count, two, gen} = list_mem[{rid, rd_ptr[3:0]}];
  assign r_done_o      = rvalid_i && rlast_i;

`ifdef NICDMA_MUTATE
  // Bug 39: answers are attributed in request order, whatever their ID.
  logic [IdWidth-1:0] order_mem [256];
  logic [7:0]         order_wr_q, order_rd_q;
  always_ff @(posedge clk_i or negedge rst_ni) begin
    if (!rst_ni) begin
      order_wr_q <= '0;
      order_rd_q <= '0;
    end else begin
      if (issue_i) order_wr_q <= order_wr_q + 8'd1;
      if (r_done_o) order_rd_q <= order_rd_q + 8'd1;
    end
  end
  always_ff @(posedge clk_i) begin
    if (issue_i) order_mem[order_wr_q] <= issue_id_i;
  end
  assign rid = `NICDMA_BUG(39) ? order_mem[order_rd_q] : rid_i;
`else
  assign rid = rid_i;
`endif

  always_ff @(posedge clk_i) begin
    if (issue_i) list_mem[{issue_id_i, wr_ptr[3:0]}] <=
      {issue_q_i, issue_pos_i, issue_count_i, issue_two_i, issue_gen_i};
  end

  always_ff @(posedge clk_i) begin
    if (init_i) begin
      list_wr_mem[init_idx_i[IdWidth-1:0]] <= '0;
      list_rd_mem[init_idx_i[IdWidth-1:0]] <= '0;
      got_mem[init_idx_i[IdWidth-1:0]]     <= '0;
    end else begin
      if (issue_i) list_wr_mem[issue_id_i] <= wr_ptr + 5'd1;
      if (rvalid_i) got_mem[rid] <= rlast_i ? 6'd0 : got_new;
      if (r_done_o) list_rd_mem[rid] <= rd_ptr + 5'd1;
    end
  end

  // ---------------------------------------------------------------- beats to descriptors
  assign fill_q_o     = q;
  assign fill_count_o = take;

  if (DataWidth == 64) begin : g_half
    logic       rd_err_hi, rd_err_lo;
    logic [Ids-1:0] low_bad_q;             // first half of the descriptor at hand was not read
    logic       low_bad;
    logic [AddrW-1:0] wr_addr, rd_addr;

    assign pos     = first + {11'b0, got[5:1]};
    assign got_new = got + 6'd1;
    assign fill_o  = rvalid_i && got[0];
    assign take    = 3'd1;
    assign wr_addr = {q, pos[FifoLog2-1:0]};
    assign rd_addr = {rd_q_i, rd_pos_i[FifoLog2-1:0]};

    nicdma_ram_1r1w #(.Width(65), .Depth(2**AddrW)) u_lo (
      .clk_i    (clk_i),
      .wr_en_i  (rvalid_i && !got[0]),
      .wr_addr_i(wr_addr),
      .wr_data_i({r_bad, rdata_i}),
      .rd_en_i  (rd_en_i),
      .rd_addr_i(rd_addr),
      .rd_data_o({rd_err_lo, desc_o[63:0]})
    );
    nicdma_ram_1r1w #(.Width(65), .Depth(2**AddrW)) u_hi (
      .clk_i    (clk_i),
      .wr_en_i  (rvalid_i && got[0]),
      .wr_addr_i(wr_addr),
      .wr_data_i({r_bad, rdata_i}),
      .rd_en_i  (rd_en_i),
      .rd_addr_i(rd_addr),
      .rd_data_o({rd_err_hi, desc_o[127:64]})
    );
    assign desc_err_o = rd_err_lo || rd_err_hi;

    // upper half: eop is bit 49, the generation bit 63
    assign low_bad     = low_bad_q[rid];
    assign fill_ends_o = {2'b0, rdata_i[49] || rdata_i[63] != gen || r_bad || low_bad};
    always_ff @(posedge clk_i or negedge rst_ni) begin
      if (!rst_ni) low_bad_q <= '0;
      else if (rvalid_i && !got[0]) low_bad_q[rid] <= r_bad;
    end

    if (PeekEn) begin : g_peek
      nicdma_ram_1r1w #(.Width(65), .Depth(2**AddrW)) u_peek (
        .clk_i    (clk_i),
        .wr_en_i  (rvalid_i && got[0]),
        .wr_addr_i(wr_addr),
        .wr_data_i({r_bad || low_bad, rdata_i}),
        .rd_en_i  (peek_en_i),
        .rd_addr_i({peek_q_i, peek_pos_i[FifoLog2-1:0]}),
        .rd_data_o(peek_o)
      );
    end

`ifndef NICDMA_MUTATE
    `NICDMA_ASSERT(AnswerHasRequestedLength,
      !rvalid_i || rlast_i == (got_new == {count, 1'b0}))
`endif

    logic unused_pos;
    assign unused_pos = ^{pos[15:FifoLog2], rd_pos_i[15:FifoLog2]};
  end else begin : g_lanes
    logic [Lanes*129-1:0] rd_all;
    logic [Lanes-1:0]     lane_we, lane_end;
    logic [4:0]           left;
    logic [2:0]           lane, room;
    logic [AddrW-1:0]     wr_addr, rd_addr;

    assign pos     = first + {10'b0, got};
    assign left    = count - got[4:0];
    assign lane    = 3'(pos & 16'(Lanes - 1));
    assign room    = 3'(Lanes) - lane;
    assign take    = left < {2'b0, room} ? left[2:0] : room;
    assign got_new = got + {3'b0, take};
    assign fill_o  = rvalid_i;
    assign wr_addr = {q, pos[FifoLog2-1:LaneLog2]};
    assign rd_addr = {rd_q_i, rd_pos_i[FifoLog2-1:LaneLog2]};

    // Position and bus lane agree, except in a ring of two that is shorter than the beat.
    for (genvar i = 0; i < Lanes; i++) begin : g_lane
      logic [127:0] lane_data;
      assign lane_data = two ? rdata_i[(i % 2)*128 +: 128] : rdata_i[i*128 +: 128];
      assign lane_we[i] = rvalid_i && lane <= 3'(i) && 3'(i) < lane + take;
      // eop is bit 113, the generation bit 127
      assign lane_end[i] = lane_we[i] &&
                           (lane_data[113] || lane_data[127] != gen || r_bad);
      nicdma_ram_1r1w #(.Width(129), .Depth(2**AddrW)) u_ram (
        .clk_i    (clk_i),
        .wr_en_i  (lane_we[i]),
        .wr_addr_i(wr_addr),
        .wr_data_i({r_bad, lane_data}),
        .rd_en_i  (rd_en_i),
        .rd_addr_i(rd_addr),
        .rd_data_o(rd_all[i*129 +: 129])
      );
    end

    always_comb begin
      fill_ends_o = '0;
      if (rvalid_i) begin
        for (int unsigned i = 0; i < Lanes; i++) fill_ends_o = fill_ends_o + 3'(lane_end[i]);
      end
    end

    if (PeekEn) begin : g_peek
      logic [Lanes*65-1:0] peek_all;
      for (genvar i = 0; i < Lanes; i++) begin : g_lane
        logic [63:0] lane_data;
        assign lane_data = two ? rdata_i[(i % 2)*128+64 +: 64] : rdata_i[i*128+64 +: 64];
        nicdma_ram_1r1w #(.Width(65), .Depth(2**AddrW)) u_ram (
          .clk_i    (clk_i),
          .wr_en_i  (lane_we[i]),
          .wr_addr_i(wr_addr),
          .wr_data_i({r_bad, lane_data}),
          .rd_en_i  (peek_en_i),
          .rd_addr_i({peek_q_i, peek_pos_i[FifoLog2-1:LaneLog2]}),
          .rd_data_o(peek_all[i*65 +: 65])
        );
      end
      if (Lanes == 1) begin : g_one
        assign peek_o = peek_all;
      end else begin : g_mux
        logic [LaneLog2-1:0] sel_q;
        always_ff @(posedge clk_i) begin
          if (peek_en_i) sel_q <= peek_pos_i[LaneLog2-1:0];
        end
        assign peek_o = peek_all[32'(sel_q)*65 +: 65];
      end
    end

    if (Lanes == 1) begin : g_one
      assign {desc_err_o, desc_o} = rd_all;
    end else begin : g_mux
      logic [LaneLog2-1:0] sel_q;
      always_ff @(posedge clk_i) begin
        if (rd_en_i) sel_q <= rd_pos_i[LaneLog2-1:0];
      end
      assign {desc_err_o, desc_o} = rd_all[32'(sel_q)*129 +: 129];
    end

`ifndef NICDMA_MUTATE
    `NICDMA_ASSERT(AnswerHasRequestedLength,
      !rvalid_i || rlast_i == (got_new == {1'b0, count}))
`endif

    logic unused_pos;
    assign unused_pos = ^{pos[15:FifoLog2], rd_pos_i[15:FifoLog2]};
  end

  if (!PeekEn) begin : g_no_peek
    assign peek_o = '0;
    logic unused_peek;
    assign unused_peek = ^{peek_en_i, peek_q_i};
  end

  logic       unused_bits;
  assign unused_bits = ^{init_idx_i, two, peek_pos_i};

`ifndef NICDMA_MUTATE
  logic [4:0] list_end;
  assign list_end = list_wr_mem[rid];
  `NICDMA_ASSERT(AnswerWasRequested, !rvalid_i || rd_ptr != list_end)
`endif

endmodule

`resetall
