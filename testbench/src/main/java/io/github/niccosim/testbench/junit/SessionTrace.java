// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.junit;

import io.github.niccosim.bridge.Direction;
import io.github.niccosim.bridge.Model;
import io.github.niccosim.bridge.Signal;
import io.github.niccosim.bridge.Trace;
import io.github.niccosim.testbench.junit.CosimExtension.TestCase;
import io.github.niccosim.testbench.sim.Clock;
import io.github.niccosim.testbench.sim.FailureDetails;
import io.github.niccosim.testbench.sim.FailureDetails.Flag;
import io.github.niccosim.testbench.sim.Recording;
import io.github.niccosim.testbench.sim.Simulation;
import io.github.niccosim.testbench.trace.FailurePicture;
import io.github.niccosim.testbench.trace.TraceFiles;
import io.github.niccosim.waveforms.Waveform;
import io.github.niccosim.waveforms.WaveformException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Records one test: opens its trace, and turns it into files when the test has ended. */
final class SessionTrace {
  /** Cycles a viewer opens with. */
  private static final long SHOWN_CYCLES = 60;

  private final TestCase testCase;
  private final Model model;
  private final Path file;
  private final boolean keepsLatest;
  private @Nullable Simulation simulation;
  private boolean finished;

  /**
   * Open the trace of a model that has not run.
   *
   * @param testCase the test
   * @param model its model; restored, if it starts from a snapshot
   * @param again whether this is the second run of a test that failed
   * @param window what that records, {@code null} for everything
   * @throws IOException if the folder cannot be made
   */
  SessionTrace(TestCase testCase, Model model, boolean again, WavePlan.@Nullable Window window)
      throws IOException {
    this.testCase = testCase;
    this.model = model;
    this.file = testCase.folder().resolve("waves.fst");
    this.keepsLatest = !again && testCase.plan().policy() == WavePolicy.RING;
    Files.createDirectories(testCase.folder());
    TraceFiles.clear(file);
    if (!keepsLatest) {
      model.openTrace(file, testCase.plan().window(window));
    }
  }

  /** Record a simulation of the model, before anything is wired to it. */
  void attach(Simulation sim) {
    simulation = sim;
    sim.record();
    if (keepsLatest) {
      sim.onMainClock(clock -> model.openTrace(file, testCase.plan().ring(clock.periodPs())));
    }
  }

  /** Mark the step that begins now. */
  void begin(String step) {
    if (simulation != null) {
      simulation.recording().ifPresent(recording -> recording.annotate(Trace.MARKER, step));
    }
  }

  /** Return the waveform that is written, for a run that has not ended. */
  Path file() {
    return file;
  }

  /** End the recording of a failed run and show what it has. */
  Evidence failed(Throwable end, FailureDetails details) {
    Simulation sim = Objects.requireNonNull(simulation, "attached");
    long failedPs = sim.timePs();
    String headline = String.valueOf(end.getMessage()).lines().findFirst().orElse("");
    Recording recording = sim.record();
    recording.annotate(Trace.ASSERTION, headline.isBlank() ? end.toString() : headline);
    coast(sim);
    finished = true;
    model.closeTrace();
    List<Path> written = model.trace().files();
    if (written.isEmpty()) {
      return Evidence.NONE;
    }
    Path waves = testCase.folder().resolve(fileOf(failedPs, written).getFileName());
    List<Flag> flags = new ArrayList<>(details.flags());
    flags.add(new Flag(failedPs, "failed: " + headline));
    return show(waves, sim, flags, details.lines());
  }

  /**
   * Of a ring, the file in which something happened; the clocks going on may have begun another.
   */
  private static Path fileOf(long timePs, List<Path> files) {
    for (Path each : files.reversed()) {
      try (Waveform wave = Waveform.open(each)) {
        if (wave.info().timescale().toPs(wave.info().startTicks()) <= timePs) {
          return each;
        }
      } catch (IOException | WaveformException e) {
        continue; // unreadable: an older one shows more
      }
    }
    return files.getLast();
  }

  private void coast(Simulation sim) {
    try {
      sim.mainClock()
          .ifPresent(clock -> sim.coast((testCase.plan().after() + 1) * clock.periodPs()));
    } catch (RuntimeException e) {
      // A design that has stopped does not go on: the trace ends where it failed.
    }
  }

  private Evidence show(Path waves, Simulation sim, List<Flag> flags, List<String> lines) {
    Recording recording = sim.record();
    Flag place = flags.getFirst();
    List<String> said = new ArrayList<>();
    if (flags.size() > 1) {
      said.add(shortened("first sign: " + time(place.timePs()) + " " + place.text()));
    }
    said.addAll(lines);
    Path page = null;
    Path gtkw = null;
    List<String> picture = List.of();
    try {
      List<String> ports = ports();
      Clock clock = sim.mainClock().orElse(null);
      String name = clock == null ? null : port(clock.signal());
      TraceFiles files =
          TraceFiles.of(waves, recording).title(testCase.path()).ports(ports).flags(flags);
      if (clock != null) {
        files.openAt(place.timePs(), SHOWN_CYCLES * clock.periodPs());
      }
      files.write();
      page = TraceFiles.beside(waves, ".html");
      gtkw = TraceFiles.beside(waves, ".gtkw");
      String text = flags.size() > 1 ? "first sign" : "failed here";
      picture =
          FailurePicture.draw(waves, name, recording.excerptSignals(), ports, place.timePs(), text);
    } catch (IOException | RuntimeException e) {
      said.add("waves cannot be shown: " + e); // the failure itself matters more
    }
    return new Evidence(waves, gtkw, page, said, picture);
  }

  private static String time(long timePs) {
    return timePs / 1000
        + "."
        + String.format(java.util.Locale.ROOT, "%03d", timePs % 1000)
        + " ns";
  }

  private static String shortened(String line) {
    return line.length() <= 78 ? line : line.substring(0, 75) + "...";
  }

  private List<String> ports() {
    List<String> ports = new ArrayList<>();
    for (Signal signal : model.signals()) {
      if (signal.direction() != Direction.INTERNAL) {
        ports.add(port(signal));
      }
    }
    return ports;
  }

  private String port(Signal signal) {
    return "TOP." + model.library().top() + "." + signal.path();
  }

  /** End the recording of a run that passed; a ring has nothing to tell then. */
  void passed() throws IOException {
    if (finished) {
      return;
    }
    finished = true;
    model.closeTrace();
    if (keepsLatest) {
      for (Path each : model.trace().files()) {
        Files.deleteIfExists(each);
      }
    } else if (Files.exists(file)) {
      try {
        TraceFiles.of(file, Objects.requireNonNull(simulation, "attached").record())
            .ports(ports())
            .writeGtkw();
      } catch (RuntimeException e) {
        System.err.println("nic-cosim: no GTKWave view for " + file + ": " + e);
      }
    }
  }
}
