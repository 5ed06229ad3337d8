// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.report;

import io.github.niccosim.bridge.Model;
import io.github.niccosim.bridge.ModelLibrary;
import io.github.niccosim.bridge.TraceFormat;
import io.github.niccosim.rtl.NicDma;
import io.github.niccosim.rtl.NicDmaParameters;
import io.github.niccosim.testbench.driver.BufferPlan;
import io.github.niccosim.testbench.driver.NicBench;
import io.github.niccosim.testbench.report.ProgressListener.Phase;
import io.github.niccosim.testbench.report.ProgressListener.Progress;
import io.github.niccosim.testbench.sim.Simulation;
import io.github.niccosim.testbench.sim.SimulationOptions;
import io.github.niccosim.testbench.traffic.CaptureException;
import io.github.niccosim.testbench.traffic.CaptureReader;
import io.github.niccosim.testbench.traffic.CaptureScan;
import io.github.niccosim.testbench.traffic.FrameSource;
import io.github.niccosim.testbench.traffic.TrafficGenerator;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Do the main job: send frames through the Verilated NIC into page-pool pages and judge the result.
 *
 * <p>Prints nothing and never exits. Files go into the output folder under their final names only
 * when they are whole; a trace is readable at any moment.
 */
public final class RxRun {

  private static final Duration WALL_LIMIT = Duration.ofDays(7);

  private final RunParameters parameters;
  private final ProgressListener listener;
  private @Nullable CaptureScan scan;

  private RxRun(RunParameters parameters, ProgressListener listener) {
    this.parameters = parameters;
    this.listener = listener;
  }

  /**
   * Run from start to report.
   *
   * @param parameters settings
   * @param listener told how far the run has come, on the calling thread
   * @return the report, also written as {@code report.json} when there is an output folder
   * @throws RunException if the output folder cannot be used
   * @throws io.github.niccosim.testbench.traffic.CaptureException if the capture cannot be used
   * @throws io.github.niccosim.bridge.ModelBuildException if the model cannot be built
   */
  public static RunReport execute(RunParameters parameters, ProgressListener listener) {
    return new RxRun(parameters, listener).execute();
  }

  private RunReport execute() {
    try (OutputFolder output = OutputFolder.open(parameters.output())) {
      return execute(output);
    }
  }

  private RunReport execute(OutputFolder output) {
    int longest = longestFrame();
    output.clear(parameters.capture());
    BufferPlan plan = BufferPlan.of(parameters.offsetBytes(), parameters.maxLenBytes(), longest);
    listener.progressed(new Progress(Phase.BUILD, 0, framesTotal(), 0));
    NicDmaParameters nic = nicParameters(parameters);
    TraceFormat format = parameters.waves() ? TraceFormat.FST : TraceFormat.NONE;
    ModelLibrary library = ModelLibrary.build(NicDma.spec(nic, format, parameters.mutant() > 0));
    SimulationOptions options =
        SimulationOptions.defaults()
            .withSeed(parameters.seed())
            .withWallLimit(WALL_LIMIT)
            .withLog(line -> {});
    try (Model model = library.newModel();
        Simulation sim = Simulation.create(model, options)) {
      Path waves = parameters.waves() ? output.fileFor("waves.fst") : null;
      if (waves != null) {
        model.openTrace(waves);
        sim.record();
      }
      NicBench bench = NicBench.attach(sim, RunSetup.options(parameters, nic, plan));
      RunReport report = simulate(bench, output, plan, waves);
      if (output.isPresent()) {
        output.writeReport(report);
      }
      return report;
    } catch (IOException e) {
      throw new RunException("results not written: reason=" + e.getMessage(), e);
    }
  }

  private RunReport simulate(
      NicBench bench, OutputFolder output, BufferPlan plan, @Nullable Path waves)
      throws IOException {
    String aborted = "";
    long startNs = System.nanoTime(); // wall-clock figures only; nothing simulated depends on it
    try (FrameSource frames = openFrames(bench.sim());
        RxCapture capture = RxCapture.open(output, bench)) {
      capture.attach(bench);
      bench.onProgress(() -> progress(bench));
      aborted = runBench(bench, frames);
    }
    double seconds = (System.nanoTime() - startNs) / 1e9;
    CaptureScan scanned = scan;
    ReportBuilder report =
        new ReportBuilder(parameters, bench, plan).capture(scanned).aborted(aborted).wall(seconds);
    if (waves != null) {
      output.wrote("waves.fst");
      for (Path file : RunTrace.finish(bench, waves, report.build())) {
        output.wrote(String.valueOf(file.getFileName()));
      }
    }
    return report.files(output.names()).build();
  }

  /** Run the scenario; return why it was aborted, empty if it was not. */
  private String runBench(NicBench bench, FrameSource frames) {
    try {
      bench
          .sim()
          .run(() -> {
            bench.start();
            bench.send(frames);
            bench.runUntilIdle();
            bench.finish();
          });
      return "";
    } catch (CaptureException e) {
      throw e;
    } catch (RuntimeException e) {
      if (e.getClass().getName().startsWith("java.")) {
        throw e; // a fault of this program; what the simulation can run into has types of its own
      }
      String message = String.valueOf(e.getMessage());
      return message.lines().findFirst().orElse(e.toString());
    }
  }

  private void progress(NicBench bench) {
    long done = bench.scoreboard().delivered() + bench.scoreboard().failed();
    listener.progressed(new Progress(Phase.SIMULATE, done, framesTotal(), bench.sim().timeNs()));
  }

  private int longestFrame() {
    Path capture = parameters.capture();
    if (capture == null) {
      return parameters.traffic().maxLengthBytes();
    }
    listener.progressed(new Progress(Phase.SCAN, 0, 0, 0));
    CaptureScan found = CaptureScan.of(capture, parameters.framesWanted());
    scan = found;
    return found.maxLengthBytes();
  }

  private long framesTotal() {
    CaptureScan found = scan;
    return found == null ? parameters.framesWanted() : found.frames();
  }

  private FrameSource openFrames(Simulation sim) {
    Path capture = parameters.capture();
    if (capture == null) {
      return new TrafficGenerator(
          parameters.traffic(), parameters.framesWanted(), sim.random("traffic"));
    }
    return new LimitedFrames(CaptureReader.open(capture), parameters.framesWanted());
  }

  /**
   * Return the RTL parameters a run uses.
   *
   * @param parameters settings
   * @return parameters of {@code nicdma_top}
   */
  public static NicDmaParameters nicParameters(RunParameters parameters) {
    return NicDmaParameters.builder()
        .dataWidthBits(parameters.dataWidthBits())
        .rxQueues(parameters.queues())
        .interruptVectors(parameters.queues())
        .build();
  }
}
