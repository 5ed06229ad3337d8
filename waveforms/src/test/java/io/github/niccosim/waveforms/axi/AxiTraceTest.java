// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.waveforms.axi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.github.niccosim.waveforms.Edges;
import io.github.niccosim.waveforms.Waveform;
import io.github.niccosim.waveforms.WaveformException;
import io.github.niccosim.waveforms.transaction.Transaction;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AxiTraceTest {
  /** Ports and their widths; the one-letter code of each is its place in the list. */
  private static final String[] PORTS = {
    "clk 1", "awvalid 1", "awready 1", "awid 2", "awaddr 32", "awlen 8", "awsize 3", "wvalid 1",
    "wready 1", "wlast 1", "bvalid 1", "bready 1", "bid 2", "bresp 2", "arvalid 1", "arready 1",
    "arid 2", "araddr 32", "arlen 8", "arsize 3", "rvalid 1", "rready 1", "rid 2", "rlast 1",
    "rresp 2",
  };

  private final List<Map<String, Long>> cycles = new ArrayList<>();

  /** Set signals for one cycle; all others are 0. Edges are at 10, 20, 30, ... ns. */
  private AxiTraceTest cycle(Object... namesAndValues) {
    Map<String, Long> values = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      values.put((String) namesAndValues[i], ((Number) namesAndValues[i + 1]).longValue());
    }
    cycles.add(values);
    return this;
  }

  private AxiTrace decode() throws IOException {
    StringBuilder text = new StringBuilder("$timescale 1ns $end $scope module top $end\n");
    for (int i = 0; i < PORTS.length; i++) {
      String[] port = PORTS[i].split(" ", -1);
      text.append("$var wire ").append(port[1]).append(' ').append((char) ('A' + i)).append(" m_");
      text.append(port[0]).append(" $end\n");
    }
    text.append("$upscope $end $enddefinitions $end\n#0 0A\n");
    for (int c = 0; c < cycles.size(); c++) {
      text.append('#').append(c * 10 + 1).append(" 0A\n");
      for (int i = 1; i < PORTS.length; i++) {
        long value = cycles.get(c).getOrDefault(PORTS[i].split(" ", -1)[0], 0L);
        text.append('b').append(Long.toBinaryString(value)).append(' ').append((char) ('A' + i));
        text.append('\n');
      }
      text.append('#').append(c * 10 + 10).append(" 1A\n");
    }
    text.append('#').append(cycles.size() * 10 + 20).append('\n');
    byte[] vcd = text.toString().getBytes(StandardCharsets.ISO_8859_1);
    try (Waveform wave = Waveform.open(Path.of("axi.vcd"), vcd)) {
      return AxiTrace.of(wave, "top.m_", "m_clk");
    }
  }

  private AxiTraceTest writeAddress(int id, long address, int beats) {
    return cycle(
        "awvalid", 1, "awready", 1, "awid", id, "awaddr", address, "awlen", beats - 1, "awsize", 2);
  }

  @Test
  void writeHasTheTimesOfEachHandshake() throws IOException {
    cycle("awvalid", 1, "awid", 1, "awaddr", 0x1000, "awlen", 1, "awsize", 2);
    writeAddress(1, 0x1000, 2);
    cycle("wvalid", 1, "wready", 1).cycle("wvalid", 1, "wlast", 1);
    cycle("wvalid", 1, "wready", 1, "wlast", 1);
    cycle("bvalid", 1, "bready", 1, "bid", 1, "bresp", 2);
    AxiTrace axi = decode();

    assertThat(axi.violations()).isEmpty();
    assertThat(axi.bursts())
        .containsExactly(new AxiBurst(true, 1, 0x1000, 2, 4, 10, 20, 30, 50, 60, 2, 0));
    assertThat(axi.bursts().getFirst())
        .hasToString("write id=1 address=0x1000 beats=2 bytes=8 response=SLVERR");
    assertThat(axi.latencyTicks(true).max()).isEqualTo(50);
    assertThat(axi.transactions().transactions())
        .extracting(Transaction::stream, Transaction::startPs, Transaction::endPs)
        .containsExactly(tuple("m write", 10_000L, 60_000L));
  }

  @Test
  void responsesFindTheirBurstByIdentifier() throws IOException {
    writeAddress(1, 0x100, 1).writeAddress(2, 0x200, 1).writeAddress(1, 0x300, 1);
    for (int i = 0; i < 3; i++) {
      cycle("wvalid", 1, "wready", 1, "wlast", 1);
    }
    for (int id : new int[] {2, 1, 1}) {
      cycle("bvalid", 1, "bready", 1, "bid", id);
    }
    AxiTrace axi = decode();

    assertThat(axi.violations()).isEmpty();
    assertThat(axi.bursts())
        .extracting(AxiBurst::address, AxiBurst::responseTicks)
        .containsExactly(tuple(0x100L, 80L), tuple(0x200L, 70L), tuple(0x300L, 90L));
    assertThat(axi.maxOutstanding(true)).isEqualTo(3);
    assertThat(axi.bytes(true)).isEqualTo(12);
  }

  @Test
  void dataMayComeBeforeTheirAddress() throws IOException {
    cycle("wvalid", 1, "wready", 1).cycle("wvalid", 1, "wready", 1, "wlast", 1);
    writeAddress(0, 0x40, 2).cycle("bvalid", 1, "bready", 1);
    AxiTrace axi = decode();

    assertThat(axi.violations()).isEmpty();
    assertThat(axi.bursts())
        .containsExactly(new AxiBurst(true, 0, 0x40, 2, 4, 30, 30, 10, 20, 40, 0, 0));
  }

  @Test
  void readsOfTwoIdentifiersMayInterleave() throws IOException {
    cycle("arvalid", 1, "arready", 1, "arid", 1, "arlen", 1, "arsize", 3, "araddr", 8);
    cycle("arvalid", 1, "arready", 1, "arid", 2, "arlen", 0, "arsize", 3, "araddr", 64);
    cycle("rvalid", 1, "rready", 1, "rid", 1).cycle("rvalid", 1, "rready", 1, "rid", 2, "rlast", 1);
    cycle("rvalid", 1, "rready", 1, "rid", 1, "rlast", 1, "rresp", 3);
    AxiTrace axi = decode();

    assertThat(axi.violations()).isEmpty();
    assertThat(axi.bursts())
        .containsExactly(
            new AxiBurst(false, 1, 8, 2, 8, 10, 10, 30, 50, 50, 3, 0),
            new AxiBurst(false, 2, 64, 1, 8, 20, 20, 40, 40, 40, 0, 0));
    assertThat(axi.maxOutstanding(false)).isEqualTo(2);
  }

  @Test
  void brokenRulesAreNamedWithTheirTime() throws IOException {
    writeAddress(0, 0xFFC, 2).cycle("wvalid", 1, "wready", 1, "wlast", 1);
    cycle("bvalid", 1, "bready", 1, "bid", 3).cycle("rvalid", 1, "rready", 1, "rid", 1);
    AxiTrace axi = decode();

    assertThat(axi.violations())
        .containsExactly(
            new Edges.Violation(10, "burst crosses a 4 KiB boundary: address=0xffc bytes=8"),
            new Edges.Violation(20, "wlast at the wrong beat: beat=1 beats=2 address=0xffc"),
            new Edges.Violation(30, "write response without a complete burst: id=3"),
            new Edges.Violation(40, "read data without a request: id=1"));
    assertThat(axi.bursts()).singleElement().matches(burst -> !burst.isComplete());
  }

  @Test
  void portThatDoesNotExistIsAnError() throws IOException {
    cycle();
    try (Waveform wave =
        Waveform.open(
            Path.of("none.vcd"),
            "$var wire 1 ! clk $end $enddefinitions $end\n"
                .getBytes(StandardCharsets.ISO_8859_1))) {
      assertThatThrownBy(() -> AxiTrace.of(wave, "top.m_", "clk"))
          .isInstanceOf(WaveformException.class)
          .hasMessageContaining("no such signal: name=top.m_awvalid");
    }
  }
}
