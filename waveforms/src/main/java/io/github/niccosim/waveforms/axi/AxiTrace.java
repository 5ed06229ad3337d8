// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.waveforms.axi;

import io.github.niccosim.waveforms.Distribution;
import io.github.niccosim.waveforms.Edges.Violation;
import io.github.niccosim.waveforms.SignalNames;
import io.github.niccosim.waveforms.Timescale;
import io.github.niccosim.waveforms.Variable;
import io.github.niccosim.waveforms.Waveform;
import io.github.niccosim.waveforms.transaction.Attribute;
import io.github.niccosim.waveforms.transaction.TransactionLog;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * The bursts of one AXI port.
 *
 * <pre>{@code
 * AxiTrace axi = AxiTrace.of(wave, "TOP.nicdma_top.m_axi_", "TOP.clk_i");
 * axi.violations();                 // empty if every rule holds
 * axi.maxOutstanding(true);         // writes in flight at once
 * axi.latencyTicks(true).p99();     // address valid to response
 * }</pre>
 */
public final class AxiTrace {
  private final String prefix;
  private final Timescale timescale;
  private final List<AxiBurst> bursts;
  private final List<Violation> violations;

  private AxiTrace(
      String prefix, Timescale timescale, List<AxiBurst> bursts, List<Violation> violations) {
    this.prefix = prefix;
    this.timescale = timescale;
    this.bursts = List.copyOf(bursts);
    this.violations = List.copyOf(violations);
  }

  /**
   * Decode a port.
   *
   * @param wave open trace
   * @param prefix full name of the port's signals up to the channel: {@code TOP.dut.m_axi_}; a port
   *     without write or without read channels is fine
   * @param clock full name of its clock, or a unique end of it
   * @return its bursts
   * @throws io.github.niccosim.waveforms.WaveformException if there is no such port or clock
   */
  public static AxiTrace of(Waveform wave, String prefix, String clock) {
    Variable clockVariable = SignalNames.one(wave, clock);
    long[] edges = wave.signal(clockVariable.pathWithRange()).rising().times();
    List<AxiBurst> bursts = new ArrayList<>();
    List<Violation> violations = new ArrayList<>();
    boolean writes = wave.hierarchy().find(prefix + "awvalid").isPresent();
    boolean reads = wave.hierarchy().find(prefix + "arvalid").isPresent();
    if (writes || !reads) {
      AxiWrites decoder = new AxiWrites(wave, prefix, violations);
      Arrays.stream(edges).forEach(decoder::edge);
      bursts.addAll(decoder.bursts());
    }
    if (reads) {
      AxiReads decoder = new AxiReads(wave, prefix, violations);
      Arrays.stream(edges).forEach(decoder::edge);
      bursts.addAll(decoder.bursts());
    }
    bursts.sort(Comparator.comparingLong(AxiBurst::requestTicks));
    violations.sort(Comparator.comparingLong(Violation::timeTicks));
    return new AxiTrace(prefix, wave.info().timescale(), bursts, violations);
  }

  /** {@return all bursts in order of request} */
  public List<AxiBurst> bursts() {
    return bursts;
  }

  /** {@return broken rules in order of time} */
  public List<Violation> violations() {
    return violations;
  }

  /**
   * Count the bursts that were in flight at once, from acceptance of the address to the response.
   *
   * @param write writes or reads
   * @return the most at any time
   */
  public int maxOutstanding(boolean write) {
    List<long[]> steps = new ArrayList<>();
    for (AxiBurst burst : bursts) {
      if (burst.write() == write) {
        steps.add(new long[] {burst.acceptTicks(), 1});
        steps.add(new long[] {burst.isComplete() ? burst.responseTicks() : Long.MAX_VALUE, -1});
      }
    }
    // At one edge a burst ends before the next begins.
    steps.sort(Comparator.<long[]>comparingLong(s -> s[0]).thenComparingLong(s -> s[1]));
    int now = 0;
    int most = 0;
    for (long[] step : steps) {
      now += (int) step[1];
      most = Math.max(most, now);
    }
    return most;
  }

  /**
   * Measure complete bursts from valid address to response.
   *
   * @param write writes or reads
   * @return figures in timescale units
   */
  public Distribution latencyTicks(boolean write) {
    return Distribution.of(
        bursts.stream()
            .filter(burst -> burst.write() == write && burst.isComplete())
            .mapToLong(burst -> burst.responseTicks() - burst.requestTicks())
            .toArray());
  }

  /**
   * Sum up what was asked for.
   *
   * @param write writes or reads
   * @return bytes of all bursts
   */
  public long bytes(boolean write) {
    return bursts.stream().filter(b -> b.write() == write).mapToLong(AxiBurst::bytes).sum();
  }

  /** {@return the complete bursts as transactions, one stream for writes and one for reads} */
  public TransactionLog transactions() {
    TransactionLog log = new TransactionLog();
    for (AxiBurst burst : bursts) {
      if (burst.isComplete()) {
        String kind = burst.write() ? "write" : "read";
        log.add(
            prefix.substring(prefix.lastIndexOf('.') + 1).replaceFirst("_$", "") + " " + kind,
            kind,
            "id " + burst.id(),
            timescale.toPs(burst.requestTicks()),
            timescale.toPs(burst.responseTicks()),
            Attribute.of("id", burst.id()),
            Attribute.ofAddress("address", burst.address()),
            Attribute.of("beats", burst.beats()),
            Attribute.of("bytes", burst.bytes()),
            Attribute.of("response", burst.responseName()));
      }
    }
    return log;
  }
}
