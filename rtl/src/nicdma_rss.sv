// SPDX-License-Identifier: Apache-2.0
// Receive-side scaling: Toeplitz hash with a programmable 40-byte key, 128-entry queue table.
//
// Two cycles from tuple to queue. Frames that no enabled hash type covers go to the default queue
// with hash_type 0. Table entries that name no existing queue mean the default queue.
`default_nettype none
`include "nicdma_bug.svh"

module nicdma_rss #(
  parameter int unsigned NumRxQ = 4,
  parameter bit          RssEn  = 1'b1
) (
  `NICDMA_BUG_PORT
  input  logic         clk_i,
  input  logic         rst_ni,
  input  logic         init_i,         // sweep: table entry init_idx_i <= init_idx_i mod NumRxQ
  input  logic [7:0]   init_idx_i,
  // registers
  input  logic [319:0] key_i,          // byte 0 of the key in bits 319:312
  input  logic [15:0]  ctrl_i,         // RSS_CTRL
  input  logic         tbl_write_i,
  input  logic [6:0]   tbl_idx_i,
  input  logic [7:0]   tbl_wdata_i,
  output logic [7:0]   tbl_rdata_o,
  // from the parser
  input  logic         valid_i,
  input  logic         ipv4_i,
  input  logic         ipv6_i,
  input  logic         tcp_i,
  input  logic         udp_i,
  input  logic [255:0] addrs_i,
  input  logic [31:0]  ports_i,
  // decision, one cycle after valid_i
  output logic         valid_o,
  output logic [7:0]   qid_o,          // combinational from the table
  output logic [31:0]  hash_o,
  output logic [3:0]   hash_type_o
);
  logic [7:0]   tbl [128];
  logic [7:0]   init_q_q;              // init_idx_i mod NumRxQ

  always_ff @(posedge clk_i or negedge rst_ni) begin
    if (!rst_ni) init_q_q <= '0;
    else if (init_i) init_q_q <= init_q_q == 8'(NumRxQ - 1) ? 8'd0 : init_q_q + 8'd1;
  end

  always_ff @(posedge clk_i) begin
    if (init_i && !init_idx_i[7]) tbl[init_idx_i[6:0]] <= init_q_q;
    else if (tbl_write_i) tbl[tbl_idx_i] <= tbl_wdata_i;
  end
  assign tbl_rdata_o = tbl[tbl_idx_i];

  // ---------------------------------------------------------------- which hash
  logic       with_ports;
  logic [3:0] kind;

  always_comb begin
    with_ports = 1'b0;
    kind       = nicdma_pkg::HashNone;
    if (valid_i && RssEn && ctrl_i[0]) begin
      if (ipv4_i) begin
        with_ports = (tcp_i && ctrl_i[2]) || (udp_i && ctrl_i[3]);
        if (with_ports) kind = tcp_i ? nicdma_pkg::HashTcpIpv4 : nicdma_pkg::HashUdpIpv4;
        else if (ctrl_i[1]) kind = nicdma_pkg::HashIpv4;
      end else if (ipv6_i) begin
        with_ports = (tcp_i && ctrl_i[5]) || (udp_i && ctrl_i[6]);
        if (with_ports) kind = tcp_i ? nicdma_pkg::HashTcpIpv6 : nicdma_pkg::HashUdpIpv6;
        else if (ctrl_i[4]) kind = nicdma_pkg::HashIpv6;
      end
    end
  end

  // ---------------------------------------------------------------- hash, once per frame
  logic [287:0] data;
  logic [319:0] key;
  logic [31:0]  word, hash;
  logic         short_addrs;

  assign short_addrs = ipv4_i || `NICDMA_BUG(51);   // bug 51: IPv6 hashed as IPv4
  assign key = `NICDMA_BUG(50) ? {key_i[311:0], key_i[319:312]} : key_i;

  always_comb begin
    data = '0;
    hash = '0;
    word = '0;
    if (kind != nicdma_pkg::HashNone) begin
      if (short_addrs) data = {addrs_i[255:192], with_ports ? ports_i : 32'd0, 192'd0};
      else data = {addrs_i, with_ports ? ports_i : 32'd0};
      for (int unsigned w = 0; w < 9; w++) begin
        word = data[(8-w)*32 +: 32];
        if (word != 32'd0) begin
          for (int unsigned b = 0; b < 32; b++) begin
            hash = hash ^ ({32{word[31-b]}} & key[288-(w*32+b) +: 32]);
          end
        end
      end
    end
  end

  logic [6:0] idx;
  logic [7:0] entry, fallback;

  always_ff @(posedge clk_i or negedge rst_ni) begin
    if (!rst_ni) valid_o <= 1'b0;
    else valid_o <= valid_i;
  end

  always_ff @(posedge clk_i) begin
    if (valid_i) begin
      hash_o      <= hash;
      hash_type_o <= kind;
    end
  end

  assign idx      = `NICDMA_BUG(52) ? hash_o[31:25] : hash_o[6:0];
  assign entry    = tbl[idx];
  assign fallback = {1'b0, ctrl_i[15:8]} < 9'(NumRxQ) ? ctrl_i[15:8] : 8'd0;
  assign qid_o    = hash_type_o != nicdma_pkg::HashNone && {1'b0, entry} < 9'(NumRxQ) ?
                    entry : fallback;

  logic unused_bits;
  assign unused_bits = ctrl_i[7];

endmodule

`resetall
