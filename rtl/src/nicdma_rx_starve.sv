// SPDX-License-Identifier: Apache-2.0
// What a queue without a posted descriptor does to its waiting frames, and for how long it waited.
//
// `drop_o` is up while frames of a starved queue are to be dropped: at once (PolicyDrop), after
// `wait_cycles_i` (PolicyWait, granularity 2^QW cycles), never (PolicyHold).
// Starved cycles are counted exactly: a short counter per queue, emptied by a walker that visits
// one queue per cycle.
`default_nettype none

module nicdma_rx_starve #(
  parameter int unsigned QW = 2
) (
  input  logic               clk_i,
  input  logic               rst_ni,
  input  logic [2**QW-1:0]   starved_i,       // a frame waits, nothing is posted
  input  logic [2**QW-1:0]   policy_drop_i,
  input  logic [2**QW-1:0]   policy_wait_i,
  input  logic [23:0]        wait_cycles_i,
  output logic [2**QW-1:0]   drop_o,
  // starved cycles of one queue, to be added to its counter
  output logic               ev_valid_o,
  output logic [QW-1:0]      ev_q_o,
  output logic [QW:0]        ev_cycles_o
);
  localparam int unsigned N = 2 ** QW;

  logic [N*(QW+1)-1:0] local_q;    // per queue: starved cycles since the last visit, 0..2^QW
  logic [23:0]   waited_mem [N];   // in the present starvation, saturating
  logic [N-1:0]  touched_q;        // local_q of this queue is valid
  logic [N-1:0]  interrupted_q;    // not starved in some cycle since the last visit
  logic [N-1:0]  expired_q;
  logic [QW-1:0] walk_q;

  logic [QW:0]   cycles;
  logic [24:0]   waited;

  assign cycles = touched_q[walk_q] ? local_q[32'(walk_q)*(QW+1) +: QW+1] : '0;
  assign waited = (interrupted_q[walk_q] ? 25'd0 : {1'b0, waited_mem[walk_q]}) + 25'(cycles);
  assign drop_o = starved_i & (policy_drop_i | (policy_wait_i & expired_q));

  assign ev_valid_o  = touched_q[walk_q];
  assign ev_q_o      = walk_q;
  assign ev_cycles_o = cycles;

  for (genvar q = 0; q < N; q++) begin : g_count
    always_ff @(posedge clk_i) begin
      if (starved_i[q]) begin
        local_q[q*(QW+1) +: QW+1] <= touched_q[q] && walk_q != QW'(q) ?
                                     local_q[q*(QW+1) +: QW+1] + 1'b1 : {{QW{1'b0}}, 1'b1};
      end
    end
  end

  always_ff @(posedge clk_i) begin
    waited_mem[walk_q] <= waited[24] ? 24'hFF_FFFF : waited[23:0];
  end

  always_ff @(posedge clk_i or negedge rst_ni) begin
    if (!rst_ni) begin
      touched_q     <= '0;
      interrupted_q <= '1;
      expired_q     <= '0;
      walk_q        <= '0;
    end else begin
      walk_q                <= walk_q + 1'b1;
      touched_q             <= touched_q | starved_i;
      touched_q[walk_q]     <= starved_i[walk_q];
      interrupted_q         <= interrupted_q | ~starved_i;
      interrupted_q[walk_q] <= !starved_i[walk_q];
      expired_q             <= expired_q & starved_i;
      if (starved_i[walk_q] && waited >= {1'b0, wait_cycles_i}) expired_q[walk_q] <= 1'b1;
    end
  end

endmodule

`resetall
