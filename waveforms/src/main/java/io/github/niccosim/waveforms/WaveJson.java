// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.waveforms;

import io.github.niccosim.waveforms.internal.Json;
import java.util.ArrayList;
import java.util.List;

/** Writes a window as WaveJSON, which WaveDrom draws: one character per clock cycle. */
public final class WaveJson {
  private static final int MOST_CYCLES = 1000;

  private WaveJson() {}

  /**
   * Write signals as a clock samples them.
   *
   * @param wave open trace
   * @param clock full name of the clock, or a unique end of it
   * @param rows signals besides the clock
   * @param fromTicks first edge not before this time
   * @param toTicks last edge not after this time
   * @return the document
   * @throws WaveformException if the window has no edge, or more than a thousand
   */
  public static String of(
      Waveform wave, String clock, List<Variable> rows, long fromTicks, long toTicks) {
    Variable clockVariable = SignalNames.one(wave, clock);
    Edges all = Edges.of(wave.history(clockVariable), '1');
    long[] edges = all.between(fromTicks, toTicks + 1).times();
    if (edges.length == 0 || edges.length > MOST_CYCLES) {
      throw new WaveformException(
          "window does not suit WaveJSON: edges="
              + edges.length
              + " (expected: 1.."
              + MOST_CYCLES
              + " | hint: --from and --to)");
    }
    List<String> lines = new ArrayList<>();
    String name = Json.quote(clockVariable.name());
    lines.add("{\"name\":" + name + ",\"wave\":\"p" + ".".repeat(edges.length - 1) + "\"}");
    List<String> names = RowNames.of(rows);
    for (int i = 0; i < rows.size(); i++) {
      if (rows.get(i).handle() != clockVariable.handle()) {
        lines.add(row(names.get(i), rows.get(i), wave.history(rows.get(i)), edges));
      }
    }
    String head = Json.quote("from " + wave.info().timescale().format(edges[0]));
    return "{\"signal\":[\n"
        + String.join(",\n", lines)
        + "],\n\"head\":{\"text\":"
        + head
        + "}}\n";
  }

  private static String row(String name, Variable variable, SignalHistory history, long[] edges) {
    boolean bit = history.encoding() == Encoding.BITS && history.widthBits() == 1;
    StringBuilder wave = new StringBuilder();
    List<String> data = new ArrayList<>();
    WaveValue last = null;
    for (long edge : edges) {
      WaveValue value = history.valueBefore(edge);
      if (value.equals(last)) {
        wave.append('.');
      } else if (bit) {
        wave.append("01z".contains(value.text()) ? value.text() : "x");
      } else if (value.isKnown()) {
        wave.append('=');
        data.add(Json.quote(ExcerptLine.text(variable, value)));
      } else {
        wave.append('x');
      }
      last = value;
    }
    String values = data.isEmpty() ? "" : ",\"data\":[" + String.join(",", data) + "]";
    return "{\"name\":" + Json.quote(name) + ",\"wave\":\"" + wave + "\"" + values + "}";
  }
}
