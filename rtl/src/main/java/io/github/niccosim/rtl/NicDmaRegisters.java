// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.rtl;

/**
 * Byte offsets, bits and strides of the AXI4-Lite register space (256 KiB).
 *
 * <p>Meaning of every bit: {@code rtl/doc/registers.md}. RTL: {@code nicdma_pkg.sv}, same names in
 * upper camel case.
 */
public final class NicDmaRegisters {

  /** Distance between vector blocks at {@link #IRQ}. */
  public static final int IRQ_STRIDE = 16;

  /** Distance between blocks of one queue at {@link #RXQ}, {@link #CQ}, {@link #QUEUE_STAT}. */
  public static final int QUEUE_STRIDE = 64;

  /** Distance between doorbells at {@link #TAIL_DB} and {@link #CONS_DB}. */
  public static final int DOORBELL_STRIDE = 8;

  /** Entries of the RSS indirection table. */
  public static final int RSS_TABLE_ENTRIES = 128;

  /** Words of the RSS key. */
  public static final int RSS_KEY_WORDS = 10;

  // begin: written by rtl/doc/generate.sh

  /** Identification, always ID_VALUE. */
  public static final int ID = 0x00000;

  /** Major and minor version. */
  public static final int VERSION = 0x00004;

  /** Data width, queue counts, vectors. */
  public static final int CAP0 = 0x00008;

  /** Outstanding limits, completion size, features. */
  public static final int CAP1 = 0x0000C;

  /** Global enables, loopbacks, soft reset. */
  public static final int CTRL = 0x00010;

  /** Idle, initialisation done, soft reset busy. */
  public static final int STATUS = 0x00014;

  /** Sticky error bits, write 1 to clear. */
  public static final int ERR_STATUS = 0x00018;

  /** Error bits that raise vector 0. */
  public static final int ERR_MASK = 0x0001C;

  /** Policy without a descriptor, wait cycles in [31:8]. */
  public static final int DROP_POLICY = 0x00020;

  /** Ring limit, descriptor batch, longest frame. */
  public static final int CAP2 = 0x00024;

  /** Frame slots, receive buffer cells. */
  public static final int CAP3 = 0x00028;

  /** Frames accepted and not yet dropped or completed. */
  public static final int PENDING = 0x0002C;

  /** Write: copy counters in one cycle. */
  public static final int STAT_SNAP = 0x00030;

  /** Buffer cells one queue may keep waiting. */
  public static final int RXBUF_LIMIT = 0x00034;

  /** Free buffer cells. */
  public static final int RXBUF_FREE = 0x00038;

  /** First of ten key words, stride 4. */
  public static final int RSS_KEY = 0x00040;

  /** Hash types and default queue. */
  public static final int RSS_CTRL = 0x00068;

  /** Completion error codes that halt their queue. */
  public static final int ERR_POLICY = 0x0003C;

  /** Time in ns, low word; reading latches TS_HI. */
  public static final int TS_LO = 0x00080;

  /** Time in ns, high word. */
  public static final int TS_HI = 0x00084;

  /** Ns per cycle, 8.24 fixed point. */
  public static final int TS_INC = 0x00088;

  /** Cycles an answer may take, 0 = for ever. */
  public static final int TIMEOUT = 0x00090;

  /** Address of the first failed burst, low word. */
  public static final int ERR_ADDR_LO = 0x00094;

  /** High word. */
  public static final int ERR_ADDR_HI = 0x00098;

  /** First error: bit number, queue, direction. */
  public static final int ERR_INFO = 0x0009C;

  /** Longest accepted frame in bytes. */
  public static final int MAX_FRAME = 0x000A0;

  /** Pause_req_o rises below this many free cells. */
  public static final int PAUSE_HIGH = 0x000A4;

  /** Pause_req_o falls at this many free cells. */
  public static final int PAUSE_LOW = 0x000A8;

  /** Next packet RAM write gets wrong parity. */
  public static final int PARITY_INJECT = 0x000AC;

  /** Fragments, transmit slots, transmit buffer. */
  public static final int CAP4 = 0x000B0;

  /** First vector block, stride 16. */
  public static final int IRQ = 0x00100;

  /** Event ring block. */
  public static final int EQ = 0x00300;

  /** First of 128 indirection entries, stride 4. */
  public static final int RSS_TABLE = 0x00400;

  /** First global counter of the snapshot, stride 8. */
  public static final int SNAP = 0x00800;

