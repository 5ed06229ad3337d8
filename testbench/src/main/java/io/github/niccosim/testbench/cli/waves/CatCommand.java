// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.cli.waves;

import io.github.niccosim.waveforms.EnumTable;
import io.github.niccosim.waveforms.SignalHistory;
import io.github.niccosim.waveforms.Variable;
import io.github.niccosim.waveforms.WaveValue;
import io.github.niccosim.waveforms.Waveform;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.json.JsonMapper;

/** Print changes in order of time. */
@Command(
    name = "cat",
    header = "Print the changes of signals in order of time.",
    usageHelpWidth = 96,
    footer = {"", "Example: cosim waves cat waves.fst irq_o u_csr.state_q --from 1us --to 2us"})
final class CatCommand extends WindowTask {
  @Parameters(
      index = "1..*",
      arity = "0..*",
      paramLabel = "SIGNAL",
      description = "Signals (default: annotations, clock and ports).")
  private List<String> names = new ArrayList<>();

  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "1000",
      description = "Most lines; 0 is no limit (default: ${DEFAULT-VALUE}).")
  private long limit;

  @Option(names = "--json", description = "Print one JSON object per line.")
  private boolean json;

  /** A place in the changes of one signal. */
  private record Cursor(Variable variable, SignalHistory history, int index) {
    long ticks() {
      return history.timeTicks(index);
    }
  }

  @Override
  int run(Waveform wave) {
    Window window = window(wave);
    long to = wave.info().timescale().fromPs(window.toPs());
    PriorityQueue<Cursor> next =
        new PriorityQueue<>(
            Comparator.comparingLong(Cursor::ticks).thenComparing(c -> c.variable().index()));
    for (Variable variable : chosen(wave, names)) {
      SignalHistory history = wave.history(variable);
      int first = history.indexBefore(wave.info().timescale().fromPs(window.fromPs())) + 1;
      push(next, new Cursor(variable, history, first), to);
    }
    long printed = 0;
    while (!next.isEmpty()) {
      if (limit > 0 && printed++ == limit) {
        out().println("... (hint: --limit 0 prints all)");
        break;
      }
      Cursor cursor = next.remove();
      print(wave, cursor);
      push(next, new Cursor(cursor.variable(), cursor.history(), cursor.index() + 1), to);
    }
    return 0;
  }

  private static void push(PriorityQueue<Cursor> next, Cursor cursor, long to) {
    if (cursor.index() < cursor.history().size() && cursor.ticks() <= to) {
      next.add(cursor);
    }
  }

  private void print(Waveform wave, Cursor cursor) {
    WaveValue value = cursor.history().value(cursor.index());
    EnumTable table = cursor.variable().enumTable();
    String name = table == null ? null : table.nameOf(value.text());
    String text = name == null ? value.toString() : name;
    if (json) {
      long timePs = wave.info().timescale().toPs(cursor.ticks());
      Map<String, Object> row =
          Map.of("time_ps", timePs, "name", cursor.variable().pathWithRange(), "value", text);
      out().println(JsonMapper.shared().writeValueAsString(row));
    } else {
      String time = wave.info().timescale().format(cursor.ticks());
      out().printf("%14s  %s = %s%n", time, cursor.variable().pathWithRange(), text);
    }
  }
}
