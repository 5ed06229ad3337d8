// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.bridge;

import static io.github.niccosim.bridge.CoverageKind.BRANCH;
import static io.github.niccosim.bridge.CoverageKind.LINE;
import static io.github.niccosim.bridge.CoverageKind.TOGGLE;
import static io.github.niccosim.bridge.CoverageKind.USER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CoverageCosimTest {
  private static final Path RTL = Rtl.file("covered.sv");

  /** Also the model of VcdCosimTest, and shows that all of this goes together. */
  static final ModelLibrary LIBRARY =
      ModelLibrary.build(
          Rtl.spec("covered")
              .coverage(LINE, TOGGLE, USER)
              .threads(2)
              .trace(TraceFormat.VCD)
              .build());

  /** Three cycles of adding, seen by the first instance only. */
  private static final CodeCoverage ADDS = run(1, 1, 1);

  /** One cycle of clearing. */
  private static final CodeCoverage CLEARS = run(2);

  @TempDir Path folder;

  @Test
  void linesCountAsOftenAsTheyWereExecutedInAllInstances() throws IOException {
    Path file = folder.resolve("adds.info");
    ADDS.writeLcov(file, "adds");

    assertThat(Files.readAllLines(file))
        .startsWith("TN:adds", "SF:" + RTL)
        .contains("DA:20,6", "DA:21,3", "DA:22,3", "DA:23,3", "DA:24,3", "DA:26,0", "DA:27,0")
        .contains("BRDA:21,0,0,3", "BRDA:21,0,1,3", "BRDA:26,0,0,0", "BRDA:26,0,1,6")
        .contains("BRF:4", "BRH:3", "LF:8", "LH:6")
        .endsWith("end_of_record");
  }

  @Test
  void mergedRunsCoverWhatEitherOfThemCovers() {
    CodeCoverage both = CodeCoverage.merge(List.of(ADDS, CLEARS));

    assertThat(ADDS.coveredLines()).isEqualTo(6);
    assertThat(both.coveredLines()).isEqualTo(8).isEqualTo(both.totalLines());
    assertThat(both.covered(BRANCH)).isEqualTo(both.total(BRANCH));
    assertThat(ADDS.covered(USER)).isZero();
    assertThat(both.covered(USER)).isEqualTo(1);
    assertThat(both.points()).hasSameSizeAs(ADDS.points());
    assertThat(both.merge(both).points().get(0).count())
        .isEqualTo(2 * both.points().get(0).count());
  }

  @Test
  void togglesAreCountedForEachBitAndAreNoLines() {
    List<CoveragePoint> sum =
        ADDS.filter(point ->
                point.kind() == TOGGLE
                    && point.module().equals("covered")
                    && point.name().startsWith("sum_o["))
            .points();

    // Later versions of Verilator count each direction: sum_o[0]:0->1
    Map<String, Long> counts = new TreeMap<>();
    sum.forEach(point -> counts.merge(point.name().substring(0, 8), point.count(), Long::sum));
    assertThat(counts)
        .containsExactly( // 0 1 2 3
            Map.entry("sum_o[0]", 3L),
            Map.entry("sum_o[1]", 1L),
            Map.entry("sum_o[2]", 0L),
            Map.entry("sum_o[3]", 0L));
  }

  @Test
  void tableHasARowForEachFileAndTheSum() {
    String table = ADDS.table();

    assertThat(table.lines().toList()).hasSize(3).allMatch(line -> line.length() <= 100);
    assertThat(table.lines().findFirst().orElseThrow())
        .containsSubsequence("file", "lines", "branches", "toggles", "covers");
    assertThat(table).contains("covered.sv").contains("6/8  75.0%").contains("3/4  75.0%");
    assertThat(table).contains("0/1   0.0%").contains("\nall ");
  }

  @Test
  void fileInVerilatorsFormatReadsBackTheSame() {
    Path file = folder.resolve("coverage.dat");

    ADDS.writeDat(file);

    assertThat(CodeCoverage.read(file).points()).isEqualTo(ADDS.points());
  }

  @Test
  void damagedFileAndModelWithoutCountersAreNamed() throws IOException {
    Path file = folder.resolve("bad.dat");
    Files.writeString(file, "# SystemC::Coverage-3\nC 'half\n");
    assertThatThrownBy(() -> CodeCoverage.read(file))
        .isInstanceOf(ModelException.class)
        .hasMessage("coverage file is damaged: file=%s line=2 text=C 'half".formatted(file));
    Files.writeString(file, "something else\n");
    assertThatThrownBy(() -> CodeCoverage.read(file))
        .hasMessage("not a coverage file: file=" + file);

    try (Model model = ModelLibrary.build(Rtl.spec("counter").build()).newModel()) {
      assertThatThrownBy(model::coverage)
          .hasMessage(
              "model library counts no coverage: top=counter"
                  + " (hint: ModelSpec.builder(...).coverage(LINE))");
    }
  }

  private static CodeCoverage run(int... operations) {
    try (Model model = LIBRARY.newModel()) {
      model.eval();
      for (int operation : operations) {
        model.signal("op_i").set(operation);
        model.signal("clk_i").set(1);
        model.eval();
        model.signal("clk_i").set(0);
        model.eval();
      }
      return model.coverage();
    }
  }
}
