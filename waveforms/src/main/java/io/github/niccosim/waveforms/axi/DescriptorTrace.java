// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.waveforms.axi;

import io.github.niccosim.waveforms.SignalHistory;
import io.github.niccosim.waveforms.SignalNames;
import io.github.niccosim.waveforms.Timescale;
import io.github.niccosim.waveforms.Waveform;
import io.github.niccosim.waveforms.transaction.DescriptorLog;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds the life of every receive descriptor in a trace alone: no test bench is asked.
 *
 * <pre>{@code
 * DescriptorLog log =
 *     DescriptorTrace.of(wave, "TOP.nicdma_top.m_axi_", "clk_i", NicFormat.NICDMA);
 * log.latenciesPs().get(DescriptorStage.WRITTEN).p99();
 * }</pre>
 *
 * <p>Read from the bus: what a burst is for says its user field; the descriptors themselves are the
 * data of the fetches, and a write belongs to the descriptor whose buffer it is in; completions
 * come in descriptor order. Posting and polling are the doorbells on the register port, interrupts
 * the rising edges of the interrupt lines. Where the trace begins after the rings were set up, or
 * has no register port, a descriptor counts as posted when it is asked for. The return of a page to
 * its pool is software only and not in a trace.
 */
public final class DescriptorTrace {
  /** Something that happens; at one time in the order of the kinds. */
  private record Event(long ticks, int kind, Runnable happens) {}

  private final Waveform wave;
  private final Timescale timescale;
  private final NicFormat format;
  private final DescriptorQueues queues;
  private final List<Event> events = new ArrayList<>();

  private DescriptorTrace(Waveform wave, NicFormat format) {
    this.wave = wave;
    this.timescale = wave.info().timescale();
    this.format = format;
    this.queues = new DescriptorQueues(format);
  }

  /**
   * Decode a port.
   *
   * @param wave open trace
   * @param prefix full name of the port's signals up to the channel: {@code TOP.dut.m_axi_}
   * @param clock full name of its clock, or a unique end of it
   * @param format where the NIC puts what
   * @return the lives of its receive descriptors
   * @throws io.github.niccosim.waveforms.WaveformException if there is no such port or clock, or
   *     the port has no user bits
   */
  public static DescriptorLog of(Waveform wave, String prefix, String clock, NicFormat format) {
    wave.signal(SignalNames.one(wave, prefix + "aruser").pathWithRange());
    long[] edges = wave.signal(SignalNames.one(wave, clock).pathWithRange()).rising().times();
    DescriptorTrace trace = new DescriptorTrace(wave, format);
    trace.bus(prefix, edges);
    String scope = prefix.substring(0, prefix.lastIndexOf('.') + 1);
    trace.registers(scope + format.lite(), edges);
    trace.interrupts(scope + format.interrupt());
    trace.events.sort(Comparator.comparingLong(Event::ticks).thenComparingInt(Event::kind));
    trace.events.forEach(event -> event.happens().run());
    return trace.queues.log();
  }

  private void bus(String prefix, long[] edges) {
    AxiWrites writes = new AxiWrites(wave, prefix, new ArrayList<>());
    AxiReads reads = new AxiReads(wave, prefix, new ArrayList<>());
    for (long edge : edges) {
      writes.edge(edge);
      reads.edge(edge);
    }
    SignalHistory readData = wave.history(prefix + "rdata");
    for (AxiRequests.Open burst : reads.ended()) {
      if (format.kind(burst.user) == format.descriptorKind()) {
        fetch(burst, readData);
      }
    }
    SignalHistory strobes = wave.history(prefix + "wstrb");
    for (AxiRequests.Open burst : writes.ended()) {
      write(burst, strobes);
    }
  }

  private void fetch(AxiRequests.Open burst, SignalHistory data) {
    int queue = format.queue(burst.user);
    long first = burst.address & -burst.beatBytes;
    queues.sawRing(queue, burst.address);
    for (int beat = 0; beat < burst.beatTicks.size(); beat++) {
      long ticks = burst.beatTicks.get(beat);
      BigInteger bits = bits(data, ticks);
      if (bits == null) {
        continue;
      }
      for (int at = 0; at < burst.beatBytes; at += format.descriptorBytes()) {
        long address = first + (long) beat * burst.beatBytes + at;
        if (address >= burst.address) {
          long buffer = bits.shiftRight(8 * at + format.addressBit()).longValue();
          int length = bits.shiftRight(8 * at + format.lengthBit()).intValue() & 0xFFFF;
          events.add(
              new Event(
                  ticks,
                  1,
                  () ->
                      queues.fetched(
                          queue, address, buffer, length, ps(burst.requestTicks), ps(ticks))));
        }
      }
    }
  }

  private static @Nullable BigInteger bits(SignalHistory data, long ticks) {
    int i = data.indexBefore(ticks);
    return i < 0 || !data.isKnown(i) ? null : data.value(i).toBigInteger();
  }

  private void write(AxiRequests.Open burst, SignalHistory strobes) {
    int queue = format.queue(burst.user);
    int kind = format.kind(burst.user);
    int bytes = 0;
    for (long ticks : burst.beatTicks) {
      BigInteger written = bits(strobes, ticks);
      bytes += written == null ? 0 : written.bitCount();
    }
    int all = bytes;
    if (kind == format.dataKind() || kind == format.headerKind()) {
      events.add(
          new Event(
              burst.responseTicks,
              2,
              () ->
                  queues.data(
                      queue, burst.address, ps(burst.acceptTicks), ps(burst.responseTicks), all)));
    } else if (kind == format.completionKind()) {
      events.add(
          new Event(
              burst.responseTicks,
              3,
              () -> queues.completed(queue, burst.address, all, ps(burst.responseTicks))));
    }
  }

  private void registers(String prefix, long[] edges) {
    if (wave.hierarchy().find(prefix + "awvalid").isEmpty()) {
      return;
    }
    AxiWrites writes = new AxiWrites(wave, prefix, new ArrayList<>());
    for (long edge : edges) {
      writes.edge(edge);
    }
    SignalHistory data = wave.history(prefix + "wdata");
    for (AxiRequests.Open access : writes.ended()) {
      BigInteger bits = bits(data, access.beatTicks.getFirst());
      if (bits != null && access.response <= 1) {
        long value = bits.longValue();
        long ticks = access.beatTicks.getFirst();
        events.add(new Event(ticks, 0, () -> queues.register(access.address, value, ps(ticks))));
      }
    }
  }

  private void interrupts(String name) {
    SignalHistory lines = wave.hierarchy().find(name).map(wave::history).orElse(null);
    BigInteger before = BigInteger.ZERO;
    for (int i = 0; lines != null && i < lines.size(); i++) {
      if (!lines.isKnown(i)) {
        continue;
      }
      BigInteger now = lines.value(i).toBigInteger();
      BigInteger rising = now.andNot(before);
      before = now;
      long ticks = lines.timeTicks(i);
      if (rising.signum() != 0) {
        events.add(new Event(ticks, 4, () -> queues.interrupt(rising, ps(ticks))));
      }
    }
  }

  private long ps(long ticks) {
    return timescale.toPs(ticks);
  }
}
