// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.axi;

import io.github.niccosim.testbench.sim.Clock;
import io.github.niccosim.testbench.sim.Registration;
import io.github.niccosim.testbench.sim.Simulation;
import io.github.niccosim.testbench.stream.BusException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Read and write memory behind an AXI4 slave port of a design, in bursts, from any task.
 *
 * <p>{@link #read} and {@link #write} take any address and length and block; {@link #issue}
 * performs one burst exactly as told and returns at once, so that many are in flight. Responses are
 * matched by ID, in whatever order and however interleaved they come (IHI 0022 A5.3); one that
 * nobody asked for stops the simulation. Lanes that carry no data are {@link AxiSlave#POISON}.
 *
 * <p>One callback per rising edge; what is driven appears after the edge. While the reset of the
 * bus is active every output is low, bursts in flight are dropped and those that wait stay.
 */
public final class AxiMaster implements AutoCloseable {
  private final AxiBus bus;
  private final Simulation sim;
  private final AxiMasterOptions options;
  private final AxiStatistics statistics = new AxiStatistics();
  private final ViolationLog log;
  private final @Nullable AxiMasterWrite write;
  private final @Nullable AxiMasterRead read;
  private final Registration registration;
  private long cycle;
  private long issued;

  /**
   * Attach a master with default options to a port.
   *
   * @param clock clock of the port
   * @param bus port of the design; must be a slave
   */
  public AxiMaster(Clock clock, AxiBus bus) {
    this(clock, bus, AxiMasterOptions.defaults(), bus.sim().random(bus.prefix() + "/master"));
  }

  /**
   * Attach a master to a port and drive it idle.
   *
   * @param clock clock of the port
   * @param bus port of the design; must be a slave
   * @param options windows, IDs, gaps and back-pressure
   * @param random source of the patterns' decisions, drawn from once
   */
  public AxiMaster(Clock clock, AxiBus bus, AxiMasterOptions options, RandomGenerator random) {
    SeedSplitter seeds = new SeedSplitter(random);
    this.bus = bus;
    this.sim = bus.sim();
    this.options = options;
    this.log = new ViolationLog(bus.prefix(), sim::timePs, true);
    this.write = bus.hasWrite() ? new AxiMasterWrite(bus, options, statistics, log, seeds) : null;
    this.read = bus.hasRead() ? new AxiMasterRead(bus, options, statistics, log, seeds) : null;
    this.registration = clock.onRisingEdge(this::onEdge);
  }

  /**
   * Perform one burst exactly as told, without waiting.
   *
   * @param request need not be legal
   * @return the burst, to wait for
   * @throws BusException if the port lacks the half for it
   */
  public AxiTransfer issue(AxiRequest request) {
    if (1 << request.size() > bus.dataBytes()) {
      throw new BusException(
          "axi burst is wider than the port: bus=%s %s (expected: size at most %d)"
              .formatted(bus.prefix(), request, size()));
    }
    long number = issued++;
    long id = request.id() == AxiRequest.ANY_ID ? number % options.ids() : request.id();
    AxiTransfer transfer =
        new AxiTransfer(
            request,
            id,
            bus.prefix(),
            sim.event("%s burst #%d: %s".formatted(bus.prefix(), number, request)));
    AxiMasterWrite writeHalf = write;
    AxiMasterRead readHalf = read;
    if (request.write() && writeHalf != null) {
      writeHalf.issue(transfer);
    } else if (!request.write() && readHalf != null) {
      readHalf.issue(transfer);
    } else {
      throw new BusException(
          "axi port cannot do it: bus=%s %s (expected: a port with that half)"
              .formatted(bus.prefix(), request));
    }
    return transfer;
  }

  /**
   * Write bytes and block the current task until all are answered.
   *
   * <p>Split into INCR bursts of full width that keep to 4 KiB blocks and the longest burst.
   *
   * @param addr any byte address
   * @param data at least one byte
   * @throws AxiAccessException if a burst is answered with an error; the others are done too
   */
  public void write(long addr, byte[] data) {
    List<AxiTransfer> transfers = new ArrayList<>();
    int done = 0;
    while (done < data.length) {
      int bytes = burstBytes(addr + done, data.length - done);
      transfers.add(issue(writeBurst(addr + done, data, done, bytes)));
      done += bytes;
    }
    transfers.forEach(AxiTransfer::await);
    transfers.forEach(AxiTransfer::awaitOkay);
  }

  /**
   * Read bytes and block the current task until all have come.
   *
   * @param addr any byte address
   * @param lengthBytes 1 or more
   * @return the bytes
   * @throws AxiAccessException if a burst is answered with an error; the others are done too
   */
  public byte[] read(long addr, int lengthBytes) {
    List<AxiTransfer> transfers = new ArrayList<>();
    byte[] data = new byte[lengthBytes];
    int asked = 0;
    while (asked < lengthBytes) {
      int bytes = burstBytes(addr + asked, lengthBytes - asked);
      transfers.add(
          issue(AxiRequest.read(addr + asked, len(addr + asked, bytes), size(), AxiBurst.INCR)));
      asked += bytes;
    }
    transfers.forEach(AxiTransfer::await);
    int done = 0;
    for (AxiTransfer transfer : transfers) {
      byte[] part = transfer.awaitOkay().data();
      int bytes = Math.min(part.length, lengthBytes - done);
      System.arraycopy(part, 0, data, done, bytes);
      done += bytes;
    }
    return data;
  }

  /** Return the counters, the same as those of an {@link AxiSlave}. */
  public AxiStatistics statistics() {
    return statistics;
  }

  /** Return whether nothing is queued or in flight. */
  public boolean isIdle() {
    return (write == null || write.isIdle()) && (read == null || read.isIdle());
  }

  /** Return the write bursts in flight: AW offered, B not come. */
  public int outstandingWrites() {
    return write == null ? 0 : write.outstanding();
  }

  /** Return the read bursts in flight: AR offered, last R not come. */
  public int outstandingReads() {
    return read == null ? 0 : read.outstanding();
  }

  /** Stop driving; the outputs keep their last values. */
  @Override
  public void close() {
    registration.close();
  }

  private void onEdge() {
    log.atCycle(++cycle);
    boolean inReset = bus.inReset();
    AxiMasterWrite writeHalf = write;
    if (writeHalf != null) {
      if (inReset) {
        writeHalf.reset();
      } else {
        writeHalf.onEdge(cycle);
      }
    }
    AxiMasterRead readHalf = read;
    if (readHalf != null) {
      if (inReset) {
        readHalf.reset();
      } else {
        readHalf.onEdge(cycle);
      }
    }
  }

  private int size() {
    return Integer.numberOfTrailingZeros(bus.dataBytes());
  }

  /** Return how many bytes the next burst may carry. */
  private int burstBytes(long addr, int left) {
    int offset = (int) (addr & (bus.dataBytes() - 1));
    int room = AxiBurst.BOUNDARY_BYTES - (int) (addr & (AxiBurst.BOUNDARY_BYTES - 1));
    return Math.min(left, Math.min(room, options.maxBeats() * bus.dataBytes() - offset));
  }

  private int len(long addr, int bytes) {
    int offset = (int) (addr & (bus.dataBytes() - 1));
    return (offset + bytes + bus.dataBytes() - 1) / bus.dataBytes() - 1;
  }

  /** The last beat may carry fewer bytes: its strobes say so. */
  private AxiRequest writeBurst(long addr, byte[] data, int from, int bytes) {
    int len = len(addr, bytes);
    int total = AxiRequest.transferBytes(addr, len, size(), AxiBurst.INCR);
    byte[] padded = Arrays.copyOf(Arrays.copyOfRange(data, from, from + bytes), total);
    AxiRequest request = AxiRequest.write(addr, len, size(), AxiBurst.INCR, padded);
    if (total == bytes) {
      return request;
    }
    byte[] strobed = new byte[total];
    Arrays.fill(strobed, 0, bytes, (byte) 1);
    return request.withStrobes(strobed);
  }
}
