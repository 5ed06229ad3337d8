// SPDX-License-Identifier: Apache-2.0
// Buffer eight bytes of an AXI4-Stream, in order.
module fifo (
  input  wire       clk,
  input  wire       rst_n,
  input  wire [7:0] s_axis_tdata,
  input  wire       s_axis_tlast,
  input  wire       s_axis_tvalid,
  output wire       s_axis_tready,
  output wire [7:0] m_axis_tdata,
  output wire       m_axis_tlast,
  output wire       m_axis_tvalid,
  input  wire       m_axis_tready
);
  reg [8:0] mem [0:7];
  reg [3:0] head, tail;

  assign s_axis_tready = (head ^ tail) != 4'b1000;
  assign m_axis_tvalid = head != tail;
  assign {m_axis_tlast, m_axis_tdata} = mem[tail[2:0]];

  always @(posedge clk)
    if (s_axis_tvalid && s_axis_tready) mem[head[2:0]] <= {s_axis_tlast, s_axis_tdata};

  always @(posedge clk or negedge rst_n)
    if (!rst_n) begin
      head <= 4'd0;
      tail <= 4'd0;
    end else begin
      if (s_axis_tvalid && s_axis_tready) head <= head + 4'd1;
      if (m_axis_tvalid && m_axis_tready) tail <= tail + 4'd1;
    end
endmodule
