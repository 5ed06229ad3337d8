// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.cli.waves;

import io.github.niccosim.waveforms.Distribution;
import io.github.niccosim.waveforms.Edges.Violation;
import io.github.niccosim.waveforms.Timescale;
import io.github.niccosim.waveforms.Waveform;
import io.github.niccosim.waveforms.axi.AxiBurst;
import io.github.niccosim.waveforms.axi.AxiTrace;
import io.github.niccosim.waveforms.transaction.FtrFile;
import io.github.niccosim.waveforms.transaction.PerfettoFile;
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

/** Decode an AXI port. */
@Command(
    name = "axi",
    header = "Decode an AXI port: bursts, outstanding, latency, broken rules.",
    usageHelpWidth = 96,
    footer = {
      "",
      "Exit code 1 if a rule is broken.",
      "Example: cosim waves axi waves.fst TOP.nicdma_top.m_axi_ --clock nicdma_top.clk_i --bursts"
    })
final class AxiCommand extends WavesTask {
  private static final int MOST = 100;

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "PREFIX",
      description =
          "Name of the port's signals up to the channel: TOP.dut.m_axi_ (default: the topmost).")
  private List<String> rest = new ArrayList<>();

  @Option(
      names = "--clock",
      paramLabel = "SIGNAL",
      description = "Clock (default: the topmost clk, clk_i, clock or aclk).")
  private @Nullable String clock;

  @Option(names = "--bursts", description = "Print every burst.")
  private boolean listed;

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  @Option(names = "--ftr", paramLabel = "FILE", description = "Write the bursts as FTR (Surfer).")
  private @Nullable Path ftr;

  @Option(names = "--perfetto", paramLabel = "FILE", description = "Write the bursts for Perfetto.")
  private @Nullable Path perfetto;

  @Override
  int run(Waveform wave) throws IOException {
    AxiTrace axi = AxiTrace.of(wave, port(wave, names(rest)), clock(wave, clock));
    Timescale scale = wave.info().timescale();
    if (json) {
      printJson(tree(axi, scale));
    } else {
      print(axi, scale);
    }
    if (ftr != null) {
      FtrFile.write(axi.transactions(), ftr);
    }
    if (perfetto != null) {
      PerfettoFile.write(axi.transactions(), perfetto);
    }
    return axi.violations().isEmpty() ? 0 : FOUND_FAULT;
  }

  private void print(AxiTrace axi, Timescale scale) {
    if (listed) {
      for (AxiBurst burst : axi.bursts()) {
        out().println(scale.format(burst.requestTicks()) + "  " + burst);
      }
    }
    for (boolean write : new boolean[] {true, false}) {
      Distribution latency = axi.latencyTicks(write);
      out()
          .printf(
              "%-6s %d complete of %d, %d bytes, outstanding max %d, latency min %s p50 %s p99 %s"
                  + " max %s%n",
              write ? "writes" : "reads",
              latency.count(),
              axi.bursts().stream().filter(burst -> burst.write() == write).count(),
              axi.bytes(write),
              axi.maxOutstanding(write),
              scale.format(latency.min()),
              scale.format(latency.p50()),
              scale.format(latency.p99()),
              scale.format(latency.max()));
    }
    List<Violation> broken = axi.violations();
    for (Violation each : broken.subList(0, Math.min(MOST, broken.size()))) {
      out().println(scale.format(each.timeTicks()) + ": " + each.message());
    }
    out().println(broken.size() + " violations");
  }

  private Map<String, Object> tree(AxiTrace axi, Timescale scale) {
    Map<String, Object> tree = new LinkedHashMap<>();
    for (boolean write : new boolean[] {true, false}) {
      Distribution latency = axi.latencyTicks(write);
      Map<String, Object> side = new LinkedHashMap<>();
      side.put("bursts", axi.bursts().stream().filter(burst -> burst.write() == write).count());
      side.put("complete", latency.count());
      side.put("bytes", axi.bytes(write));
      side.put("outstanding_max", axi.maxOutstanding(write));
      side.put("latency_p50_ps", scale.toPs(latency.p50()));
      side.put("latency_p99_ps", scale.toPs(latency.p99()));
      side.put("latency_max_ps", scale.toPs(latency.max()));
      tree.put(write ? "writes" : "reads", side);
    }
    List<Map<String, Object>> broken = new ArrayList<>();
    for (Violation each : axi.violations()) {
      broken.add(Map.of("time_ps", scale.toPs(each.timeTicks()), "message", each.message()));
    }
    tree.put("violations", broken);
    return tree;
  }
}
