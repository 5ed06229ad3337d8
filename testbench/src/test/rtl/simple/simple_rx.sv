// SPDX-License-Identifier: Apache-2.0
// Receive half of simple_dma: take a frame from the MAC, wait for a buffer, write it burst by burst,
// each after the response of the one before, write the queue's count of finished frames back,
// interrupt. The stream waits meanwhile.
//
//   000 CTRL [0] enable     004 STATUS [0] idle   008 WAIT cycles for a buffer, all ones = for ever
//   010 frames in  014 delivered  018 no buffer  01C oversize  020 error  024 MAX_FRAME
//   030 mask of queue numbers
//   400+80q: +00 address, low   +04 address, high   +08 {id, length}: pushes the buffer
//            +0C, +10 address of the write-back word   +14 pop: {valid, err, trunc, id[12:0], length}
//            +18 arm with the count handled   +1C clear interrupt   +20 CTRL [0] enable; STATUS [1] busy
//            +24 delivered  +28 no buffer  +2C error  +30 cycles starved  +34 interrupts
`default_nettype none

module simple_rx #(
  parameter int unsigned NumQ = 2,
  parameter int unsigned LogDepth = 3
) (
  input  wire             clk,
  input  wire             rst_n,
  input  wire             wr_i,
  input  wire [11:0]      waddr_i,
  input  wire [31:0]      wdata_i,
  output wire             werr_o,
  input  wire             rd_i,
  input  wire [11:0]      raddr_i,
  output logic [31:0]     rdata_o,
  output wire             awvalid_o,
  input  wire             awready_i,
  output wire [63:0]      awaddr_o,
  output wire [7:0]       awlen_o,
  output wire             wvalid_o,
  input  wire             wready_i,
  output wire [63:0]      wdata_o,
  output wire [7:0]       wstrb_o,
  output wire             wlast_o,
  input  wire             bvalid_i,
  output wire             bready_o,
  input  wire [1:0]       bresp_i,
  input  wire             tvalid_i,
  output wire             tready_o,
  input  wire [63:0]      tdata_i,
  input  wire [7:0]       tkeep_i,
  input  wire             tlast_i,
  input  wire             tuser_i,
  output wire [NumQ-1:0]  irq_o
);

  localparam int unsigned QidBits = $clog2(NumQ);
  localparam int unsigned Depth   = 1 << LogDepth;
  localparam int unsigned Entries = NumQ * Depth;
  localparam int unsigned Words   = 2048;   // 16 KiB, the longest frame

  typedef enum logic [2:0] {Take, Buffer, Addr, Data, Resp, Done} state_e;

  // ---------------------------------------------------------------- registers and FIFOs
  logic              enable_q;
  logic [31:0]       wait_q;
  logic [15:0]       max_frame_q;
  logic [QidBits-1:0] mask_q;
  logic [31:0]       low_q  [NumQ], high_q [NumQ];
  logic [63:0]       back_q [NumQ];
  logic [NumQ-1:0]   queue_on_q, armed_q, pending_q;
  logic [15:0]       handled_q [NumQ];
  logic [95:0]       post_q [Entries];   // {id, length, address}
  logic [31:0]       done_q [Entries];   // what a pop reads
  logic [LogDepth:0] post_wr_q [NumQ], post_rd_q [NumQ], done_rd_q [NumQ];
  logic [15:0]       count_q [NumQ];     // frames finished, as in the write-back word
  logic [31:0]       in_q, delivered_q, missing_q, oversize_q, error_q;
  logic [31:0]       q_delivered_q [NumQ], q_missing_q [NumQ], q_error_q [NumQ];
  logic [31:0]       q_starved_q [NumQ], q_irqs_q [NumQ];

  wire               wr_queue = wr_i && waddr_i[10];
  wire [QidBits-1:0] wr_q     = waddr_i[7 +: QidBits];
  wire [QidBits-1:0] rd_q     = raddr_i[7 +: QidBits];
  wire               push     = wr_queue && waddr_i[6:0] == 7'h08;
  wire               pop      = rd_i && raddr_i[10] && raddr_i[6:0] == 7'h14 && pop_valid;
  wire               pop_valid = done_rd_q[rd_q] != count_q[rd_q][LogDepth:0];
  assign             werr_o   = push && low_q[wr_q][2:0] != '0;   // buffers begin at whole words

  // ---------------------------------------------------------------- frame in, bursts out
  state_e            state_q;
  logic [63:0]       frame_q [Words];
  logic [13:0]       length_q;           // bytes of the frame
  logic [13:0]       left_q;             // bytes not yet written
  logic [10:0]       word_q;
  logic              bad_q, back_phase_q, failed_q, long_q, trunc_q;
  logic [7:0]        dest_q;
  logic [31:0]       waited_q;
  logic [63:0]       addr_q;
  logic [12:0]       id_q;
  logic [15:0]       kept_q;             // bytes the buffer takes
  logic [7:0]        beats_q;

  wire [QidBits-1:0] qid       = dest_q[QidBits-1:0] & mask_q;
  wire               has_post  = post_wr_q[qid] != post_rd_q[qid] && queue_on_q[qid];
  wire [95:0]        head      = post_q[{qid, post_rd_q[qid][LogDepth-1:0]}];
  wire               fits      = {2'b0, length_q} <= head[79:64];
  wire [10:0]        words     = 11'((left_q + 14'd7) >> 3);

  wire [10:0]        page_left = 11'd512 - {2'b00, addr_q[11:3]};
  wire [10:0]        burst16   = words < 11'd16 ? words : 11'd16;
  wire [10:0]        burst     = burst16 < page_left ? burst16 : page_left;
  wire               drop      = bad_q || long_q || !enable_q || !queue_on_q[qid];
  wire [3:0]         keep_bytes = 4'($countones(tkeep_i));

  assign tready_o  = state_q == Take;
  assign awvalid_o = state_q == Addr;
  assign awaddr_o  = addr_q;
  assign awlen_o   = back_phase_q ? 8'd0 : 8'(burst - 11'd1);
  assign wvalid_o  = state_q == Data;
  assign wdata_o   = back_phase_q ? {48'd0, count_q[qid] + 16'd1} : frame_q[word_q];
  assign wlast_o   = beats_q == '0;
  assign wstrb_o   = back_phase_q || left_q >= 14'd8 ? 8'hFF : 8'((1 << left_q[2:0]) - 1);
  assign bready_o  = state_q == Resp;
  assign irq_o     = pending_q;

  always_ff @(posedge clk) begin
    if (tvalid_i && tready_o) frame_q[word_q] <= tdata_i;
    if (push) post_q[{wr_q, post_wr_q[wr_q][LogDepth-1:0]}] <= {wdata_i, high_q[wr_q], low_q[wr_q]};
    if (state_q == Resp && bvalid_i && !back_phase_q) begin
      done_q[{qid, count_q[qid][LogDepth-1:0]}] <=
          {1'b1, failed_q || bresp_i[1], trunc_q, id_q, kept_q};
    end
  end

  always_ff @(posedge clk or negedge rst_n) begin
    if (!rst_n) begin
      state_q <= Take;
      {length_q, left_q, word_q, bad_q, back_phase_q, failed_q, long_q, trunc_q} <= '0;
      {dest_q, waited_q, addr_q, id_q, kept_q, beats_q} <= '0;
      {in_q, delivered_q, missing_q, oversize_q, error_q} <= '0;
      for (int q = 0; q < int'(NumQ); q++) begin
        post_rd_q[q] <= '0;
        count_q[q]   <= '0;
        {q_delivered_q[q], q_missing_q[q], q_error_q[q], q_starved_q[q]} <= '0;
      end
    end else begin
      unique case (state_q)
        Take: if (tvalid_i) begin
          if (word_q == '0) dest_q <= tdata_i[47:40];   // last byte of the destination address
          word_q   <= word_q + 11'd1;
          length_q <= length_q + 14'(keep_bytes);
          if (16'(length_q) + 16'(keep_bytes) > max_frame_q) long_q <= 1'b1;
          if (tlast_i) begin
            state_q  <= Buffer;
            bad_q    <= tuser_i;
            waited_q <= '0;
            in_q     <= in_q + 32'd1;
          end
        end
        Buffer: begin
          word_q       <= '0;
          back_phase_q <= 1'b0;
          failed_q     <= 1'b0;
          waited_q     <= waited_q + 32'd1;
          if (drop) begin
            state_q <= Done;
            if (long_q && !bad_q) oversize_q <= oversize_q + 32'd1;
            else                  error_q    <= error_q + 32'd1;
          end else if (has_post) begin
            state_q <= Addr;
            trunc_q <= !fits;
            kept_q  <= fits ? {2'b0, length_q} : head[79:64];
            left_q  <= fits ? length_q : head[77:64];
            addr_q  <= head[63:0];
            id_q    <= head[92:80];
            post_rd_q[qid] <= post_rd_q[qid] + 1'b1;
          end else begin
            q_starved_q[qid] <= q_starved_q[qid] + 32'd1;
            if (wait_q != '1 && waited_q >= wait_q) begin
              state_q <= Done;
              missing_q        <= missing_q + 32'd1;
              q_missing_q[qid] <= q_missing_q[qid] + 32'd1;
            end
          end
        end
        Addr: if (awready_i) begin
          state_q <= Data;
          beats_q <= back_phase_q ? 8'd0 : 8'(burst - 11'd1);
          addr_q  <= addr_q + {50'd0, burst, 3'd0};
        end
        Data: if (wready_i) begin
          word_q  <= word_q + 11'd1;
          left_q  <= left_q > 14'd8 ? left_q - 14'd8 : '0;
          beats_q <= beats_q - 8'd1;
          if (wlast_o) state_q <= Resp;
        end
        Resp: if (bvalid_i) begin
          failed_q <= failed_q || bresp_i[1] && !back_phase_q;
          if (back_phase_q) begin
            state_q      <= Done;
            count_q[qid] <= count_q[qid] + 16'd1;
            if (failed_q || trunc_q) begin
              error_q        <= error_q + 32'd1;
              q_error_q[qid] <= q_error_q[qid] + 32'd1;
            end else begin
              delivered_q        <= delivered_q + 32'd1;
              q_delivered_q[qid] <= q_delivered_q[qid] + 32'd1;
            end
          end else begin
            state_q <= Addr;
            if (left_q == '0) begin
              back_phase_q <= 1'b1;
              addr_q       <= back_q[qid];
            end
          end
        end
        default: begin
          state_q  <= Take;
          length_q <= '0;
          word_q   <= '0;
          long_q   <= 1'b0;
        end
      endcase
    end
  end

  // ---------------------------------------------------------------- host side
  always_ff @(posedge clk or negedge rst_n) begin
    if (!rst_n) begin
      enable_q    <= 1'b0;
      wait_q      <= '1;
      max_frame_q <= 16'd16383;
      mask_q      <= '0;
      {queue_on_q, armed_q, pending_q} <= '0;
      for (int q = 0; q < int'(NumQ); q++) begin
        {low_q[q], high_q[q], back_q[q], handled_q[q], q_irqs_q[q]} <= '0;
        post_wr_q[q] <= '0;
        done_rd_q[q] <= '0;
      end
    end else begin
      if (wr_i && waddr_i == 12'h000) enable_q    <= wdata_i[0];
      if (wr_i && waddr_i == 12'h008) wait_q      <= wdata_i;
      if (wr_i && waddr_i == 12'h024) max_frame_q <= wdata_i[15:0];
      if (wr_i && waddr_i == 12'h030) mask_q <= wdata_i[QidBits-1:0];
      if (wr_queue) begin
        unique case (waddr_i[6:0])
          7'h00:   low_q[wr_q]  <= wdata_i;
          7'h04:   high_q[wr_q] <= wdata_i;
          7'h08:   if (!werr_o) post_wr_q[wr_q] <= post_wr_q[wr_q] + 1'b1;
          7'h0C:   back_q[wr_q][31:0]  <= wdata_i;
          7'h10:   back_q[wr_q][63:32] <= wdata_i;
          7'h18:   begin
            handled_q[wr_q] <= wdata_i[15:0];
            armed_q[wr_q]   <= 1'b1;
          end
          7'h1C:   pending_q[wr_q]  <= 1'b0;
          7'h20:   queue_on_q[wr_q] <= wdata_i[0];
          default: ;
        endcase
      end
      for (int q = 0; q < int'(NumQ); q++) begin
        if (armed_q[q] && handled_q[q] != count_q[q]) begin
          armed_q[q]   <= 1'b0;
          pending_q[q] <= 1'b1;
          q_irqs_q[q]  <= q_irqs_q[q] + 32'd1;
        end
      end
      if (pop) done_rd_q[rd_q] <= done_rd_q[rd_q] + 1'b1;
    end
  end

  wire busy = state_q != Take || word_q != '0;

  always_comb begin
    rdata_o = '0;
    if (!raddr_i[10]) begin
      unique case (raddr_i)
        12'h004: rdata_o = {31'd0, !busy};
        12'h010: rdata_o = in_q;
        12'h014: rdata_o = delivered_q;
        12'h018: rdata_o = missing_q;
        12'h01C: rdata_o = oversize_q;
        12'h020: rdata_o = error_q;
        default: ;
      endcase
    end else begin
      unique case (raddr_i[6:0])
        7'h14:   if (pop_valid) rdata_o = done_q[{rd_q, done_rd_q[rd_q][LogDepth-1:0]}];
        7'h20:   rdata_o = {30'd0, busy && qid == rd_q && state_q != Take, queue_on_q[rd_q]};
        7'h24:   rdata_o = q_delivered_q[rd_q];
        7'h28:   rdata_o = q_missing_q[rd_q];
        7'h2C:   rdata_o = q_error_q[rd_q];
        7'h30:   rdata_o = q_starved_q[rd_q];
        7'h34:   rdata_o = q_irqs_q[rd_q];
        default: ;
      endcase
    end
  end

endmodule

`default_nettype wire
