// SPDX-License-Identifier: Apache-2.0
// Proof, unbounded: nicdma_burst_split covers each transfer exactly, in order, within its rules.
`default_nettype none
`include "formal.svh"

module burst_split #(
  parameter int unsigned AddrWidth     = 32,
  parameter int unsigned DataWidth     = 64,
  parameter int unsigned MaxBurstBytes = 256
) (
  input logic                 clk_i,
  input logic                 op_valid,
  input logic [AddrWidth-1:0] op_addr,
  input logic [15:0]          op_len,
  input logic                 ready
);
  localparam int unsigned BeatLog2 = $clog2(DataWidth / 8);

  `FORMAL_RESET
  `FORMAL_BUG_SELECT

  logic [AddrWidth-1:0] burst_addr;
  logic [12:0]          burst_len;
  logic [7:0]           burst_axlen;
  logic                 burst_first, burst_last;

  nicdma_burst_split #(
    .AddrWidth    (AddrWidth),
    .DataWidth    (DataWidth),
    .MaxBurstBytes(MaxBurstBytes)
  ) dut (
    `NICDMA_BUG_CONN
    .clk_i        (clk_i),
    .rst_ni       (rst_ni),
    .op_valid_i   (op_valid),
    .op_addr_i    (op_addr),
    .op_len_i     (op_len),
    .burst_ready_i(ready),
    .burst_addr_o (burst_addr),
    .burst_len_o  (burst_len),
    .burst_axlen_o(burst_axlen),
    .burst_first_o(burst_first),
    .burst_last_o (burst_last)
  );

  // Registers of the design that the induction needs to know about.
  (* hierconn *) wire                 \dut.more_q ;
  (* hierconn *) wire [AddrWidth-1:0] \dut.addr_q ;
  (* hierconn *) wire [15:0]          \dut.rem_q ;

  // ---------------------------------------------------------------- the caller
  logic                 held_q;      // a transfer was offered and is not finished
  logic [AddrWidth-1:0] addr_q;
  logic [15:0]          len_q, done_q;

  always_ff @(posedge clk_i) begin
    if (!rst_ni) begin
      held_q <= 1'b0;
      done_q <= '0;
    end else begin
      held_q <= op_valid && !(ready && burst_last);
      addr_q <= op_addr;
      len_q  <= op_len;
      if (op_valid && ready) done_q <= burst_last ? 16'd0 : done_q + {3'b0, burst_len};
    end
  end

  always_comb begin
    assume (op_len != 16'd0);
    if (held_q) assume (op_valid && op_addr == addr_q && op_len == len_q);
  end

  // ---------------------------------------------------------------- the promise
  logic [12:0] offset, beats;
  assign offset = 13'(burst_addr[BeatLog2-1:0]);
  assign beats  = (offset + burst_len + 13'(2**BeatLog2 - 1)) >> BeatLog2;

  always_ff @(posedge clk_i) begin
    if (rst_ni && op_valid) begin
      contiguous: assert (burst_addr == op_addr + AddrWidth'(done_q));
      not_empty:  assert (burst_len != 13'd0);
      not_beyond: assert (17'(done_q) + 17'(burst_len) <= 17'(op_len));
      last_ends:  assert (burst_last == (16'(done_q + 16'(burst_len)) == op_len));
      first_once: assert (burst_first == (done_q == 16'd0));
      in_block:   assert ((13'(burst_addr[11:0]) & 13'(MaxBurstBytes - 1)) + burst_len
                          <= 13'(MaxBurstBytes));
      in_page:    assert (14'(burst_addr[11:0]) + 14'(burst_len) <= 14'd4096);
      beats_fit:  assert (beats == 13'(burst_axlen) + 13'd1);
    end
  end

  // ---------------------------------------------------------------- invariants
  always_ff @(posedge clk_i) begin
    if (rst_ni) begin
      inv_more: assert (\dut.more_q == (done_q != 16'd0));
      inv_held: assert (done_q == 16'd0 || held_q);
      inv_addr: assert (!\dut.more_q || \dut.addr_q == addr_q + AddrWidth'(done_q));
      inv_rem:  assert (!\dut.more_q || (\dut.rem_q == len_q - done_q && done_q < len_q));
    end
  end

  always_ff @(posedge clk_i) begin
    if (rst_ni) cover_three_bursts: cover (done_q > 16'd256 && op_valid && ready && burst_last);
  end
endmodule

`resetall
