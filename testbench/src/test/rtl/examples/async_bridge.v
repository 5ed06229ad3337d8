// SPDX-License-Identifier: Apache-2.0
// Carry a byte stream from one clock to another, whatever their periods and phases: eight entries,
// Gray-coded pointers, two synchronising registers each way.
module async_bridge (
  input  wire       s_clk,
  input  wire       s_rst_n,
  input  wire [7:0] s_axis_tdata,
  input  wire       s_axis_tlast,
  input  wire       s_axis_tvalid,
  output wire       s_axis_tready,

  input  wire       m_clk,
  input  wire       m_rst_n,
  output wire [7:0] m_axis_tdata,
  output wire       m_axis_tlast,
  output wire       m_axis_tvalid,
  input  wire       m_axis_tready
);
  reg [8:0] mem [0:7];

  // Binary pointers with one bit more than the address, and their Gray codes.
  reg  [3:0] head, head_gray, tail, tail_gray;
  wire [3:0] head_next = head + {3'd0, s_axis_tvalid && s_axis_tready};
  wire [3:0] tail_next = tail + {3'd0, m_axis_tvalid && m_axis_tready};

  reg [3:0] tail_meta, tail_seen;  // tail_gray as s_clk sees it
  reg [3:0] head_meta, head_seen;  // head_gray as m_clk sees it

  assign s_axis_tready = head_gray != {~tail_seen[3:2], tail_seen[1:0]};
  assign m_axis_tvalid = tail_gray != head_seen;
  assign {m_axis_tlast, m_axis_tdata} = mem[tail[2:0]];

  always @(posedge s_clk)
    if (s_axis_tvalid && s_axis_tready) mem[head[2:0]] <= {s_axis_tlast, s_axis_tdata};

  always @(posedge s_clk or negedge s_rst_n)
    if (!s_rst_n) begin
      {head, head_gray, tail_meta, tail_seen} <= 16'd0;
    end else begin
      head <= head_next;
      head_gray <= head_next ^ (head_next >> 1);
      tail_meta <= tail_gray;
      tail_seen <= tail_meta;
    end

  always @(posedge m_clk or negedge m_rst_n)
    if (!m_rst_n) begin
      {tail, tail_gray, head_meta, head_seen} <= 16'd0;
    end else begin
      tail <= tail_next;
      tail_gray <= tail_next ^ (tail_next >> 1);
      head_meta <= head_gray;
      head_seen <= head_meta;
    end
endmodule
