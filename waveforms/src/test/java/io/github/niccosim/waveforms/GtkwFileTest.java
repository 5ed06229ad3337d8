// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.waveforms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.niccosim.waveforms.GtkwStyle.Colour;
import io.github.niccosim.waveforms.GtkwStyle.Radix;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GtkwFileTest {
  @TempDir Path folder;

  private GtkwFile shapes() throws IOException {
    Path trace = folder.resolve("run.1.fst");
    Files.copy(Corpus.file("verilator/shapes.fst"), trace);
    return GtkwFile.forTrace(trace);
  }

  @Test
  void namesSignalsWithTheBoundsOfTheTrace() throws IOException {
    Path written = shapes().group("State", "TOP.shapes.state_q", "TOP.irq_o").write();

    assertThat(written).hasFileName("run.1.gtkw");
    assertThat(Files.readString(written))
        .contains(
            """
            @800200
            -State
            @100000028
            TOP.shapes.state_q[2:0]
            @28
            TOP.irq_o
            @1000200
            -State
            """)
        .contains("[dumpfile] \"run.1.fst\"\n");
  }

  @Test
  void expandsPatternsInFileOrder() throws IOException {
    Path written = shapes().add("TOP.shapes.g_lane[?].u_lane.data_o").write();

    assertThat(Files.readString(written).lines().filter(line -> line.startsWith("TOP.")))
        .containsExactly(
            "TOP.shapes.g_lane[0].u_lane.data_o[31:0]",
            "TOP.shapes.g_lane[1].u_lane.data_o[31:0]",
            "TOP.shapes.g_lane[2].u_lane.data_o[31:0]",
            "TOP.shapes.g_lane[3].u_lane.data_o[31:0]");
  }

  @Test
  void leavesBoundsOutWhereGtkwaveDoes() throws IOException {
    Path written = shapes().add("TOP.shapes.budget", "TOP.shapes.level").write();

    assertThat(Files.readString(written)).contains("\nTOP.shapes.budget\n", "\nTOP.shapes.level\n");
  }

  @Test
  void writesStylesMarkersAndFoldedGroups() throws IOException {
    GtkwStyle style = GtkwStyle.of(Radix.SIGNED).colour(Colour.ORANGE).alias("credit");
    Path written =
        shapes()
            .group("a", g -> g.add(style, "TOP.shapes.budget").comment("note").collapsed())
            .markerPs(100_000)
            .namedMarkerPs('B', 60_000)
            .write();

    assertThat(Files.readString(written))
        .contains(
            """
            @c00200
            -a
            @424
            [color] 2
            +{credit} TOP.shapes.budget
            @200
            -note
            @1401200
            -a
            """)
        .containsPattern("\\*-\\d+\\.\\d{6} 100000 -1 60000 -1");
  }

  @Test
  void refusesAPatternWithoutSignal() throws IOException {
    GtkwFile file = shapes().group("x", "TOP.shapes.stat_q");

    assertThatThrownBy(file::write)
        .isInstanceOf(WaveformException.class)
        .hasMessageContaining("pattern matches no signal: patterns=[TOP.shapes.stat_q]")
        .hasMessageContaining("hint: nearest are TOP.shapes.state_q");
    assertThat(folder.resolve("run.1.gtkw")).doesNotExist();
  }

  @Test
  void writesWithoutTheUnmatchedPatternWhenTold() throws IOException {
    GtkwFile file = shapes().ignoreUnmatched().add("TOP.none", "TOP.clk_i");
    file.group("empty", "TOP.nothing");

    assertThat(Files.readString(file.write()))
        .contains("\nTOP.clk_i\n")
        .doesNotContain("none")
        .doesNotContain("-empty");
    assertThat(file.unmatched()).containsExactly("TOP.none", "TOP.nothing");
  }

  @Test
  void namesTheDumpFileRelativeToAnotherFolder() throws IOException {
    Path views = Files.createDirectory(folder.resolve("views"));
    Path written = shapes().add("TOP.clk_i").write(views.resolve("all.gtkw"));

    assertThat(Files.readString(written)).contains("[dumpfile] \"../run.1.fst\"\n");
  }

  @Test
  void givesTheFileTheRightsOfAnyOther() throws IOException {
    Path other = Files.writeString(folder.resolve("other"), "");

    assertThat(Files.getPosixFilePermissions(shapes().write()))
        .isEqualTo(Files.getPosixFilePermissions(other));
  }

  @Test
  void leavesNoPartialFile() throws IOException {
    shapes().add("TOP.clk_i").write();

    try (var files = Files.list(folder)) {
      assertThat(files)
          .extracting(Path::getFileName)
          .map(Path::toString)
          .containsExactlyInAnyOrder("run.1.fst", "run.1.gtkw");
    }
  }
}
