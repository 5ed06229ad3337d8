// SPDX-License-Identifier: Apache-2.0
// Give up on bursts that are not answered within TIMEOUT cycles. One burst per ID.
//
// IDs are looked at in turn, one per cycle: a burst is given up 0 to 2^IdWidth cycles after its
// time, later while expire_take_i is 0. Its ID stays dead until the answer comes after all; that
// answer is late_o and belongs to nothing.
`default_nettype none
`include "nicdma_assert.svh"

module nicdma_wdog #(
  parameter int unsigned IdWidth = 6
) (
  input  logic               clk_i,
  input  logic               rst_ni,
  input  logic [23:0]        timeout_i,      // cycles, 0 = never
  // a request was accepted; a burst is answered completely
  input  logic               start_i,
  input  logic [IdWidth-1:0] start_id_i,
  input  logic               end_i,
  input  logic [IdWidth-1:0] end_id_i,
  output logic               late_o,         // answers of end_id_i belong to nothing now
  // burst expire_id_o is given up when taken
  output logic               expire_o,
  output logic [IdWidth-1:0] expire_id_o,
  input  logic               expire_take_i
);
  localparam int unsigned Ids = 2 ** IdWidth;

  logic [23:0]        since_mem [Ids];
  logic [23:0]        now_q, age;
  logic [Ids-1:0]     open_q, dead_q;
  logic [IdWidth-1:0] walk_q;

  assign late_o      = dead_q[end_id_i];
  always_comb begin
    age      = '0;
    expire_o = 1'b0;
    if (timeout_i != '0 && open_q[walk_q]) begin
      age      = now_q - since_mem[walk_q];
      expire_o = !dead_q[walk_q] && age >= timeout_i && !(end_i && end_id_i == walk_q);
    end
  end
  assign expire_id_o = walk_q;

  always_ff @(posedge clk_i) begin
    if (start_i) since_mem[start_id_i] <= now_q;
  end

  always_ff @(posedge clk_i or negedge rst_ni) begin
    if (!rst_ni) begin
      now_q  <= '0;
      open_q <= '0;
      dead_q <= '0;
      walk_q <= '0;
    end else begin
      now_q <= now_q + 24'd1;
      if (!expire_o || expire_take_i) walk_q <= walk_q + 1'b1;
      if (expire_o && expire_take_i) dead_q[walk_q] <= 1'b1;
      if (end_i) begin
        open_q[end_id_i] <= 1'b0;
        dead_q[end_id_i] <= 1'b0;
      end
      if (start_i) open_q[start_id_i] <= 1'b1;
    end
  end

  `NICDMA_ASSERT(OneBurstPerId, !start_i || !open_q[start_id_i])
endmodule

`resetall
