// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.rtl;

/**
 * Layout of a receive completion: 16 bytes written by the hardware, one per descriptor.
 *
 * <pre>
 *  127   126  119 118                  96
 * +-----+--------+-----------------------+
 * |phase|  qid   |         ts_ns         |
 * +-----+--------+-----------------------+
 *  95                            64
 * +--------------------------------+
 * |              hash              |
 * +--------------------------------+
 *  63 60 59     56 55       54   53    52    51    50  49  48  47            32
 * +-----+---------+--------+----+-----+-----+-----+---+---+---+----------------+
 * | err |hash_type|ts_valid|vlan|l4_ok|l3_ok|trunc|hdr|eop|sop|      csum      |
 * +-----+---------+--------+----+-----+-----+-----+---+---+---+----------------+
 *  31            16 15             0
 * +----------------+----------------+
 * |     buf_id     |      len       |
 * +----------------+----------------+
 * </pre>
 *
 * <p>The accessors take the record as two 64-bit words, {@code low} = bits 63:0 and {@code high} =
 * bits 127:64, so that reading one costs no allocation. RTL: {@code nicdma_pkg::rx_cpl_t}.
 */
public final class RxCompletionLayout {

  // begin: written by rtl/doc/generate.sh

  /** Size of one record in bytes. */
  public static final int BYTES = 16;

  /** First bit of len: bytes written to this buffer. */
  public static final int LEN_LSB = 0;

  /** Width of len. */
  public static final int LEN_BITS = 16;

  /** First bit of buf_id: of the descriptor. */
  public static final int BUF_ID_LSB = 16;

  /** Width of buf_id. */
  public static final int BUF_ID_BITS = 16;

  /** First bit of csum: 16-bit ones'-complement sum from layer 3 to the frame's end. */
  public static final int CSUM_LSB = 32;

  /** Width of csum. */
  public static final int CSUM_BITS = 16;

  /** Bit sop: first buffer of a frame. */
  public static final int SOP_LSB = 48;

  /** Bit eop: last buffer of a frame. */
  public static final int EOP_LSB = 49;

  /** Bit hdr: header buffer. */
  public static final int HDR_LSB = 50;

  /** Bit trunc: frame was longer than its buffers. */
  public static final int TRUNC_LSB = 51;

  /** Bit l3_ok: IPv4 header checksum right. */
  public static final int L3_OK_LSB = 52;

  /** Bit l4_ok: TCP/UDP checksum right. */
  public static final int L4_OK_LSB = 53;

  /** Bit vlan: frame carries at least one VLAN tag. */
  public static final int VLAN_LSB = 54;

  /** Bit ts_valid: the record carries a time. */
  public static final int TS_VALID_LSB = 55;

  /** First bit of hash_type: hash_type_e. */
  public static final int HASH_TYPE_LSB = 56;

  /** Width of hash_type. */
  public static final int HASH_TYPE_BITS = 4;

  /** First bit of err: err_e. */
  public static final int ERR_LSB = 60;

  /** Width of err. */
  public static final int ERR_BITS = 4;

  /** First bit of hash: Toeplitz hash, 0 when hash_type is 0. */
  public static final int HASH_LSB = 64;

  /** Width of hash. */
  public static final int HASH_BITS = 32;

  /** First bit of ts_ns: 0 while ts_valid is 0. */
  public static final int TS_NS_LSB = 96;

  /** Width of ts_ns. */
  public static final int TS_NS_BITS = 23;

  /** First bit of qid: receive queue. */
  public static final int QID_LSB = 119;

  /** Width of qid. */
  public static final int QID_BITS = 8;

  /** Bit phase: ~(p &gt;&gt; log2size) &amp; 1. */
  public static final int PHASE_LSB = 127;

  // end: written by rtl/doc/generate.sh

  private RxCompletionLayout() {}

  /** Return the bytes written to the buffer, 0..65535, from bits 63:0. */
  public static int lengthBytes(long low) {
    return (int) low & 0xFFFF;
  }

  /** Return the descriptor's {@code buf_id}, 0..65535, from bits 63:0. */
  public static int bufferId(long low) {
    return (int) (low >>> BUF_ID_LSB) & 0xFFFF;
  }

  /** Return whether the frame was cut at the buffer length, from bits 63:0. */
  public static boolean isTruncated(long low) {
    return (low >>> TRUNC_LSB & 1) != 0;
  }

  /** Return whether this is the last buffer of a frame, from bits 63:0. */
  public static boolean isEndOfPacket(long low) {
    return (low >>> EOP_LSB & 1) != 0;
  }

  /** Return whether the frame carries a VLAN tag, from bits 63:0. */
  public static boolean hasVlan(long low) {
    return (low >>> VLAN_LSB & 1) != 0;
  }

  /** Return the code of {@link NicDmaError}, 0..15, from bits 63:0. */
  public static int errorCode(long low) {
    return (int) (low >>> ERR_LSB) & 0xF;
  }

  /** Return the code of {@link RssHashType}, 0..15, from bits 63:0. */
  public static int hashType(long low) {
    return (int) (low >>> HASH_TYPE_LSB) & 0xF;
  }

  /** Return the RSS hash as an unsigned 32-bit value, from bits 127:64. */
  public static int rssHash(long high) {
    return (int) high;
  }

  /** Return the receive queue, 0..255, from bits 127:64. */
  public static int queue(long high) {
    return (int) (high >>> (QID_LSB - 64)) & 0xFF;
  }

  /** Return the phase bit, 0 or 1, from bits 127:64. */
  public static int phase(long high) {
    return (int) (high >>> 63);
  }

  /**
   * Return the phase a valid completion carries, 1 on the first lap of zeroed memory.
   *
   * @param index free-running index of the completion slot
   * @param ringLog2 log2 of the ring size
   * @return 0 or 1
   */
  public static int expectedPhase(int index, int ringLog2) {
    return ~(index >>> ringLog2) & 1;
  }
}
