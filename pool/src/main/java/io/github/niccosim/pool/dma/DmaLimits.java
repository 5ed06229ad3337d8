// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.pool.dma;

/**
 * What a device can address ({@code struct device_dma_parameters} and {@code dma_mask}).
 *
 * @param dmaMask highest bus address, unsigned; 0 for a device whose driver never set a mask, which
 *     cannot map anything
 * @param maxSegmentBytes longest scatter-gather segment, at least 1
 * @param segmentBoundaryMask no segment may cross a multiple of this plus one; −1 for no boundary
 * @param maxBufferBytes longest receive buffer the length field of a descriptor can express; pools
 *     with a larger {@code max_len} are reported
 */
public record DmaLimits(
    long dmaMask, long maxSegmentBytes, long segmentBoundaryMask, long maxBufferBytes) {
  /** The kernel's defaults with a 64-bit mask: segments of 64 KiB, no boundary. */
  public static final DmaLimits DEFAULT = new DmaLimits(-1L, 65536, -1L, Long.MAX_VALUE);

  /** Return these limits with another highest bus address; 0 for none at all. */
  public DmaLimits withDmaMask(long mask) {
    return new DmaLimits(mask, maxSegmentBytes, segmentBoundaryMask, maxBufferBytes);
  }

  /** Return these limits with another longest segment in bytes. */
  public DmaLimits withMaxSegment(long bytes) {
    return new DmaLimits(dmaMask, bytes, segmentBoundaryMask, maxBufferBytes);
  }

  /** Return these limits with another boundary mask, for example {@code 0xffff}. */
  public DmaLimits withBoundary(long mask) {
    return new DmaLimits(dmaMask, maxSegmentBytes, mask, maxBufferBytes);
  }

  /** Return these limits with another longest receive buffer in bytes. */
  public DmaLimits withMaxBuffer(long bytes) {
    return new DmaLimits(dmaMask, maxSegmentBytes, segmentBoundaryMask, bytes);
  }

  boolean reaches(long busAddress, long lengthBytes) {
    return Long.compareUnsigned(busAddress + lengthBytes - 1, dmaMask) <= 0;
  }

  boolean crossesBoundary(long busAddress, long lengthBytes) {
    return ((busAddress ^ (busAddress + lengthBytes - 1)) & ~segmentBoundaryMask) != 0;
  }
}
