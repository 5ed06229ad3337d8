// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.cli.waves;

import io.github.niccosim.waveforms.GtkwFile;
import io.github.niccosim.waveforms.Scope;
import io.github.niccosim.waveforms.SurferFile;
import io.github.niccosim.waveforms.Variable;
import io.github.niccosim.waveforms.Waveform;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Write the file that opens a trace in another viewer, signals grouped by scope. */
abstract class ViewFileCommand extends WindowTask {
  private static final int MOST_BY_DEFAULT = 60;

  @Parameters(
      index = "1..*",
      arity = "0..*",
      paramLabel = "SIGNAL",
      description = "Signals (default: those of the top scopes).")
  private List<String> names = new ArrayList<>();

  @Option(
      names = {"-o", "--out"},
      paramLabel = "FILE",
      description = "File to write (default: beside the trace).")
  private @Nullable Path target;

  @Override
  final int run(Waveform wave) throws IOException {
    List<Variable> chosen = names(names).isEmpty() ? top(wave) : resolve(wave, names(names));
    Map<String, List<String>> groups = new LinkedHashMap<>();
    for (Variable variable : chosen) {
      groups
          .computeIfAbsent(variable.scope().path(), key -> new ArrayList<>())
          .add(variable.pathWithRange());
    }
    wrote(write(wave, groups, target));
    return 0;
  }

  abstract Path write(Waveform wave, Map<String, List<String>> groups, @Nullable Path file)
      throws IOException;

  private static List<Variable> top(Waveform wave) {
    List<Variable> found = new ArrayList<>();
    List<Scope> scopes = new ArrayList<>(List.of(wave.hierarchy().root()));
    for (int i = 0; i < scopes.size() && found.size() < MOST_BY_DEFAULT; i++) {
      found.addAll(scopes.get(i).variables());
      scopes.addAll(scopes.get(i).scopes());
    }
    return found.subList(0, Math.min(found.size(), MOST_BY_DEFAULT));
  }

  static Path beside(Path trace, String ending) {
    String name = String.valueOf(trace.getFileName());
    int dot = name.lastIndexOf('.');
    return trace.resolveSibling((dot > 0 ? name.substring(0, dot) : name) + ending);
  }

  /** For GTKWave. */
  @Command(
      name = "gtkw",
      header = "Write a GTKWave save file.",
      usageHelpWidth = 96,
      footer = {"", "Example: cosim waves gtkw waves.fst '**.m_axi_*'; gtkwave waves.gtkw"})
  static final class Gtkw extends ViewFileCommand {
    @Override
    Path write(Waveform wave, Map<String, List<String>> groups, @Nullable Path file)
        throws IOException {
      Window window = failure(wave);
      GtkwFile save = GtkwFile.forTrace(wave.file()).zoomPs(window.fromPs(), window.toPs());
      groups.forEach((name, paths) -> save.group(name, paths.toArray(String[]::new)));
      Long at = atPs();
      if (at != null) {
        save.markerPs(at);
      }
      return file == null ? save.write() : save.write(file);
    }
  }

  /** For Surfer. */
  @Command(
      name = "surfer",
      header = "Write a Surfer command file.",
      usageHelpWidth = 96,
      footer = {"", "Example: cosim waves surfer waves.fst; surfer waves.fst -c waves.sucl"})
  static final class Surfer extends ViewFileCommand {
    @Override
    Path write(Waveform wave, Map<String, List<String>> groups, @Nullable Path file)
        throws IOException {
      SurferFile commands = SurferFile.of(wave);
      groups.forEach((name, paths) -> commands.group(name, paths.toArray(String[]::new)));
      Long at = atPs();
      if (at != null) {
        commands.cursorPs(at);
      }
      return commands.write(file == null ? beside(wave.file(), ".sucl") : file);
    }
  }
}
