// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.cli;

import io.github.niccosim.testbench.report.MemoryMode;
import io.github.niccosim.testbench.report.ReportJson;
import io.github.niccosim.testbench.report.RunParameters;
import io.github.niccosim.testbench.report.RunReport;
import io.github.niccosim.testbench.report.RxRun;
import io.github.niccosim.testbench.report.TextReport;
import io.github.niccosim.testbench.traffic.TrafficProfile;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** Send traffic through the Verilated NIC into page-pool pages and print the report. */
@Command(
    name = "run",
    header = "Send traffic through the Verilated NIC into page-pool pages, checked.",
    description = {
      "Send captured or generated traffic through the Verilated NIC into page-pool pages,",
      "check every byte and every DMA rule, and report whether refill kept up."
    },
    mixinStandardHelpOptions = true,
    versionProvider = CosimVersion.class,
    sortOptions = false,
    usageHelpWidth = 96,
    footer = {
      "",
      "Files in --out: report.json, rx.pcapng; with --waves also waves.fst and waves.gtkw.",
      "Exit codes: 0 every check passed, 1 a check failed, 2 usage or environment."
    })
final class RunCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @ArgGroup(exclusive = true, multiplicity = "0..1")
  private @Nullable Stimulus stimulus;

  /** Where the frames come from: one of the two. */
  static final class Stimulus {
    @Option(
        names = "--pcap",
        paramLabel = "FILE",
        description = "Frames of a pcap or pcapng file (Ethernet).")
    private @Nullable Path pcap;

    @Option(
        names = "--traffic",
        paramLabel = "64|1500|9000|imix",
        description = "Generated frames (default: imix).",
        converter = TrafficConverter.class)
    private @Nullable TrafficProfile traffic;
  }

  @Option(
      names = "--frames",
      paramLabel = "N",
      description = "Frames to send (default: 2000, or all of a capture).")
  private @Nullable Long frames;

  @Option(
      names = "--queues",
      paramLabel = "N",
      description = "Receive queues, 1..16 (default: ${DEFAULT-VALUE}).",
      defaultValue = "4")
  private int queues;

  @Option(
      names = "--data-width",
      paramLabel = "BITS",
      description = "AXI data width: 64, 128, 256 or 512 (default: ${DEFAULT-VALUE}).",
      defaultValue = "128")
  private int dataWidth;

  @Option(
      names = "--ring",
      paramLabel = "N",
      description = "Descriptors per ring, a power of two, 2..4096 (default: ${DEFAULT-VALUE}).",
      defaultValue = "256")
  private int ring;

  @Option(
      names = "--page-pool-size",
      paramLabel = "N",
      description = "Ring capacity of each page pool, 1..32768 (default: sized by --ring).")
  private @Nullable Integer pagePoolSize;

  @Option(
      names = "--offset",
      paramLabel = "B",
      description = "page_pool offset: where the device writes (default: ${DEFAULT-VALUE}).",
      defaultValue = "64")
  private int offset;

  @Option(
      names = "--max-len",
      paramLabel = "B",
      description = "page_pool max_len: bytes synced for the device (default: rest of buffer).")
  private @Nullable Integer maxLen;

  @Option(
      names = "--sync-dev",
      paramLabel = "on|off",
      description = "PP_FLAG_DMA_SYNC_DEV (default: on).",
      defaultValue = "on",
      converter = OnOffConverter.class)
  private OnOff syncDev = OnOff.ON;

  @Option(
      names = "--memory",
      paramLabel = "coherent|noncoherent",
      description = "What lies between CPU and memory (default: noncoherent).",
      defaultValue = "noncoherent",
      converter = MemoryConverter.class)
  private MemoryMode memory = MemoryMode.NONCOHERENT;

  @Option(
      names = "--mem-latency",
      paramLabel = "CYCLES",
      description = "Cycles until memory answers, 0..100000 (default: ${DEFAULT-VALUE}).",
      defaultValue = "100")
  private int memLatency;

  @Option(
      names = "--wire-gbps",
      paramLabel = "G",
      description = "Wire rate in Gbit/s, 0.001..1000 (default: ${DEFAULT-VALUE}).",
      defaultValue = "10")
  private double wireGbps;

  @Option(
      names = "--clock-mhz",
      paramLabel = "F",
      description = "Clock of the NIC in MHz, 1..2000 (default: ${DEFAULT-VALUE}).",
      defaultValue = "250")
  private double clockMhz;

  @Option(
      names = "--allow-drops",
      description = "Frames lost for want of descriptors or buffer do not fail the run.")
  private boolean allowDrops;

  @Option(
      names = "--seed",
      paramLabel = "S",
      description = "Seed of every choice, decimal or 0x hex (default: 1).",
      defaultValue = "1",
      converter = SeedConverter.class)
  private long seed;

  @Option(names = "--waves", description = "Write waves.fst and waves.gtkw.")
  private boolean waves;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Folder for the results (default: ${DEFAULT-VALUE}).",
      defaultValue = "out")
  private Path out = Path.of("out");

  @Option(names = "--json", description = "Print report.json instead of the text report.")
  private boolean json;

  @Override
  public Integer call() {
    PrintWriter printer = spec.commandLine().getOut();
    RunReport report;
    try (ProgressLine progress = ProgressLine.onTerminal(spec.commandLine().getErr())) {
      report = RxRun.execute(parameters(), progress);
    }
    if (json) {
      printer.println(ReportJson.text(report));
    } else {
      TextReport.lines(report).forEach(printer::println);
    }
    printer.flush();
    return report.passed() ? 0 : CliErrors.CHECK_FAILED;
  }

  private RunParameters parameters() {
    RunParameters.Builder builder =
        RunParameters.builder()
            .queues(queues)
            .dataWidth(dataWidth)
            .ring(ring)
            .offset(offset)
            .syncDevice(syncDev == OnOff.ON)
            .memory(memory)
            .memoryLatency(memLatency)
            .wireGbps(wireGbps)
            .clockMhz(clockMhz)
            .allowDrops(allowDrops)
            .seed(seed)
            .waves(waves)
            .output(out);
    if (stimulus != null) {
      builder.capture(stimulus.pcap);
      if (stimulus.traffic != null) {
        builder.traffic(stimulus.traffic);
      }
    }
    addPositive(builder);
    return builder.build();
  }

  /** Set the options whose zero means "not given" to the run, but is an error to a user. */
  private void addPositive(RunParameters.Builder builder) {
    if (frames != null) {
      builder.frames(positive("--frames", frames));
    }
    if (pagePoolSize != null) {
      builder.pagePoolSize((int) positive("--page-pool-size", pagePoolSize));
    }
    if (maxLen != null) {
      builder.maxLen((int) positive("--max-len", maxLen));
    }
  }

  private long positive(String option, long value) {
    if (value <= 0) {
      throw new picocli.CommandLine.ParameterException(
          spec.commandLine(),
          "option out of range: " + option + "=" + value + " (expected: 1 or more)");
    }
    return value;
  }

  /** A switch that says its state; not a boolean, which would be a flag without value. */
  enum OnOff {
    ON,
    OFF
  }

  /** Reads {@code on} or {@code off}. */
  static final class OnOffConverter implements ITypeConverter<OnOff> {
    @Override
    public OnOff convert(String value) {
      return switch (value) {
        case "on" -> OnOff.ON;
        case "off" -> OnOff.OFF;
        default -> throw new TypeConversionException("'" + value + "' (expected: on|off)");
      };
    }
  }

  /** Reads a traffic profile. */
  static final class TrafficConverter implements ITypeConverter<TrafficProfile> {
    @Override
    public TrafficProfile convert(String value) {
      return oneOf(value, TrafficProfile::of, "64|1500|9000|imix");
    }
  }

  /** Reads a memory mode. */
  static final class MemoryConverter implements ITypeConverter<MemoryMode> {
    @Override
    public MemoryMode convert(String value) {
      return oneOf(value, MemoryMode::of, "coherent|noncoherent");
    }
  }

  private static <T> T oneOf(String value, Function<String, T> named, String expected) {
    try {
      return named.apply(value);
    } catch (RuntimeException e) {
      throw new TypeConversionException("'" + value + "' (expected: " + expected + ")");
    }
  }

  /** Reads a seed: 64 bits, decimal or hexadecimal. */
  static final class SeedConverter implements ITypeConverter<Long> {
    @Override
    public Long convert(String value) {
      try {
        return value.startsWith("0x") || value.startsWith("0X")
            ? Long.parseUnsignedLong(value.substring(2), 16)
            : value.startsWith("-") ? Long.parseLong(value) : Long.parseUnsignedLong(value);
      } catch (NumberFormatException e) {
        throw new TypeConversionException(
            "'" + value + "' (expected: 64 bits, decimal or 0x hexadecimal)");
      }
    }
  }
}
