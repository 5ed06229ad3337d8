// SPDX-License-Identifier: Apache-2.0
// Record formats, register offsets and codes of the NIC DMA engine: their only definition.
//
// doc/generate.sh writes the Java constants of io.github.niccosim.rtl and doc/registers.md with its
// figures from this file; GeneratedFilesTest compares them. So the comments here have a form:
//   * behind a field, code or constant: what it is (becomes Javadoc and a table cell)
//   * above a record or an enum: its title and Java class, "Title | JavaClass"
//   * above a register: "access reset | title", then its fields, "[bits] name text; [bits] ..."
// Use `nicdma_pkg::name`: Yosys 0.23 has no `import`.
`default_nettype none

package nicdma_pkg;

  // ------------------------------------------------------------------ fixed widths
  localparam int unsigned AxilAddrBits = 18;   // register space: 256 KiB
  localparam int unsigned QidBits      = 8;    // up to 256 queues per direction
  localparam int unsigned PtrBits      = 16;   // free-running ring pointers
  localparam int unsigned LenBits      = 14;   // frame lengths 1..16383
  localparam int unsigned UserBits     = 16;   // awuser / aruser
  localparam int unsigned DescBytes    = 16;   // descriptor, either direction
  localparam int unsigned CellBytes    = 256;  // packet buffer allocation unit
  localparam int unsigned CplRecBytes  = 16;   // completion, or half of a 32-byte one

  // ------------------------------------------------------------------ records (first field = MSB)
  // Receive descriptor, written by the driver | RxDescriptorLayout
  typedef struct packed {
    logic        gen;       // driver wrap parity: ~(p >> log2size) & 1
    logic [12:0] zero;
    logic        irq_low;   // raise event RING_LOW when this descriptor is used
    logic        hdr;       // this is a header buffer; the next descriptor takes the rest
    logic [15:0] hdr_len;   // with hdr: most header bytes, 0 = up to the end of the L4 header
    logic [15:0] buf_id;    // echoed in the completion
    logic [15:0] max_len;   // buffer length in bytes, 1..65535
    logic [63:0] addr;      // bus address of the first byte, any alignment
  } rx_desc_t;

  // Receive completion, one per buffer | RxCompletionLayout
  typedef struct packed {
    logic        phase;     // ~(p >> log2size) & 1
    logic [7:0]  qid;       // receive queue
    logic [22:0] ts_ns;     // 0 while ts_valid is 0
    logic [31:0] hash;      // Toeplitz hash, 0 when hash_type is 0
    logic [3:0]  err;       // err_e
    logic [3:0]  hash_type; // hash_type_e
    logic        ts_valid;  // the record carries a time
    logic        vlan;      // frame carries at least one VLAN tag
    logic        l4_ok;     // TCP/UDP checksum right
    logic        l3_ok;     // IPv4 header checksum right
    logic        trunc;     // frame was longer than its buffers
    logic        hdr;       // header buffer
    logic        eop;       // last buffer of a frame
    logic        sop;       // first buffer of a frame
    logic [15:0] csum;      // 16-bit ones'-complement sum from layer 3 to the frame's end
    logic [15:0] buf_id;    // of the descriptor
    logic [15:0] len;       // bytes written to this buffer
  } rx_cpl_t;

  // Second half of a 32-byte completion, receive and transmit | CompletionExtensionLayout
  typedef struct packed {
    logic        phase;     // equal to the first half's, or the record is torn
    logic [14:0] zero;
    logic [15:0] seq;       // frame number of its queue, same in all its buffers
    logic [15:0] tci;       // outermost VLAN tag control information, 0 without
    logic [15:0] total_len; // whole frame in bytes, as the MAC saw it
    logic [63:0] ts;        // nanoseconds, 0 while ts_valid is 0
  } cpl_ext_t;

  // Transmit descriptor, written by the driver | TxDescriptorLayout
  typedef struct packed {
    logic        gen;        // driver wrap parity: ~(p >> log2size) & 1
    logic [9:0]  zero;
    logic        ts_req;     // completion carries the time of the first beat at the MAC port
    logic        cpl_req;    // on eop: write a completion for this frame
    logic        csum_en;    // on sop: insert a checksum
    logic        eop;       // last descriptor of a frame
    logic        sop;       // first descriptor of a frame
    logic [15:0] cookie;     // of the eop descriptor: echoed in the completion
    logic [7:0]  csum_off;   // on sop: the sum is stored csum_start + csum_off bytes into the frame
    logic [7:0]  csum_start; // on sop: the sum runs from this byte to the end of the frame
    logic [15:0] len;        // 1..65535
    logic [63:0] addr;      // bus address of the first byte, any alignment
  } tx_desc_t;

  // Transmit completion, one per frame that asks for it | TxCompletionLayout
  typedef struct packed {
    logic        phase;     // ~(p >> log2size) & 1
    logic [7:0]  qid;       // transmit queue
    logic [22:0] ts_ns;      // 0 while ts_valid is 0
    logic [31:0] zero_hi;
    logic [3:0]  err;        // err_e
    logic [3:0]  zero_mid;
    logic        ts_valid;  // the record carries a time
    logic [6:0]  zero_lo;
    logic [15:0] head;       // free-running index behind the frame's last descriptor
    logic [15:0] cookie;    // of the eop descriptor
    logic [15:0] len;        // bytes of the frame handed to the MAC port, 0 with an error
  } tx_cpl_t;

  // Event record | EventLayout
  typedef struct packed {
    logic        phase;     // ~(p >> log2size) & 1
    logic [62:0] zero;
    logic [31:0] info;       // RING_LOW, RING_EMPTY: descriptors left; DMA_ERR: err_e code
    logic [15:0] qid;        // [7:0] queue, [15] transmit
    logic [15:0] kind;       // event_e
  } event_t;

  // ------------------------------------------------------------------ codes
  // Error code of a completion, and of a halted queue | NicDmaError
  typedef enum logic [3:0] {
    ErrNone      = 4'd0,   // frame complete
    ErrSlverr    = 4'd1,    // a data write was answered with SLVERR
    ErrDecerr    = 4'd2,    // a data write was answered with DECERR
    ErrTimeout   = 4'd3,    // no answer within TIMEOUT cycles
    ErrTrunc     = 4'd4,    // frame longer than the buffer
    ErrMacBad    = 4'd5,    // reserved: bad frames are dropped before the ring
    ErrDescStale = 4'd6,    // generation bit wrong, queue halts
    ErrParity    = 4'd7,    // packet buffer parity
    ErrFlushed   = 4'd8,    // queue stopped while the frame was being launched
    ErrDescZero  = 4'd9,   // descriptor with max_len 0
    ErrDescRead  = 4'd10,   // descriptor read answered with an error, queue halts
    ErrTxFormat  = 4'd11    // transmit: sop/eop out of place, too many fragments, too long
  } err_e;

  // What the RSS hash of a completion covers | RssHashType
  typedef enum logic [3:0] {
    HashNone    = 4'd0,   // no hash
    HashIpv4    = 4'd1,   // IPv4 addresses
    HashTcpIpv4 = 4'd2,   // IPv4 addresses and TCP ports
    HashUdpIpv4 = 4'd3,   // IPv4 addresses and UDP ports
    HashIpv6    = 4'd4,   // IPv6 addresses
    HashTcpIpv6 = 4'd5,   // IPv6 addresses and TCP ports
    HashUdpIpv6 = 4'd6   // IPv6 addresses and UDP ports
  } hash_type_e;

  // Purpose of a bus burst, bits 15:12 of awuser and aruser | BusAccessKind
  typedef enum logic [3:0] {
    KindRxDesc = 4'd0,   // read of receive descriptors
    KindTxDesc = 4'd1,   // read of transmit descriptors
    KindTxData = 4'd2,   // read of frame bytes
    KindRxData = 4'd3,   // write of frame bytes
    KindRxHdr  = 4'd4,   // write of header bytes (header split)
    KindCqe    = 4'd5,   // write of a completion
    KindEqe    = 4'd6   // write of an event
  } kind_e;

  // State of a queue | QueueState
  typedef enum logic [2:0] {
    QueueDisabled  = 3'd0,   // configuration may be written
    QueueEnabled   = 3'd1,   // moves frames
    QueueQuiescing = 3'd2,   // launched frames complete, waiting ones are dropped
    QueueQuiesced  = 3'd3,   // nothing in flight; may be enabled again
    QueueResetting = 3'd4,   // as quiescing, then pointers are cleared
    QueueHalted    = 3'd5   // stopped by an error; needs a reset
  } queue_state_e;

  // What happens to a frame whose queue has no descriptor | DropPolicy
  typedef enum logic [1:0] {
    PolicyDefault = 2'd0,   // use register DROP_POLICY; there: as DROP
    PolicyDrop    = 2'd1,   // drop at once
    PolicyWait    = 2'd2,   // wait the configured cycles, then drop
    PolicyHold    = 2'd3   // wait for ever, bounded by RXBUF_LIMIT
  } policy_e;

  // Kind of an event record | EventKind
  typedef enum logic [3:0] {
    EventCpl       = 4'd0,   // completions of a queue, as moderation decided
    EventRingLow   = 4'd1,   // a receive ring fell below its watermark
    EventRingEmpty = 4'd2,   // a receive ring ran empty
    EventDmaErr    = 4'd3,   // a completion carries an AXI, time-out or parity error
    EventQuiesced  = 4'd4   // a stop command is finished
  } event_e;

  // AXI response codes
  localparam logic [1:0] RespOkay   = 2'b00;
  localparam logic [1:0] RespSlverr = 2'b10;
  localparam logic [1:0] RespDecerr = 2'b11;

  // ERR_STATUS bit numbers
  localparam int unsigned StatusDataSlverr = 0;   // a data write was answered with SLVERR
  localparam int unsigned StatusDataDecerr = 1;   // a data write was answered with DECERR
  localparam int unsigned StatusDescRead   = 2;   // a descriptor read was answered with an error
  localparam int unsigned StatusDescStale  = 3;   // a descriptor had the wrong generation bit
  localparam int unsigned StatusDescZero   = 4;   // a descriptor had max_len 0
  localparam int unsigned StatusTailRange  = 5;   // a tail doorbell was out of range
  localparam int unsigned StatusConsRange  = 6;   // a consumer doorbell was out of range
  localparam int unsigned StatusCqeWrite   = 7;   // a completion write was answered with an error
  localparam int unsigned StatusTimeout    = 8;   // a burst was not answered in time
  localparam int unsigned StatusParity     = 9;   // the packet buffer had a parity error
  localparam int unsigned StatusTxFormat   = 10;   // transmit descriptors do not form a frame
  localparam int unsigned StatusReadSlverr = 11;   // a data read was answered with SLVERR
  localparam int unsigned StatusReadDecerr = 12;   // a data read was answered with DECERR
  localparam int unsigned StatusEventHeld  = 13;   // the event ring was full, events waited

  // ------------------------------------------------------------------ registers (byte offsets)
  // ro 4E444D41 | identification, always ID_VALUE
  localparam logic [17:0] RegId = 18'h00000;
  // ro 00020000 | major and minor version
  //   [31:16] major; [15:0] minor
  localparam logic [17:0] RegVersion = 18'h00004;
  // ro - | data width, queue counts, vectors
  //   [7:0] width log2(DataWidth/8); [15:8] rxq NumRxQ-1; [23:16] txq NumTxQ-1; [31:24] irq NumIrq
  localparam logic [17:0] RegCap0 = 18'h00008;
  // ro - | outstanding limits, completion size, features
  //   [7:0] out_rd MaxOutRd-1; [15:8] out_wr MaxOutWr-1; [23:16] cpl CplBytes; [24] rss RssEn
  //   [25] stats StatsEn; [26] hdr_split HdrSplitEn; [27] csum CsumEn; [28] ts TsEn; [29] eq EqEn
  //   [30] parity ParityEn
  localparam logic [17:0] RegCap1 = 18'h0000C;
  // rw 0 | global enables, loopbacks, soft reset
  //   [0] rx_en 0 drops every frame at the port (counted as error); [1] tx_en 0 starts no frame
  //   [2] loop_mac sent frames are received, both MAC ports idle
  //   [3] loop_dma received frames are sent, host memory is not used
  //   [4] soft_rst write 1: all as after rst_ni once no burst is in flight; then reads 0
  localparam logic [17:0] RegCtrl = 18'h00010;
  // ro - | idle, initialisation done, soft reset busy
  //   [0] idle no frame inside, no AXI burst in flight; [1] init_done
  //   [2] rst_busy soft reset waits for bursts
  localparam logic [17:0] RegStatus = 18'h00014;
  // rw1c 0 | sticky error bits, write 1 to clear
  //   [13:0] bits table ERR_STATUS
  localparam logic [17:0] RegErrStatus = 18'h00018;
  // rw 0 | error bits that raise vector 0
  //   [13:0] bits a status bit set here raises vector 0 when it goes 0 to 1
  localparam logic [17:0] RegErrMask = 18'h0001C;
  // rw 1 | policy without a descriptor, wait cycles in [31:8]
  //   [1:0] policy 1 drop, 2 wait, 3 hold (0 = drop); [31:8] wait cycles
  localparam logic [17:0] RegDropPolicy = 18'h00020;
  // ro - | ring limit, descriptor batch, longest frame
  //   [3:0] ring RingLog2Max; [12:8] batch DescBatch; [31:16] frame MaxFrame
  localparam logic [17:0] RegCap2 = 18'h00024;
  // ro - | frame slots, receive buffer cells
  //   [15:0] slots FrameSlots; [31:16] cells of 256 bytes
  localparam logic [17:0] RegCap3 = 18'h00028;
  // ro 0 | frames accepted and not yet dropped or completed
  //   [15:0] frames
  localparam logic [17:0] RegPending = 18'h0002C;
  // wo - | write: copy counters in one cycle
  //   [7:0] queue whose counters go to SNAP_QUEUE; [15] tx of the transmit side
  localparam logic [17:0] RegStatSnap = 18'h00030;
  // rw 3/4 of the cells, all with one queue | buffer cells one queue may keep waiting
  //   [15:0] cells a frame above it is dropped as buffer full
  localparam logic [17:0] RegRxbufLimit = 18'h00034;
  // ro - | free buffer cells
  //   [15:0] cells
  localparam logic [17:0] RegRxbufFree = 18'h00038;
  // rw the verification key of the RSS specification | first of ten key words, stride 4
  //   [31:0] key bytes 4i..4i+3, byte 4i lowest, i = 0..9
  localparam logic [17:0] RegRssKey = 18'h00040;
  // rw 0000007F | hash types and default queue
  //   [0] enable; [1] ipv4; [2] tcp_ipv4; [3] udp_ipv4; [4] ipv6; [5] tcp_ipv6; [6] udp_ipv6
  //   [15:8] queue for frames without a hash
  localparam logic [17:0] RegRssCtrl = 18'h00068;
  // rw 0 | completion error codes that halt their queue
  //   [15:0] halt bit n: a completion with code n halts its queue (6 and 10 always do)
  localparam logic [17:0] RegErrPolicy = 18'h0003C;
  // rw 0 | time in ns, low word; reading latches TS_HI
  //   [31:0] ns
  localparam logic [17:0] RegTsLo = 18'h00080;
  // rw 0 | time in ns, high word
  //   [31:0] ns write HI, then LO, to set the clock
  localparam logic [17:0] RegTsHi = 18'h00084;
  // rw 04000000 | ns per cycle, 8.24 fixed point
  //   [31:24] ns; [23:0] fraction of a ns, in 2^-24
  localparam logic [17:0] RegTsInc = 18'h00088;
  // rw 0 | cycles an answer may take, 0 = for ever
  //   [31:0] cycles
  localparam logic [17:0] RegTimeout = 18'h00090;
  // ro 0 | address of the first failed burst, low word
  //   [31:0] address
  localparam logic [17:0] RegErrAddrLo = 18'h00094;
  // ro 0 | high word
  //   [31:0] address
  localparam logic [17:0] RegErrAddrHi = 18'h00098;
  // ro 0 | first error: bit number, queue, direction
  //   [3:0] bit of ERR_STATUS; [15:8] queue; [16] tx
  localparam logic [17:0] RegErrInfo = 18'h0009C;
  // rw MaxFrame | longest accepted frame in bytes
  //   [13:0] bytes longer frames are dropped as oversize; above MaxFrame: SLVERR
  localparam logic [17:0] RegMaxFrame = 18'h000A0;
  // rw 0 | pause_req_o rises below this many free cells
  //   [15:0] cells
  localparam logic [17:0] RegPauseHigh = 18'h000A4;
  // rw 0 | pause_req_o falls at this many free cells
  //   [15:0] cells both 0: never
  localparam logic [17:0] RegPauseLow = 18'h000A8;
  // rw 0 | next packet RAM write gets wrong parity
  //   [0] rx; [1] tx SLVERR without ParityEn
  localparam logic [17:0] RegParityInject = 18'h000AC;
  // ro - | fragments, transmit slots, transmit buffer
  //   [7:0] frags MaxFrags; [15:8] tx_slots TxSlots; [31:16] tx_cells of the transmit buffer
  localparam logic [17:0] RegCap4 = 18'h000B0;
  // blk - | first vector block, stride 16
  localparam logic [17:0] RegIrq = 18'h00100;
  // blk - | event ring block
  localparam logic [17:0] RegEq = 18'h00300;
  // rw i mod NumRxQ | first of 128 indirection entries, stride 4
  //   [7:0] queue i = low 7 bits of the hash
  localparam logic [17:0] RegRssTable = 18'h00400;
  // ro 0 | first global counter of the snapshot, stride 8
  //   [63:0] count low word first: reading it latches the high word
  localparam logic [17:0] RegSnap = 18'h00800;
  // ro 0 | first queue counter of the snapshot, stride 8
  //   [63:0] count low word first: reading it latches the high word
  localparam logic [17:0] RegSnapQueue = 18'h00A00;
  // ro 0 | first 64-bit global counter, stride 8
  //   [63:0] count low word first: reading it latches the high word
  localparam logic [17:0] RegStat = 18'h01000;
  // ro 0 | first receive queue counter block, stride 64
  //   [63:0] count low word first: reading it latches the high word
  localparam logic [17:0] RegQueueStat = 18'h02000;
  // blk - | first receive queue block, stride 64
  localparam logic [17:0] RegRxq = 18'h08000;
  // blk - | first transmit queue block, stride 64
  localparam logic [17:0] RegTxq = 18'h0C000;
  // blk - | first receive completion ring block, stride 64
  localparam logic [17:0] RegCq = 18'h10000;
  // blk - | first transmit completion ring block, stride 64
  localparam logic [17:0] RegTxCq = 18'h14000;
  // wo - | first receive tail doorbell, stride 8
  //   [15:0] tail free-running: descriptors posted since reset
  localparam logic [17:0] RegTailDb = 18'h18000;
  // wo - | first transmit tail doorbell, stride 8
  //   [15:0] tail free-running: descriptors posted since reset
  localparam logic [17:0] RegTxTailDb = 18'h18800;
  // wo - | first receive consumer doorbell, stride 8
  //   [15:0] cons free-running consumer index; [31] arm
  localparam logic [17:0] RegConsDb = 18'h19000;
  // wo - | first transmit consumer doorbell, stride 8
  //   [15:0] cons free-running consumer index; [31] arm
  localparam logic [17:0] RegTxConsDb = 18'h19800;
  // ro 0 | first transmit queue counter block, stride 64
  //   [63:0] count low word first: reading it latches the high word
  localparam logic [17:0] RegTxQueueStat = 18'h1A000;

  // offsets inside the repeated blocks
  // rw 1 | mask bit
  //   [0] mask 1 = masked (pending is kept)
  localparam logic [17:0] IrqMask = 18'h00000;
  // rw1c 0 | pending bit, write 1 to clear
  //   [0] pending
  localparam logic [17:0] IrqPending = 18'h00004;
  // rw 0 | completions to collect
  //   [15:0] completions 0 and 1: every completion
  localparam logic [17:0] IrqCount = 18'h00008;
  // rw 0 | cycles after which fewer are signalled
  //   [23:0] cycles 0 = no timer
  localparam logic [17:0] IrqTimer = 18'h0000C;
  // rw 0 | ring address, low word
  //   [31:6] address 64-byte aligned
  localparam logic [17:0] RxqBaseLo = 18'h00000;
  // rw 0 | ring address, high word
  //   [31:0] address
  localparam logic [17:0] RxqBaseHi = 18'h00004;
  // rw 0 | log2 of the ring size, buffers per frame, policy
  //   [3:0] log2size 1..RingLog2Max
  //   [15:8] frags most buffers per frame, 0 and 1: one; above MaxFrags: SLVERR
  //   [17:16] policy policy_e
  localparam logic [17:0] RxqCfg = 18'h00008;
  // rw 0 | command: enable, quiesce, reset
  //   [0] enable; [1] quiesce; [2] reset reads the last command
  localparam logic [17:0] RxqCtrl = 18'h0000C;
  // ro 0 | state, starved, halting error
  //   [2:0] state queue_state_e; [3] starved now; [7:4] err that halted it
  localparam logic [17:0] RxqState = 18'h00010;
  // ro 0 | completions acknowledged by memory, free-running
  //   [15:0] head
  localparam logic [17:0] RxqHead = 18'h00014;
  // ro 0 | last accepted tail doorbell
  //   [15:0] tail
  localparam logic [17:0] RxqTail = 18'h00018;
  // rw 0 | event RING_LOW below this many descriptors
  //   [15:0] descriptors posted and unused; 0 = no event
  localparam logic [17:0] RxqWatermark = 18'h0001C;
  // rw 0 | share of the wire; other offsets as RXQ
  //   [7:0] weight times 256 bytes per round; 0 = 1
  localparam logic [17:0] TxqWeight = 18'h0001C;
  // rw 0 | bytes per 256 cycles, 0 = no limit
  //   [15:0] rate
  localparam logic [17:0] TxqRate = 18'h00020;
  // rw 0 | ring address, low word
  //   [31:6] address 64-byte aligned
  localparam logic [17:0] CqBaseLo = 18'h00000;
  // rw 0 | ring address, high word
  //   [31:0] address
  localparam logic [17:0] CqBaseHi = 18'h00004;
  // rw 0 | log2 of the ring size, vector, event
  //   [3:0] log2size 1..RingLog2Max; [12:8] vector
  //   [16] eq write an event in place of raising the vector
  localparam logic [17:0] CqCfg = 18'h00008;
  // ro 0 | armed flag
  //   [0] armed
  localparam logic [17:0] CqCtrl = 18'h0000C;
  // ro 0 | slots given to writes, free-running
  //   [15:0] prod
  localparam logic [17:0] CqProd = 18'h00010;
  // ro 0 | last accepted consumer doorbell
  //   [15:0] cons
  localparam logic [17:0] CqCons = 18'h00014;
  // rw 0 | ring address, low word
  //   [31:6] address 64-byte aligned
  localparam logic [17:0] EqBaseLo = 18'h00000;
  // rw 0 | ring address, high word
  //   [31:0] address
  localparam logic [17:0] EqBaseHi = 18'h00004;
  // rw 0 | log2 of the ring size, vector
  //   [3:0] log2size 1..RingLog2Max; [12:8] vector
  localparam logic [17:0] EqCfg = 18'h00008;
  // rw 0 | enable, reset
  //   [0] enable; [1] reset
  localparam logic [17:0] EqCtrl = 18'h0000C;
  // ro 0 | slots given to writes, free-running
  //   [15:0] prod
  localparam logic [17:0] EqProd = 18'h00010;
  // rw 0 | consumer index, arm
  //   [15:0] cons; [31] arm
  localparam logic [17:0] EqCons = 18'h00014;

  // register values and bits
  localparam logic [31:0] IdValue        = 32'h4E44_4D41;   // "NDMA"
  localparam logic [31:0] VersionValue   = 32'h0002_0000;   // 2.0
  localparam logic [31:0] CtrlRxEnable   = 32'h0000_0001;   // of CTRL
  localparam logic [31:0] CtrlTxEnable   = 32'h0000_0002;   // of CTRL
  localparam logic [31:0] CtrlLoopMac    = 32'h0000_0004;   // of CTRL: sent frames are received
  localparam logic [31:0] CtrlLoopDma    = 32'h0000_0008;   // of CTRL: received frames are sent
  localparam logic [31:0] CtrlSoftReset  = 32'h0000_0010;   // of CTRL
  localparam logic [31:0] StatusIdle     = 32'h0000_0001;   // of STATUS
  localparam logic [31:0] StatusInitDone = 32'h0000_0002;   // of STATUS
  localparam logic [31:0] RxqCtrlEnable  = 32'h0000_0001;   // of RXQ_CTRL and TXQ_CTRL
  localparam logic [31:0] RxqCtrlQuiesce = 32'h0000_0002;   // of RXQ_CTRL
  localparam logic [31:0] RxqCtrlReset   = 32'h0000_0004;   // of RXQ_CTRL
  localparam logic [31:0] ConsDbArm      = 32'h8000_0000;   // of CONS_DB
  localparam logic [31:0] RssCtrlEnable  = 32'h0000_0001;   // of RSS_CTRL
  localparam logic [31:0] RssCtrlIpv4    = 32'h0000_0002;   // of RSS_CTRL
  localparam logic [31:0] RssCtrlTcpIpv4 = 32'h0000_0004;   // of RSS_CTRL
  localparam logic [31:0] RssCtrlUdpIpv4 = 32'h0000_0008;   // of RSS_CTRL
  localparam logic [31:0] RssCtrlIpv6    = 32'h0000_0010;   // of RSS_CTRL
  localparam logic [31:0] RssCtrlTcpIpv6 = 32'h0000_0020;   // of RSS_CTRL
  localparam logic [31:0] RssCtrlUdpIpv6 = 32'h0000_0040;   // of RSS_CTRL

  // global 64-bit counters, index at RegStat
  localparam int unsigned StatFramesIn         = 0;   // frames seen at the MAC port (tlast)
  localparam int unsigned StatBytesIn          = 1;   // bytes of those
  localparam int unsigned StatFramesDelivered  = 2;   // completions with err 0
  localparam int unsigned StatBytesDelivered   = 3;   // bytes of those
  localparam int unsigned StatDropNoDescriptor = 4;   // dropped: no descriptor
  localparam int unsigned StatDropBufferFull   = 5;   // dropped: packet buffer full
  localparam int unsigned StatDropOversize     = 6;   // dropped: longer than MAX_FRAME
  localparam int unsigned StatDropError        = 7;   // bad, stopped queue, completion with err
  localparam int unsigned StatDropMacBad       = 8;   // part of StatDropError
  localparam int unsigned StatTxFrames         = 9;   // handed to the MAC port without an error
  localparam int unsigned StatTxBytes          = 10;   // bytes of those
  localparam int unsigned StatTxErrors         = 11;  // frames completed with err
  localparam int unsigned StatTxPaused         = 12;  // cycles a frame waited for xoff_i
  localparam int unsigned StatPauseRequested   = 13;  // cycles pause_req_o was high
  localparam int unsigned StatEvents           = 14;  // event records written
  localparam int unsigned StatTimeouts         = 15;  // bursts that were not answered in time
  localparam int unsigned StatParityErrors     = 16;  // packet buffer reads with wrong parity
  localparam int unsigned StatCount            = 17;   // number of global counters

  // per-queue 64-bit counters, index at RegQueueStat
  localparam int unsigned QueueStatFrames       = 0;   // completions with err 0
  localparam int unsigned QueueStatBytes        = 1;   // bytes of those
  localparam int unsigned QueueStatNoDescriptor = 2;   // dropped: no descriptor
  localparam int unsigned QueueStatBufferFull   = 3;   // over RXBUF_LIMIT
  localparam int unsigned QueueStatError        = 4;   // stopped queue or completion with err
  localparam int unsigned QueueStatTruncated    = 5;   // part of QueueStatError
  localparam int unsigned QueueStatStarved      = 6;   // cycles with a frame and no descriptor
  localparam int unsigned QueueStatIrqs         = 7;   // interrupts raised

  // per-queue 64-bit counters, index at RegTxQueueStat
  localparam int unsigned TxQueueStatFrames     = 0;   // without an error
  localparam int unsigned TxQueueStatBytes      = 1;   // bytes of those
  localparam int unsigned TxQueueStatErrors     = 2;   // completions with err
  localparam int unsigned TxQueueStatIrqs       = 3;   // interrupts raised

endpackage

`resetall
