// SPDX-License-Identifier: Apache-2.0
// Proof, unbounded: nicdma_rr_arb picks what is requested, and no request waits for more than
// 2^IdxW - 1 picks of others.
`default_nettype none
`include "formal.svh"

module rr_arb #(
  parameter int unsigned IdxW = 2
) (
  input logic               clk_i,
  input logic [2**IdxW-1:0] req,
  input logic               take
);
  localparam int unsigned N = 2 ** IdxW;

  `FORMAL_RESET
  `FORMAL_BUG_SELECT

  logic            valid;
  logic [IdxW-1:0] idx;

  nicdma_rr_arb #(
    .IdxW(IdxW)
  ) dut (
    `NICDMA_BUG_CONN
    .clk_i  (clk_i),
    .rst_ni (rst_ni),
    .req_i  (req),
    .take_i (take),
    .valid_o(valid),
    .idx_o  (idx)
  );

  (* hierconn *) wire [N-1:0] \dut.after_q ;

  // ---------------------------------------------------------------- one request, any of them
  (* anyconst *) logic [IdxW-1:0] mine;
  logic            mine_req;
  logic [IdxW:0]   waited_q;          // picks of others since mine is requested

  assign mine_req = req[mine];

  always_ff @(posedge clk_i) begin
    if (!rst_ni || !mine_req || (take && idx == mine)) waited_q <= '0;
    else if (take) waited_q <= waited_q + 1'b1;
  end

  // How many others can still come before mine.
  logic [N-1:0] below, before;
  logic [IdxW:0] ahead;
  always_comb begin
    below  = ~({N{1'b1}} << mine);
    before = \dut.after_q [mine] ? below & \dut.after_q : below | \dut.after_q ;
    ahead  = '0;
    for (int unsigned i = 0; i < N; i++) ahead = ahead + (IdxW+1)'(before[i]);
  end

  always_ff @(posedge clk_i) begin
    if (rst_ni) begin
      offers_if_asked:   assert (valid == (req != '0));
      picks_a_request:   assert (!valid || req[idx]);
      bounded_wait:      assert (waited_q <= (IdxW+1)'(N - 1));
      inv_after_is_tail: assert ((~\dut.after_q & (~\dut.after_q + 1'b1)) == '0);
      inv_room:          assert (32'(waited_q) + 32'(ahead) <= N - 1);
      cover_long_wait:   cover (waited_q == (IdxW+1)'(N - 1));
    end
  end
endmodule

`resetall
