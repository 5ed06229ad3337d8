// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.waveforms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Traces as {@code gzip} packs them. */
class GzipTest {
  @TempDir Path folder;

  private static byte[] packed(String name) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(Files.readAllBytes(Corpus.file(name)));
    }
    return bytes.toByteArray();
  }

  @ParameterizedTest
  @ValueSource(strings = {"verilator/shapes.fst", "icarus/states.vcd"})
  void packedFileHasTheSameContent(String name) throws IOException {
    Path file = Files.write(folder.resolve("trace.gz"), packed(name));
    try (Waveform plain = Waveform.open(Corpus.file(name));
        Waveform unpacked = Waveform.open(file);
        Waveform inMemory = Waveform.open(Path.of("m"), Files.readAllBytes(file))) {
      assertThat(unpacked.contentHash()).isEqualTo(plain.contentHash());
      assertThat(inMemory.contentHash()).isEqualTo(plain.contentHash());
    }
  }

  @Test
  void damageIsNamed() throws IOException {
    byte[] whole = packed("verilator/shapes.fst");
    byte[] half = Arrays.copyOf(whole, whole.length / 2);

    assertThatThrownBy(() -> Waveform.open(Path.of("w.fst.gz"), half))
        .isInstanceOf(WaveformException.class)
        .hasMessageStartingWith("gzip content is damaged: file=w.fst.gz");
  }
}