  /** First queue counter of the snapshot, stride 8. */
  public static final int SNAP_QUEUE = 0x00A00;

  /** First 64-bit global counter, stride 8. */
  public static final int STAT = 0x01000;

  /** First receive queue counter block, stride 64. */
  public static final int QUEUE_STAT = 0x02000;

  /** First receive queue block, stride 64. */
  public static final int RXQ = 0x08000;

  /** First transmit queue block, stride 64. */
  public static final int TXQ = 0x0C000;

  /** First receive completion ring block, stride 64. */
  public static final int CQ = 0x10000;

  /** First transmit completion ring block, stride 64. */
  public static final int TX_CQ = 0x14000;

  /** First receive tail doorbell, stride 8. */
  public static final int TAIL_DB = 0x18000;

  /** First transmit tail doorbell, stride 8. */
  public static final int TX_TAIL_DB = 0x18800;

  /** First receive consumer doorbell, stride 8. */
  public static final int CONS_DB = 0x19000;

  /** First transmit consumer doorbell, stride 8. */
  public static final int TX_CONS_DB = 0x19800;

  /** First transmit queue counter block, stride 64. */
  public static final int TX_QUEUE_STAT = 0x1A000;

  /** Mask bit. */
  public static final int IRQ_MASK = 0x00000;

  /** Pending bit, write 1 to clear. */
  public static final int IRQ_PENDING = 0x00004;

  /** Completions to collect. */
  public static final int IRQ_COUNT = 0x00008;

  /** Cycles after which fewer are signalled. */
  public static final int IRQ_TIMER = 0x0000C;

  /** Ring address, low word. */
  public static final int RXQ_BASE_LO = 0x00000;

  /** Ring address, high word. */
  public static final int RXQ_BASE_HI = 0x00004;

  /** Log2 of the ring size, buffers per frame, policy. */
  public static final int RXQ_CFG = 0x00008;

  /** Command: enable, quiesce, reset. */
  public static final int RXQ_CTRL = 0x0000C;

  /** State, starved, halting error. */
  public static final int RXQ_STATE = 0x00010;

  /** Completions acknowledged by memory, free-running. */
  public static final int RXQ_HEAD = 0x00014;

  /** Last accepted tail doorbell. */
  public static final int RXQ_TAIL = 0x00018;

  /** Event RING_LOW below this many descriptors. */
  public static final int RXQ_WATERMARK = 0x0001C;

  /** Share of the wire; other offsets as RXQ. */
  public static final int TXQ_WEIGHT = 0x0001C;

  /** Bytes per 256 cycles, 0 = no limit. */
  public static final int TXQ_RATE = 0x00020;

  /** Ring address, low word. */
  public static final int CQ_BASE_LO = 0x00000;

  /** Ring address, high word. */
  public static final int CQ_BASE_HI = 0x00004;

  /** Log2 of the ring size, vector, event. */
  public static final int CQ_CFG = 0x00008;

  /** Armed flag. */
  public static final int CQ_CTRL = 0x0000C;

  /** Slots given to writes, free-running. */
  public static final int CQ_PROD = 0x00010;

  /** Last accepted consumer doorbell. */
  public static final int CQ_CONS = 0x00014;

  /** Ring address, low word. */
  public static final int EQ_BASE_LO = 0x00000;

  /** Ring address, high word. */
  public static final int EQ_BASE_HI = 0x00004;

  /** Log2 of the ring size, vector. */
  public static final int EQ_CFG = 0x00008;

  /** Enable, reset. */
  public static final int EQ_CTRL = 0x0000C;

  /** Slots given to writes, free-running. */
  public static final int EQ_PROD = 0x00010;

  /** Consumer index, arm. */
  public static final int EQ_CONS = 0x00014;

  /** "NDMA". */
  public static final int ID_VALUE = 0x4E444D41;

  /** 2.0. */
  public static final int VERSION_VALUE = 0x00020000;

  /** Of CTRL. */
  public static final int CTRL_RX_ENABLE = 0x00000001;

  /** Of CTRL. */
  public static final int CTRL_TX_ENABLE = 0x00000002;

  /** Of CTRL: sent frames are received. */
  public static final int CTRL_LOOP_MAC = 0x00000004;

  /** Of CTRL: received frames are sent. */
  public static final int CTRL_LOOP_DMA = 0x00000008;

  /** Of CTRL. */
  public static final int CTRL_SOFT_RESET = 0x00000010;

