// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.cli.waves;

import io.github.niccosim.waveforms.Waveform;
import io.github.niccosim.waveforms.WaveformException;
import io.github.niccosim.waveforms.html.HtmlView;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Open the viewer. */
@Command(
    name = "view",
    header = "Open a trace in its viewer, at the failure; print the address where there is none.",
    description = {
      "Shows the page that the test has left beside the trace, or makes it (NAME.html).",
      "Without a display or a browser the address of the page is printed, and what else can be done."
    },
    usageHelpWidth = 96,
    footer = {"", "Example: cosim waves view          the test that failed last"})
final class ViewCommand extends WindowTask {
  private static final List<String> BROWSERS = List.of("xdg-open", "firefox", "chromium", "open");

  private static final int QUEUES = 16;

  @Option(names = "--print", description = "Only print the address.")
  private boolean printOnly;

  @Option(names = "--new", description = "Make the page again.")
  private boolean again;

  @Override
  int run(Waveform wave) throws IOException {
    Path page = ViewFileCommand.beside(wave.file(), ".html").toAbsolutePath().normalize();
    if (again || !isFresh(page, wave.file())) {
      write(wave, page);
    }
    String browser = printOnly ? null : browser(System.getenv());
    out().println(page.toUri());
    if (browser == null) {
      out().println("next: open this address in a browser (copy the file: it needs nothing else)");
      out().println("next: cosim waves show " + wave.file());
    } else {
      new ProcessBuilder(browser, page.toString())
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .redirectError(ProcessBuilder.Redirect.DISCARD)
          .start();
    }
    return 0;
  }

  private static boolean isFresh(Path page, Path trace) throws IOException {
    return Files.exists(page)
        && Files.getLastModifiedTime(page).compareTo(Files.getLastModifiedTime(trace)) >= 0;
  }

  private void write(Waveform wave, Path page) throws IOException {
    Window window = failure(wave);
    HtmlView view = HtmlView.of(wave).viewPs(window.fromPs(), window.toPs()).lanesBelow();
    view.signals(paths(TraceDefaults.rows(wave)));
    OptionalLong failed = TraceDefaults.failurePs(wave);
    if (failed.isPresent()) {
      view.flagPs(failed.getAsLong(), "failed");
    }
    for (int queue = 0; queue < QUEUES; queue++) {
      view.lanes("queue " + queue + " bursts"); // lives overlap: those are left in the tree
    }
    for (String port : TraceDefaults.axiPorts(wave)) {
      String name = port.substring(port.lastIndexOf('.') + 1).replaceFirst("_$", "");
      view.lanes(name + " write", name + " read");
      try {
        TraceDefaults.lanes(wave, port, clock(wave)).forEach(view::transactions);
      } catch (WaveformException e) {
        out().println("no transactions of " + port + ": " + e.getMessage());
      }
    }
    view.write(page);
  }

  /** The command that opens a page, if there is a display to open it on. */
  static @Nullable String browser(Map<String, String> environment) {
    boolean display =
        !environment.getOrDefault("DISPLAY", "").isEmpty()
            || !environment.getOrDefault("WAYLAND_DISPLAY", "").isEmpty()
            || System.getProperty("os.name", "").startsWith("Mac");
    if (!display) {
      return null;
    }
    List<String> wanted = new ArrayList<>(BROWSERS);
    String own = environment.getOrDefault("BROWSER", "");
    if (!own.isEmpty()) {
      wanted.addFirst(own);
    }
    for (String name : wanted) {
      for (String folder : environment.getOrDefault("PATH", "").split(":")) {
        if (Files.isExecutable(Path.of(folder).resolve(name))) {
          return name;
        }
      }
    }
    return null;
  }
}
