// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.waveforms;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;

/**
 * Write a part of a trace as VCD: some signals, some time; the small file to pass on.
 *
 * <pre>{@code
 * VcdFile.of(wave).signals(wave.match("TOP.**.m_axi_*")).windowPs(4_000_000, 4_500_000).write(file);
 * }</pre>
 *
 * <p>Scopes, names, directions of bits, enum tables (as GTKWave's tools write them) and texts are
 * kept; all signals have their values at the first time. The same content gives the same bytes.
 */
public final class VcdFile {
  private final Waveform wave;
  private final Set<Variable> chosen = new HashSet<>();
  private long fromTicks;
  private long toTicks;

  private VcdFile(Waveform wave) {
    this.wave = wave;
    fromTicks = wave.info().startTicks();
    toTicks = wave.info().endTicks();
  }

  /**
   * Choose the trace.
   *
   * @param wave open until the file is written
   * @return all of it
   */
  public static VcdFile of(Waveform wave) {
    return new VcdFile(wave);
  }

  /**
   * Choose signals; all if never called.
   *
   * @param variables of this trace
   * @return this
   */
  public VcdFile signals(List<Variable> variables) {
    chosen.addAll(variables);
    return this;
  }

  /**
   * Choose the time.
   *
   * @param fromPs first time in picoseconds
   * @param toPs last time in picoseconds
   * @return this
   * @throws IllegalArgumentException if the window is empty
   */
  public VcdFile windowPs(long fromPs, long toPs) {
    if (toPs < fromPs) {
      throw new IllegalArgumentException(
          "window is empty: from=" + fromPs + " to=" + toPs + " (expected: from <= to)");
    }
    fromTicks = wave.info().timescale().fromPs(fromPs);
    toTicks = wave.info().timescale().fromPs(toPs);
    return this;
  }

  /**
   * Write the file.
   *
   * @param file overwritten if it exists
   * @return {@code file}
   * @throws IOException if it cannot be written
   */
  public Path write(Path file) throws IOException {
    if (chosen.isEmpty()) {
      chosen.addAll(wave.variables());
    }
    Map<Integer, Variable> byHandle = new LinkedHashMap<>();
    try (BufferedWriter out = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
      out.write("$version nic-cosim $end\n");
      out.write("$timescale " + wave.info().timescale().format(1) + " $end\n");
      Map<EnumTable, Integer> tables = new LinkedHashMap<>();
      declare(out, wave.hierarchy().root(), byHandle, tables);
      out.write("$enddefinitions $end\n");
      changes(out, List.copyOf(byHandle.values()));
    }
    return file;
  }

  private void declare(
      BufferedWriter out,
      Scope scope,
      Map<Integer, Variable> byHandle,
      Map<EnumTable, Integer> tables)
      throws IOException {
    for (Variable variable : scope.variables()) {
      if (chosen.contains(variable)) {
        byHandle.putIfAbsent(variable.handle(), variable);
        enumeration(out, variable, tables);
        out.write(
            "$var %s %d %s %s %s$end\n"
                .formatted(
                    variable.kind().name().toLowerCase(Locale.ROOT),
                    Math.max(1, variable.widthBits()),
                    code(variable.handle()),
                    variable.name(),
                    variable.range() == null ? "" : range(variable) + " "));
      }
    }
    for (Scope inner : scope.scopes()) {
      if (holdsChosen(inner)) {
        out.write("$scope " + kind(inner) + " " + inner.name() + " $end\n");
        declare(out, inner, byHandle, tables);
        out.write("$upscope $end\n");
      }
    }
  }

  private static String kind(Scope scope) {
    return scope.kind().matches("[a-z_]+") ? scope.kind() : "module";
  }

  private static String range(Variable variable) {
    return variable.pathWithRange().substring(variable.path().length());
  }

