// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.waveforms.internal;

import io.github.niccosim.waveforms.Encoding;
import io.github.niccosim.waveforms.HistoryBuilder;
import java.util.Arrays;

/**
 * Decode the chain of one signal: the changes of a block, each a step in the block's time table and
 * a value.
 *
 * <p>The layout is FST's; the VCD reader packs its changes the same way in memory.
 *
 * <pre>
 *  one bit   varint: step &lt;&lt; 2 | value &lt;&lt; 1 | 0      or  step &lt;&lt; 4 | state &lt;&lt; 1 | 1
 *  vector    varint: step &lt;&lt; 1 | 0, packed bits      or  step &lt;&lt; 1 | 1, one character per bit
 *  real      varint: step &lt;&lt; 1 | 1, 8 bytes
 *  text      varint: step &lt;&lt; 1 | 0, varint length, bytes
 * </pre>
 */
public final class ChainDecoder {
  private static final byte[] STATES = {'x', 'z', 'h', 'u', 'w', 'l', '-', '?'};
  private static final String TOO_LONG = "it steps past the last time of its block";

  private final ByteCursor in;
  private final long[] times;
  private final HistoryBuilder into;
  private final boolean bigEndianReals;
  private int timeIndex;

  private ChainDecoder(ByteCursor in, long[] times, HistoryBuilder into, boolean bigEndianReals) {
    this.in = in;
    this.times = times;
    this.into = into;
    this.bigEndianReals = bigEndianReals;
  }

  /**
   * Decode a chain to its end.
   *
   * @param data unpacked bytes
   * @param in cursor over the same bytes, placed at the chain
   * @param times time table of the block
   * @param fixedBytes length of each text value, or 0 if each carries its own
   * @param bigEndianReals byte order of reals
   * @param into receives the values
   */
  public static void decode(
      byte[] data,
      ByteCursor in,
      long[] times,
      int fixedBytes,
      boolean bigEndianReals,
      HistoryBuilder into) {
    ChainDecoder decoder = new ChainDecoder(in, times, into, bigEndianReals);
    switch (into.encoding()) {
      case BITS -> decoder.bitsOrVector(data);
      case EVENT -> decoder.bits();
      case REAL -> decoder.reals(data);
      case TEXT -> decoder.texts(data, fixedBytes);
    }
  }

  private void bitsOrVector(byte[] data) {
    if (into.widthBits() == 1) {
      bits();
    } else {
      vectors(data);
    }
  }

  private void bits() {
    while (in.hasMore()) {
      long change = in.varint();
      if ((change & 1) == 0) {
        into.addBit(step(change >>> 2), '0' + (int) (change >>> 1 & 1));
      } else {
        long ticks = step(change >>> 4);
        if (into.encoding() != Encoding.EVENT) { // an event does not fire by becoming unknown
          into.addBit(ticks, STATES[(int) (change >>> 1 & 7)]);
        }
      }
    }
  }

  private void vectors(byte[] data) {
    int width = into.widthBits();
    int packedBytes = (width + 7) / 8;
    while (in.hasMore()) {
      long change = in.varint();
      long ticks = step(change >>> 1);
      if ((change & 1) == 0) {
        into.addPacked(ticks, data, in.skip(packedBytes));
      } else {
        into.addStates(ticks, data, in.skip(width));
      }
    }
  }

  private void reals(byte[] data) {
    while (in.hasMore()) {
      long change = in.varint();
      long ticks = step(change >>> 1);
      if ((change & 1) == 0) {
        throw in.damaged("a real number is packed as bits");
      }
      into.addReal(ticks, real(data, in.skip(8), bigEndianReals));
    }
  }

  private void texts(byte[] data, int fixedBytes) {
    while (in.hasMore()) {
      long change = in.varint();
      long ticks = step(change >>> 1);
      long length = fixedBytes > 0 ? fixedBytes : in.varint();
      int from = in.skip(length);
      into.addText(ticks, Arrays.copyOfRange(data, from, from + (int) length));
    }
  }

  private long step(long steps) {
    if (steps < 0 || steps >= times.length - timeIndex) {
      throw in.damaged(TOO_LONG);
    }
    timeIndex += (int) steps;
    return times[timeIndex];
  }

  /**
   * Assemble a real number.
   *
   * @param data bytes
   * @param at first of eight
   * @param bigEndian byte order
   * @return the number
   */
  public static double real(byte[] data, int at, boolean bigEndian) {
    long bits = 0;
    for (int i = 0; i < 8; i++) {
      bits = bits << 8 | data[bigEndian ? at + i : at + 7 - i] & 0xFF;
    }
    return Double.longBitsToDouble(bits);
  }
}
