// SPDX-License-Identifier: Apache-2.0
// Handshake rule of one channel: VALID, once up, stays up with the same payload until READY, and is
// down during reset (AXI4 A3.1.2, A3.2.1; AXI4-Stream 2.2.1).
`default_nettype none

module nicdma_chk_stable #(
  parameter int unsigned Width   = 1,
  parameter              Channel = "AW",
  parameter              Rule    = "AXI4 A3.2.1"
) (
  input  logic             clk_i,
  input  logic             rst_ni,
  input  logic             on_i,
  input  logic             valid_i,
  input  logic             ready_i,
  input  logic [Width-1:0] payload_i
);
  /* verilator coverage_off */
  logic             held_q;
  logic [Width-1:0] payload_q;

  always_ff @(posedge clk_i or negedge rst_ni) begin
    if (!rst_ni) held_q <= 1'b0;
    else held_q <= valid_i && !ready_i;
  end
  always_ff @(posedge clk_i) begin
    if (valid_i && !ready_i) payload_q <= payload_i;
  end

  always_ff @(posedge clk_i) begin
    if (on_i && rst_ni && held_q) begin
      assert (valid_i)
        else $error("VALID fell before READY: channel=%0s (expected: %0s)", Channel, Rule);
      assert (!valid_i || payload_i == payload_q)
        else $error("payload changed before READY: channel=%0s now=%0h was=%0h (expected: %0s)",
                    Channel, payload_i, payload_q, Rule);
    end
  end
endmodule

`resetall
