// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SampleCaptureTest {

  @TempDir Path folder;

  @Test
  void committedSampleIsWhatTheGeneratorWrites() throws IOException {
    Path file = folder.resolve("sample.pcap");
    SampleCapture.copyTo(file);

    assertThat(Files.readAllBytes(file)).isEqualTo(SampleCapture.bytes());
  }

  @Test
  void sampleHoldsMinimumAndJumboFrames() throws IOException {
    Path file = folder.resolve("sample.pcap");
    SampleCapture.copyTo(file);

    CaptureScan scan = CaptureScan.of(file, Long.MAX_VALUE);

    assertThat(scan.frames()).isEqualTo(SampleCapture.frames().size()).isGreaterThan(100);
    assertThat(scan.maxLengthBytes()).isEqualTo(9014);
    assertThat(scan.truncatedFrames()).isZero();
    assertThat(Files.size(file)).isLessThan(200_000);
  }
}
