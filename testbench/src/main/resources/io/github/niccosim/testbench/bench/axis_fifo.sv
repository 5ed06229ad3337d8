// SPDX-License-Identifier: Apache-2.0
// Buffer an AXI4-Stream: Depth beats, in order, one beat per cycle in and out at the same time.
`default_nettype none

module axis_fifo #(
  parameter int unsigned DataWidth = 64,  // bits of tdata, a power of two, 8..1024
  parameter int unsigned LogDepth  = 4    // log2 of the beats it holds
) (
  input  wire                    clk_i,
  input  wire                    rst_ni,

  input  wire                    s_axis_tvalid,
  output wire                    s_axis_tready,
  input  wire  [DataWidth-1:0]   s_axis_tdata,
  input  wire  [DataWidth/8-1:0] s_axis_tkeep,
  input  wire                    s_axis_tlast,
  input  wire                    s_axis_tuser,

  output wire                    m_axis_tvalid,
  input  wire                    m_axis_tready,
  output wire  [DataWidth-1:0]   m_axis_tdata,
  output wire  [DataWidth/8-1:0] m_axis_tkeep,
  output wire                    m_axis_tlast,
  output wire                    m_axis_tuser
);

  localparam int unsigned BeatWidth = DataWidth + DataWidth / 8 + 2;

  logic [BeatWidth-1:0] mem [2**LogDepth];
  logic [LogDepth:0]    write_q, read_q;
  logic                 push, pop;

  // The distance of the pointers counts the beats; its top bit alone means full.
  wire [LogDepth:0] count = write_q - read_q;

  assign s_axis_tready = !count[LogDepth];
  assign m_axis_tvalid = count != '0;
  assign push = s_axis_tvalid && s_axis_tready;
  assign pop  = m_axis_tvalid && m_axis_tready;

  assign {m_axis_tuser, m_axis_tlast, m_axis_tkeep, m_axis_tdata} = mem[read_q[LogDepth-1:0]];

  always_ff @(posedge clk_i) begin
    if (push) begin
      mem[write_q[LogDepth-1:0]] <= {s_axis_tuser, s_axis_tlast, s_axis_tkeep, s_axis_tdata};
    end
  end

  always_ff @(posedge clk_i or negedge rst_ni) begin
    if (!rst_ni) begin
      write_q <= '0;
      read_q  <= '0;
    end else begin
      if (push) write_q <= write_q + 1'b1;
      if (pop)  read_q  <= read_q + 1'b1;
    end
  end

endmodule

`default_nettype wire
