// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.bench;

import io.github.niccosim.bridge.Model;
import io.github.niccosim.bridge.ModelLibrary;
import io.github.niccosim.rtl.NicDma;
import io.github.niccosim.rtl.NicDmaParameters;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * How well the engine uses its buses, in clock cycles: the same on every machine.
 *
 * <p>Frames back to back, one queue, aligned buffers, memory that answers after a fixed time and
 * never stalls; the C++ host checks every byte. Same measurement as {@code rtl/tb/run.sh util} and
 * {@code txutil}, with 64 bursts in flight in both directions.
 */
public final class RtlBench {

  /** Data widths in bits. */
  public static final List<Integer> WIDTHS = List.of(64, 128, 256, 512);

  /** Least part of the bound that a cell has to reach. */
  public static final double LEAST = 0.95;

  /** Least part of their throughput that queues keep beside a starved one. */
  public static final double LEAST_BESIDE_STARVED = 0.99;

  private static final int[] FRAMES = {64, 1500, 9000};
  private static final int[] LATENCIES = {0, 16, 64, 100, 200, 400};
  private static final int OUTSTANDING = 64;
  private static final int BURST_BYTES = 256;
  private static final int STARVED_QUEUES = 16;
  private static final int STARVED_WIDTH = 128;
  private static final int STARVED_FRAMES = 3000;

  private RtlBench() {}

  /**
   * Measure; builds a model per width, then takes about a minute each.
   *
   * @param widths data widths in bits, some of {@link #WIDTHS}
   * @param progress told what is measured, line by line
   * @return every figure
   * @throws IllegalStateException if the engine fails a check of the host
   */
  public static RtlFigures run(List<Integer> widths, Consumer<String> progress) {
    List<RtlFigures.Cell> cells = new ArrayList<>();
    List<RtlFigures.Latency> latencies = new ArrayList<>();
    double besideStarved = Double.NaN;
    for (int width : widths) {
      progress.accept("building and measuring: DataWidth=" + width);
      ModelLibrary library = ModelLibrary.build(NicDma.measureBuilder(parameters(width)).build());
      cells.addAll(cells(library, width));
      latencies.addAll(latencies(library, width));
      if (width == STARVED_WIDTH) {
        double flowing = use(call(library, "nicdma_rx_others", STARVED_FRAMES, STARVED_QUEUES, 0));
        double starved = use(call(library, "nicdma_rx_others", STARVED_FRAMES, STARVED_QUEUES, 1));
        besideStarved = starved / flowing;
      }
    }
    return new RtlFigures(cells, latencies, besideStarved);
  }

  private static NicDmaParameters parameters(int width) {
    return NicDmaParameters.builder()
        .dataWidthBits(width)
        .idWidthBits(7)
        .maxOutstandingReads(OUTSTANDING)
        .maxOutstandingWrites(OUTSTANDING)
        .maxBurstBytes(BURST_BYTES)
        .rxQueues(width == STARVED_WIDTH ? STARVED_QUEUES : 1)
        .txQueues(1)
        .build();
  }

  private static List<RtlFigures.Cell> cells(ModelLibrary library, int width) {
    List<RtlFigures.Cell> cells = new ArrayList<>();
    for (int frame : FRAMES) {
      for (int latency : LATENCIES) {
        int frames = frame == 64 ? 3000 : frame == 1500 ? 600 : 150;
        double bound = RtlBound.use(width, frame, latency, OUTSTANDING, BURST_BYTES);
        double received = use(call(library, "nicdma_rx_utilisation", frames, frame, latency));
        double sent = use(call(library, "nicdma_tx_utilisation", frames, frame, latency));
        cells.add(new RtlFigures.Cell(width, frame, latency, bound, received, sent));
      }
    }
    return cells;
  }

  private static List<RtlFigures.Latency> latencies(ModelLibrary library, int width) {
    long all = call(library, "nicdma_rx_latencies");
    return List.of(
        new RtlFigures.Latency(width, "tail doorbell to descriptor AR", (int) (all >> 24) & 0xFF),
        new RtlFigures.Latency(width, "last MAC beat to first data AW", (int) all & 0xFF),
        new RtlFigures.Latency(width, "last data B to completion AW", (int) (all >> 8) & 0xFF),
        new RtlFigures.Latency(width, "completion B to irq_o", (int) (all >> 16) & 0xFF));
  }

  private static double use(long result) {
    return (double) (result >>> 32) / (result & 0xFFFF_FFFFL);
  }

  private static long call(ModelLibrary library, String function, long... arguments) {
    try (Model model = library.newModel()) {
      long result = model.callNative(function, arguments);
      if (result < 0) {
        throw new IllegalStateException(
            "engine fails a check of the host: function="
                + function
                + " cycle="
                + (-result - 1)
                + " (hint: rtl/tb/run.sh shows the check)");
      }
      return result;
    }
  }
}
