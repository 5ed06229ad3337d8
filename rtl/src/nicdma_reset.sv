// SPDX-License-Identifier: Apache-2.0
// Reset of the engine: by rst_ni, or by CTRL soft_rst once no AXI burst is in flight; then the
// sweep that initialises memories.
//
// A soft reset lets bursts and the frame on m_axis_tx end (stop_o: nothing new begins), closes the
// register port for a few cycles, and resets everything but the port itself. A frame that is half
// inside on s_axis_rx is skipped to its end afterwards: its rest is not taken for a frame.
`default_nettype none
`include "nicdma_bug.svh"

module nicdma_reset (
  `NICDMA_BUG_PORT
  input  logic       clk_i,
  input  logic       rst_ni,
  // CTRL soft_rst is written
  input  logic       request_i,
  output logic       busy_o,           // STATUS rst_busy
  output logic       stop_o,
  input  logic       quiet_i,          // no AXI burst in flight
  output logic       open_o,           // register accesses may begin
  // beats at the MAC ports
  input  logic       rx_beat_i,
  input  logic       rx_last_i,
  output logic       rx_skip_o,
  input  logic       tx_valid_i,
  input  logic       tx_ready_i,
  input  logic       tx_last_i,
  // reset and initialisation of everything else
  output logic       core_rst_no,
  output logic       init_o,
  output logic       init_done_o,
  output logic [7:0] init_idx_o
);
  typedef enum logic [2:0] {
    StRun   = 3'd0,
    StDrain = 3'd1,
    StClose = 3'd2,
    StReset = 3'd3,
    StSweep = 3'd4
  } state_e;

  state_e     state_q, state_d;
  logic [2:0] count_q;
  logic [8:0] init_q;
  logic       soft_q, rx_open_q, tx_open_q, skip_q, tx_idle;

  assign tx_idle = tx_valid_i ? tx_ready_i && tx_last_i : !tx_open_q;

  always_comb begin
    state_d = state_q;
    unique case (state_q)
      StRun:   if (request_i) state_d = StDrain;
      StDrain: if (quiet_i) state_d = StClose;
      StClose: if (&count_q && tx_idle) state_d = StReset;
      StReset: state_d = StSweep;
      StSweep: if (init_q[8]) state_d = StRun;
      default: state_d = StRun;
    endcase
  end

  always_ff @(posedge clk_i or negedge rst_ni) begin
    if (!rst_ni) begin
      state_q     <= StSweep;
      count_q     <= '0;
      soft_q      <= 1'b0;
      rx_open_q   <= 1'b0;
      tx_open_q   <= 1'b0;
      skip_q      <= 1'b0;
    end else begin
      state_q     <= state_d;
      soft_q      <= state_d == StReset;
      if (state_q != StClose) count_q <= '0;
      else if (!(&count_q)) count_q <= count_q + 3'd1;
      if (rx_beat_i) rx_open_q <= !rx_last_i;
      if (tx_valid_i && tx_ready_i) tx_open_q <= !tx_last_i;
      // Bug 60: what is left of a frame after the reset is taken for a frame.
      if (state_q == StReset) begin
        skip_q <= (rx_beat_i ? !rx_last_i : rx_open_q) && !`NICDMA_BUG(60);
      end
      else if (rx_beat_i && rx_last_i) skip_q <= 1'b0;
    end
  end

  always_ff @(posedge clk_i or negedge rst_ni) begin
    if (!rst_ni) init_q <= '0;
    else if (state_q == StReset) init_q <= '0;
    else if (!init_q[8]) init_q <= init_q + 9'd1;
  end

  assign core_rst_no = rst_ni && !soft_q;
  assign init_o      = !init_q[8];
  assign init_done_o = init_q[8];
  assign init_idx_o  = init_q[7:0];
  assign busy_o      = state_q != StRun;
  assign stop_o      = state_q == StDrain || state_q == StClose;
  assign open_o      = state_q == StRun || state_q == StDrain;
  assign rx_skip_o   = skip_q;
endmodule

`resetall
