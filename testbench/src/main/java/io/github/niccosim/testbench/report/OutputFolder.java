// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Hold the folder of a run's results; files get their final name when they are whole. */
final class OutputFolder implements AutoCloseable {

  private static final String REPORT = "report.json";

  private static final String LOCK = ".lock";
  private static final List<String> RESULTS =
      List.of(
          REPORT,
          "rx.pcapng",
          "waves.fst",
          "waves.gtkw",
          "waves.html",
          "waves.ftr",
          "waves.perfetto.json");

  /** What a killed run may leave. */
  private static final List<String> LEFTOVERS =
      List.of(".report.json.part", ".rx.pcapng.part", "waves.fst.hier");

  private final @Nullable Path folder;
  private final @Nullable FileChannel lock;
  private final List<String> names = new ArrayList<>();

  private OutputFolder(@Nullable Path folder, @Nullable FileChannel lock) {
    this.folder = folder;
    this.lock = lock;
  }

  /** Make the folder, prove that it can be written and keep other runs out of it. */
  static OutputFolder open(@Nullable Path folder) {
    if (folder == null) {
      return new OutputFolder(null, null);
    }
    try {
      Files.createDirectories(folder);
      Path probe = Files.createTempFile(folder, ".probe", "");
      Files.delete(probe);
      return new OutputFolder(folder, lock(folder));
    } catch (IOException | SecurityException e) {
      throw unwritable(folder, e);
    }
  }

  private static FileChannel lock(Path folder) throws IOException {
    FileChannel channel =
        FileChannel.open(folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      // A run that ended just now has removed the file; a lock on it keeps nobody out.
      if (channel.tryLock() != null && Files.exists(folder.resolve(LOCK))) {
        return channel;
      }
    } catch (OverlappingFileLockException e) {
      // Held by another run of this process: refused below like one of another process.
    } catch (IOException e) {
      channel.close();
      throw e;
    }
    channel.close();
    throw new RunException(
        "output folder in use by another run: out="
            + folder
            + " (hint: choose another with --out)");
  }

  private static RunException unwritable(Path folder, Exception cause) {
    return new RunException(
        "output folder not writable: out=" + folder + " (hint: choose another with --out)", cause);
  }

  /**
   * Remove the results of the run before.
   *
   * @param input file that is read now, {@code null} for none
   * @throws RunException if the input is one of these results
   */
  void clear(@Nullable Path input) {
    Path in = folder;
    if (in == null) {
      return;
    }
    try {
      for (String name : RESULTS) {
        Path old = in.resolve(name);
        if (input != null && Files.exists(old) && Files.isSameFile(old, input)) {
          throw new RunException(
              "capture would be overwritten by the results: pcap="
                  + input
                  + " (hint: choose another folder with --out)");
        }
      }
      for (String name : RESULTS) {
        Files.deleteIfExists(in.resolve(name));
      }
      for (String name : LEFTOVERS) {
        Files.deleteIfExists(in.resolve(name));
      }
    } catch (IOException | SecurityException e) {
      throw unwritable(in, e);
    }
  }

  /** Let other runs use the folder. */
  @Override
  public void close() {
    FileChannel held = lock;
    Path in = folder;
    if (held != null && in != null) {
      try (held) {
        Files.deleteIfExists(in.resolve(LOCK));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
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
