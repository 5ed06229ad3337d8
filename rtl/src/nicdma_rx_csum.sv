// SPDX-License-Identifier: Apache-2.0
// Checksums of received frames: the ones'-complement sum from the first byte behind Ethernet header
// and VLAN tags to the end of the frame, and whether the IPv4 header and the TCP or UDP checksum
// are right.
//
// Beats are summed one cycle after they come, when the parser has their header bytes. The sum of
// what lies behind the end of the IP packet (Ethernet padding) is kept apart. Result registered
// three cycles after the last beat of a committed frame, held until the next one.
// Sums are of little-endian 32-bit words, folded and turned at the end: a ones'-complement sum does
// not depend on byte order. A sum is 0 only if every byte is 0.
`default_nettype none
`include "nicdma_bug.svh"

module nicdma_rx_csum #(
  parameter int unsigned DataWidth = 128
) (
  `NICDMA_BUG_PORT
  input  logic                 clk_i,
  input  logic                 rst_ni,
  // beats
  input  logic                 beat_i,
  input  logic                 last_i,
  input  logic                 commit_i,      // with the last beat: the frame is kept
  input  logic [DataWidth-1:0] data_i,
  input  logic [DataWidth/8-1:0] keep_i,
  // from the parser's header registers, this cycle
  input  logic                 parsed_i,      // the cycle after commit_i
  input  logic                 tag0_i,        // first, second VLAN tag
  input  logic                 tag1_i,
  input  logic [47:0]          l3_head_i,     // from the first byte of the IP header
  input  logic [591:0]         l3_i,          // the same, with parsed_i
  input  logic [13:0]          len_i,         // of the frame; with parsed_i
  input  logic                 ipv4_i,        // with parsed_i, as the following
  input  logic                 ipv6_i,
  input  logic                 tcp_i,
  input  logic                 udp_i,
  // result
  output logic [15:0]          csum_o,
  output logic                 l3_ok_o,
  output logic                 l4_ok_o
);
  localparam int unsigned Bytes = DataWidth / 8;
  localparam int unsigned OffW  = $clog2(Bytes);
  localparam int unsigned Words = DataWidth / 32;
  localparam int unsigned SumW  = 45;         // 4096 words of 32 bits, and one bit

  // Fold 48 bits to 16; bug 53 forgets the carries.
  function automatic logic [15:0] fold(input logic [47:0] value, input logic forget);
    logic [17:0] once;
    logic [16:0] twice;
    begin
      once  = {2'b0, value[15:0]} + {2'b0, value[31:16]} + {2'b0, value[47:32]};
      twice = {1'b0, once[15:0]} + {15'd0, forget ? 2'd0 : once[17:16]};
      fold  = twice[15:0] + {15'd0, twice[16] && !forget};
    end
  endfunction

  // ---------------------------------------------------------------- the beat, one cycle later
  logic                 valid_q, first_q, open_q, last_q;
  logic [DataWidth-1:0] data_q;
  logic [Bytes-1:0]     keep_q;
  logic [13:0]          pos_q;                // of its first byte in the frame

  always_ff @(posedge clk_i or negedge rst_ni) begin
    if (!rst_ni) begin
      valid_q <= 1'b0;
      open_q  <= 1'b0;
    end else begin
      valid_q <= beat_i;
      if (beat_i) open_q <= !last_i;
    end
  end

  always_ff @(posedge clk_i) begin
    if (beat_i) begin
      data_q  <= data_i;
      first_q <= !open_q;
      last_q  <= last_i;
      pos_q   <= open_q ? pos_q + 14'(Bytes) : 14'd0;
      if (last_i) keep_q <= keep_i;
    end
  end

  // ---------------------------------------------------------------- which bytes
  logic [13:0]          start;                // first byte summed
  logic [16:0]          packet;               // length of the IP packet
  logic [17:0]          stop, behind;         // first byte behind the packet, behind the beat
  logic                 known;                // stop is known
  logic [DataWidth-1:0] body, tail;           // bytes of the packet, bytes behind it
  logic [Bytes-1:0]     mask;
  logic [OffW-1:0]      skip, room;
  logic [SumW-1:0]      body_sum, tail_sum, body_q, tail_q;

  assign start  = tag1_i ? 14'd22 : tag0_i ? 14'd18 : 14'd14;
  assign packet = l3_head_i[7:4] == 4'd4 ? {1'b0, l3_head_i[23:16], l3_head_i[31:24]} :
                  {1'b0, l3_head_i[39:32], l3_head_i[47:40]} + 17'd40;
  assign stop   = {4'd0, start} + {1'b0, packet};
  assign known  = packet >= 17'd20;
  assign skip   = OffW'(start - pos_q);
  assign room   = OffW'(stop - {4'd0, pos_q});
  assign behind = {4'd0, pos_q} + 18'(Bytes);

  always_comb begin
    body     = '0;
    tail     = '0;
    mask     = '1;
    body_sum = '0;
    tail_sum = '0;
    if (valid_q) begin
      body = data_q;
      if (last_q) mask = keep_q;
      if (pos_q < start) begin
        mask = behind <= {4'd0, start} ? '0 : mask & ({Bytes{1'b1}} << skip);
      end
      if (mask != {Bytes{1'b1}}) begin
        for (int unsigned i = 0; i < Bytes; i++) if (!mask[i]) body[i*8 +: 8] = 8'd0;
      end
      if (known && behind > stop) begin
        tail = body;
        if ({4'd0, pos_q} < stop) begin
          body = body & ~({DataWidth{1'b1}} << {room, 3'b0});
          tail = tail & ({DataWidth{1'b1}} << {room, 3'b0});
        end else begin
          body = '0;
        end
        for (int unsigned i = 0; i < Words; i++) tail_sum = tail_sum + SumW'(tail[i*32 +: 32]);
      end
      for (int unsigned i = 0; i < Words; i++) body_sum = body_sum + SumW'(body[i*32 +: 32]);
      if (!first_q) begin
        body_sum = body_sum + body_q;
        tail_sum = tail_sum + tail_q;
      end
    end
  end

  always_ff @(posedge clk_i) begin
    if (valid_q) begin
      body_q <= body_sum;
      tail_q <= tail_sum;
    end
  end

  // ---------------------------------------------------------------- the headers
  // Packet sum minus IP header plus pseudo header is 0xFFFF: checksum right. The addresses are in
  // both, so only the rest of the header is taken away.
  logic [47:0]  head_sum, rest_sum;
  logic [5:0]   ip_bytes;
  logic [103:0] l4;
  logic [13:0]  l4_len;
  logic [7:0]   proto;
  logic         checkable;
  logic         parsed_q, l3_ok_q, checkable_q;
  logic [15:0]  rest_q;
  logic [31:0]  pseudo_q;

  always_comb begin
    head_sum  = '0;
    rest_sum  = '0;
    l4        = '0;
    ip_bytes  = ipv6_i ? 6'd40 : {l3_i[3:0], 2'b0};
    l4_len    = packet[13:0] - {8'b0, ip_bytes};
    proto     = udp_i ? 8'd17 : 8'd6;
    checkable = 1'b0;
    if (parsed_i && (ipv4_i || ipv6_i)) begin
      for (int unsigned i = 0; i < 15; i++) begin
        if (4'(i) < l3_i[3:0]) head_sum = head_sum + {16'd0, l3_i[i*32 +: 32]};
      end
      rest_sum = {16'd0, l3_i[31:0]} + {16'd0, l3_i[63:32]};
      if (ipv4_i) begin
        rest_sum = head_sum - {16'd0, l3_i[127:96]} - {16'd0, l3_i[159:128]};
      end
      l4 = l3_i[{1'b0, ip_bytes[5:2], 5'b0} +: 104];
      checkable = stop <= {4'd0, len_i} && packet > {11'b0, ip_bytes} &&
                  (tcp_i ? l4_len >= 14'd20 :
                   udp_i && l4_len >= 14'd8 && {l4[39:32], l4[47:40]} == {2'b0, l4_len} &&
                   l4[63:48] != 16'd0);
    end
  end

  always_ff @(posedge clk_i or negedge rst_ni) begin
    if (!rst_ni) parsed_q <= 1'b0;
    else parsed_q <= parsed_i;
  end

  always_ff @(posedge clk_i) begin
    if (parsed_i) begin
      l3_ok_q     <= ipv4_i && fold(head_sum, 1'b0) == 16'hFFFF;
      checkable_q <= checkable;
      rest_q      <= ~fold(rest_sum, 1'b0);
      pseudo_q    <= {16'd0, l4_len[7:0], 2'b0, l4_len[13:8]} + {16'd0, proto, 8'd0};
    end
  end

  // ---------------------------------------------------------------- the result
  logic [15:0] all, checked;
  logic        hold;

  always_comb begin
    all     = '0;
    checked = '0;
    if (parsed_q) begin
      all     = fold({3'd0, body_q} + {3'd0, tail_q}, `NICDMA_BUG(53));
      checked = fold({3'd0, body_q} + {32'd0, rest_q} + {16'd0, pseudo_q}, `NICDMA_BUG(53));
    end
  end

  always_ff @(posedge clk_i) begin
    if (parsed_q && !hold) begin
      csum_o  <= {all[7:0], all[15:8]};
      l3_ok_o <= l3_ok_q;
      l4_ok_o <= checkable_q && checked == 16'hFFFF;
    end
  end

`ifdef NICDMA_MUTATE
  // Bug 54: after a dropped frame the next one gets the sums of the frame before.
  logic dropped_q;
  always_ff @(posedge clk_i or negedge rst_ni) begin
    if (!rst_ni) dropped_q <= 1'b0;
    else if (beat_i && last_i && !commit_i) dropped_q <= 1'b1;
    else if (parsed_q) dropped_q <= 1'b0;
  end
  assign hold = `NICDMA_BUG(54) && dropped_q;
`else
  assign hold = 1'b0;
  logic unused_commit;
  assign unused_commit = commit_i;
`endif

  // header bytes nobody sums
  logic unused_bits;
  assign unused_bits = ^{l3_i, l3_head_i, l4};

endmodule

`resetall
