// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.pool.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Recordings of the kernel's code come out the same, field by field and event by event. */
class RecordingTest {
  private final Recording recording = new Recording();

  private @Nullable String replay(String text) throws IOException {
    return recording.firstDifference(new BufferedReader(new StringReader(text)));
  }

  private static BufferedReader recorded() throws IOException {
    return new BufferedReader(
        new InputStreamReader(
            new GZIPInputStream(RecordingTest.class.getResourceAsStream("recorded.txt.gz")),
            StandardCharsets.UTF_8));
  }

  @Test
  void everyRecordedKernelOperationComesOutTheSame() throws IOException {
    try (BufferedReader lines = recorded()) {
      assertThat(recording.firstDifference(lines)).isNull();
    }
    assertThat(recording.sequences()).isEqualTo(82);
    assertThat(recording.operations()).isEqualTo(9992);
  }

  @Test
  void oneWrongCounterIsFoundAndShown() throws IOException {
    String text =
        "#seq one up\nf 100 => pg1@0 | cache: page=1 order=3 ref=32769 bias=32768 users=1";

    assertThat(replay(text + " off=101 pfm=0 | alloc pg1 32768\n"))
        .isEqualTo(
            """
            sequence one up, operation 1: f 100
            recorded …er=3 ref=32769 bias=32768 users=1 off=101 pfm=0 | alloc pg1 32768
            here     …er=3 ref=32769 bias=32768 users=1 off=100 pfm=0 | alloc pg1 32768\
            """);
  }

  @Test
  void linesThatCannotBeReplayedAreRefused() {
    assertThatThrownBy(() -> replay("alloc 1 => pg64"))
        .hasMessage("recorded line not understood: alloc 1 => pg64");
    assertThatThrownBy(() -> replay("#seq one sideways"))
        .hasMessage("kind of sequence not known: sideways");
  }
}
