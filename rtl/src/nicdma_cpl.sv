// SPDX-License-Identifier: Apache-2.0
// Turn the oldest finished slot into a completion record and its address; gather what the buffers
// of a frame have in common.
//
// Space in the completion ring was reserved when the frame was launched, so nothing can be lost
// or has to wait here. One record per cycle; slot finished to operation: 1 cycle.
`default_nettype none
`include "nicdma_bug.svh"

module nicdma_cpl #(
  parameter int unsigned QW        = 2,
  parameter int unsigned AddrWidth = 64,
  parameter int unsigned SlotW     = 123,
  parameter int unsigned CplBytes  = 16,   // 16 or 32
  parameter bit          TsEn      = 1'b1
) (
  `NICDMA_BUG_PORT
  input  logic                 clk_i,
  input  logic                 rst_ni,
  // oldest slot
  input  logic                 head_valid_i,
  output logic                 head_take_o,
  input  logic [SlotW-1:0]     head_slot_i,
  input  logic [2:0]           head_resp_i,    // as nicdma_dma_wr numbers them
  // completion ring of the slot's queue, looked up in the same cycle
  output logic [QW-1:0]        look_q_o,
  input  logic [AddrWidth-1:0] look_base_i,
  input  logic [3:0]           look_log2_i,
  input  logic [15:0]          look_prod_i,
  input  logic                 look_full_i,    // used by bug 16 only
  output logic                 advance_o,      // one record given out for look_q_o
  // operation
  output logic                 cqe_valid_o,
  input  logic                 cqe_ready_i,
  output logic [AddrWidth-1:0] cqe_addr_o,
  output logic [CplBytes*8-1:0] cqe_data_o,
  output logic [7:0]           cqe_qid_o,
  output logic [3:0]           cqe_kind_o,
  output logic                 cqe_eop_o,      // the last record of its frame
  // events, queue ev_q_o
  output logic                 ev_valid_o,     // a frame is completed
  output logic                 ev_ok_o,        // with err 0
  output logic                 ev_trunc_o,
  output logic                 ev_slverr_o,
  output logic                 ev_decerr_o,
  output logic [3:0]           ev_err_o,       // its err
  output logic [QW-1:0]        ev_q_o,
  output logic [13:0]          ev_len_o        // bytes of the frame in all its buffers
);
  logic [63:0] ts;
  logic [31:0] hash;
  logic [3:0]  hash_type, slot_err, err;
  logic        vlan, l3_ok, l4_ok, sop, eop, hdr, no_data, emit, again;
  logic [15:0] csum, buf_id, idx, lap, phase_idx;
  logic [13:0] len;
  logic [7:0]  qid;
  logic [2:0]  worst_q, worst;                         // response of the frame so far, with this
  logic [13:0] sum_q, sum;                             // bytes of the frame so far, with this

  // ---------------------------------------------------------------- the slot
  logic [15:0] tci, seq;
  logic [13:0] total;
  assign {sop, eop, hdr, slot_err, buf_id, len, qid} = head_slot_i[44:0];
  if (CplBytes == 32) begin : g_long
    assign {tci, ts, csum, l3_ok, l4_ok, hash, hash_type, vlan, seq, total} =
      head_slot_i[SlotW-1:45];
  end else begin : g_short
    assign {ts[22:0], csum, l3_ok, l4_ok, hash, hash_type, vlan} = head_slot_i[SlotW-1:45];
    assign {tci, seq, total, ts[63:23]} = '0;
  end

  assign look_q_o = qid[QW-1:0];
  assign no_data  = slot_err != nicdma_pkg::ErrNone && slot_err != nicdma_pkg::ErrTrunc;
  assign worst    = no_data || (!sop && worst_q > head_resp_i) ? (sop ? 3'd0 : worst_q) :
                                                                 head_resp_i;
  assign sum      = (sop ? 14'd0 : sum_q) + len;

  // The record of the last buffer has the worst error of the frame.
  always_comb begin
    err = slot_err;
    if (!no_data) begin
      unique case (eop ? worst : head_resp_i)
        3'd1: err = nicdma_pkg::ErrParity;
        3'd2: err = nicdma_pkg::ErrSlverr;
        3'd3: err = nicdma_pkg::ErrDecerr;
        3'd4: err = nicdma_pkg::ErrTimeout;
        default: ;
      endcase
    end
  end

  always_ff @(posedge clk_i) begin
    if (head_take_o) begin
      worst_q <= worst;
      sum_q   <= sum;
    end
  end

  // ---------------------------------------------------------------- the record
  // Bug 16: a completion without space is dropped. Bug 17: every eighth is written twice.
  // Bug 20: its phase is written before the rest, by a write of its own (kind 0).
  logic early;
`ifdef NICDMA_MUTATE
  logic again_q;
  assign again = (`NICDMA_BUG(17) && look_prod_i[2:0] == 3'd3 && !again_q) || early;
  assign early = `NICDMA_BUG(20) && !again_q;
  assign emit  = !(`NICDMA_BUG(16) && look_full_i);
  always_ff @(posedge clk_i or negedge rst_ni) begin
    if (!rst_ni) again_q <= 1'b0;
    else if (head_valid_i && (!cqe_valid_o || cqe_ready_i)) again_q <= again;
  end
`else
  logic unused_full;
  assign unused_full = look_full_i;
  assign early = 1'b0;
  assign again = 1'b0;
  assign emit  = 1'b1;
`endif

  logic go;
  assign go          = head_valid_i && (!cqe_valid_o || cqe_ready_i);
  assign head_take_o = go && !again;
  assign advance_o   = go && emit && !early;

  assign idx = look_prod_i & ~(16'hFFFF << look_log2_i);
  // Bug 18: phase never flips. Bug 19: it flips one slot late.
  assign phase_idx = `NICDMA_BUG(18) ? 16'd0 :
                     `NICDMA_BUG(19) && look_prod_i != 16'd0 ? look_prod_i - 16'd1 : look_prod_i;
  assign lap = phase_idx >> look_log2_i;

  nicdma_pkg::rx_cpl_t  rec;
  nicdma_pkg::cpl_ext_t more;
  always_comb begin
    rec           = '0;
    more          = '0;
    if (head_valid_i) begin              // guarded: most cycles complete nothing
      rec.phase     = !lap[0];
      rec.qid       = qid;
      rec.ts_ns     = ts[22:0];
      rec.hash      = hash;
      rec.err       = err;
      rec.hash_type = hash_type;
      rec.ts_valid  = TsEn;
      rec.vlan      = vlan;
      rec.l4_ok     = l4_ok;
      rec.l3_ok     = l3_ok;
      rec.trunc     = slot_err == nicdma_pkg::ErrTrunc;
      rec.hdr       = hdr;
      rec.eop       = eop;
      rec.sop       = sop;
      rec.csum      = csum;
      rec.buf_id    = buf_id;
      rec.len       = {2'b0, len};
      if (`NICDMA_BUG(23) && rec.trunc) begin
        rec.trunc = 1'b0;
        rec.err   = nicdma_pkg::ErrNone;
      end
      more.phase     = rec.phase;
      more.seq       = seq;
      more.tci       = tci;
      more.total_len = {2'b0, total};
      more.ts        = ts;
    end
    if (early) begin
      rec        = '0;
      rec.phase  = !lap[0];
      more       = '0;
      more.phase = !lap[0];
    end
  end

  always_ff @(posedge clk_i or negedge rst_ni) begin
    if (!rst_ni) cqe_valid_o <= 1'b0;
    else if (!cqe_valid_o || cqe_ready_i) cqe_valid_o <= head_valid_i && emit;
  end

  always_ff @(posedge clk_i) begin
    if (go) begin
      cqe_addr_o <= look_base_i + (CplBytes == 32 ? {{(AddrWidth-21){1'b0}}, idx, 5'b0} :
                                                    {{(AddrWidth-20){1'b0}}, idx, 4'b0});
      cqe_data_o <= (CplBytes*8)'({more, rec});
      cqe_qid_o  <= qid;
      cqe_kind_o <= early ? nicdma_pkg::KindRxDesc : nicdma_pkg::KindCqe;
      cqe_eop_o  <= eop;
    end
  end

  assign ev_valid_o  = head_take_o && eop;
  assign ev_ok_o     = rec.err == nicdma_pkg::ErrNone;
  assign ev_trunc_o  = rec.trunc;
  assign ev_slverr_o = head_take_o && !no_data && head_resp_i == 3'd2;
  assign ev_decerr_o = head_take_o && !no_data && head_resp_i == 3'd3;
  assign ev_err_o    = err;
  assign ev_q_o      = qid[QW-1:0];
  assign ev_len_o    = sum;

  logic unused_bits;
  assign unused_bits = ^{lap[15:1], 8'(qid >> QW), more};

endmodule

`resetall
