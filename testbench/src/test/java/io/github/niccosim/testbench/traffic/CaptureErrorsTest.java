// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.traffic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CaptureErrorsTest {

  private static final ByteOrder LITTLE = ByteOrder.LITTLE_ENDIAN;
  private static final int MAGIC = 0xA1B2C3D4;

  @TempDir Path folder;

  @Test
  void missingFileIsNamed() {
    Path file = folder.resolve("none.pcap");

    assertThatThrownBy(() -> CaptureScan.of(file, Long.MAX_VALUE))
        .isInstanceOf(CaptureException.class)
        .hasMessage("capture not found: file=" + file + " (expected: a pcap or pcapng file)");
  }

  @Test
  void folderIsNoCapture() {
    assertThatThrownBy(() -> CaptureScan.of(folder, Long.MAX_VALUE))
        .hasMessageStartingWith("capture is a folder: file=" + folder);
  }

  @Test
  void emptyFileIsNamed() throws IOException {
    assertThat(failure(new byte[0])).hasMessageStartingWith("capture is empty: file=");
  }

  @Test
  void headerWithoutFramesIsNamed() throws IOException {
    assertThat(failure(CaptureBytes.pcap(LITTLE, MAGIC, 1).bytes()))
        .hasMessageStartingWith("capture holds no frame: file=");
  }

  @Test
  void otherFilesAreNamedByTheirMagic() throws IOException {
    assertThat(failure("#!/bin/sh\n".getBytes(java.nio.charset.StandardCharsets.US_ASCII)))
        .hasMessageEndingWith("offset=0 magic=0x23212f62 (expected: pcap or pcapng)");
    assertThat(failure(new byte[] {0x1F, (byte) 0x8B, 8, 0, 0, 0})).hasMessageContaining("gunzip");
  }

  @Test
  void otherLinkTypesAreRefused() throws IOException {
    assertThat(failure(CaptureBytes.pcap(LITTLE, MAGIC, 113).bytes()))
        .hasMessageStartingWith("capture is not Ethernet: file=")
        .hasMessageEndingWith("link_type=113 (expected: 1)");
    assertThat(
            failure(
                CaptureBytes.pcapng(LITTLE)
                    .iface(101, 0, 6)
                    .enhanced(0, 0, 1, new byte[] {1})
                    .bytes()))
        .hasMessageContaining("frame=1 link_type=101");
  }

  @Test
  void cutRecordNamesFrameAndOffset() throws IOException {
    byte[] whole =
        CaptureBytes.pcap(LITTLE, MAGIC, 1)
            .record(0, 0, 4, 4, new byte[4])
            .record(0, 0, 4, 4, new byte[4])
            .bytes();

    CaptureException error = failure(Arrays.copyOf(whole, whole.length - 1));

    assertThat(error.frame()).isEqualTo(2);
    assertThat(error.offset()).isEqualTo(60);
    assertThat(error)
        .hasMessageStartingWith("capture is truncated in its frame data: file=")
        .hasMessageEndingWith("offset=60 frame=2 bytes=3 (expected: 4 bytes)");
  }

  @Test
  void absurdLengthsNameTheFrame() throws IOException {
    for (int length : new int[] {0, 16_384, Integer.MAX_VALUE, -1}) {
      CaptureException error =
          failure(
              CaptureBytes.pcap(LITTLE, MAGIC, 1)
                  .record(0, 0, 1, 1, new byte[1])
                  .record(0, 0, length, length, new byte[8])
                  .bytes());

      assertThat(error.frame()).isEqualTo(2);
      assertThat(error)
          .hasMessageContaining("length=" + (length & 0xFFFF_FFFFL) + " (expected: 1..16383)");
    }
  }

  @Test
  void longestLegalFrameIsRead() throws IOException {
    Path file = folder.resolve("long");
    Files.write(
        file,
        CaptureBytes.pcap(LITTLE, MAGIC, 1).record(0, 0, 16_383, 16_383, new byte[16_383]).bytes());

    assertThat(CaptureScan.of(file, Long.MAX_VALUE).maxLengthBytes()).isEqualTo(16_383);
  }

  @Test
  void damagedPcapngBlocksAreNamed() throws IOException {
    assertThat(failure(CaptureBytes.pcapng(LITTLE).ints(6, 13).bytes()))
        .hasMessageStartingWith("block length is not legal: ");
    assertThat(failure(CaptureBytes.pcapng(LITTLE).ints(9, 12, 16).bytes()))
        .hasMessageStartingWith("block lengths differ: ");
    assertThat(failure(CaptureBytes.pcapng(LITTLE).enhanced(3, 0, 1, new byte[] {1}).bytes()))
        .hasMessageStartingWith("frame names an unknown interface: ");
    assertThat(
            failure(
                CaptureBytes.pcapng(LITTLE)
                    .iface(1, 0, 6)
                    .ints(6, 36, 0, 0, 0, 16_000, 16_000, 0, 36)
                    .bytes()))
        .hasMessageStartingWith("frame is longer than its block: ");
    assertThat(failure(CaptureBytes.pcapng(LITTLE).ints(1, 0x7FFF_FFFC).bytes()))
        .hasMessageStartingWith("interface block length is out of range: ");
    assertThat(failure(CaptureBytes.pcapng(LITTLE).ints(77, 0x7FFF_FFFC).bytes()))
        .hasMessageStartingWith("capture is truncated in its block: ");
  }

  @Test
  void everyCutAndEveryFlippedByteEndsInFramesOrACaptureException() throws IOException {
    byte[] whole =
        CaptureBytes.pcapng(LITTLE)
            .iface(1, 0, 6)
            .enhanced(0, 1, 5, new byte[] {1, 2, 3, 4, 5})
            .simple(3, new byte[] {1, 2, 3})
            .bytes();
    SplittableRandom random = new SplittableRandom(7);

    for (int i = 1; i < whole.length; i++) {
      readOrRefuse(Arrays.copyOf(whole, i));
      byte[] flipped = whole.clone();
      flipped[i] = (byte) random.nextInt(256);
      readOrRefuse(flipped);
    }
  }

  private void readOrRefuse(byte[] bytes) throws IOException {
    Path file = folder.resolve("fuzz");
    Files.write(file, bytes);
    try {
      assertThat(CaptureScan.of(file, Long.MAX_VALUE).frames()).isBetween(1L, 2L);
    } catch (CaptureException expected) {
      assertThat(expected).hasMessageContaining("file=" + file);
    }
  }

  private CaptureException failure(byte[] bytes) throws IOException {
    Path file = folder.resolve("bad");
    Files.write(file, bytes);
    CaptureException error =
        catchThrowableOfType(CaptureException.class, () -> CaptureScan.of(file, Long.MAX_VALUE));
    assertThat(error).isNotNull();
    return error;
  }
}
