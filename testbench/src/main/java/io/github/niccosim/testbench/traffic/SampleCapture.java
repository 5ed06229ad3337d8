// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.traffic;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Make the small capture this project ships: every kind of frame the NIC must survive.
 *
 * <p>ARP, IPv4 and IPv6, TCP and UDP, VLAN, minimum and jumbo sizes. Written as classic pcap,
 * little-endian, microseconds. The committed file {@code sample.pcap} is exactly what {@link
 * #bytes()} returns; a test holds both together. To write it again: {@code java …SampleCapture
 * FILE}.
 */
public final class SampleCapture {

  /** Name of the committed resource beside this class. */
  public static final String RESOURCE = "sample.pcap";

  private static final int SNAP_BYTES = 65_535;
  private static final int[] LENGTHS_BYTES = {60, 61, 64, 127, 128, 129, 590, 1514};
  private static final int JUMBO_BYTES = 9014;
  private static final int FLOWS_PER_KIND = 2;

  private SampleCapture() {}

  /** Return the frames of the sample in file order. */
  public static List<Frame> frames() {
    List<Frame> frames = new ArrayList<>();
    frames.add(FrameBuilder.arp(0x0A00_0001, 0x0A00_0002, 42));
    frames.add(FrameBuilder.arp(0x0A00_0002, 0x0A00_0001, 60));
    long seed = 1;
    for (int length : LENGTHS_BYTES) {
      for (int flow = 0; flow < FLOWS_PER_KIND; flow++) {
        for (FrameBuilder.Transport transport : FrameBuilder.Transport.values()) {
          for (int kind = 0; kind < 3; kind++) {
            Flow candidate = flow(flow + length, kind == 1, kind == 2 ? 100 : -1, transport);
            if (fits(candidate, length)) {
              frames.add(FrameBuilder.ip(candidate, length, seed++));
            }
          }
        }
      }
    }
    frames.add(
        FrameBuilder.ip(flow(7, false, -1, FrameBuilder.Transport.TCP), JUMBO_BYTES, seed++));
    frames.add(FrameBuilder.ip(flow(8, true, 200, FrameBuilder.Transport.UDP), JUMBO_BYTES, seed));
    return frames;
  }

  /** Return the capture file's bytes. */
  public static byte[] bytes() {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    ByteBuffer header = ByteBuffer.allocate(24).order(ByteOrder.LITTLE_ENDIAN);
    header.putInt(0xA1B2C3D4).putShort((short) 2).putShort((short) 4);
    header.putInt(0).putInt(0).putInt(SNAP_BYTES).putInt(1);
    file.writeBytes(header.array());
    int microseconds = 0;
    for (Frame frame : frames()) {
      ByteBuffer record = ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN);
      record.putInt(0).putInt(microseconds).putInt(frame.lengthBytes()).putInt(frame.lengthBytes());
      file.writeBytes(record.array());
      file.writeBytes(frame.bytes());
      microseconds += 10;
    }
    return file.toByteArray();
  }

  /**
   * Copy the committed sample to a file, so that it can be used like a user's capture.
   *
   * @param file where to write
   * @throws IOException if the file cannot be written
   */
  public static void copyTo(Path file) throws IOException {
    try (InputStream resource = SampleCapture.class.getResourceAsStream(RESOURCE)) {
      if (resource == null) {
        throw new IOException("resource missing: name=" + RESOURCE + " (hint: build testbench)");
      }
      Files.write(file, resource.readAllBytes());
    }
  }

  /**
   * Write the capture again.
   *
   * @param arguments path of the file to write
   */
  public static void main(String[] arguments) {
    try {
      Files.write(Path.of(arguments[0]), bytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean fits(Flow flow, int length) {
    return FrameBuilder.headerBytes(flow.vlanId() >= 0, flow.isIpv6(), flow.transport()) <= length;
  }

  private static Flow flow(int number, boolean ipv6, int vlanId, FrameBuilder.Transport transport) {
    return new Flow(
        address(number, 1, ipv6),
        address(number, 2, ipv6),
        1000 + number,
        2000 + number,
        transport,
        vlanId);
  }

  private static byte[] address(int number, int end, boolean ipv6) {
    byte[] address = new byte[ipv6 ? 16 : 4];
    address[0] = (byte) (ipv6 ? 0xFD : 10);
    address[address.length - 3] = (byte) end;
    address[address.length - 2] = (byte) (number >> 8);
    address[address.length - 1] = (byte) number;
    return address;
  }
}
