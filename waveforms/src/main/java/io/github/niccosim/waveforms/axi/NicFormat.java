// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.waveforms.axi;

/**
 * Say where a NIC puts what {@link DescriptorTrace} reads: the only place that knows bit positions.
 *
 * <pre>
 * awuser, aruser   kind at kindShift (4 bits), queue at queueShift (8 bits)
 * descriptor       bus address at addressBit (64 bits), length at lengthBit (16 bits)
 * registers        block + stride * queue; ring size as log2 in bits 3:0 of +8 of a queue block,
 *                  vector in bits 12:8 of +8 of a completion ring block; doorbells free-running
 * </pre>
 *
 * @param kindShift first bit of the kind in the user bits
 * @param queueShift first bit of the queue in the user bits
 * @param descriptorKind kind of reads of receive descriptors
 * @param dataKind kind of writes of frame bytes
 * @param headerKind kind of writes of header bytes
 * @param completionKind kind of writes of completions
 * @param descriptorBytes size of a descriptor
 * @param completionBytes size of a completion
 * @param addressBit first bit of the bus address in a descriptor
 * @param lengthBit first bit of the buffer length in a descriptor
 * @param lite prefix of the register port's signals below that of the port's scope: {@code s_axil_}
 * @param queueBlock address of the first queue block
 * @param ringBlock address of the first completion ring block
 * @param blockStride distance of two such blocks
 * @param tailDoorbell address of the first tail doorbell
 * @param consumerDoorbell address of the first consumer doorbell
 * @param doorbellStride distance of two doorbells
 * @param interrupt name of the interrupt lines
 */
public record NicFormat(
    int kindShift,
    int queueShift,
    int descriptorKind,
    int dataKind,
    int headerKind,
    int completionKind,
    int descriptorBytes,
    int completionBytes,
    int addressBit,
    int lengthBit,
    String lite,
    int queueBlock,
    int ringBlock,
    int blockStride,
    int tailDoorbell,
    int consumerDoorbell,
    int doorbellStride,
    String interrupt) {

  /** The receive side of {@code nicdma_top}; source: {@code rtl/src/nicdma_pkg.sv}. */
  public static final NicFormat NICDMA =
      new NicFormat(
          12, 4, 0, 3, 4, 5, 16, 16, 0, 64, "s_axil_", 0x8000, 0x10000, 64, 0x18000, 0x19000, 8,
          "irq_o");

  private static final int QUEUES = 256;

  int kind(long user) {
    return (int) (user >>> kindShift) & 0xF;
  }

  int queue(long user) {
    return (int) (user >>> queueShift) & 0xFF;
  }

  /** The queue of a register address in an array of registers, or -1. */
  static int index(long address, int first, int stride, int offset) {
    long at = address - first - offset;
    return at >= 0 && at % stride == 0 && at / stride < QUEUES ? (int) (at / stride) : -1;
  }
}
