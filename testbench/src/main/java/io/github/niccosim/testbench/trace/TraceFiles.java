// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.trace;

import io.github.niccosim.testbench.sim.FailureDetails.Flag;
import io.github.niccosim.testbench.sim.Recording;
import io.github.niccosim.waveforms.GtkwFile;
import io.github.niccosim.waveforms.Waveform;
import io.github.niccosim.waveforms.html.HtmlView;
import io.github.niccosim.waveforms.transaction.FtrFile;
import io.github.niccosim.waveforms.transaction.PerfettoFile;
import io.github.niccosim.waveforms.transaction.TransactionLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Write what opens a closed trace: {@code waves.gtkw} for GTKWave, {@code waves.html} with its own
 * viewer, {@code waves.ftr} and {@code waves.perfetto.json} with the transactions, if there are
 * any.
 *
 * <p>All of them open at the moment given, with every flag as a marker.
 */
public final class TraceFiles {
  private static final String[] BESIDE = {".gtkw", ".html", ".ftr", ".perfetto.json"};

  private static final int FLAG_TEXT = 60;

  /** Of what is shown first, this part lies before the moment. */
  private static final double BEFORE = 2 / 3.0;

  private final Path trace;
  private final Recording recording;
  private final Map<String, List<String>> groups = new LinkedHashMap<>();
  private final List<Flag> flags = new ArrayList<>();
  private String title;
  private long momentPs = -1;
  private long shownPs = 1;

  private TraceFiles(Path trace, Recording recording) {
    this.trace = trace;
    this.recording = recording;
    this.title = String.valueOf(trace.getFileName());
    groups.put("test bench", List.of("cosim.**"));
    groups.putAll(recording.groups());
  }

  /**
   * Start the files of a trace.
   *
   * @param trace FST or VCD file, closed
   * @param recording what the run kept beside it
   * @return files that show everything
   */
  public static TraceFiles of(Path trace, Recording recording) {
    return new TraceFiles(trace, recording);
  }

  /** Name the page. */
  public TraceFiles title(String text) {
    title = text;
    return this;
  }

  /** Show these signals unless the recording names others. */
  public TraceFiles ports(List<String> names) {
    if (recording.groups().isEmpty()) {
      groups.put("ports", names);
    }
    return this;
  }

  /**
   * Open at a moment.
   *
   * @param timePs simulated time in picoseconds
   * @param lengthPs picoseconds shown around it, at least 1
   */
  public TraceFiles openAt(long timePs, long lengthPs) {
    momentPs = timePs;
    shownPs = lengthPs;
    return this;
  }

  /** Mark moments; the first one is where the cursor starts. */
  public TraceFiles flags(List<Flag> more) {
    flags.addAll(more);
    return this;
  }

  /**
   * Return the file of a kind that belongs to a trace.
   *
   * @param trace trace
   * @param suffix with its dot, such as {@code .html}
   */
  public static Path beside(Path trace, String suffix) {
    String name = String.valueOf(trace.getFileName());
    int dot = name.lastIndexOf('.');
    return trace.resolveSibling((dot > 0 ? name.substring(0, dot) : name) + suffix);
  }

  /** Remove what an earlier run left beside a trace. */
  public static void clear(Path trace) throws IOException {
    for (String suffix : BESIDE) {
      Files.deleteIfExists(beside(trace, suffix));
    }
  }

  /**
   * Write the GTKWave view only.
   *
   * @return the file
   * @throws IOException if it cannot be written
   */
  public Path writeGtkw() throws IOException {
    GtkwFile view = GtkwFile.forTrace(trace).ignoreUnmatched();
    groups.forEach((name, patterns) -> view.group(name, patterns.toArray(String[]::new)));
    if (momentPs >= 0) {
      view.markerPs(momentPs).zoomPs(fromPs(), toPs());
    }
    char letter = 'A';
    for (Flag flag : flags) {
      view.namedMarkerPs(letter++, flag.timePs());
    }
    return view.write();
  }

  /**
   * Write all files.
   *
   * @return the files, in the order of the class description
   * @throws IOException if one cannot be written
   */
  public List<Path> write() throws IOException {
    List<Path> written = new ArrayList<>();
    written.add(writeGtkw());
    try (Waveform wave = Waveform.open(trace)) {
      written.add(page(wave).write(beside(trace, ".html")));
    }
    for (TransactionLog log : logs()) {
      Path ftr = beside(trace, ".ftr");
      Path perfetto = beside(trace, ".perfetto.json");
      FtrFile.write(log, ftr);
      PerfettoFile.write(log, perfetto);
      written.add(ftr);
      written.add(perfetto);
    }
    return written;
  }

  private HtmlView page(Waveform wave) {
    HtmlView page = HtmlView.of(wave).title(title);
    groups.forEach((name, patterns) -> page.group(name, patterns.toArray(String[]::new)));
    if (momentPs >= 0) {
      page.viewPs(fromPs(), toPs());
    }
    flags.forEach(flag -> page.flagPs(flag.timePs(), shortened(flag.text())));
    TransactionLog lives = LifeLanes.of(recording.descriptors());
    page.transactions(lives).lanes(lanes(lives));
    if (!recording.transactions().transactions().isEmpty()) {
      page.transactions(recording.transactions());
    }
    return page;
  }

  /** Of many queues the first is shown: the lanes of all would leave no room for signals. */
  private String[] lanes(TransactionLog lives) {
    List<String> shown = new ArrayList<>(recording.lanesShown());
    if (shown.isEmpty()) {
      lives.streams().stream()
          .findFirst()
          .ifPresent(first -> shown.addAll(List.of(first, first + " stages")));
    }
    shown.addAll(recording.transactions().streams());
    return shown.toArray(String[]::new);
  }

  /** One log for all, since each format has one file. */
  private List<TransactionLog> logs() {
    TransactionLog all = recording.descriptors().transactions();
    LifeLanes.addAll(recording.transactions(), all);
    if (all.transactions().isEmpty()) {
      return List.of();
    }
    LifeLanes.addAll(recording.lines(), all);
    return List.of(all);
  }

  /** What stands beside a flag hides what is below it: without the hint, and not too long. */
  private static String shortened(String text) {
    int hint = text.indexOf(" (");
    String plain = hint > 0 ? text.substring(0, hint) : text;
    return plain.length() <= FLAG_TEXT ? plain : plain.substring(0, FLAG_TEXT - 3) + "...";
  }

  private long fromPs() {
    return Math.max(0, momentPs - (long) (shownPs * BEFORE));
  }

  private long toPs() {
    return fromPs() + shownPs;
  }
}
