// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.cli.waves;

import io.github.niccosim.waveforms.Distribution;
import io.github.niccosim.waveforms.Waveform;
import io.github.niccosim.waveforms.axi.DescriptorTrace;
import io.github.niccosim.waveforms.axi.NicFormat;
import io.github.niccosim.waveforms.transaction.DescriptorLife;
import io.github.niccosim.waveforms.transaction.DescriptorLog;
import io.github.niccosim.waveforms.transaction.DescriptorStage;
import io.github.niccosim.waveforms.transaction.FtrFile;
import io.github.niccosim.waveforms.transaction.PerfettoFile;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Follow receive descriptors through a trace. */
@Command(
    name = "descriptors",
    header = "Follow every receive descriptor: posted, fetched, written, completed, polled.",
    description = {
      "Reads the NIC's bus and registers in the trace; nothing of the test bench is needed.",
      "Knows the formats of nicdma_top."
    },
    usageHelpWidth = 96,
    footer = {
      "",
      "Exit code 1 if a point was passed in the wrong order.",
      "Example: cosim waves descriptors waves.fst --list --queue 0 --perfetto lives.json"
    })
final class DescriptorsCommand extends WavesTask {
  private static final int MOST = 100;

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "PREFIX",
      description = "Bus port: TOP.nicdma_top.m_axi_ (default: the topmost AXI port).")
  private List<String> rest = new ArrayList<>();

  @Option(
      names = "--clock",
      paramLabel = "SIGNAL",
      description = "Clock (default: the topmost clk, clk_i, clock or aclk).")
  private @Nullable String clock;

  @Option(names = "--list", description = "Print the life of every descriptor.")
  private boolean listed;

  @Option(names = "--queue", paramLabel = "N", description = "Print only this queue's.")
  private @Nullable Integer queue;

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  @Option(names = "--ftr", paramLabel = "FILE", description = "Write the lives as FTR (Surfer).")
  private @Nullable Path ftr;

  @Option(names = "--perfetto", paramLabel = "FILE", description = "Write them for Perfetto.")
  private @Nullable Path perfetto;

  @Override
  int run(Waveform wave) throws IOException {
    DescriptorLog log =
        DescriptorTrace.of(wave, port(wave, names(rest)), clock(wave, clock), NicFormat.NICDMA);
    if (json) {
      printJson(tree(log));
    } else {
      print(log);
    }
    if (ftr != null) {
      FtrFile.write(log.transactions(), ftr);
    }
    if (perfetto != null) {
      PerfettoFile.write(log.transactions(), perfetto);
    }
    return log.violations().isEmpty() ? 0 : FOUND_FAULT;
  }

  private List<DescriptorLife> chosen(DescriptorLog log) {
    return log.lives().stream().filter(life -> queue == null || life.queue() == queue).toList();
  }

  private void print(DescriptorLog log) {
    if (listed) {
      for (DescriptorLife life : chosen(log)) {
        StringBuilder line = new StringBuilder("%-14s".formatted(life.name()));
        for (DescriptorStage stage : DescriptorStage.values()) {
          life.timePs(stage)
              .ifPresent(ps -> line.append("  ").append(stage.work()).append(' ').append(ns(ps)));
        }
        out().println(line + "  bursts " + life.bursts().size());
      }
    }
    out().printf("%-10s %8s %12s %12s %12s%n", "stage", "count", "p50 ns", "p99 ns", "max ns");
    for (Map.Entry<DescriptorStage, Distribution> each : log.latenciesPs().entrySet()) {
      Distribution times = each.getValue();
      String work = each.getKey().work();
      out()
          .printf(
              "%-10s %8d %12s %12s %12s%n",
              work, times.count(), ns(times.p50()), ns(times.p99()), ns(times.max()));
    }
    List<String> broken = log.violations();
    broken.stream().limit(MOST).forEach(out()::println);
    out().printf("%d descriptors, %d violations%n", log.lives().size(), broken.size());
  }

  private static String ns(long ps) {
    return BigDecimal.valueOf(ps, 3).stripTrailingZeros().toPlainString();
  }

  private Map<String, Object> tree(DescriptorLog log) {
    Map<String, Object> tree = new LinkedHashMap<>();
    Map<String, Object> stages = new LinkedHashMap<>();
    log.latenciesPs()
        .forEach((stage, times) ->
            stages.put(
                stage.work(),
                Map.of(
                    "count", times.count(),
                    "p50_ps", times.p50(),
                    "p99_ps", times.p99(),
                    "max_ps", times.max())));
    tree.put("stages", stages);
    List<Map<String, Object>> rows = new ArrayList<>();
    for (DescriptorLife life : chosen(log)) {
      Map<String, Object> row = new LinkedHashMap<>();
      row.put("name", life.name());
      for (DescriptorStage stage : DescriptorStage.values()) {
        String name = stage.name().toLowerCase(Locale.ROOT) + "_ps";
        life.timePs(stage).ifPresent(ps -> row.put(name, ps));
      }
      row.put("bytes", life.bursts().stream().mapToInt(DescriptorLife.Burst::bytes).sum());
      rows.add(row);
    }
    tree.put("descriptors", rows);
    tree.put("violations", log.violations());
    return tree;
  }
}
