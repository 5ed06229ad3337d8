// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.traffic;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/** Lay out capture files of any flavour by hand, independently of the code under test. */
final class CaptureBytes {

  private final ByteBuffer out;

  private CaptureBytes(ByteOrder order) {
    this.out = ByteBuffer.allocate(1 << 17).order(order);
  }

  static CaptureBytes pcap(ByteOrder order, int magic, int linkType) {
    CaptureBytes file = new CaptureBytes(order);
    file.out.putInt(magic).putShort((short) 2).putShort((short) 4).putInt(0).putInt(0);
    file.out.putInt(65_535).putInt(linkType);
    return file;
  }

  CaptureBytes record(int seconds, int fraction, int captured, int original, byte[] data) {
    out.putInt(seconds).putInt(fraction).putInt(captured).putInt(original).put(data);
    return this;
  }

  static CaptureBytes pcapng(ByteOrder order) {
    return new CaptureBytes(order).section();
  }

  CaptureBytes section() {
    out.putInt(0x0A0D0D0A).putInt(28).putInt(0x1A2B3C4D);
    out.putShort((short) 1).putShort((short) 0).putLong(-1).putInt(28);
    return this;
  }

  CaptureBytes iface(int linkType, int snap, int resolution) {
    out.putInt(1).putInt(32).putShort((short) linkType).putShort((short) 0).putInt(snap);
    out.putShort((short) 9).putShort((short) 1).put((byte) resolution).put(new byte[3]);
    out.putInt(0).putInt(32);
    return this;
  }

  CaptureBytes enhanced(int iface, long ticks, int original, byte[] data) {
    int length = 32 + padded(data.length);
    out.putInt(6).putInt(length).putInt(iface).putInt((int) (ticks >>> 32)).putInt((int) ticks);
    out.putInt(data.length)
        .putInt(original)
        .put(data)
        .put(new byte[padded(data.length) - data.length]);
    out.putInt(length);
    return this;
  }

  CaptureBytes obsolete(int iface, long ticks, byte[] data) {
    int length = 32 + padded(data.length);
    out.putInt(2).putInt(length).putShort((short) iface).putShort((short) 0);
    out.putInt((int) (ticks >>> 32)).putInt((int) ticks).putInt(data.length).putInt(data.length);
    out.put(data).put(new byte[padded(data.length) - data.length]).putInt(length);
    return this;
  }

  CaptureBytes simple(int original, byte[] data) {
    int length = 16 + padded(data.length);
    out.putInt(3).putInt(length).putInt(original).put(data);
    out.put(new byte[padded(data.length) - data.length]).putInt(length);
    return this;
  }

  CaptureBytes block(int type, int bodyBytes) {
    out.putInt(type).putInt(12 + bodyBytes).put(new byte[bodyBytes]).putInt(12 + bodyBytes);
    return this;
  }

  CaptureBytes ints(int... words) {
    for (int word : words) {
      out.putInt(word);
    }
    return this;
  }

  byte[] bytes() {
    return Arrays.copyOf(out.array(), out.position());
  }

  private static int padded(int length) {
    return length + 3 & ~3;
  }
}
