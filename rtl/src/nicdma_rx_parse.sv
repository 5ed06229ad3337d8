// SPDX-License-Identifier: Apache-2.0
// Keep the head of each frame and find what RSS hashes: addresses, and ports of unfragmented
// TCP/UDP, behind up to two VLAN tags; the outermost tag; where the headers end.
//
// Headers end behind Ethernet and tags, IPv4 with options or IPv6, and an unfragmented TCP header
// with options or a UDP header that lies wholly in the frame.
//
// The tuple is registered one cycle after the frame's commit. `tuple_o` holds the hash input with
// its first byte in the most significant bits, zero behind the end.
`default_nettype none
`include "nicdma_bug.svh"

module nicdma_rx_parse #(
  parameter int unsigned DataWidth = 128
) (
  `NICDMA_BUG_PORT
  input  logic                 clk_i,
  input  logic                 rst_ni,
  input  logic                 beat_i,        // a beat was taken from the MAC
  input  logic                 last_i,
  input  logic [DataWidth-1:0] data_i,
  input  logic                 commit_i,      // with the last beat
  input  logic [13:0]          commit_len_i,
  output logic                 valid_o,       // two cycles after commit_i
  output logic                 vlan_o,
  output logic                 ipv4_o,
  output logic                 ipv6_o,
  output logic                 tcp_o,
  output logic                 udp_o,
  output logic [255:0]         addrs_o,       // IPv4: top 64 bits
  output logic [31:0]          ports_o,
  output logic [15:0]          tci_o,         // outermost VLAN tag, 0 without
  output logic [7:0]           split_o,       // header bytes, 14..142; may exceed the frame
  // the same frame's head as it comes, for nicdma_rx_csum
  output logic                 parsed_o,      // one cycle after commit_i
  output logic                 tag0_o,
  output logic                 tag1_o,
  output logic [47:0]          l3_head_o,
  output logic [591:0]         l3_o,          // while parsed_o, as the following
  output logic [13:0]          len_o,
  output logic                 is_ipv4_o,
  output logic                 is_ipv6_o,
  output logic                 is_tcp_o,
  output logic                 is_udp_o
);
  // Furthest byte needed: 14 + 2 VLAN tags + longest IPv4 header + TCP data offset = 95.
  localparam int unsigned HdrBeats = DataWidth == 512 ? 2 : 768 / DataWidth;
  localparam int unsigned HdrBits  = HdrBeats * DataWidth;
  localparam int unsigned CntW     = $clog2(HdrBeats + 1);

  logic [HdrBits-1:0] hdr_q;
  logic [CntW-1:0]    cnt_q;
  logic               done_q;
  logic [13:0]        len_q;

  always_ff @(posedge clk_i) begin
    if (beat_i && cnt_q != CntW'(HdrBeats)) begin
      for (int unsigned i = 0; i < HdrBeats; i++) begin
        if (cnt_q == CntW'(i)) hdr_q[i*DataWidth +: DataWidth] <= data_i;
      end
    end
    if (commit_i) len_q <= commit_len_i;
  end

  always_ff @(posedge clk_i or negedge rst_ni) begin
    if (!rst_ni) begin
      cnt_q  <= '0;
      done_q <= 1'b0;
    end else begin
      done_q <= commit_i;
      if (beat_i) begin
        if (last_i) cnt_q <= '0;
        else if (cnt_q != CntW'(HdrBeats)) cnt_q <= cnt_q + 1'b1;
      end
    end
  end

  // ---------------------------------------------------------------- classification
  logic [15:0]  type0, type1, ethertype, frag;
  logic         tag0, tag1, ipv4, ipv6, tcp, udp;
  logic [591:0] l3;           // from the first byte of the IP header
  logic [4:0]   l3_off;
  logic [3:0]   ihl;
  logic [7:0]   proto;
  logic [13:0]  l4_end;
  logic [31:0]  ports;
  logic [255:0] addrs;

  always_comb begin
    type0     = {hdr_q[12*8 +: 8], hdr_q[13*8 +: 8]};
    type1     = {hdr_q[16*8 +: 8], hdr_q[17*8 +: 8]};
    tag0      = type0 == 16'h8100 || type0 == 16'h88A8;
    tag1      = tag0 && (type1 == 16'h8100 || type1 == 16'h88A8);
    ethertype = type0;
    l3_off    = 5'd14;
    l3        = '0;
    if (done_q) begin
      l3 = hdr_q[14*8 +: 592];
      if (tag1) begin
        ethertype = {hdr_q[20*8 +: 8], hdr_q[21*8 +: 8]};
        l3_off    = 5'd22;
        l3        = hdr_q[22*8 +: 592];
      end else if (tag0) begin
        ethertype = type1;
        l3_off    = 5'd18;
        l3        = hdr_q[18*8 +: 592];
      end
    end
  end

  assign parsed_o  = done_q;
  assign tag0_o    = tag0;
  assign tag1_o    = tag1;
  assign l3_head_o = tag1 ? hdr_q[22*8 +: 48] : tag0 ? hdr_q[18*8 +: 48] : hdr_q[14*8 +: 48];
  assign l3_o      = l3;
  assign len_o     = len_q;
  assign is_ipv4_o = ipv4;
  assign is_ipv6_o = ipv6;
  assign is_tcp_o  = tcp;
  assign is_udp_o  = udp;

  always_comb begin
    // without a header l3 is 0, and so is all of this
    {ihl, frag, proto, l4_end} = '0;
    {ipv4, ipv6, tcp, udp}     = '0;
    if (done_q) begin
      ihl    = l3[3:0];
      frag   = {l3[6*8 +: 8], l3[7*8 +: 8]};
      ipv4   = ethertype == 16'h0800 && l3[7:4] == 4'd4 && ihl >= 4'd5 &&
               len_q >= {9'b0, l3_off} + {8'b0, ihl, 2'b0};
      ipv6   = ethertype == 16'h86DD && l3[7:4] == 4'd6 && len_q >= {9'b0, l3_off} + 14'd40;
      proto  = ipv6 ? l3[6*8 +: 8] : l3[9*8 +: 8];
      l4_end = {9'b0, l3_off} + (ipv6 ? 14'd44 : {8'b0, ihl, 2'b0} + 14'd4);
      tcp    = (ipv6 || (ipv4 && frag[13:0] == 14'd0)) && proto == 8'd6 && len_q >= l4_end;
      udp    = (ipv6 || (ipv4 && frag[13:0] == 14'd0)) && proto == 8'd17 && len_q >= l4_end;
    end

    addrs = '0;
    ports = '0;
    if (done_q) begin
      if (ipv6) begin
        for (int unsigned i = 0; i < 32; i++) addrs[(31-i)*8 +: 8] = l3[(8+i)*8 +: 8];
      end else begin
        for (int unsigned i = 0; i < 8; i++) addrs[(31-i)*8 +: 8] = l3[(12+i)*8 +: 8];
      end
      ports = l3[{1'b0, ipv6 ? 4'd10 : ihl, 5'b0} +: 32];
      ports = {ports[7:0], ports[15:8], ports[23:16], ports[31:24]};
    end
  end

  // ---------------------------------------------------------------- end of the headers
  logic [7:0] l4_off, split, data_off;

  always_comb begin
    l4_off   = {3'b0, l3_off} + (ipv6 ? 8'd40 : ipv4 ? {2'b0, ihl, 2'b0} : 8'd0);
    data_off = '0;
    split    = l4_off;
    if (done_q) begin
      data_off = l3[{1'b0, ipv6 ? 4'd10 : ihl, 5'b0} + 10'd96 +: 8];
      if (tcp && len_q >= {6'b0, l4_off} + 14'd20 && data_off[7:4] >= 4'd5) begin
        split = l4_off + {2'b0, data_off[7:4], 2'b0};
      end
      if (udp && len_q >= {6'b0, l4_off} + 14'd8) split = l4_off + 8'd8;
    end
    // Bug 34: header split one byte late.
    if (`NICDMA_BUG(34)) split = split + 8'd1;
  end

  always_ff @(posedge clk_i or negedge rst_ni) begin
    if (!rst_ni) valid_o <= 1'b0;
    else valid_o <= done_q;
  end

  always_ff @(posedge clk_i) begin
    if (done_q) begin
      vlan_o  <= tag0 && len_q >= 14'd18;
      ipv4_o  <= ipv4;
      ipv6_o  <= ipv6;
      tcp_o   <= tcp;
      udp_o   <= udp;
      addrs_o <= addrs;
      ports_o <= ports;
      tci_o   <= tag0 && len_q >= 14'd18 ? {hdr_q[14*8 +: 8], hdr_q[15*8 +: 8]} : 16'd0;
      split_o <= split;
    end
  end

  // MAC addresses, bytes no parser needs, reserved flag bits
  logic unused_bits;
  assign unused_bits = ^{hdr_q, frag[15:14], data_off[3:0]};

endmodule

`resetall
