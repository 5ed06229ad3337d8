// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CaptureReaderTest {

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "true,a1b2c3d4,5000000123000",
    "false,a1b2c3d4,5000000123000",
    "true,a1b23c4d,5000000000123",
    "false,a1b23c4d,5000000000123"
  })
  void readsClassicPcapInBothByteOrdersAndResolutions(boolean big, String magic, long timeNs)
      throws IOException {
    byte[] file =
        CaptureBytes.pcap(order(big), Integer.parseUnsignedInt(magic, 16), 1)
            .record(5000, 123, 3, 70, new byte[] {1, 2, 3})
            .record(5001, 0, 1, 1, new byte[] {9})
            .bytes();

    List<Frame> frames = readAll(file);

    assertThat(frames).hasSize(2);
    assertThat(frames.get(0).bytes()).containsExactly(1, 2, 3);
    assertThat(frames.get(0).timestampNs()).isEqualTo(timeNs);
    assertThat(frames.get(0).isTruncated()).isTrue();
    assertThat(frames.get(1).isTruncated()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void readsEveryPcapngPacketBlock(boolean big) throws IOException {
    byte[] file =
        CaptureBytes.pcapng(order(big))
            .iface(1, 0, 6)
            .iface(1, 4, 9)
            .block(0xBAD, 40)
            .enhanced(0, 5L << 32, 3, new byte[] {1, 2, 3})
            .enhanced(1, 77, 9, new byte[] {4, 5, 6, 7})
            .obsolete(0, 3, new byte[] {8})
            .simple(5, new byte[] {1, 2, 3, 4, 5})
            .bytes();

    List<Frame> frames = readAll(file);

    assertThat(frames).extracting(Frame::lengthBytes).containsExactly(3, 4, 1, 5);
    assertThat(frames)
        .extracting(Frame::timestampNs)
        .containsExactly((5L << 32) * 1000, 77L, 3000L, 0L);
    assertThat(frames).extracting(Frame::isTruncated).containsExactly(false, true, false, false);
  }

  @Test
  void cutsSimplePacketsAtTheSnapLengthOfTheFirstInterface() throws IOException {
    byte[] file =
        CaptureBytes.pcapng(ByteOrder.LITTLE_ENDIAN)
            .iface(1, 4, 6)
            .simple(1500, new byte[] {1, 2, 3, 4})
            .bytes();

    List<Frame> frames = readAll(file);

    assertThat(frames.get(0).lengthBytes()).isEqualTo(4);
    assertThat(frames.get(0).isTruncated()).isTrue();
  }

  @Test
  void forgetsInterfacesAtANewSectionOfOtherByteOrder() throws IOException {
    byte[] first =
        CaptureBytes.pcapng(ByteOrder.LITTLE_ENDIAN)
            .iface(113, 0, 6)
            .iface(1, 0, 6)
            .enhanced(1, 1, 1, new byte[] {1})
            .bytes();
    byte[] second =
        CaptureBytes.pcapng(ByteOrder.BIG_ENDIAN)
            .iface(1, 0, 9)
            .enhanced(0, 2, 1, new byte[] {2})
            .bytes();
    byte[] file = new byte[first.length + second.length];
    System.arraycopy(first, 0, file, 0, first.length);
    System.arraycopy(second, 0, file, first.length, second.length);

    List<Frame> frames = readAll(file);

    assertThat(frames).extracting(Frame::timestampNs).containsExactly(1000L, 2L);
  }

  @ParameterizedTest
  @CsvSource({
    "0,5000000000",
    "3,5000000",
    "6,5000",
    "9,5",
    "12,0",
    "128,5000000000",
    "129,2500000000",
    "160,1",
    "191,0"
  })
  void convertsTicksOfEveryResolution(int resolution, long expectedNs) {
    PcapngTime time = new PcapngTime(resolution, 0);

    assertThat(time.nanoseconds(5)).isEqualTo(expectedNs);
  }

  @Test
  void streamsAMillionFramesInConstantMemory() throws IOException {
    Path file = folder.resolve("million.pcap");
    byte[] data = new byte[60];
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 20)) {
      out.write(CaptureBytes.pcap(ByteOrder.LITTLE_ENDIAN, 0xA1B2C3D4, 1).bytes());
      ByteBuffer header = ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN);
      header.putInt(0).putInt(0).putInt(60).putInt(60);
      for (int i = 0; i < 1_000_000; i++) {
        ByteBuffer.wrap(data).putInt(i);
        out.write(header.array());
        out.write(data);
      }
    }
    long before = usedAfterGc();

    long frames = 0;
    long used;
    try (CaptureReader reader = CaptureReader.open(file)) {
      while (frames < 999_999) {
        Frame frame = reader.next();
        assertThat(frame != null && ByteBuffer.wrap(frame.bytes()).getInt() == frames).isTrue();
        frames++;
      }
      used = usedAfterGc() - before;
      assertThat(reader.next()).isNotNull();
      assertThat(reader.next()).isNull();
    }

    assertThat(used).isLessThan(4 << 20);
    assertThat(CaptureScan.of(file, Long.MAX_VALUE))
        .isEqualTo(new CaptureScan(1_000_000, 60, 60_000_000, 0));
  }

  private static long usedAfterGc() {
    System.gc();
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }

  private List<Frame> readAll(byte[] file) throws IOException {
    Path path = folder.resolve("capture");
    Files.write(path, file);
    List<Frame> frames = new ArrayList<>();
    try (CaptureReader reader = CaptureReader.open(path)) {
      for (Frame frame = reader.next(); frame != null; frame = reader.next()) {
        frames.add(frame);
      }
    }
    return frames;
  }

  private static ByteOrder order(boolean big) {
    return big ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
  }
}