  private static void enumeration(
      BufferedWriter out, Variable variable, Map<EnumTable, Integer> tables) throws IOException {
    EnumTable table = variable.enumTable();
    if (table == null) {
      return;
    }
    Integer known = tables.get(table);
    if (known == null) {
      known = tables.size() + 1;
      tables.put(table, known);
      Map<String, String> names = table.namesByBits();
      StringBuilder text = new StringBuilder("$attrbegin misc 07 ");
      text.append(table.typeName().isEmpty() ? "enum" : table.typeName())
          .append(' ')
          .append(names.size());
      names.values().forEach(name -> text.append(' ').append(escaped(name)));
      names.keySet().forEach(bits -> text.append(' ').append(bits));
      out.write(text + " " + known + " $end\n");
    }
    out.write("$attrbegin misc 07 \"\" " + known + " $end\n");
  }

  private boolean holdsChosen(Scope scope) {
    return scope.variables().stream().anyMatch(chosen::contains)
        || scope.scopes().stream().anyMatch(this::holdsChosen);
  }

  /** A place in the changes of one signal. */
  private record Cursor(int handle, SignalHistory history, int index) {
    long ticks() {
      return history.timeTicks(index);
    }
  }

  private void changes(BufferedWriter out, List<Variable> variables) throws IOException {
    PriorityQueue<Cursor> next =
        new PriorityQueue<>(
            Comparator.comparingLong(Cursor::ticks).thenComparingInt(Cursor::handle));
    out.write("#" + fromTicks + "\n$dumpvars\n");
    for (Variable variable : variables) {
      SignalHistory history = wave.history(variable);
      int at = history.indexAt(fromTicks);
      boolean event = history.encoding() == Encoding.EVENT;
      if (at >= 0 && (!event || history.timeTicks(at) == fromTicks)) {
        out.write(change(history.value(at), variable.handle()));
      } else if (history.encoding() == Encoding.BITS) {
        out.write("bx " + code(variable.handle()) + "\n");
      }
      push(next, new Cursor(variable.handle(), history, at + 1));
    }
    out.write("$end\n");
    long now = fromTicks;
    while (!next.isEmpty()) {
      Cursor cursor = next.remove();
      if (cursor.ticks() != now) {
        now = cursor.ticks();
        out.write("#" + now + "\n");
      }
      out.write(change(cursor.history().value(cursor.index()), cursor.handle()));
      push(next, new Cursor(cursor.handle(), cursor.history(), cursor.index() + 1));
    }
    if (now < toTicks) {
      out.write("#" + toTicks + "\n");
    }
  }

  private void push(PriorityQueue<Cursor> next, Cursor cursor) {
    if (cursor.index() < cursor.history().size() && cursor.ticks() <= toTicks) {
      next.add(cursor);
    }
  }

  private static String change(WaveValue value, int handle) {
    String code = code(handle);
    return switch (value.encoding()) {
      case REAL -> "r" + value.real() + " " + code + "\n";
      case TEXT -> "s" + escaped(value.text()) + " " + code + "\n";
      case EVENT -> "1" + code + "\n";
      case BITS ->
          value.text().length() == 1
              ? value.text() + code + "\n"
              : "b" + value.text() + " " + code + "\n";
    };
  }

  /** Escape as GTKWave's tools do; a text must not contain a space. */
  private static String escaped(String text) {
    StringBuilder out = new StringBuilder();
    for (byte each : text.getBytes(StandardCharsets.UTF_8)) {
      int c = each & 0xFF;
      if (c > ' ' && c <= '~' && c != '\\') {
        out.append((char) c);
      } else {
        out.append('\\').append((char) ('0' + (c >> 6)));
        out.append((char) ('0' + (c >> 3 & 7))).append((char) ('0' + (c & 7)));
      }
    }
    return out.toString();
  }

  private static String code(int handle) {
    StringBuilder code = new StringBuilder();
    int left = handle;
    do {
      code.append((char) ('!' + left % 94));
      left /= 94;
    } while (left > 0);
    return code.toString();
  }
}
