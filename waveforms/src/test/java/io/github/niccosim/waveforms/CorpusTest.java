// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.waveforms;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every trace of the corpus shows what the tool that judged it when it was made saw. */
class CorpusTest {
  /** One row of SOURCES.csv. */
  record Source(String file, String group, String tool, String madeFrom, String expected) {
    static Source of(String row) {
      String[] cells = row.split(",");
      return new Source(cells[0], cells[1], cells[2], cells[3], cells[5]);
    }

    @Override
    public String toString() {
      return file;
    }
  }

  static List<Source> sources() throws IOException {
    try (Stream<String> rows = Files.lines(Corpus.file("SOURCES.csv"))) {
      return rows.skip(1).map(Source::of).toList();
    }
  }

  @ParameterizedTest
  @MethodSource("sources")
  void showsWhatTheReferenceToolSaw(Source source) throws IOException {
    try (Waveform wave = Waveform.open(Corpus.file(source.file()))) {
      assertThat(ReferenceVcd.digest(CanonicalDump.of(wave))).isEqualTo(source.expected());
    }
  }

  @Test
  void hashesTheSameContentAlikeInEveryFormatAndPacking() throws IOException {
    Map<String, Map<String, TreeSet<String>>> filesByHash = new TreeMap<>();
    for (Source source : sources()) {
      if (!source.group().isEmpty()) {
        try (Waveform wave = Waveform.open(Corpus.file(source.file()))) {
          filesByHash
              .computeIfAbsent(source.group(), group -> new TreeMap<>())
              .computeIfAbsent(wave.contentHash(), hash -> new TreeSet<>())
              .add(source.file());
        }
      }
    }

    assertThat(filesByHash).hasSizeGreaterThan(3);
    assertThat(filesByHash.values()).allSatisfy(byHash -> assertThat(byHash).hasSize(1));
    assertThat(
            new TreeSet<>(filesByHash.values().stream().map(m -> m.keySet().toString()).toList()))
        .as("different groups have different content")
        .hasSameSizeAs(filesByHash.keySet());
  }
}
