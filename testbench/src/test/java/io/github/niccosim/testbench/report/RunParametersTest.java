// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RunParametersTest {

  static Stream<Arguments> wrong() {
    return Stream.of(
        wrong(b -> b.queues(0), "queues out of range: queues=0 (expected: 1..16)"),
        wrong(b -> b.queues(17), "queues out of range: queues=17 (expected: 1..16)"),
        wrong(
            b -> b.dataWidth(100),
            "data-width out of range: data-width=100 (expected: 64|128|256|512)"),
        wrong(b -> b.ring(3), "ring out of range: ring=3 (expected: a power of two, 2..4096)"),
        wrong(b -> b.ring(1), "ring out of range: ring=1 (expected: 2..4096)"),
        wrong(b -> b.frames(-1), "frames out of range: frames=-1 (expected: 0..1000000000000)"),
        wrong(b -> b.offset(-1), "offset out of range: offset=-1 (expected: 0..65535)"),
        wrong(b -> b.maxLen(65_536), "max-len out of range: max-len=65536 (expected: 0..65535)"),
        wrong(
            b -> b.wireGbps(Double.NaN),
            "wire-gbps out of range: wire-gbps=NaN (expected: 0.001..1000)"),
        wrong(b -> b.clockMhz(0), "clock-mhz out of range: clock-mhz=0.0 (expected: 1..2000)"),
        wrong(
            b -> b.memoryLatency(-1),
            "mem-latency out of range: mem-latency=-1 (expected: 0..100000)"),
        wrong(
            b -> b.pagePoolSize(40_000),
            "page-pool-size out of range: page-pool-size=40000 (expected: 0..32768)"));
  }

  private static Arguments wrong(UnaryOperator<RunParameters.Builder> change, String message) {
    return Arguments.of(message, change);
  }

  @ParameterizedTest
  @MethodSource("wrong")
  void valueOutOfRangeIsNamed(String message, UnaryOperator<RunParameters.Builder> change) {
    RunParameters.Builder builder = change.apply(RunParameters.builder());

    assertThatThrownBy(builder::build).isInstanceOf(RunException.class).hasMessage(message);
  }

  @Test
  void defaultsAreThoseOfThePlainRun() {
    RunParameters defaults = RunParameters.builder().build();

    assertThat(defaults.framesWanted()).isEqualTo(2000);
    assertThat(defaults.clockPeriodPs()).isEqualTo(4000);
    assertThat(defaults.memory()).isEqualTo(MemoryMode.NONCOHERENT);
    assertThat(defaults.offsetBytes()).isEqualTo(64);
  }

  @Test
  void allFramesOfACaptureAreSentByDefault() {
    RunParameters.Builder builder = RunParameters.builder().capture(Path.of("x.pcap"));

    assertThat(builder.build().framesWanted()).isEqualTo(Long.MAX_VALUE);
    assertThat(builder.frames(5).build().framesWanted()).isEqualTo(5);
  }

  @Test
  void unknownMemoryNamesTheLegalOnes() {
    assertThatThrownBy(() -> MemoryMode.of("magic"))
        .hasMessage("memory is unknown: memory=magic (expected: coherent|noncoherent)");
  }
}
