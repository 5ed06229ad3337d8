// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Hold the folder of a run's results; files get their final name when they are whole. */
final class OutputFolder {

  private static final String REPORT = "report.json";

  private final @Nullable Path folder;
  private final List<String> names = new ArrayList<>();

  private OutputFolder(@Nullable Path folder) {
    this.folder = folder;
  }

  /** Make the folder, prove that it can be written and remove the results of the run before. */
  static OutputFolder open(@Nullable Path folder) {
    if (folder == null) {
      return new OutputFolder(null);
    }
    try {
      Files.createDirectories(folder);
      Path probe = Files.createTempFile(folder, ".probe", "");
      Files.delete(probe);
      for (String old : List.of(REPORT, "rx.pcapng", "waves.fst", "waves.gtkw")) {
        Files.deleteIfExists(folder.resolve(old));
      }
    } catch (IOException | SecurityException e) {
      throw new RunException(
          "output folder not writable: out=" + folder + " (hint: choose another with --out)", e);
    }
    return new OutputFolder(folder);
  }

  boolean isPresent() {
    return folder != null;
  }

  /** Return a path with its final name, for files that are readable at any moment. */
  Path fileFor(String name) {
    Path in = folder;
    if (in == null) {
      throw new RunException(
          name + " needs an output folder: out=none (hint: choose one with --out)");
    }
    return in.resolve(name);
  }

  /** Return the path a file has until {@link #complete}. */
  Path partFor(String name) {
    return fileFor("." + name + ".part");
  }

  void complete(String name) throws IOException {
    ReportJson.moveInto(partFor(name), fileFor(name));
    wrote(name);
  }

  void wrote(String name) {
    names.add(name);
  }

  void writeReport(RunReport report) throws IOException {
    ReportJson.write(report, fileFor(REPORT));
  }

  List<String> names() {
    List<String> all = new ArrayList<>(names);
    if (isPresent()) {
      all.addFirst(REPORT);
    }
    return List.copyOf(all);
  }
}
