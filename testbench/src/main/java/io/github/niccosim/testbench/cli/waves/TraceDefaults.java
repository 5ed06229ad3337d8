// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.cli.waves;

import io.github.niccosim.waveforms.SignalHistory;
import io.github.niccosim.waveforms.Variable;
import io.github.niccosim.waveforms.Waveform;
import io.github.niccosim.waveforms.axi.AxiTrace;
import io.github.niccosim.waveforms.axi.DescriptorTrace;
import io.github.niccosim.waveforms.axi.NicFormat;
import io.github.niccosim.waveforms.transaction.TransactionLog;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** What to look at in a trace when nothing was asked for. */
final class TraceDefaults {
  private static final String CLOCK = "(?i)i_?clk|a?clk(_i)?|clock(_i)?";
  private static final int MOST_ROWS = 16;

  private TraceDefaults() {}

  /** The clock nearest to the top. */
  static Optional<Variable> clock(Waveform wave) {
    return wave.variables().stream()
        .filter(variable -> variable.widthBits() == 1 && variable.name().matches(CLOCK))
        .min(
            Comparator.<Variable>comparingInt(variable -> variable.path().split("\\.").length)
                .thenComparingInt(Variable::index));
  }

  /** Prefixes of AXI ports, topmost first: one for each port, not for its copies further down. */
  static List<String> axiPorts(Waveform wave) {
    Set<String> names = new LinkedHashSet<>();
    List<String> ports = new ArrayList<>();
    wave.variables().stream()
        .filter(variable -> variable.name().matches("\\w+_a[wr]valid(_[io])?"))
        .filter(variable -> variable.scope().path().matches("\\w+(\\.\\w+)?"))
        .sorted(
            Comparator.<Variable>comparingInt(variable -> variable.path().split("\\.").length)
                .thenComparingInt(Variable::index))
        .forEach(variable -> {
          String port = variable.name().replaceFirst("a[wr]valid(_[io])?$", "");
          String prefix = variable.scope().path() + "." + port;
          if (names.add(port) && wave.hierarchy().find(prefix + "rdata").isPresent()) {
            ports.add(prefix);
          }
        });
    return ports;
  }

  /** The bursts of a port and, where its requests tell, the lives of its descriptors. */
  static List<TransactionLog> lanes(Waveform wave, String port, String clock) {
    List<TransactionLog> lanes = new ArrayList<>();
    lanes.add(AxiTrace.of(wave, port, clock).transactions());
    if (wave.hierarchy().find(port + "aruser").isPresent()) {
      lanes.addFirst(DescriptorTrace.of(wave, port, clock, NicFormat.NICDMA).transactions());
    }
    return lanes;
  }

  /** When the test bench wrote into the trace that something failed; the last time it did. */
  static OptionalLong failurePs(Waveform wave) {
    Optional<Variable> lane = wave.hierarchy().find("cosim.assertion");
    if (lane.isEmpty()) {
      return OptionalLong.empty();
    }
    SignalHistory history = wave.history(lane.get());
    for (int i = history.size() - 1; i >= 0; i--) {
      if (!history.value(i).text().isEmpty()) {
        return OptionalLong.of(wave.info().timescale().toPs(history.timeTicks(i)));
      }
    }
    return OptionalLong.empty();
  }

  /** Annotations that say something, the clock, then ports. */
  static List<Variable> rows(Waveform wave) {
    Set<Variable> rows = new LinkedHashSet<>();
    for (Variable lane : annotations(wave)) {
      rows.add(lane);
    }
    clock(wave).ifPresent(rows::add);
    List<Variable> rest = new ArrayList<>(wave.variables());
    rest.removeIf(variable -> variable.path().startsWith("cosim."));
    rest.sort(
        Comparator.<Variable>comparingInt(variable -> variable.path().split("\\.").length)
            .thenComparingInt(Variable::index));
    for (Variable variable : rest) {
      if (rows.size() < MOST_ROWS) {
        rows.add(variable);
      }
    }
    return List.copyOf(rows);
  }

  /** Lanes of annotations with at least one text. */
  static List<Variable> annotations(Waveform wave) {
    List<Variable> used = new ArrayList<>();
    for (Variable variable : wave.variables()) {
      if (variable.path().startsWith("cosim.")) {
        SignalHistory history = wave.history(variable);
        for (int i = 0; i < history.size(); i++) {
          if (!history.value(i).text().isEmpty()) {
            used.add(variable);
            break;
          }
        }
      }
    }
    return used;
  }
}
