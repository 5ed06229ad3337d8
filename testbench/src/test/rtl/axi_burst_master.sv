// SPDX-License-Identifier: Apache-2.0
// Issue AXI4 bursts as commands say, legal and illegal ones: wrong strobes, WLAST early or late,
// VALID withdrawn, payload changed while it waits. Write data is a function of seed, beat and lane.
`default_nettype none

module axi_burst_master #(
  parameter int unsigned DataWidth = 64,  // bits, a power of two, 8..1024
  parameter int unsigned IdWidth   = 4,
  parameter int unsigned LogQueue  = 6    // log2 of the commands waiting per channel
) (
  input  wire                    clk_i,
  input  wire                    rst_ni,

  input  wire                    cmd_valid_i,
  output wire                    cmd_ready_o,
  input  wire                    cmd_write_i,
  input  wire  [IdWidth-1:0]     cmd_id_i,
  input  wire  [63:0]            cmd_addr_i,
  input  wire  [7:0]             cmd_len_i,
  input  wire  [2:0]             cmd_size_i,
  input  wire  [1:0]             cmd_burst_i,
  input  wire  [15:0]            cmd_user_i,
  input  wire  [31:0]            cmd_seed_i,
  input  wire  [1:0]             cmd_strb_i,  // 0 all legal lanes, 1 some of them, 2 all lanes, 3 none
  input  wire  [1:0]             cmd_last_i,  // 0 with the last beat, 1 one beat early, 2 one late

  input  wire                    data_first_i, // hold AW back until its data has been accepted
  input  wire                    bready_i,
  input  wire                    rready_i,
  input  wire  [3:0]             fault_i,      // handshake fault, see FaultXxx

  output wire                    m_axi_awvalid,
  input  wire                    m_axi_awready,
  output wire  [63:0]            m_axi_awaddr,
  output wire  [IdWidth-1:0]     m_axi_awid,
  output wire  [7:0]             m_axi_awlen,
  output wire  [2:0]             m_axi_awsize,
  output wire  [1:0]             m_axi_awburst,
  output wire  [15:0]            m_axi_awuser,
  output wire                    m_axi_wvalid,
  input  wire                    m_axi_wready,
  output wire  [DataWidth-1:0]   m_axi_wdata,
  output wire  [DataWidth/8-1:0] m_axi_wstrb,
  output wire                    m_axi_wlast,
  input  wire                    m_axi_bvalid,
  output wire                    m_axi_bready,
  input  wire  [IdWidth-1:0]     m_axi_bid,
  input  wire  [1:0]             m_axi_bresp,
  output wire                    m_axi_arvalid,
  input  wire                    m_axi_arready,
  output wire  [63:0]            m_axi_araddr,
  output wire  [IdWidth-1:0]     m_axi_arid,
  output wire  [7:0]             m_axi_arlen,
  output wire  [2:0]             m_axi_arsize,
  output wire  [1:0]             m_axi_arburst,
  output wire  [15:0]            m_axi_aruser,
  input  wire                    m_axi_rvalid,
  output wire                    m_axi_rready,
  input  wire  [DataWidth-1:0]   m_axi_rdata,
  input  wire  [IdWidth-1:0]     m_axi_rid,
  input  wire  [1:0]             m_axi_rresp,
  input  wire                    m_axi_rlast,

  output logic                   parity_o      // uses the inputs that only monitors look at
);

  localparam int unsigned BusBytes = DataWidth / 8;
  localparam int unsigned CmdWidth = IdWidth + 64 + 8 + 3 + 2 + 16 + 32 + 2 + 2;

  localparam logic [3:0] FaultAwDrop   = 4'd1;
  localparam logic [3:0] FaultAwChange = 4'd2;
  localparam logic [3:0] FaultWDrop    = 4'd3;
  localparam logic [3:0] FaultWChange  = 4'd4;
  localparam logic [3:0] FaultStrobe   = 4'd5;
  localparam logic [3:0] FaultArDrop   = 4'd6;
  localparam logic [3:0] FaultArChange = 4'd7;

  logic [CmdWidth-1:0] write_mem [2**LogQueue];
  logic [CmdWidth-1:0] read_mem [2**LogQueue];
  logic [LogQueue:0]   write_in_q, aw_out_q, w_out_q, read_in_q, ar_out_q;
  logic                aw_waited_q, w_waited_q, ar_waited_q;
  logic [8:0]          beat_q;
  logic [63:0]         beat_addr_q;
  logic                burst_begun_q;

  wire [LogQueue:0] aw_count = write_in_q - aw_out_q;
  wire [LogQueue:0] w_count  = write_in_q - w_out_q;
  wire [LogQueue:0] ar_count = read_in_q - ar_out_q;
  wire [LogQueue:0] data_lead = w_out_q - aw_out_q;

  wire [CmdWidth-1:0] cmd = {cmd_id_i, cmd_addr_i, cmd_len_i, cmd_size_i, cmd_burst_i, cmd_user_i,
                             cmd_seed_i, cmd_strb_i, cmd_last_i};
  wire room = cmd_write_i ? !aw_count[LogQueue] && !w_count[LogQueue] : !ar_count[LogQueue];
  assign cmd_ready_o = room;

  // AW and AR: the head of their queue.
  wire [IdWidth-1:0] aw_id, w_id, ar_id;
  wire [63:0]        aw_addr, w_addr, ar_addr;
  wire [7:0]         w_len;
  wire [2:0]         w_size;
  wire [1:0]         w_burst;
  wire [15:0]        w_user;
  wire [31:0]        aw_seed, w_seed, ar_seed;
  wire [1:0]         aw_strb, w_strb, ar_strb, aw_last, w_last, ar_last;

  assign {aw_id, aw_addr, m_axi_awlen, m_axi_awsize, m_axi_awburst, m_axi_awuser,
          aw_seed, aw_strb, aw_last} = write_mem[aw_out_q[LogQueue-1:0]];
  assign {ar_id, ar_addr, m_axi_arlen, m_axi_arsize, m_axi_arburst, m_axi_aruser,
          ar_seed, ar_strb, ar_last} = read_mem[ar_out_q[LogQueue-1:0]];
  assign {w_id, w_addr, w_len, w_size, w_burst, w_user, w_seed, w_strb, w_last} =
      write_mem[w_out_q[LogQueue-1:0]];

  wire aw_allowed = !data_first_i || data_lead != '0;
  assign m_axi_awvalid = aw_count != '0 && aw_allowed && !(fault_i == FaultAwDrop && aw_waited_q);
  assign m_axi_awaddr  = aw_addr ^ {63'b0, fault_i == FaultAwChange && aw_waited_q};
  assign m_axi_awid    = aw_id;
  assign m_axi_arvalid = ar_count != '0 && !(fault_i == FaultArDrop && ar_waited_q);
  assign m_axi_araddr  = ar_addr ^ {63'b0, fault_i == FaultArChange && ar_waited_q};
  assign m_axi_arid    = ar_id;
  assign m_axi_bready  = bready_i;
  assign m_axi_rready  = rready_i;

  // W: beats of the head command; the address walks as IHI 0022 A3.4.2 says.
  wire [8:0]  beats     = {1'b0, w_len} + 9'd1 + (w_last == 2'd2 ? 9'd1 : 9'd0)
                          - (w_last == 2'd1 ? 9'd1 : 9'd0);
  wire [63:0] addr_now  = burst_begun_q ? beat_addr_q : w_addr;
  wire [63:0] bytes     = 64'd1 << w_size;
  wire [63:0] aligned   = addr_now & ~(bytes - 64'd1);
  wire [63:0] total     = bytes * ({56'b0, w_len} + 64'd1);
  wire [63:0] lower     = w_addr & ~(total - 64'd1);
  wire [63:0] next_incr = aligned + bytes;
  wire [63:0] next_wrap = next_incr == lower + total ? lower : next_incr;
  wire [63:0] addr_next = w_burst == 2'd0 ? addr_now : w_burst == 2'd2 ? next_wrap : next_incr;
  wire [63:0] first_lane = addr_now & (64'(BusBytes) - 64'd1);
  wire [63:0] last_lane  = (aligned & (64'(BusBytes) - 64'd1)) + bytes - 64'd1;

  assign m_axi_wvalid = w_count != '0 && !(fault_i == FaultWDrop && w_waited_q);
  assign m_axi_wlast  = beat_q + 9'd1 == beats;

  for (genvar l = 0; l < BusBytes; l++) begin : g_lane
    wire legal = 64'(l) + 64'd1 > first_lane && 64'(l) < last_lane + 64'd1;
    wire some  = ^(w_seed >> ((l + 32'(beat_q)) & 31) & 32'h5);
    wire strobe = w_strb == 2'd0 ? legal : w_strb == 2'd1 ? legal && some : w_strb == 2'd2;
    assign m_axi_wstrb[l] = strobe ^ (fault_i == FaultStrobe && w_waited_q && l == 0);
    assign m_axi_wdata[8*l +: 8] = w_seed[7:0] + 8'(beat_q * 9'd31) + 8'(l * 7)
                                   + {7'b0, fault_i == FaultWChange && w_waited_q};
  end

  wire aw_take = m_axi_awvalid && m_axi_awready;
  wire w_take  = m_axi_wvalid && m_axi_wready;
  wire ar_take = m_axi_arvalid && m_axi_arready;
  wire cmd_take = cmd_valid_i && cmd_ready_o;

  always_ff @(posedge clk_i) begin
    if (cmd_take && cmd_write_i)  write_mem[write_in_q[LogQueue-1:0]] <= cmd;
    if (cmd_take && !cmd_write_i) read_mem[read_in_q[LogQueue-1:0]] <= cmd;
  end

  always_ff @(posedge clk_i or negedge rst_ni) begin
    if (!rst_ni) begin
      write_in_q    <= '0;
      read_in_q     <= '0;
      aw_out_q      <= '0;
      w_out_q       <= '0;
      ar_out_q      <= '0;
      aw_waited_q   <= 1'b0;
      w_waited_q    <= 1'b0;
      ar_waited_q   <= 1'b0;
      beat_q        <= '0;
      beat_addr_q   <= '0;
      burst_begun_q <= 1'b0;
      parity_o      <= 1'b0;
    end else begin
      if (cmd_take && cmd_write_i)  write_in_q <= write_in_q + 1'b1;
      if (cmd_take && !cmd_write_i) read_in_q <= read_in_q + 1'b1;
      if (aw_take) aw_out_q <= aw_out_q + 1'b1;
      if (ar_take) ar_out_q <= ar_out_q + 1'b1;
      if (w_take) begin
        beat_q        <= m_axi_wlast ? '0 : beat_q + 9'd1;
        beat_addr_q   <= addr_next;
        burst_begun_q <= !m_axi_wlast;
        if (m_axi_wlast) w_out_q <= w_out_q + 1'b1;
      end
      aw_waited_q <= m_axi_awvalid && !m_axi_awready;
      w_waited_q  <= m_axi_wvalid && !m_axi_wready;
      ar_waited_q <= m_axi_arvalid && !m_axi_arready;
      parity_o    <= ^{m_axi_bvalid, m_axi_bid, m_axi_bresp, m_axi_rvalid, m_axi_rdata, m_axi_rid,
                       m_axi_rresp, m_axi_rlast, aw_seed, aw_strb, aw_last, ar_seed, ar_strb,
                       ar_last, w_id, w_user};
    end
  end

endmodule

`default_nettype wire
