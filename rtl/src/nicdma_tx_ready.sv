// SPDX-License-Identifier: Apache-2.0
// Which transmit queues have a whole frame among their prefetched descriptors.
//
// A frame is whole when a descriptor that ends it is there: one with eop, or one that cannot be
// used (unreadable, stale), or MaxFrags descriptors without an end. Visible the next cycle.
`default_nettype none

module nicdma_tx_ready #(
  parameter int unsigned QW       = 2,
  parameter int unsigned MaxFrags = 8
) (
  input  logic             clk_i,
  input  logic             rst_ni,
  input  logic             init_i,
  input  logic [7:0]       init_idx_i,
  input  logic             clr_i,          // queue reset
  input  logic [QW-1:0]    clr_q_i,
  // descriptors arrived
  input  logic             fill_i,
  input  logic [QW-1:0]    fill_q_i,
  input  logic [2:0]       fill_count_i,
  input  logic [2:0]       fill_ends_i,    // of these end a frame
  // one is taken
  input  logic             pop_i,
  input  logic [QW-1:0]    pop_q_i,
  input  logic             start_i,        // it is the first of a frame
  output logic [2**QW-1:0] ready_o
);
  localparam int unsigned N = 2 ** QW;

  logic [8:0]   avail_mem [N];
  logic [8:0]   ends_mem  [N];
  logic [N-1:0] ready_q;

  logic       same;
  logic [8:0] fill_avail, fill_ends, pop_avail, pop_ends;

  assign same       = fill_i && pop_i && fill_q_i == pop_q_i;
  // guarded: most cycles change no counter
  always_comb begin
    fill_avail = '0;
    fill_ends  = '0;
    if (fill_i) begin
      fill_avail = avail_mem[fill_q_i] + {6'b0, fill_count_i};
      fill_ends  = ends_mem[fill_q_i] + {6'b0, fill_ends_i};
    end
  end
  always_comb begin
    pop_avail = '0;
    pop_ends  = '0;
    if (pop_i) begin
      pop_avail = (same ? fill_avail : avail_mem[pop_q_i]) - 9'd1;
      pop_ends  = (same ? fill_ends : ends_mem[pop_q_i]) -
                  {8'b0, start_i && ends_mem[pop_q_i] != 9'd0};
    end
  end
  assign ready_o    = ready_q;

  always_ff @(posedge clk_i) begin
    if (init_i || clr_i) begin
      avail_mem[init_i ? init_idx_i[QW-1:0] : clr_q_i] <= '0;
      ends_mem[init_i ? init_idx_i[QW-1:0] : clr_q_i]  <= '0;
    end
    if (!init_i) begin
      if (fill_i && !same) begin
        avail_mem[fill_q_i] <= fill_avail;
        ends_mem[fill_q_i]  <= fill_ends;
      end
      if (pop_i) begin
        avail_mem[pop_q_i] <= pop_avail;
        ends_mem[pop_q_i]  <= pop_ends;
      end
    end
  end

  always_ff @(posedge clk_i or negedge rst_ni) begin
    if (!rst_ni) begin
      ready_q <= '0;
    end else begin
      if (fill_i) ready_q[fill_q_i] <= fill_ends != 9'd0 || fill_avail >= 9'(MaxFrags);
      if (pop_i) ready_q[pop_q_i] <= pop_ends != 9'd0 || pop_avail >= 9'(MaxFrags);
      if (clr_i) ready_q[clr_q_i] <= 1'b0;
    end
  end

  logic unused_bits;
  assign unused_bits = ^init_idx_i;

endmodule

`resetall
