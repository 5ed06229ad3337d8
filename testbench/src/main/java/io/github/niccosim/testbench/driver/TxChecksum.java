// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.driver;

/**
 * Ask the engine for a checksum, as {@code skb->csum_start} and {@code csum_offset} do: the
 * ones'-complement sum from {@code startBytes} to the end of the frame, complemented, is stored
 * {@code offsetBytes} behind the start.
 *
 * <p>The field's own content counts, so a driver leaves the pseudo header's sum in it. A result of
 * 0 is stored as 0xFFFF ({@code skb_checksum_help()}, {@code CSUM_MANGLED_0}).
 *
 * @param startBytes where the sum begins, 0..255; -1 for no checksum
 * @param offsetBytes where it is stored, counted from the start, 0..255
 */
public record TxChecksum(int startBytes, int offsetBytes) {

  /** Leave the frame as it is. */
  public static final TxChecksum NONE = new TxChecksum(-1, 0);

  /** Say whether a checksum is asked for. */
  public boolean wanted() {
    return startBytes >= 0;
  }

  /**
   * Return a frame as the engine must send it.
   *
   * @param frame frame as the host wrote it; not changed
   * @return the same bytes, checksum in place
   */
  public byte[] applyTo(byte[] frame) {
    byte[] sent = frame.clone();
    if (!wanted()) {
      return sent;
    }
    int sum = 0;
    for (int at = startBytes; at < frame.length; at++) {
      int value = frame[at] & 0xFF;
      sum += (at - startBytes & 1) == 0 ? value << 8 : value;
      sum = (sum & 0xFFFF) + (sum >>> 16);
    }
    int stored = sum == 0xFFFF ? 0xFFFF : ~sum & 0xFFFF;
    int field = startBytes + offsetBytes;
    sent[field] = (byte) (stored >> 8);
    sent[field + 1] = (byte) stored;
    return sent;
  }
}
