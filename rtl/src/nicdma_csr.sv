// SPDX-License-Identifier: Apache-2.0
// Global registers and the address decoder of the register space.
//
// Every request is answered in the cycle it is presented, except a consumer doorbell, which waits
// for cdb_ready_i. Undefined offsets answer with an error.
`default_nettype none

module nicdma_csr #(
  parameter int unsigned DataWidth   = 128,
  parameter int unsigned NumRxQ      = 4,
  parameter int unsigned NumTxQ      = 4,
  parameter int unsigned RingLog2Max = 15,
  parameter int unsigned MaxOutRd    = 64,
  parameter int unsigned MaxOutWr    = 64,
  parameter int unsigned FrameSlots  = 64,
  parameter int unsigned TxSlots     = 64,
  parameter int unsigned TxBufBytes  = 32768,
  parameter int unsigned DescBatch   = 8,
  parameter int unsigned CellLog2    = 8,
  parameter int unsigned MaxFrame    = 16383,
  parameter int unsigned NumIrq      = 4,
  parameter int unsigned CplBytes    = 16,
  parameter int unsigned MaxFrags    = 8,
  parameter bit          HdrSplitEn  = 1'b1,
  parameter bit          RssEn       = 1'b1,
  parameter bit          CsumEn      = 1'b1,
  parameter bit          TsEn        = 1'b1,
  parameter bit          StatsEn     = 1'b1,
  parameter bit          EqEn        = 1'b1,
  parameter bit          ParityEn    = 1'b0
) (
  input  logic              clk_i,
  input  logic              rst_ni,
  // register bus
  input  logic              req_valid_i,
  input  logic              req_write_i,
  input  logic [17:0]       req_addr_i,
  input  logic [31:0]       req_wdata_i,
  output logic              req_ack_o,
  output logic              req_err_o,
  output logic [31:0]       req_rdata_o,
  // to the blocks that own registers; offsets and data come from the bus
  output logic              sel_irq_o,
  input  logic [31:0]       irq_rdata_i,
  input  logic              irq_err_i,
  output logic              sel_eq_o,
  input  logic [31:0]       eq_rdata_i,
  input  logic              eq_err_i,
  output logic              sel_ts_o,
  input  logic [31:0]       ts_rdata_i,
  input  logic              ts_err_i,
  output logic              sel_stat_o,
  output logic              sel_queue_stat_o,
  input  logic [31:0]       stat_rdata_i,
  input  logic              stat_err_i,
  output logic              sel_tx_stat_o,
  output logic              sel_snap_o,
  output logic              sel_rxq_o,
  output logic              sel_cq_o,
  output logic              sel_txq_o,
  output logic              sel_txcq_o,
  input  logic [31:0]       queue_rdata_i,  // of any of the four queue blocks
  input  logic              queue_err_i,
  output logic              tbl_write_o,
  input  logic [7:0]        tbl_rdata_i,
  output logic              tail_db_o,
  output logic              tx_tail_db_o,
  output logic              cdb_o,
  output logic              cdb_tx_o,       // with cdb_o: of a transmit queue
  input  logic              cdb_ready_i,
  output logic              sel_global_o,   // global page: what is not here is in nicdma_fault
  input  logic [31:0]       ext_rdata_i,
  input  logic              ext_err_i,
  output logic              err_none_o,     // ERR_STATUS is zero
  output logic              soft_rst_o,     // CTRL soft_rst is written
  input  logic              rst_busy_i,
  // settings
  output logic              rx_en_o,
  output logic              tx_en_o,
  output logic              loop_mac_o,
  output logic              loop_dma_o,
  output logic [13:0]       max_frame_o,
  output logic [1:0]        policy_o,
  output logic [23:0]       wait_cycles_o,
  output logic [CellLog2:0] limit_o,
  output logic [319:0]      rss_key_o,      // byte 0 in bits 319:312
  output logic [15:0]       rss_ctrl_o,
  // status
  input  logic              idle_i,
  input  logic [15:0]       pending_i,
  input  logic [CellLog2:0] free_cells_i,
  // errors: one bit per ERR_STATUS bit, and the queue each belongs to
  input  logic [15:0]       err_set_i,
  input  logic [143:0]      err_q_i,        // {transmit, queue} each
  output logic              err_irq_o
);
  localparam int unsigned Cells = 2 ** CellLog2;
  localparam logic [31:0] Cap0 = {8'(NumIrq), 8'(NumTxQ - 1), 8'(NumRxQ - 1),
                                  8'($clog2(DataWidth / 8))};
  localparam logic [31:0] Cap1 = {1'b0, ParityEn, EqEn, TsEn, CsumEn, HdrSplitEn, StatsEn, RssEn,
                                  8'(CplBytes), 8'(MaxOutWr - 1), 8'(MaxOutRd - 1)};
  localparam logic [31:0] Cap2 = {16'(MaxFrame), 3'd0, 5'(DescBatch), 4'd0, 4'(RingLog2Max)};
  localparam logic [31:0] Cap3 = {16'(Cells), 16'(FrameSlots)};
  localparam logic [31:0] Cap4 = {16'(TxBufBytes / nicdma_pkg::CellBytes), 8'(TxSlots),
                                  8'(MaxFrags)};
  localparam logic [CellLog2:0] LimitReset =
    (CellLog2+1)'(NumRxQ == 1 ? Cells : Cells - Cells / 4);
  // Microsoft's RSS verification key.
  localparam logic [319:0] KeyReset = {
    64'h6D5A_56DA_255B_0EC2, 64'h4167_253D_43A3_8FB0, 64'hD0CA_2BCB_AE7B_30B4,
    64'h77CB_2DA3_8030_F20C, 64'h6A42_B73B_BEAC_01FA};

  logic [3:0]  ctrl_q;                    // {loop_dma, loop_mac, tx_en, rx_en}
  logic [15:0] err_q, err_mask_q;
  logic [31:0] policy_q;
  logic [CellLog2:0] limit_q;
  logic [319:0] key_q;
  logic [15:0] rss_ctrl_q;
  logic [13:0] max_frame_q;
  logic [3:0]  info_bit_q;
  logic [8:0]  info_q_q;

  assign {loop_dma_o, loop_mac_o, tx_en_o, rx_en_o} = ctrl_q;
  assign max_frame_o   = max_frame_q;
  assign policy_o      = policy_q[1:0];
  assign wait_cycles_o = policy_q[31:8];
  assign limit_o       = limit_q;
  assign rss_key_o     = key_q;
  assign rss_ctrl_o    = rss_ctrl_q;

  // ---------------------------------------------------------------- decoder
  logic       sel_global, sel_table, sel_tail, sel_cons, q_known;
  logic [7:0] db_queue;

  assign db_queue = req_addr_i[10:3];
  assign q_known  = {1'b0, db_queue} < (req_addr_i[11] ? 9'(NumTxQ) : 9'(NumRxQ)) &&
                    !req_addr_i[2];

  always_comb begin
    sel_global       = 1'b0;
    sel_irq_o        = 1'b0;
    sel_eq_o         = 1'b0;
    sel_table        = 1'b0;
    sel_stat_o       = 1'b0;
    sel_queue_stat_o = 1'b0;
    sel_tx_stat_o    = 1'b0;
    sel_snap_o       = 1'b0;
    sel_rxq_o        = 1'b0;
    sel_cq_o         = 1'b0;
    sel_txq_o        = 1'b0;
    sel_txcq_o       = 1'b0;
    sel_tail         = 1'b0;
    sel_cons         = 1'b0;
    if (req_valid_i) begin
      unique casez (req_addr_i[17:8])
        10'b00_0000_0000: sel_global = 1'b1;                        // 00000
        10'b00_0000_0001: sel_irq_o = 1'b1;                         // 00100, to 002FF below
        10'b00_0000_0010: sel_irq_o = 1'b1;
        10'b00_0000_0011: sel_eq_o = 1'b1;                          // 00300
        10'b00_0000_010?: sel_table = 1'b1;                         // 00400..005FF
        10'b00_0000_10??: sel_snap_o = 1'b1;                        // 00800..00BFF
        10'b00_0001_????: sel_stat_o = 1'b1;                        // 01000
        10'b00_001?_????: sel_queue_stat_o = 1'b1;                  // 02000..03FFF
        10'b00_010?_????: sel_queue_stat_o = 1'b1;                  // 04000..05FFF
        10'b00_10??_????: sel_rxq_o = 1'b1;                         // 08000..0BFFF
        10'b00_11??_????: sel_txq_o = 1'b1;                         // 0C000..0FFFF
        10'b01_00??_????: sel_cq_o = 1'b1;                          // 10000..13FFF
        10'b01_01??_????: sel_txcq_o = 1'b1;                        // 14000..17FFF
        10'b01_1000_????: sel_tail = 1'b1;                          // 18000
        10'b01_1001_????: sel_cons = 1'b1;                          // 19000
        10'b01_101?_????: sel_tx_stat_o = 1'b1;                     // 1A000..1DFFF
        10'b01_110?_????: sel_tx_stat_o = 1'b1;
        default: ;
      endcase
    end
  end

  assign tbl_write_o = sel_table && req_write_i && req_wdata_i[31:8] == '0;
  assign tail_db_o    = sel_tail && req_write_i && q_known && !req_addr_i[11];
  assign tx_tail_db_o = sel_tail && req_write_i && q_known && req_addr_i[11];
  assign cdb_o        = sel_cons && req_write_i && q_known && cdb_ready_i;
  assign cdb_tx_o     = req_addr_i[11];

  // ---------------------------------------------------------------- global registers
  logic [31:0] g_rdata;
  logic        g_err, g_write, ro;
  logic [3:0]  key_word;

  assign key_word = req_addr_i[5:2];       // words 0..9 at offset 0x40

  always_comb begin
    g_rdata = '0;
    g_err   = 1'b0;
    ro      = 1'b0;
    if (sel_global) begin
      unique casez (req_addr_i[7:0])
        8'h00: begin g_rdata = nicdma_pkg::IdValue; ro = 1'b1; end
        8'h04: begin g_rdata = nicdma_pkg::VersionValue; ro = 1'b1; end
        8'h08: begin g_rdata = Cap0; ro = 1'b1; end
        8'h0C: begin g_rdata = Cap1; ro = 1'b1; end
        8'h10: g_rdata = {27'b0, rst_busy_i, ctrl_q};
        8'h14: begin g_rdata = {29'b0, rst_busy_i, 1'b1, idle_i}; ro = 1'b1; end
        8'h18: g_rdata = {16'b0, err_q};
        8'h1C: g_rdata = {16'b0, err_mask_q};
        8'h20: g_rdata = policy_q;
        8'h24: begin g_rdata = Cap2; ro = 1'b1; end
        8'h28: begin g_rdata = Cap3; ro = 1'b1; end
        8'h2C: begin g_rdata = {16'b0, pending_i}; ro = 1'b1; end
        8'h34: begin
          g_rdata = 32'(limit_q);
          g_err   = req_write_i && req_wdata_i > Cells;
        end
        8'h38: begin g_rdata = 32'(free_cells_i); ro = 1'b1; end
        8'b010?_????: begin                                         // 40..5F
          g_rdata = key_q[{4'd9 - key_word, 5'b0} +: 32];
          g_rdata = {g_rdata[7:0], g_rdata[15:8], g_rdata[23:16], g_rdata[31:24]};
        end
        8'h60, 8'h64: begin
          g_rdata = key_q[{4'd9 - key_word, 5'b0} +: 32];
          g_rdata = {g_rdata[7:0], g_rdata[15:8], g_rdata[23:16], g_rdata[31:24]};
        end
        8'h68: g_rdata = {16'b0, rss_ctrl_q};
        8'h80, 8'h84, 8'h88: begin
          g_rdata = ts_rdata_i;
          g_err   = ts_err_i;
        end
        8'h9C: begin g_rdata = {15'b0, info_q_q, 4'b0, info_bit_q}; ro = 1'b1; end
        8'hA0: begin
          g_rdata = {18'b0, max_frame_q};
          g_err   = req_write_i && req_wdata_i > MaxFrame;
        end
        8'hB0: begin g_rdata = Cap4; ro = 1'b1; end
        default: begin g_rdata = ext_rdata_i; g_err = ext_err_i; end
      endcase
      if (req_write_i && ro) g_err = 1'b1;
    end
  end
  assign soft_rst_o   = g_write && req_addr_i[7:0] == 8'h10 && req_wdata_i[4];
  assign sel_global_o = sel_global;
  assign err_none_o   = err_q == '0;
  assign sel_ts_o = sel_global && req_addr_i[7:4] == 4'h8;
  assign g_write = sel_global && req_write_i && !g_err;

  always_ff @(posedge clk_i or negedge rst_ni) begin
    if (!rst_ni) begin
      ctrl_q      <= '0;
      err_mask_q  <= '0;
      policy_q    <= 32'd1;
      limit_q     <= LimitReset;
      key_q       <= KeyReset;
      rss_ctrl_q  <= 16'h007F;
      max_frame_q <= 14'(MaxFrame);
    end else if (g_write) begin
      unique casez (req_addr_i[7:0])
        8'h10: ctrl_q <= req_wdata_i[3:0];
        8'h1C: err_mask_q <= req_wdata_i[15:0];
        8'h20: policy_q <= {req_wdata_i[31:8], 6'b0, req_wdata_i[1:0]};
        8'h34: limit_q <= req_wdata_i[CellLog2:0];
        8'b010?_????, 8'h60, 8'h64: begin
          key_q[{4'd9 - key_word, 5'b0} +: 32] <= {req_wdata_i[7:0], req_wdata_i[15:8],
                                                   req_wdata_i[23:16], req_wdata_i[31:24]};
        end
        8'h68: rss_ctrl_q <= req_wdata_i[15:0];
        8'hA0: max_frame_q <= req_wdata_i[13:0];
        default: ;
      endcase
    end
  end

  // ---------------------------------------------------------------- errors
  logic [15:0] err_new;
  assign err_new   = err_set_i & ~err_q;
  assign err_irq_o = |(err_new & err_mask_q);

  always_ff @(posedge clk_i or negedge rst_ni) begin
    if (!rst_ni) begin
      err_q      <= '0;
      info_bit_q <= '0;
      info_q_q   <= '0;
    end else begin
      if (g_write && req_addr_i[7:0] == 8'h18) err_q <= (err_q & ~req_wdata_i[15:0]) | err_set_i;
      else if (|err_set_i) err_q <= err_q | err_set_i;
      if (err_q == '0 && |err_set_i) begin
        for (int unsigned i = 0; i < 16; i++) begin
          if (err_set_i[15-i]) begin
            info_bit_q <= 4'(15 - i);
            info_q_q   <= err_q_i[(15-i)*9 +: 9];
          end
        end
      end
    end
  end

  // ---------------------------------------------------------------- answer
  always_comb begin
    req_ack_o   = req_valid_i;
    req_err_o   = 1'b0;
    req_rdata_o = '0;
    if (req_valid_i) begin
      if (sel_global) begin
        req_rdata_o = g_rdata;
        req_err_o   = g_err;
      end else if (sel_irq_o) begin
        req_rdata_o = irq_rdata_i;
        req_err_o   = irq_err_i;
      end else if (sel_eq_o) begin
        req_rdata_o = eq_rdata_i;
        req_err_o   = eq_err_i;
      end else if (sel_table) begin
        req_rdata_o = {24'b0, tbl_rdata_i};
        req_err_o   = req_write_i && !tbl_write_o;
      end else if (sel_stat_o || sel_queue_stat_o || sel_tx_stat_o || sel_snap_o) begin
        req_rdata_o = stat_rdata_i;
        req_err_o   = stat_err_i;
      end else if (sel_rxq_o || sel_cq_o || sel_txq_o || sel_txcq_o) begin
        req_rdata_o = queue_rdata_i;
        req_err_o   = queue_err_i;
      end else if (sel_tail || sel_cons) begin
        req_err_o = !req_write_i || !q_known;
        req_ack_o = sel_tail || req_err_o || cdb_ready_i;
      end else begin
        req_err_o = 1'b1;
      end
    end
  end

  logic unused_bits;
  assign unused_bits = ^{idle_i, req_addr_i[1:0]};

endmodule

`resetall
