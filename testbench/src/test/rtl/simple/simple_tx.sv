// SPDX-License-Identifier: Apache-2.0
// Transmit half of simple_dma: one buffer per frame, read whole in bursts of at most 16 beats, one at
// a time, then sent. Queues take turns.
//
//   00C STATUS [0] idle   028 frames sent   02C frames not sent for a read error   034 bytes sent
//   400+80q: +40 address, low   +44 address, high   +48 {cookie, length}: pushes the buffer
//            +4C pop: {valid, err, 14'd0, cookie}   +50 arm with the count handled
//            +54 clear interrupt   +58 frames finished
`default_nettype none

module simple_tx #(
  parameter int unsigned NumQ = 2,
  parameter int unsigned LogDepth = 3
) (
  input  wire             clk,
  input  wire             rst_n,
  input  wire             wr_i,
  input  wire [11:0]      waddr_i,
  input  wire [31:0]      wdata_i,
  input  wire             rd_i,
  input  wire [11:0]      raddr_i,
  output logic [31:0]     rdata_o,
  output wire             arvalid_o,
  input  wire             arready_i,
  output wire [63:0]      araddr_o,
  output wire [7:0]       arlen_o,
  input  wire             rvalid_i,
  output wire             rready_o,
  input  wire [63:0]      rdata_i,
  input  wire [1:0]       rresp_i,
  input  wire             rlast_i,
  output wire             tvalid_o,
  input  wire             tready_i,
  output wire [63:0]      tdata_o,
  output wire [7:0]       tkeep_o,
  output wire             tlast_o,
  output wire [NumQ-1:0]  irq_o
);

  localparam int unsigned QidBits = $clog2(NumQ);
  localparam int unsigned Depth   = 1 << LogDepth;
  localparam int unsigned Entries = NumQ * Depth;
  localparam int unsigned Words   = 2048;

  typedef enum logic [1:0] {Pick, Addr, Data, Send} state_e;

  logic [31:0]        low_q [NumQ], high_q [NumQ];
  logic [95:0]        post_q [Entries];
  logic [16:0]        done_q [Entries];   // {err, cookie}
  logic [LogDepth:0]  post_wr_q [NumQ], post_rd_q [NumQ], done_rd_q [NumQ];
  logic [15:0]        count_q [NumQ], handled_q [NumQ];
  logic [NumQ-1:0]    armed_q, pending_q;
  logic [31:0]        sent_q, error_q, bytes_q;
  state_e             state_q;
  logic [63:0]        frame_q [Words];
  logic [QidBits-1:0] qid_q;
  logic [63:0]        addr_q;
  logic [13:0]        length_q;
  logic [10:0]        word_q, words_q;    // words_q: still to read
  logic [15:0]        cookie_q;
  logic               failed_q;

  wire                wr_queue = wr_i && waddr_i[10];
  wire [QidBits-1:0]  wr_q     = waddr_i[7 +: QidBits];
  wire [QidBits-1:0]  rd_q     = raddr_i[7 +: QidBits];
  wire                push     = wr_queue && waddr_i[6:0] == 7'h48;
  wire                pop_valid = done_rd_q[rd_q] != count_q[rd_q][LogDepth:0];
  wire                pop      = rd_i && raddr_i[10] && raddr_i[6:0] == 7'h4C && pop_valid;
  wire [95:0]         head     = post_q[{qid_q, post_rd_q[qid_q][LogDepth-1:0]}];
  wire [10:0]         last_word = 11'((length_q - 14'd1) >> 3);
  wire [10:0]         page_left = 11'd512 - {2'b00, addr_q[11:3]};
  wire [10:0]         burst16  = words_q < 11'd16 ? words_q : 11'd16;
  wire [10:0]         burst    = burst16 < page_left ? burst16 : page_left;
  wire                finish   = state_q == Send && (failed_q || tready_i && tlast_o);

  assign arvalid_o = state_q == Addr;
  assign araddr_o  = addr_q;
  assign arlen_o   = 8'(burst - 11'd1);
  assign rready_o  = state_q == Data;
  assign tvalid_o  = state_q == Send && !failed_q;
  assign tdata_o   = frame_q[word_q];
  assign tlast_o   = word_q == last_word;
  assign tkeep_o   = !tlast_o || length_q[2:0] == '0 ? 8'hFF : 8'((1 << length_q[2:0]) - 1);
  assign irq_o     = pending_q;

  always_ff @(posedge clk) begin
    if (rvalid_i && rready_o) frame_q[word_q] <= rdata_i;
    if (push) post_q[{wr_q, post_wr_q[wr_q][LogDepth-1:0]}] <= {wdata_i, high_q[wr_q], low_q[wr_q]};
    if (finish) done_q[{qid_q, count_q[qid_q][LogDepth-1:0]}] <= {failed_q, cookie_q};
  end

  always_ff @(posedge clk or negedge rst_n) begin
    if (!rst_n) begin
      state_q <= Pick;
      {qid_q, addr_q, length_q, word_q, words_q, cookie_q, failed_q, sent_q, error_q, bytes_q} <= '0;
      for (int q = 0; q < int'(NumQ); q++) begin
        post_rd_q[q] <= '0;
        count_q[q]   <= '0;
      end
    end else begin
      unique case (state_q)
        Pick: begin
          word_q   <= '0;
          failed_q <= 1'b0;
          if (post_wr_q[qid_q] != post_rd_q[qid_q]) begin
            state_q  <= Addr;
            addr_q   <= head[63:0];
            length_q <= head[77:64];
            words_q  <= 11'((head[77:64] + 14'd7) >> 3);
            cookie_q <= head[95:80];
            post_rd_q[qid_q] <= post_rd_q[qid_q] + 1'b1;
          end else begin
            qid_q <= qid_q + 1'b1;
          end
        end
        Addr: if (arready_i) begin
          state_q <= Data;
          addr_q  <= addr_q + {50'd0, burst, 3'd0};
          words_q <= words_q - burst;
        end
        Data: if (rvalid_i) begin
          word_q   <= word_q + 11'd1;
          failed_q <= failed_q || rresp_i[1];
          if (rlast_i) begin
            state_q <= words_q == '0 ? Send : Addr;
            if (words_q == '0) word_q <= '0;
          end
        end
        default: begin
          if (tready_i) word_q <= word_q + 11'd1;
          if (finish) begin
            state_q        <= Pick;
            qid_q          <= qid_q + 1'b1;
            count_q[qid_q] <= count_q[qid_q] + 16'd1;
            if (failed_q) error_q <= error_q + 32'd1;
            else begin
              sent_q  <= sent_q + 32'd1;
              bytes_q <= bytes_q + {18'd0, length_q};
            end
          end
        end
      endcase
    end
  end

  always_ff @(posedge clk or negedge rst_n) begin
    if (!rst_n) begin
      {armed_q, pending_q} <= '0;
      for (int q = 0; q < int'(NumQ); q++) begin
        {low_q[q], high_q[q], handled_q[q]} <= '0;
        post_wr_q[q] <= '0;
        done_rd_q[q] <= '0;
      end
    end else begin
      if (wr_queue) begin
        unique case (waddr_i[6:0])
          7'h40:   low_q[wr_q]  <= wdata_i;
          7'h44:   high_q[wr_q] <= wdata_i;
          7'h48:   post_wr_q[wr_q] <= post_wr_q[wr_q] + 1'b1;
          7'h50:   begin
            handled_q[wr_q] <= wdata_i[15:0];
            armed_q[wr_q]   <= 1'b1;
          end
          7'h54:   pending_q[wr_q] <= 1'b0;
          default: ;
        endcase
      end
      for (int q = 0; q < int'(NumQ); q++) begin
        if (armed_q[q] && handled_q[q] != count_q[q]) begin
          armed_q[q]   <= 1'b0;
          pending_q[q] <= 1'b1;
        end
      end
      if (pop) done_rd_q[rd_q] <= done_rd_q[rd_q] + 1'b1;
    end
  end

  always_comb begin
    rdata_o = '0;
    if (!raddr_i[10]) begin
      unique case (raddr_i)
        12'h00C: rdata_o = {31'd0, state_q == Pick && post_wr_q == post_rd_q};
        12'h028: rdata_o = sent_q;
        12'h02C: rdata_o = error_q;
        12'h034: rdata_o = bytes_q;
        default: ;
      endcase
    end else begin
      unique case (raddr_i[6:0])
        7'h4C: if (pop_valid) begin
          rdata_o = {1'b1, done_q[{rd_q, done_rd_q[rd_q][LogDepth-1:0]}][16], 14'd0,
                     done_q[{rd_q, done_rd_q[rd_q][LogDepth-1:0]}][15:0]};
        end
        7'h58:   rdata_o = {16'd0, count_q[rd_q]};
        default: ;
      endcase
    end
  end

endmodule

`default_nettype wire
