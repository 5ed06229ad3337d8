// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.traffic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PcapngWriterTest {

  @TempDir Path folder;

  @Test
  void ourReaderReadsWhatWasWritten() throws IOException {
    Path file = write(3);

    try (CaptureReader reader = CaptureReader.open(file)) {
      Frame first = reader.next();
      assertThat(first != null && first.timestampNs() == 1_000_000_007L).isTrue();
      assertThat(CaptureScan.of(file, Long.MAX_VALUE).frames())
          .isEqualTo(SampleCapture.frames().size());
    }
  }

  @Test
  void sameFramesGiveSameBytes() throws IOException {
    assertThat(bytes("a")).isEqualTo(bytes("a"));
    assertThat(bytes("a")).isNotEqualTo(bytes("b"));
  }

  @Test
  void unknownQueueIsRefused() throws IOException {
    try (PcapngWriter writer = new PcapngWriter(new ByteArrayOutputStream(), 2, "x")) {
      assertThatThrownBy(() -> writer.write(2, 0, new byte[1], 1, null))
          .hasMessage("queue has no interface: queue=2 (expected: 0..1)");
    }
  }

  @Test
  void tsharkReadsTimesQueuesIdsCommentsAndValidChecksums() throws Exception {
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/tshark")), "tshark is not installed");
    Path file = write(2);

    String text =
        tshark(
            file,
            "-o",
            "ip.check_checksum:TRUE",
            "-o",
            "tcp.check_checksum:TRUE",
            "-o",
            "udp.check_checksum:TRUE",
            "-T",
            "fields",
            "-e",
            "frame.time_epoch",
            "-e",
            "frame.interface_name",
            "-e",
            "frame.packet_id",
            "-e",
            "frame.len",
            "-e",
            "frame.comment");
    String bad =
        tshark(
            file,
            "-o",
            "ip.check_checksum:TRUE",
            "-o",
            "tcp.check_checksum:TRUE",
            "-o",
            "udp.check_checksum:TRUE",
            "-Y",
            "ip.checksum.status==0 || tcp.checksum.status==0 || udp.checksum.status==0"
                + " || _ws.malformed");

    String[] lines = text.split("\n");
    assertThat(lines).hasSize(SampleCapture.frames().size());
    assertThat(lines[0]).startsWith("1.000000007\trxq0").contains("first frame");
    assertThat(lines[1]).startsWith("1.000000008\trxq1");
    assertThat(bad).isEmpty();
  }

  private String tshark(Path file, String... arguments) throws Exception {
    Path output = folder.resolve("tshark.txt");
    java.util.List<String> command = new java.util.ArrayList<>();
    command.add("/usr/bin/tshark");
    command.add("-r");
    command.add(file.toString());
    command.addAll(java.util.List.of(arguments));
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(output.toFile())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    assertThat(process.waitFor()).isZero();
    return Files.readString(output, StandardCharsets.UTF_8);
  }

  private Path write(int queues) throws IOException {
    Path file = folder.resolve("rx.pcapng");
    try (PcapngWriter writer = PcapngWriter.create(file, queues, "nic-cosim")) {
      writeSample(writer, queues);
    }
    return file;
  }

  private static byte[] bytes(String application) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (PcapngWriter writer = new PcapngWriter(out, 2, application)) {
      writeSample(writer, 2);
    }
    return out.toByteArray();
  }

  private static void writeSample(PcapngWriter writer, int queues) throws IOException {
    long time = 1_000_000_007L;
    int queue = 0;
    for (Frame frame : SampleCapture.frames()) {
      String comment = writer.frames() == 0 ? "first frame" : null;
      writer.write(queue, time++, frame.bytes(), frame.lengthBytes(), comment);
      queue = (queue + 1) % queues;
    }
  }
}
