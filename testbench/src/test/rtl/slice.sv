// SPDX-License-Identifier: Apache-2.0
// Cut a valid/ready channel with registers both ways: two entries, full throughput, outputs from
// registers. fault_i breaks a rule of the handshake on the output, for checkers to see.
`default_nettype none

module slice #(
  parameter int unsigned Width = 16
) (
  input  wire              clk_i,
  input  wire              rst_ni,
  input  wire  [1:0]       fault_i,      // 1: drops out_valid, 2: changes out_data while waiting

  input  wire              in_valid,
  output wire              in_ready,
  input  wire  [Width-1:0] in_data,

  output wire              out_valid,
  input  wire              out_ready,
  output wire  [Width-1:0] out_data
);

  logic [Width-1:0] first_q, second_q;
  logic             first_valid_q, second_valid_q, waited_q;

  assign in_ready  = !second_valid_q;
  assign out_valid = first_valid_q && !(fault_i == 2'd1 && waited_q);
  assign out_data  = fault_i == 2'd2 && waited_q ? ~first_q : first_q;

  always_ff @(posedge clk_i or negedge rst_ni) begin
    if (!rst_ni) begin
      first_q        <= '0;
      second_q       <= '0;
      first_valid_q  <= 1'b0;
      second_valid_q <= 1'b0;
      waited_q       <= 1'b0;
    end else begin
      waited_q <= out_valid && !out_ready;
      if (!first_valid_q || out_ready) begin
        first_valid_q  <= second_valid_q || in_valid;
        first_q        <= second_valid_q ? second_q : in_data;
        second_valid_q <= 1'b0;
      end else if (in_valid && in_ready) begin
        second_valid_q <= 1'b1;
        second_q       <= in_data;
      end
    end
  end

endmodule

`default_nettype wire
