// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.rtl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The RTL is free of warnings over a grid of parameters; every deviation is in waivers.vlt. */
class LintTest {

  @TempDir Path scratch;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "DataWidth=64 NumRxQ=1 IdWidth=4 MaxOutWr=4 MaxOutRd=4 FrameSlots=4 DescBatch=1 DescFifo=4"
            + " RingLog2Max=1 NumIrq=1 MaxBurstBytes=64 MaxFrame=1518 RxBufBytes=4096"
            + " NumTxQ=1 TxBufBytes=4096 TxSlots=4 MaxFrags=4",
        "DataWidth=128 NumRxQ=4 MaxFrags=1 CplBytes=32 TsEn=0 EqEn=0",
        "DataWidth=256 NumRxQ=5 AddrWidth=32 RssEn=0 StatsEn=0 MaxBurstBytes=2048"
            + " NumTxQ=3 CplBytes=32 CsumEn=0",
        "DataWidth=512 NumRxQ=16 NumTxQ=256 TxBufBytes=1048576 MaxFrags=32"
            + " MaxBurstBytes=4096 IdWidth=8 MaxOutWr=128 MaxOutRd=128"
            + " FrameSlots=128 DescBatch=16 DescFifo=256 NumIrq=32 RxBufBytes=1048576",
        "DataWidth=128 NumRxQ=2 EqEn=0 ParityEn=1 RingLog2Max=1",
        "DataWidth=512 NumRxQ=256 RingLog2Max=7 AddrWidth=48 MaxFrame=64 HdrSplitEn=0",
        "DataWidth=64 CplBytes=32 MaxFrags=32 HdrSplitEn=0 TsEn=0",
        "DataWidth=512 NumRxQ=256 RingLog2Max=7 AddrWidth=48 MaxFrame=64 ParityEn=1 CplBytes=32"
      })
  void parametersGiveNoWarning(String parameters) throws Exception {
    Run run = verilator(parameters, List.of());

    assertThat(run.text).isEmpty();
    assertThat(run.code).isZero();
  }

  @Test
  void designWithoutCheckersGivesNoWarning() throws Exception {
    List<String> command = List.of("verilator", "--lint-only", "-Wall", "lint/waivers.vlt");
    Run run = run(Stream.concat(command.stream(), Stream.of("-F", "rtl.f")).toList());

    assertThat(run.text).isEmpty();
    assertThat(run.code).isZero();
  }

  @Test
  void mutantKnobsGiveNoWarning() throws Exception {
    Run run = verilator("DataWidth=256 NumRxQ=3", List.of("+define+NICDMA_MUTATE"));

    assertThat(run.text).isEmpty();
  }

  @Test
  void warningIsAnError() throws Exception {
    Path extra = scratch.resolve("extra.sv");
    Files.writeString(
        extra,
        "module extra(input logic [7:0] a, output logic b); assign b = a;\n" + "endmodule\n");

    Run run = run(List.of("verilator", "--lint-only", "-Wall", extra.toString()));

    assertThat(run.code).isNotZero();
    assertThat(run.text).contains("%Warning-WIDTH");
  }

  @Test
  void everyIllegalParameterIsNamed() throws Exception {
    String parameters =
        "DataWidth=96 AddrWidth=16 IdWidth=9 NumRxQ=300 RingLog2Max=16 MaxOutRd=2 MaxOutWr=200"
            + " MaxBurstBytes=100 FrameSlots=3 DescBatch=17 DescFifo=5 MaxFrame=20"
            + " RxBufBytes=5000 NumIrq=33 NumTxQ=300 TxBufBytes=5000 TxSlots=3 MaxFrags=33"
            + " CplBytes=20";

    Run run = verilator(parameters, List.of());

    assertThat(run.code).isNotZero();
    for (String parameter : parameters.split(" ")) {
      assertThat(run.text).contains("illegal parameter: " + parameter + " (expected: ");
    }
  }

  @Test
  void parametersThatDoNotFitAreNamed() throws Exception {
    String parameters =
        "IdWidth=4 MaxOutWr=64 MaxFrame=9000 RxBufBytes=8192 DescBatch=16 DescFifo=16"
            + " DataWidth=64 MaxBurstBytes=4096";

    Run run = verilator(parameters, List.of());

    assertThat(run.code).isNotZero();
    assertThat(run.text)
        .contains("illegal parameter: MaxOutWr=64 (")
        .contains("illegal parameter: RxBufBytes=8192 (")
        .contains("illegal parameter: DescFifo=16 (")
        .contains("illegal parameter: MaxBurstBytes=4096 (");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "NumRxQ=2 NumTxQ=2 RxBufBytes=16384 MaxFrame=9000",
        "NumRxQ=3 NumTxQ=1 CplBytes=32 ParityEn=1 MaxFrags=2 DataWidth=64 MaxBurstBytes=128",
        "NumRxQ=1 NumTxQ=1 RssEn=0 StatsEn=0 HdrSplitEn=0 CsumEn=0 TsEn=0 EqEn=0 DataWidth=256"
      })
  void yosysElaboratesTheDesignWithoutLatch(String parameters) throws Exception {
    Path script = scratch.resolve("elaborate.ys");
    StringBuilder text = new StringBuilder("read_verilog -sv -I include");
    for (String line : Files.readAllLines(Path.of("rtl.f"))) {
      if (line.endsWith(".sv")) {
        text.append(' ').append(line);
      }
    }
    text.append("\nchparam");
    for (String parameter : parameters.split(" ")) {
      text.append(" -set ").append(parameter.replace('=', ' '));
    }
    text.append(" nicdma_top\nhierarchy -check -top nicdma_top\nproc\ncheck -assert\n");
    text.append("select -assert-none t:$dlatch t:$_DLATCH_*\n");
    Files.writeString(script, text);
    Run run;
    try {
      run = run(List.of("yosys", "-q", "-s", script.toString()));
    } catch (IOException e) {
      System.out.println("yosys elaboration skipped: yosys is not installed");
      assumeTrue(false, "yosys is not installed");
      return;
    }

    assertThat(run.text).doesNotContain("ERROR").doesNotContain("Latch inferred");
    assertThat(run.code).isZero();
  }

  private Run verilator(String parameters, List<String> options) throws Exception {
    List<String> command = new ArrayList<>(List.of("verilator", "--lint-only", "-Wall"));
    command.addAll(List.of("--assert", "lint/waivers.vlt", "-F", "sim.f"));
    command.addAll(List.of("--top-module", NicDma.TOP));
    command.addAll(options);
    Arrays.stream(parameters.split(" ")).forEach(p -> command.add("-G" + p));
    return run(command);
  }

  private Run run(List<String> command) throws IOException, InterruptedException {
    Path log = Files.createTempFile(scratch, "lint", ".log");
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    if (!process.waitFor(120, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      fail("tool does not end: " + command);
    }
    return new Run(process.exitValue(), Files.readString(log, StandardCharsets.UTF_8));
  }

  private record Run(int code, String text) {}
}
