// SPDX-License-Identifier: Apache-2.0
// 64-bit counters: every frame ends in exactly one of delivered, no_descriptor, buffer_full,
// oversize, error. Also the number of frames still inside.
//
// Reading a low word latches the high word of that counter for the next read of a high word.
// STAT_SNAP copies all global counters and those of one queue in one cycle.
`default_nettype none
`include "nicdma_bug.svh"

module nicdma_stats #(
  parameter int unsigned NumRxQ  = 4,
  parameter int unsigned NumTxQ  = 4,
  parameter int unsigned QW      = 2,
  parameter bit          StatsEn = 1'b1
) (
  `NICDMA_BUG_PORT
  input  logic          clk_i,
  input  logic          rst_ni,
  input  logic          init_i,
  input  logic [7:0]    init_idx_i,
  // at the MAC port
  input  logic          in_frame_i,
  input  logic [15:0]   in_len_i,
  input  logic          in_commit_i,
  input  logic          in_full_i,
  input  logic          in_oversize_i,
  input  logic          in_error_i,
  input  logic          in_bad_i,
  // at enqueue
  input  logic [QW-1:0] enq_q_i,
  input  logic          enq_full_i,
  input  logic          enq_stopped_i,
  // in the engine
  input  logic [QW-1:0] s1_q_i,
  input  logic          s1_no_desc_i,
  input  logic          s1_flushed_i,
  // at completion
  input  logic [QW-1:0] cpl_q_i,
  input  logic          cpl_valid_i,
  input  logic          cpl_ok_i,
  input  logic          cpl_trunc_i,
  input  logic [13:0]   cpl_len_i,
  input  logic          cqe_done_i,      // the last record of a frame is in memory
  // others
  input  logic [QW-1:0] starve_q_i,
  input  logic          starve_valid_i,
  input  logic [QW:0]   starve_cycles_i,
  input  logic [QW-1:0] irq_q_i,
  input  logic          irq_i,
  output logic [15:0]   pending_o,
  // transmit counters (nicdma_tx_stats), the queue's for the address on the bus
  input  logic [63:0]   tx_frames_i,
  input  logic [63:0]   tx_bytes_i,
  input  logic [63:0]   tx_errors_i,
  input  logic [63:0]   tx_paused_i,
  input  logic [255:0]  tx_queue_i,      // counter 0 in the low bits
  // faults and flow control: one more
  input  logic          pause_i,         // a cycle with pause_req_o
  input  logic          event_i,
  input  logic          timeout_i,
  input  logic [1:0]    parity_i,        // {transmit, receive}
  // STAT_SNAP; the transmit queue's counters are at tx_queue_i
  input  logic          snap_i,
  input  logic          snap_tx_i,
  input  logic [QW-1:0] snap_q_i,
  // registers; answer in the same cycle
  input  logic          reg_snap_i,      // SNAP, SNAP_QUEUE blocks selected
  input  logic          reg_global_i,    // STAT block selected
  input  logic          reg_queue_i,     // QUEUE_STAT block selected
  input  logic          reg_tx_i,        // TXQ_STAT block selected
  input  logic          reg_write_i,
  input  logic [17:0]   reg_addr_i,      // offset in the block
  output logic [31:0]   reg_rdata_o,
  output logic          reg_err_o
);
  localparam int unsigned N = 2 ** QW;

  // ---------------------------------------------------------------- frames inside
  always_ff @(posedge clk_i or negedge rst_ni) begin
    if (!rst_ni) begin
      pending_o <= '0;
    end else if (in_commit_i || enq_full_i || enq_stopped_i || s1_no_desc_i || s1_flushed_i ||
                 cqe_done_i) begin
      pending_o <= pending_o + {15'd0, in_commit_i} - {15'd0, enq_full_i || enq_stopped_i} -
                   {15'd0, s1_no_desc_i || s1_flushed_i} - {15'd0, cqe_done_i};
    end
  end

  logic        sel;
  logic [63:0] value;
  logic [31:0] high_q;

  assign sel         = reg_snap_i || reg_global_i || reg_queue_i || reg_tx_i;
  assign reg_rdata_o = !sel ? 32'd0 : reg_addr_i[2] ? high_q : value[31:0];

  always_ff @(posedge clk_i or negedge rst_ni) begin
    if (!rst_ni) high_q <= '0;
    else if (sel && !reg_write_i && !reg_addr_i[2]) high_q <= value[63:32];
  end

  always_comb begin
    reg_err_o = 1'b0;
    if (sel) begin
      reg_err_o = reg_write_i || (reg_snap_i && (reg_addr_i[9] ? reg_addr_i[8:6] != '0 :
                                    reg_addr_i[8:3] >= 6'(nicdma_pkg::StatCount))) ||
                  (reg_global_i && reg_addr_i[11:3] >= 9'(nicdma_pkg::StatCount)) ||
                  (reg_queue_i && {1'b0, reg_addr_i[13:6]} >= 9'(NumRxQ)) ||
                  (reg_tx_i && (reg_addr_i[5] || {1'b0, reg_addr_i[13:6]} >= 9'(NumTxQ)));
    end
  end

  if (!StatsEn) begin : g_off
    assign value = '0;
    logic unused_in;
    assign unused_in = ^{in_frame_i, in_len_i, in_full_i, in_oversize_i, in_error_i, in_bad_i,
                         cpl_valid_i, cpl_ok_i, cpl_trunc_i, cpl_len_i, starve_valid_i,
                         starve_cycles_i, irq_i, init_i, init_idx_i, enq_q_i, s1_q_i, cpl_q_i,
                         starve_q_i, irq_q_i, reg_addr_i[17:14], tx_frames_i, tx_bytes_i,
                         tx_errors_i, tx_paused_i, tx_queue_i, pause_i, event_i, timeout_i,
                         parity_i, snap_i, snap_tx_i, snap_q_i};
  end else begin : g_on
    logic        cpl_ok, cpl_err;
    logic [1:0]  no_desc;

    // Bugs 41, 42: a drop for want of a descriptor is not counted; is counted twice.
    assign no_desc = {`NICDMA_BUG(42) && s1_no_desc_i,
                      s1_no_desc_i && !`NICDMA_BUG(41) && !`NICDMA_BUG(42)};
    assign cpl_ok  = cpl_valid_i && cpl_ok_i;
    assign cpl_err = cpl_valid_i && !cpl_ok_i;

    // -------------------------------------------------------------- global
    logic [63:0] in_frames_q, in_bytes_q, ok_frames_q, ok_bytes_q, no_desc_q, full_q, oversize_q;
    logic [63:0] error_q, bad_q, pause_q, events_q, timeouts_q, parity_q;

    always_ff @(posedge clk_i or negedge rst_ni) begin
      if (!rst_ni) begin
        in_frames_q <= '0;
        in_bytes_q  <= '0;
        ok_frames_q <= '0;
        ok_bytes_q  <= '0;
        no_desc_q   <= '0;
        full_q      <= '0;
        oversize_q  <= '0;
        error_q     <= '0;
        bad_q       <= '0;
        pause_q     <= '0;
        events_q    <= '0;
        timeouts_q  <= '0;
        parity_q    <= '0;
      end else begin
        if (pause_i) pause_q <= pause_q + 64'd1;
        if (event_i) events_q <= events_q + 64'd1;
        if (timeout_i) timeouts_q <= timeouts_q + 64'd1;
        if (parity_i != 2'b00) parity_q <= parity_q + 64'(parity_i[0]) + 64'(parity_i[1]);
        if (in_frame_i) begin
          in_frames_q <= in_frames_q + 64'd1;
          in_bytes_q  <= in_bytes_q + {48'd0, in_len_i};
        end
        if (cpl_ok) begin
          ok_frames_q <= ok_frames_q + 64'd1;
          ok_bytes_q  <= ok_bytes_q + {50'd0, cpl_len_i};
        end
        if (s1_no_desc_i) no_desc_q <= no_desc_q + {62'd0, no_desc};
        if (in_full_i || enq_full_i) full_q <= full_q + {63'd0, in_full_i} + {63'd0, enq_full_i};
        if (in_oversize_i) oversize_q <= oversize_q + 64'd1;
        if (in_error_i || enq_stopped_i || s1_flushed_i || cpl_err) begin
          error_q <= error_q + {63'd0, in_error_i} + {63'd0, enq_stopped_i} +
                     {63'd0, s1_flushed_i} + {63'd0, cpl_err};
        end
        if (in_bad_i) bad_q <= bad_q + 64'd1;
      end
    end

    // -------------------------------------------------------------- per queue
    // error_*_mem: counted where the frame was lost; their sum is read.
    logic [63:0] frames_mem        [N];
    logic [63:0] bytes_mem         [N];
    logic [63:0] no_desc_mem       [N];
    logic [63:0] full_mem          [N];
    logic [63:0] error_stopped_mem [N];
    logic [63:0] error_flushed_mem [N];
    logic [63:0] error_cpl_mem     [N];
    logic [63:0] trunc_mem         [N];
    logic [63:0] starved_mem       [N];
    logic [63:0] irqs_mem          [N];

    always_ff @(posedge clk_i) begin
      if (init_i) begin
        frames_mem[init_idx_i[QW-1:0]]        <= '0;
        bytes_mem[init_idx_i[QW-1:0]]         <= '0;
        no_desc_mem[init_idx_i[QW-1:0]]       <= '0;
        full_mem[init_idx_i[QW-1:0]]          <= '0;
        error_stopped_mem[init_idx_i[QW-1:0]] <= '0;
        error_flushed_mem[init_idx_i[QW-1:0]] <= '0;
        error_cpl_mem[init_idx_i[QW-1:0]]     <= '0;
        trunc_mem[init_idx_i[QW-1:0]]         <= '0;
        starved_mem[init_idx_i[QW-1:0]]       <= '0;
        irqs_mem[init_idx_i[QW-1:0]]          <= '0;
      end else begin
        if (cpl_ok) frames_mem[cpl_q_i] <= frames_mem[cpl_q_i] + 64'd1;
        if (cpl_ok) bytes_mem[cpl_q_i] <= bytes_mem[cpl_q_i] + {50'd0, cpl_len_i};
        if (s1_no_desc_i) no_desc_mem[s1_q_i] <= no_desc_mem[s1_q_i] + {62'd0, no_desc};
        if (enq_full_i) full_mem[enq_q_i] <= full_mem[enq_q_i] + 64'd1;
        if (enq_stopped_i) error_stopped_mem[enq_q_i] <= error_stopped_mem[enq_q_i] + 64'd1;
        if (s1_flushed_i) error_flushed_mem[s1_q_i] <= error_flushed_mem[s1_q_i] + 64'd1;
        if (cpl_err) error_cpl_mem[cpl_q_i] <= error_cpl_mem[cpl_q_i] + 64'd1;
        if (cpl_valid_i && cpl_trunc_i) trunc_mem[cpl_q_i] <= trunc_mem[cpl_q_i] + 64'd1;
        if (starve_valid_i) begin
          starved_mem[starve_q_i] <= starved_mem[starve_q_i] + 64'(starve_cycles_i);
        end
        if (irq_i) irqs_mem[irq_q_i] <= irqs_mem[irq_q_i] + 64'd1;
      end
    end

    // -------------------------------------------------------------- reading
    logic [QW-1:0] rq;
    assign rq = snap_i ? snap_q_i : reg_addr_i[6 +: QW];

    logic [64*nicdma_pkg::StatCount-1:0] snap_q;
    logic [511:0]                        snap_queue_q;
    always_ff @(posedge clk_i) begin
      if (snap_i) begin
        snap_q <= {parity_q, timeouts_q, events_q, pause_q, tx_paused_i, tx_errors_i, tx_bytes_i,
                   tx_frames_i, bad_q, error_q, oversize_q, full_q, no_desc_q, ok_bytes_q,
                   ok_frames_q, in_bytes_q, in_frames_q};
        snap_queue_q <= snap_tx_i ? {256'd0, tx_queue_i} :
                        {irqs_mem[rq], starved_mem[rq], trunc_mem[rq],
                         error_stopped_mem[rq] + error_flushed_mem[rq] + error_cpl_mem[rq],
                         full_mem[rq], no_desc_mem[rq], bytes_mem[rq], frames_mem[rq]};
      end
    end

    always_comb begin
      value = '0;
      if (reg_global_i) begin
        unique case (reg_addr_i[7:3])
          5'd0: value = in_frames_q;
          5'd1: value = in_bytes_q;
          5'd2: value = ok_frames_q;
          5'd3: value = ok_bytes_q;
          5'd4: value = no_desc_q;
          5'd5: value = full_q;
          5'd6: value = oversize_q;
          5'd7: value = error_q;
          5'd8: value = bad_q;
          5'd9: value = tx_frames_i;
          5'd10: value = tx_bytes_i;
          5'd11: value = tx_errors_i;
          5'd12: value = tx_paused_i;
          5'd13: value = pause_q;
          5'd14: value = events_q;
          5'd15: value = timeouts_q;
          5'd16: value = parity_q;
          default: value = '0;
        endcase
      end else if (reg_snap_i) begin
        if (reg_addr_i[9]) value = snap_queue_q[{reg_addr_i[5:3], 6'b0} +: 64];
        else if (reg_addr_i[7:3] < 5'd17) value = snap_q[{reg_addr_i[7:3], 6'b0} +: 64];
      end else if (reg_tx_i) begin
        value = tx_queue_i[{reg_addr_i[4:3], 6'b0} +: 64];
      end else if (reg_queue_i) begin
        unique case (reg_addr_i[5:3])
          3'd0: value = frames_mem[rq];
          3'd1: value = bytes_mem[rq];
          3'd2: value = no_desc_mem[rq];
          3'd3: value = full_mem[rq];
          3'd4: value = error_stopped_mem[rq] + error_flushed_mem[rq] + error_cpl_mem[rq];
          3'd5: value = trunc_mem[rq];
          3'd6: value = starved_mem[rq];
          default: value = irqs_mem[rq];
        endcase
      end
    end

    logic unused_addr;
    assign unused_addr = ^reg_addr_i[17:14];
  end

  logic unused_low;
  assign unused_low = ^{reg_addr_i[1:0], init_idx_i};

endmodule

`resetall
