// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.rtl;

/**
 * Byte offsets, bits and strides of the AXI4-Lite register space (256 KiB).
 *
 * <p>Meaning of every bit: {@code rtl/doc/formats.md} section 5. RTL: {@code nicdma_pkg.sv}, same
 * names in upper camel case.
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

  /** Identification, always {@link #ID_VALUE}. */
  public static final int ID = 0x00000;

  /** Major and minor version. */
  public static final int VERSION = 0x00004;

  /** Data width, queue counts, vectors. */
  public static final int CAP0 = 0x00008;

  /** Outstanding limits, completion size, features. */
  public static final int CAP1 = 0x0000C;

  /** Global enable. */
  public static final int CTRL = 0x00010;

  /** Idle and initialisation done. */
  public static final int STATUS = 0x00014;

  /** Sticky error bits, write 1 to clear. */
  public static final int ERR_STATUS = 0x00018;

  /** Error bits that raise vector 0. */
  public static final int ERR_MASK = 0x0001C;

  /** Default policy without a descriptor, and wait cycles in bits 31:8. */
  public static final int DROP_POLICY = 0x00020;

  /** Ring limit, descriptor batch, longest frame. */
  public static final int CAP2 = 0x00024;

  /** Frame slots, buffer cells. */
  public static final int CAP3 = 0x00028;

  /** Frames accepted and not yet dropped or completed. */
  public static final int PENDING = 0x0002C;

  /** Buffer cells one queue may keep waiting. */
  public static final int RXBUF_LIMIT = 0x00034;

  /** Free buffer cells. */
  public static final int RXBUF_FREE = 0x00038;

  /** First of ten key words, stride 4. */
  public static final int RSS_KEY = 0x00040;

  /** Hash types and default queue. */
  public static final int RSS_CTRL = 0x00068;

  /** First error: bit number and queue. */
  public static final int ERR_INFO = 0x0009C;

  /** Longest accepted frame in bytes. */
  public static final int MAX_FRAME = 0x000A0;

  /** First vector block, stride {@link #IRQ_STRIDE}. */
  public static final int IRQ = 0x00100;

  /** First of 128 indirection entries, stride 4. */
  public static final int RSS_TABLE = 0x00400;

  /** First global counter, stride 8. */
  public static final int STAT = 0x01000;

  /** First queue counter block, stride {@link #QUEUE_STRIDE}. */
  public static final int QUEUE_STAT = 0x02000;

  /** First RX queue block, stride {@link #QUEUE_STRIDE}. */
  public static final int RXQ = 0x08000;

  /** First completion queue block, stride {@link #QUEUE_STRIDE}. */
  public static final int CQ = 0x10000;

  /** First tail doorbell, stride {@link #DOORBELL_STRIDE}. */
  public static final int TAIL_DB = 0x18000;

  /** First consumer doorbell, stride {@link #DOORBELL_STRIDE}. */
  public static final int CONS_DB = 0x19000;

  /** Mask bit inside a vector block. */
  public static final int IRQ_MASK = 0x00000;

  /** Pending bit inside a vector block, write 1 to clear. */
  public static final int IRQ_PENDING = 0x00004;

  /** Completions to collect, inside a vector block. */
  public static final int IRQ_COUNT = 0x00008;

  /** Timer in cycles, inside a vector block. */
  public static final int IRQ_TIMER = 0x0000C;

  /** Ring address, low half, inside a queue block. */
  public static final int RXQ_BASE_LO = 0x00000;

  /** Ring address, high half. */
  public static final int RXQ_BASE_HI = 0x00004;

  /** log2 of the ring size in bits 3:0, policy in bits 17:16. */
  public static final int RXQ_CFG = 0x00008;

  /** Command: enable, quiesce, reset. */
  public static final int RXQ_CTRL = 0x0000C;

  /** State in bits 2:0, starved in bit 3, halting error in bits 7:4. */
  public static final int RXQ_STATE = 0x00010;

  /** Completions acknowledged by memory, free-running. */
  public static final int RXQ_HEAD = 0x00014;

  /** Last accepted tail doorbell. */
  public static final int RXQ_TAIL = 0x00018;

  /** Completion ring address, low half, inside a queue block. */
  public static final int CQ_BASE_LO = 0x00000;

  /** Completion ring address, high half. */
  public static final int CQ_BASE_HI = 0x00004;

  /** log2 of the ring size in bits 3:0, vector in bits 12:8. */
  public static final int CQ_CFG = 0x00008;

  /** Armed flag in bit 0. */
  public static final int CQ_CTRL = 0x0000C;

  /** Completion slots given to writes, free-running. */
  public static final int CQ_PROD = 0x00010;

  /** Last accepted consumer doorbell. */
  public static final int CQ_CONS = 0x00014;

  /** Content of {@link #ID}. */
  public static final int ID_VALUE = 0x4E444D41;

  /** Content of {@link #VERSION}. */
  public static final int VERSION_VALUE = 0x00010000;

  /** Bit of {@link #CTRL}. */
  public static final int CTRL_RX_ENABLE = 0x00000001;

  /** Bit of {@link #STATUS}. */
  public static final int STATUS_IDLE = 0x00000001;

  /** Bit of {@link #STATUS}. */
  public static final int STATUS_INIT_DONE = 0x00000002;

  /** Command of {@link #RXQ_CTRL}. */
  public static final int RXQ_CTRL_ENABLE = 0x00000001;

  /** Command of {@link #RXQ_CTRL}. */
  public static final int RXQ_CTRL_QUIESCE = 0x00000002;

  /** Command of {@link #RXQ_CTRL}. */
  public static final int RXQ_CTRL_RESET = 0x00000004;

  /** Arm bit of a consumer doorbell. */
  public static final int CONS_DB_ARM = 0x80000000;

  /** Bit of {@link #RSS_CTRL}. */
  public static final int RSS_CTRL_ENABLE = 0x00000001;

  /** Bit of {@link #RSS_CTRL}. */
  public static final int RSS_CTRL_IPV4 = 0x00000002;

  /** Bit of {@link #RSS_CTRL}. */
  public static final int RSS_CTRL_TCP_IPV4 = 0x00000004;

  /** Bit of {@link #RSS_CTRL}. */
  public static final int RSS_CTRL_UDP_IPV4 = 0x00000008;

  /** Bit of {@link #RSS_CTRL}. */
  public static final int RSS_CTRL_IPV6 = 0x00000010;

  /** Bit of {@link #RSS_CTRL}. */
  public static final int RSS_CTRL_TCP_IPV6 = 0x00000020;

  /** Bit of {@link #RSS_CTRL}. */
  public static final int RSS_CTRL_UDP_IPV6 = 0x00000040;

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
}