  /** Of STATUS. */
  public static final int STATUS_IDLE = 0x00000001;

  /** Of STATUS. */
  public static final int STATUS_INIT_DONE = 0x00000002;

  /** Of RXQ_CTRL and TXQ_CTRL. */
  public static final int RXQ_CTRL_ENABLE = 0x00000001;

  /** Of RXQ_CTRL. */
  public static final int RXQ_CTRL_QUIESCE = 0x00000002;

  /** Of RXQ_CTRL. */
  public static final int RXQ_CTRL_RESET = 0x00000004;

  /** Of CONS_DB. */
  public static final int CONS_DB_ARM = 0x80000000;

  /** Of RSS_CTRL. */
  public static final int RSS_CTRL_ENABLE = 0x00000001;

  /** Of RSS_CTRL. */
  public static final int RSS_CTRL_IPV4 = 0x00000002;

  /** Of RSS_CTRL. */
  public static final int RSS_CTRL_TCP_IPV4 = 0x00000004;

  /** Of RSS_CTRL. */
  public static final int RSS_CTRL_UDP_IPV4 = 0x00000008;

  /** Of RSS_CTRL. */
  public static final int RSS_CTRL_IPV6 = 0x00000010;

  /** Of RSS_CTRL. */
  public static final int RSS_CTRL_TCP_IPV6 = 0x00000020;

  /** Of RSS_CTRL. */
  public static final int RSS_CTRL_UDP_IPV6 = 0x00000040;

  // end: written by rtl/doc/generate.sh

  private NicDmaRegisters() {}

  /**
   * Return the address of a register of an RX queue.
   *
   * @param queue queue index, 0..255
   * @param register one of the {@code RXQ_…} offsets
   * @return byte offset in the register space
   */
  public static int rxq(int queue, int register) {
    return RXQ + queue * QUEUE_STRIDE + register;
  }

  /**
   * Return the address of a register of a completion queue.
   *
   * @param queue queue index, 0..255
   * @param register one of the {@code CQ_…} offsets
   * @return byte offset in the register space
   */
  public static int cq(int queue, int register) {
    return CQ + queue * QUEUE_STRIDE + register;
  }

  /**
   * Return the address of a register of an interrupt vector.
   *
   * @param vector vector index, 0..31
   * @param register one of the {@code IRQ_…} offsets
   * @return byte offset in the register space
   */
  public static int irq(int vector, int register) {
    return IRQ + vector * IRQ_STRIDE + register;
  }

  /**
   * Return the address of the tail doorbell of a queue.
   *
   * @param queue queue index, 0..255
   * @return byte offset in the register space
   */
  public static int tailDoorbell(int queue) {
    return TAIL_DB + queue * DOORBELL_STRIDE;
  }

  /**
   * Return the address of the consumer doorbell of a queue.
   *
   * @param queue queue index, 0..255
   * @return byte offset in the register space
   */
  public static int consDoorbell(int queue) {
    return CONS_DB + queue * DOORBELL_STRIDE;
  }

  /**
   * Return the address of a register of a TX queue.
   *
   * @param queue queue index, 0..255
   * @param register one of the {@code RXQ_…} (same offsets) or {@code TXQ_…} offsets
   * @return byte offset in the register space
   */
  public static int txq(int queue, int register) {
    return TXQ + queue * QUEUE_STRIDE + register;
  }

  /**
   * Return the address of a register of a transmit completion queue.
   *
   * @param queue queue index, 0..255
   * @param register one of the {@code CQ_…} offsets
   * @return byte offset in the register space
   */
  public static int txCq(int queue, int register) {
    return TX_CQ + queue * QUEUE_STRIDE + register;
  }

  /**
   * Return the address of a register of the event ring.
   *
   * @param register one of the {@code EQ_…} offsets
   * @return byte offset in the register space
   */
  public static int eq(int register) {
    return EQ + register;
  }

  /**
   * Return the address of the transmit tail doorbell of a queue.
   *
   * @param queue queue index, 0..255
   * @return byte offset in the register space
   */
  public static int txTailDoorbell(int queue) {
    return TX_TAIL_DB + queue * DOORBELL_STRIDE;
  }

  /**
   * Return the address of the transmit consumer doorbell of a queue.
   *
   * @param queue queue index, 0..255
   * @return byte offset in the register space
   */
  public static int txConsDoorbell(int queue) {
    return TX_CONS_DB + queue * DOORBELL_STRIDE;
  }
}
