// SPDX-License-Identifier: Apache-2.0
// A little of everything that a trace can hold and Verilator 5.006 accepts.
package shapes_pkg;
  typedef enum logic [2:0] { Idle = 3'd0, Fetch = 3'd1, Write = 3'd3, Done = 3'd6 } state_e;
  typedef struct packed { logic [63:0] addr; logic [15:0] len; logic last; } op_t;
endpackage

module shapes_lane #(
  parameter int unsigned Lane = 0
) (
  input  logic        clk_i,
  input  logic        rst_ni,
  input  logic [31:0] data_i,
  output logic [31:0] data_o
);
  always_ff @(posedge clk_i) data_o <= !rst_ni ? '0 : data_i ^ {8{Lane[3:0]}};
endmodule

module shapes (
  input  logic clk_i,
  input  logic rst_ni,
  output logic irq_o
);
  import shapes_pkg::*;
  state_e       state_q;
  op_t          op_q;
  logic [511:0] beat_q;
  logic [7:0]   mem_q [4];
  logic [31:0]  count_q;
  real          level;
  logic [31:0]  lane [4];
  int           budget;

  for (genvar i = 0; i < 4; i++) begin : g_lane
    shapes_lane #(.Lane(i)) u_lane (.clk_i, .rst_ni, .data_i(count_q), .data_o(lane[i]));
  end

  always_ff @(posedge clk_i) begin
    if (!rst_ni) begin
      count_q <= '0; state_q <= Idle; op_q <= '0; beat_q <= '0; level <= 0.0; budget <= -5;
      for (int i = 0; i < 4; i++) mem_q[i] <= '0;
    end else begin
      count_q <= count_q + 32'd1;
      level   <= level + 0.25;
      budget  <= budget + 3;
      mem_q[count_q[1:0]] <= count_q[7:0];
      beat_q  <= {beat_q[479:0], count_q * 32'h9E3779B1};
      op_q    <= '{addr: 64'hFFFF_0000_0000_0000 | 64'(count_q), len: count_q[15:0], last: &count_q[1:0]};
      unique case (state_q)
        Idle:    state_q <= Fetch;
        Fetch:   state_q <= Write;
        Write:   state_q <= Done;
        default: state_q <= Idle;
      endcase
    end
  end
  assign irq_o = state_q == Done;
endmodule
