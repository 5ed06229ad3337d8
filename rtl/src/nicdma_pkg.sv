// SPDX-License-Identifier: Apache-2.0
// Record formats, register offsets and codes of the NIC DMA engine: their only definition.
//
// The Java constants in io.github.niccosim.rtl are compared with this file by PackageConstantsTest;
// bit figures are in doc/formats.md. Use `nicdma_pkg::name`: Yosys 0.23 has no `import`.
`default_nettype none

package nicdma_pkg;

  // ------------------------------------------------------------------ fixed widths
  localparam int unsigned AxilAddrBits = 18;   // register space: 256 KiB
  localparam int unsigned QidBits      = 8;    // up to 256 queues per direction
  localparam int unsigned PtrBits      = 16;   // free-running ring pointers
  localparam int unsigned LenBits      = 14;   // frame lengths 1..16383
  localparam int unsigned UserBits     = 16;   // awuser / aruser
  localparam int unsigned DescBytes    = 16;
  localparam int unsigned CellBytes    = 256;  // packet buffer allocation unit
  localparam int unsigned CplRecBytes  = 16;

  // ------------------------------------------------------------------ records (first field = MSB)
  typedef struct packed {
    logic        gen;       // driver wrap parity: ~(p >> log2size) & 1
    logic [12:0] zero;
    logic        irq_low;   // raise "ring low" when consumed (reserved: TX/events issue)
    logic        hdr;       // header buffer (reserved: header split)
    logic [15:0] hdr_len;   // header split cap, 0 = none (reserved)
    logic [15:0] buf_id;    // echoed in the completion
    logic [15:0] max_len;   // buffer length in bytes, 1..65535
    logic [63:0] addr;      // bus address of the first byte, any alignment
  } rx_desc_t;

  typedef struct packed {
    logic        phase;     // ~(p >> log2size) & 1
    logic [7:0]  qid;       // receive queue
    logic [22:0] ts_ns;     // 0 while ts_valid is 0
    logic [31:0] hash;      // Toeplitz hash, 0 when hash_type is 0
    logic [3:0]  err;       // err_e
    logic [3:0]  hash_type; // hash_type_e
    logic        ts_valid;
    logic        vlan;      // frame carries at least one VLAN tag
    logic        l4_ok;     // 0 until checksum offload exists
    logic        l3_ok;     // 0 until checksum offload exists
    logic        trunc;     // frame was longer than max_len
    logic        hdr;
    logic        eop;
    logic        sop;
    logic [15:0] csum;      // 0 until checksum offload exists
    logic [15:0] buf_id;
    logic [15:0] len;       // bytes written to this buffer
  } rx_cpl_t;

  // ------------------------------------------------------------------ codes
  typedef enum logic [3:0] {
    ErrNone      = 4'd0,
    ErrSlverr    = 4'd1,    // a data write was answered with SLVERR
    ErrDecerr    = 4'd2,    // a data write was answered with DECERR
    ErrTimeout   = 4'd3,    // reserved
    ErrTrunc     = 4'd4,    // frame longer than the buffer
    ErrMacBad    = 4'd5,    // reserved: bad frames are dropped before the ring
    ErrDescStale = 4'd6,    // generation bit wrong, queue halts
    ErrParity    = 4'd7,    // reserved
    ErrFlushed   = 4'd8,    // queue stopped while the frame was being launched
    ErrDescZero  = 4'd9,    // descriptor with max_len 0
    ErrDescRead  = 4'd10    // descriptor read answered with an error, queue halts
  } err_e;

  typedef enum logic [3:0] {
    HashNone    = 4'd0,
    HashIpv4    = 4'd1,
    HashTcpIpv4 = 4'd2,
    HashUdpIpv4 = 4'd3,
    HashIpv6    = 4'd4,
    HashTcpIpv6 = 4'd5,
    HashUdpIpv6 = 4'd6
  } hash_type_e;

  typedef enum logic [3:0] {
    KindRxDesc = 4'd0,
    KindTxDesc = 4'd1,
    KindTxData = 4'd2,
    KindRxData = 4'd3,
    KindRxHdr  = 4'd4,
    KindCqe    = 4'd5,
    KindEqe    = 4'd6
  } kind_e;

  typedef enum logic [2:0] {
    QueueDisabled  = 3'd0,
    QueueEnabled   = 3'd1,
    QueueQuiescing = 3'd2,
    QueueQuiesced  = 3'd3,
    QueueResetting = 3'd4,
    QueueHalted    = 3'd5
  } queue_state_e;

  typedef enum logic [1:0] {
    PolicyDefault = 2'd0,   // queue uses DROP_POLICY; in DROP_POLICY itself: PolicyDrop
    PolicyDrop    = 2'd1,   // no descriptor: drop now
    PolicyWait    = 2'd2,   // no descriptor: wait DROP_POLICY[31:8] cycles, then drop
    PolicyHold    = 2'd3    // no descriptor: wait for ever (bounded by RXBUF_LIMIT)
  } policy_e;

  // AXI response codes
  localparam logic [1:0] RespOkay   = 2'b00;
  localparam logic [1:0] RespSlverr = 2'b10;
  localparam logic [1:0] RespDecerr = 2'b11;

  // ERR_STATUS bit numbers
  localparam int unsigned StatusDataSlverr = 0;
  localparam int unsigned StatusDataDecerr = 1;
  localparam int unsigned StatusDescRead   = 2;
  localparam int unsigned StatusDescStale  = 3;
  localparam int unsigned StatusDescZero   = 4;
  localparam int unsigned StatusTailRange  = 5;
  localparam int unsigned StatusConsRange  = 6;
  localparam int unsigned StatusCqeWrite   = 7;

  // ------------------------------------------------------------------ registers (byte offsets)
  localparam logic [17:0] RegId          = 18'h00000;
  localparam logic [17:0] RegVersion     = 18'h00004;
  localparam logic [17:0] RegCap0        = 18'h00008;
  localparam logic [17:0] RegCap1        = 18'h0000C;
  localparam logic [17:0] RegCtrl        = 18'h00010;
  localparam logic [17:0] RegStatus      = 18'h00014;
  localparam logic [17:0] RegErrStatus   = 18'h00018;
  localparam logic [17:0] RegErrMask     = 18'h0001C;
  localparam logic [17:0] RegDropPolicy  = 18'h00020;
  localparam logic [17:0] RegCap2        = 18'h00024;
  localparam logic [17:0] RegCap3        = 18'h00028;
  localparam logic [17:0] RegPending     = 18'h0002C;
  localparam logic [17:0] RegRxbufLimit  = 18'h00034;
  localparam logic [17:0] RegRxbufFree   = 18'h00038;
  localparam logic [17:0] RegRssKey      = 18'h00040;   // + 4*i, i = 0..9
  localparam logic [17:0] RegRssCtrl     = 18'h00068;
  localparam logic [17:0] RegErrInfo     = 18'h0009C;
  localparam logic [17:0] RegMaxFrame    = 18'h000A0;
  localparam logic [17:0] RegIrq         = 18'h00100;   // + 16*vector
  localparam logic [17:0] RegRssTable    = 18'h00400;   // + 4*entry, 128 entries
  localparam logic [17:0] RegStat        = 18'h01000;   // + 8*counter, 64 bit each
  localparam logic [17:0] RegQueueStat   = 18'h02000;   // + 64*queue + 8*counter
  localparam logic [17:0] RegRxq         = 18'h08000;   // + 64*queue
  localparam logic [17:0] RegCq          = 18'h10000;   // + 64*queue
  localparam logic [17:0] RegTailDb      = 18'h18000;   // + 8*queue
  localparam logic [17:0] RegConsDb      = 18'h19000;   // + 8*queue

  // offsets inside the repeated blocks
  localparam logic [17:0] IrqMask        = 18'h00000;
  localparam logic [17:0] IrqPending     = 18'h00004;
  localparam logic [17:0] IrqCount       = 18'h00008;
  localparam logic [17:0] IrqTimer       = 18'h0000C;
  localparam logic [17:0] RxqBaseLo      = 18'h00000;
  localparam logic [17:0] RxqBaseHi      = 18'h00004;
  localparam logic [17:0] RxqCfg         = 18'h00008;
  localparam logic [17:0] RxqCtrl        = 18'h0000C;
  localparam logic [17:0] RxqState       = 18'h00010;
  localparam logic [17:0] RxqHead        = 18'h00014;
  localparam logic [17:0] RxqTail        = 18'h00018;
  localparam logic [17:0] CqBaseLo       = 18'h00000;
  localparam logic [17:0] CqBaseHi       = 18'h00004;
  localparam logic [17:0] CqCfg          = 18'h00008;
  localparam logic [17:0] CqCtrl         = 18'h0000C;
  localparam logic [17:0] CqProd         = 18'h00010;
  localparam logic [17:0] CqCons         = 18'h00014;

  // register values and bits
  localparam logic [31:0] IdValue        = 32'h4E44_4D41;   // "NDMA"
  localparam logic [31:0] VersionValue   = 32'h0001_0000;
  localparam logic [31:0] CtrlRxEnable   = 32'h0000_0001;
  localparam logic [31:0] StatusIdle     = 32'h0000_0001;
  localparam logic [31:0] StatusInitDone = 32'h0000_0002;
  localparam logic [31:0] RxqCtrlEnable  = 32'h0000_0001;
  localparam logic [31:0] RxqCtrlQuiesce = 32'h0000_0002;
  localparam logic [31:0] RxqCtrlReset   = 32'h0000_0004;
  localparam logic [31:0] ConsDbArm      = 32'h8000_0000;
  localparam logic [31:0] RssCtrlEnable  = 32'h0000_0001;
  localparam logic [31:0] RssCtrlIpv4    = 32'h0000_0002;
  localparam logic [31:0] RssCtrlTcpIpv4 = 32'h0000_0004;
  localparam logic [31:0] RssCtrlUdpIpv4 = 32'h0000_0008;
  localparam logic [31:0] RssCtrlIpv6    = 32'h0000_0010;
  localparam logic [31:0] RssCtrlTcpIpv6 = 32'h0000_0020;
  localparam logic [31:0] RssCtrlUdpIpv6 = 32'h0000_0040;

  // global 64-bit counters, index at RegStat
  localparam int unsigned StatFramesIn         = 0;   // frames seen at the MAC port (tlast)
  localparam int unsigned StatBytesIn          = 1;
  localparam int unsigned StatFramesDelivered  = 2;   // completions with err 0
  localparam int unsigned StatBytesDelivered   = 3;
  localparam int unsigned StatDropNoDescriptor = 4;
  localparam int unsigned StatDropBufferFull   = 5;
  localparam int unsigned StatDropOversize     = 6;
  localparam int unsigned StatDropError        = 7;   // bad, stopped queue, completion with err
  localparam int unsigned StatDropMacBad       = 8;   // part of StatDropError
  localparam int unsigned StatCount            = 9;

  // per-queue 64-bit counters, index at RegQueueStat
  localparam int unsigned QueueStatFrames       = 0;   // completions with err 0
  localparam int unsigned QueueStatBytes        = 1;
  localparam int unsigned QueueStatNoDescriptor = 2;
  localparam int unsigned QueueStatBufferFull   = 3;   // over RXBUF_LIMIT
  localparam int unsigned QueueStatError        = 4;   // stopped queue or completion with err
  localparam int unsigned QueueStatTruncated    = 5;   // part of QueueStatError
  localparam int unsigned QueueStatStarved      = 6;   // cycles with a frame and no descriptor
  localparam int unsigned QueueStatIrqs         = 7;   // interrupts raised

endpackage

`resetall
