// SPDX-License-Identifier: Apache-2.0
// Every kind of type a handle can have, in one small design.
package types_pkg;
  typedef enum logic [1:0] {Idle = 0, Busy = 1, Done = 3} state_e;
  typedef struct packed {
    logic [3:0] tag;
    state_e     state;
    logic [1:0] plain;
  } head_t;
  typedef struct packed {
    head_t             head;
    logic              valid;
    logic [1:0][7:0]   lanes;
    head_t [1:0]       tail;
    logic [69:0]       wide;
  } packet_t;
endpackage

module types_bank #(
  parameter int unsigned Index = 0
) (
  input  logic        clk_i,
  input  logic [7:0]  data_i,
  output logic [7:0]  data_o
);
  logic [7:0] hold_q;
  types_pkg::head_t head_q;
  always_ff @(posedge clk_i) begin
    hold_q <= data_i + 8'(Index);
    head_q.tag <= data_i[3:0];
    head_q.state <= types_pkg::Busy;
    head_q.plain <= head_q.plain + 2'd1;
  end
  assign data_o = hold_q;
endmodule

module types #(
  parameter int unsigned Depth = 16,
  parameter logic [39:0] Magic = 40'hab_cdef_0123,
  parameter string Name = "types",
  parameter types_pkg::state_e Start = types_pkg::Busy,
  localparam int Sum = -5
) (
  input  logic                  clk_i,
  input  logic                  rst_ni,
  input  types_pkg::packet_t    packet_i,
  output types_pkg::packet_t    packet_o,
  input  types_pkg::state_e     state_i,
  output types_pkg::state_e     state_o,
  input  logic [7:0]            row_i [3],
  output logic [7:0]            row_o [3],
  input  types_pkg::head_t      heads_i [1:2],
  output logic [7:0]            grid_o [2][4:1],
  input  logic signed [4:0]     signed_i,
  input  logic [0:6]            up_i,
  input  logic [11:4]           high_i,
  output logic [7:0]            bank_o [3],
  input  types_pkg::state_e     states_i [2],
  output logic [99:0]           force_o,
  output logic [7:0]            count_o
);
  typedef enum int {Red, Green = 7} colour_e;
  typedef union packed { logic [7:0] byte_v; struct packed { logic [3:0] hi; logic [3:0] lo; } nib; } both_t;
  both_t both_q;
  colour_e colour_q;
  logic [11:0] mem [Depth];
  logic [99:0] wide_mem [4:11];
  types_pkg::packet_t packet_q;
  types_pkg::head_t history_q [2][3];
  logic [7:0] count_q;
  logic [99:0] force_q;
  logic [1:0] plain_q [2];
  struct { logic [3:0] a; logic [7:0] b; } unp_q;
  always_ff @(posedge clk_i) begin
    if (!rst_ni) count_q <= '0; else count_q <= count_q + 8'd1;
    packet_q <= packet_i;
    mem[count_q[3:0]] <= {4'd0, count_q};
    wide_mem[{1'b0, count_q[1:0]} + 4] <= 100'(packet_i);
    colour_q <= Green;
    both_q <= count_q;
    plain_q[0] <= states_i[0];
    plain_q[1] <= states_i[1];
    force_q <= {92'd0, count_q};
    unp_q.a <= count_q[3:0];
    unp_q.b <= count_q;
    history_q[count_q[0]][0] <= packet_i.head;
  end
  assign packet_o = packet_q;
  assign force_o = force_q;
  assign count_o = count_q;
  assign state_o = state_i;
  assign row_o = row_i;
  for (genvar g = 0; g < 2; g++) begin : gen_bank
    logic [7:0] local_q;
    always_ff @(posedge clk_i) local_q <= count_q ^ 8'(g);
    if (g == 1) begin : gen_in
      types_bank #(.Index(g)) u_bank (.clk_i, .data_i(local_q), .data_o(bank_o[g]));
    end else begin : gen_out
      types_bank #(.Index(g)) u_bank (.clk_i, .data_i(local_q), .data_o(bank_o[g]));
    end
  end
  logic [1:0][7:0] arr;
  types_bank u_arr [1:0] (.clk_i, .data_i(count_q), .data_o(arr));
  assign bank_o[2] = arr[0] ^ arr[1];
  always_comb for (int r = 0; r < 2; r++) for (int c = 1; c < 5; c++) grid_o[r][c] = 8'(10 * r + c) + count_q;
  wire _unused = &{1'b0, heads_i[1], signed_i, up_i, high_i};
endmodule
