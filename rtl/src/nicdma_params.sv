// SPDX-License-Identifier: Apache-2.0
// Parameter checks of nicdma_top: an illegal value stops elaboration and is named.
`default_nettype none

module nicdma_params #(
  parameter int unsigned DataWidth     = 128,
  parameter int unsigned AddrWidth     = 64,
  parameter int unsigned IdWidth       = 6,
  parameter int unsigned NumRxQ        = 4,
  parameter int unsigned RingLog2Max   = 15,
  parameter int unsigned MaxOutRd      = 64,
  parameter int unsigned MaxOutWr      = 64,
  parameter int unsigned MaxBurstBytes = 256,
  parameter int unsigned FrameSlots    = 64,
  parameter int unsigned DescBatch     = 8,
  parameter int unsigned DescFifo      = 64,
  parameter int unsigned RxBufBytes    = 65536,
  parameter int unsigned MaxFrame      = 16383,
  parameter int unsigned CplBytes      = 16,
  parameter int unsigned NumTxQ        = 4,
  parameter int unsigned TxBufBytes    = 32768,
  parameter int unsigned TxSlots       = 64,
  parameter int unsigned MaxFrags      = 8,
  parameter int unsigned NumIrq        = 4
);
  if (DataWidth != 64 && DataWidth != 128 && DataWidth != 256 &&
      DataWidth != 512) begin : g_bad_datawidth
    $fatal(1, "illegal parameter: DataWidth=%0d (expected: 64, 128, 256 or 512)", DataWidth);
  end
  if (AddrWidth < 32 || AddrWidth > 64) begin : g_bad_addrwidth
    $fatal(1, "illegal parameter: AddrWidth=%0d (expected: 32..64)", AddrWidth);
  end
  if (IdWidth < 4 || IdWidth > 8) begin : g_bad_idwidth
    $fatal(1, "illegal parameter: IdWidth=%0d (expected: 4..8)", IdWidth);
  end
  if (NumRxQ < 1 || NumRxQ > 256) begin : g_bad_numrxq
    $fatal(1, "illegal parameter: NumRxQ=%0d (expected: 1..256)", NumRxQ);
  end
  if (RingLog2Max < 1 || RingLog2Max > 15) begin : g_bad_ringlog2max
    $fatal(1, "illegal parameter: RingLog2Max=%0d (expected: 1..15)", RingLog2Max);
  end
  if (MaxOutRd < 4 || MaxOutRd > 128) begin : g_bad_maxoutrd
    $fatal(1, "illegal parameter: MaxOutRd=%0d (expected: 4..128)", MaxOutRd);
  end
  if (MaxOutWr < 4 || MaxOutWr > 128 || MaxOutWr > 2 ** IdWidth) begin : g_bad_maxoutwr
    $fatal(1, "illegal parameter: MaxOutWr=%0d (expected: 4..128 and at most 2^IdWidth)",
           MaxOutWr);
  end
  if (MaxBurstBytes < 64 || MaxBurstBytes > 4096 ||
      2 ** $clog2(MaxBurstBytes) != MaxBurstBytes ||
      MaxBurstBytes > 32 * DataWidth) begin : g_bad_maxburstbytes
    $fatal(1, "illegal parameter: MaxBurstBytes=%0d (expected: 2^n, 64..4096, <= 256 beats)",
           MaxBurstBytes);
  end
  if (FrameSlots < 4 || FrameSlots > 128 ||
      2 ** $clog2(FrameSlots) != FrameSlots) begin : g_bad_frameslots
    $fatal(1, "illegal parameter: FrameSlots=%0d (expected: power of two in 4..128)",
           FrameSlots);
  end
  if (DescBatch < 1 || DescBatch > 16) begin : g_bad_descbatch
    $fatal(1, "illegal parameter: DescBatch=%0d (expected: 1..16)", DescBatch);
  end
  if (DescFifo < 4 || DescFifo > 256 || 2 ** $clog2(DescFifo) != DescFifo ||
      DescFifo < 2 * DescBatch) begin : g_bad_descfifo
    $fatal(1, "illegal parameter: DescFifo=%0d (expected: 2^n in 4..256, >= 2*DescBatch)",
           DescFifo);
  end
  if (MaxFrame < 64 || MaxFrame > 16383) begin : g_bad_maxframe
    $fatal(1, "illegal parameter: MaxFrame=%0d (expected: 64..16383)", MaxFrame);
  end
  if (RxBufBytes < 4096 || RxBufBytes > 1048576 || 2 ** $clog2(RxBufBytes) != RxBufBytes ||
      RxBufBytes < MaxFrame + 256) begin : g_bad_rxbufbytes
    $fatal(1, "illegal parameter: RxBufBytes=%0d (expected: 2^n, 4K..1M, > MaxFrame+255)",
           RxBufBytes);
  end
  if (CplBytes != 16 && CplBytes != 32) begin : g_bad_cplbytes
    $fatal(1, "illegal parameter: CplBytes=%0d (expected: 16 or 32)", CplBytes);
  end
  if (MaxFrags < 1 || MaxFrags > 32) begin : g_bad_maxfrags
    $fatal(1, "illegal parameter: MaxFrags=%0d (expected: 1..32)", MaxFrags);
  end
  if (NumIrq < 1 || NumIrq > 32) begin : g_bad_numirq
    $fatal(1, "illegal parameter: NumIrq=%0d (expected: 1..32)", NumIrq);
  end
  if (NumTxQ < 1 || NumTxQ > 256) begin : g_bad_numtxq
    $fatal(1, "illegal parameter: NumTxQ=%0d (expected: 1..256)", NumTxQ);
  end
  if (TxSlots < 4 || TxSlots > 64 || 2 ** $clog2(TxSlots) != TxSlots) begin : g_bad_txslots
    $fatal(1, "illegal parameter: TxSlots=%0d (expected: power of two in 4..64)", TxSlots);
  end
  // a frame takes at most two rows more per fragment than its bytes fill
  if (TxBufBytes < 4096 || TxBufBytes > 1048576 || 2 ** $clog2(TxBufBytes) != TxBufBytes ||
      TxBufBytes < MaxFrame + 256 || TxBufBytes < MaxFrame + MaxFrags * (DataWidth / 4)
      ) begin : g_bad_txbufbytes
    $fatal(1, "illegal parameter: TxBufBytes=%0d (expected: 2^n, 4K..1M, > MaxFrame+255, >= %0d)",
           TxBufBytes, MaxFrame + MaxFrags * (DataWidth / 4));
  end
endmodule

`resetall
