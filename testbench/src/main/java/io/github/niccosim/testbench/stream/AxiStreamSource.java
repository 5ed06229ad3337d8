// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.stream;

import io.github.niccosim.bridge.Signal;
import io.github.niccosim.testbench.sim.Clock;
import io.github.niccosim.testbench.sim.Event;
import io.github.niccosim.testbench.sim.Registration;
import io.github.niccosim.testbench.sim.Simulation;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Send frames into an AXI4-Stream input of a design, back to back or at the pace of a wire.
 *
 * <p>Frames come from {@link #send} (a queue) or from {@link #feed} (pulled one at a time, constant
 * memory). Without a wire rate the beats follow each other in every cycle. With {@link
 * #setWireRate} a frame begins at the first edge at or after its place on the wire; the schedule is
 * absolute: while TREADY holds the source back, frames keep arriving on the wire and the source
 * catches up afterwards ({@link #maxLagPs()}). Bytes beyond the end of a frame are {@link #POISON}.
 *
 * <p>One callback per rising edge; nothing is allocated per cycle.
 */
public final class AxiStreamSource implements AutoCloseable {

  /** Byte on the lanes of the last beat that TKEEP excludes. */
  public static final byte POISON = (byte) 0xEE;

  private final Simulation sim;
  private final AxiStreamBus bus;
  private final int dataBytes;
  private final byte[] lastBeat;
  private final KeepPort keep;
  private final KeepPort strobes;
  private final ChannelStatistics statistics = new ChannelStatistics("TDATA");
  private final Event idle;
  private final Registration registration;
  private final ArrayDeque<StreamFrame> queue = new ArrayDeque<>();

  private @Nullable FrameSupplier supplier;
  private long supplierSincePs;
  private @Nullable WirePacer pacer;
  private boolean paceBeats;
  private ReadyPattern.Sequence pattern;
  private Consumer<StreamFrame> onSent = frame -> {};

  private long cycle;
  private @Nullable StreamFrame current;
  private int offset;
  private boolean valid;
  private boolean last;
  private long user;
  private int id;
  private int dest;
  private long sentFrames;
  private long maxLagPs;

  /**
   * Attach a source to a port, drive it idle and begin with the next rising edge.
   *
   * @param clock clock of the port
   * @param bus port of the design; must be an input stream
   */
  public AxiStreamSource(Clock clock, AxiStreamBus bus) {
    this.sim = bus.sim();
    this.bus = bus;
    this.dataBytes = bus.dataBytes();
    this.lastBeat = new byte[dataBytes];
    this.keep = new KeepPort(bus.keep, dataBytes);
    this.pattern = FixedPatterns.ALWAYS.start(new SplittableRandom(0));
    this.idle = sim.event(bus.prefix() + " source idle");
    idle.set();
    bus.valid.set(0);
    set(bus.last, false);
    set(bus.user, false);
    drive(bus.id, 0);
    drive(bus.dest, 0);
    this.strobes = new KeepPort(bus.strobes, dataBytes);
    this.registration = clock.onRisingEdge(this::onEdge);
  }

  /**
   * Pace the frames as a wire does.
   *
   * @param bitsPerSecond wire rate including preamble, FCS and gap, 1000 to 10^13 bit/s
   * @throws IllegalArgumentException if the rate is out of range
   */
  public void setWireRate(long bitsPerSecond) {
    pacer = new WirePacer(bitsPerSecond);
  }

  /**
   * Choose what the wire paces.
   *
   * @param on {@code true}: a beat is offered when its last byte has arrived, as a cut-through MAC
   *     does; {@code false}, the default: a frame is offered whole once its preamble began, as from
   *     a MAC with its own frame buffer
   */
  public void setBeatPacing(boolean on) {
    paceBeats = on;
  }

  /**
   * Make gaps between beats.
   *
   * @param gaps cycles in which a new beat may be offered
   * @param random source of the pattern's decisions
   */
  public void setPause(ReadyPattern gaps, RandomGenerator random) {
    pattern = gaps.start(random);
  }

  /**
   * Be told of every frame whose last beat was taken.
   *
   * @param action called on the simulation thread inside the edge callback
   */
  public void onSent(Consumer<StreamFrame> action) {
    onSent = action;
  }

  /**
   * Append a frame to the queue; never blocks.
   *
   * @param frame frame to send; its times are written by this source
   * @throws BusException if the port has no TKEEP and the length is no multiple of its width
   */
  public void send(StreamFrame frame) {
    checkLength(frame);
    schedule(frame, sim.timePs());
    queue.addLast(frame);
    idle.clear();
  }

  /**
   * Pull frames from a supplier until it ends, after the queue is empty.
   *
   * @param frames asked for one frame at a time
   * @throws BusException if another supplier has not ended yet
   */
  public void feed(FrameSupplier frames) {
    if (supplier != null) {
      throw new BusException(
          "axi-stream source is being fed already: bus=%s (hint: wait with awaitIdle() first)"
              .formatted(bus.prefix()));
    }
    supplier = frames;
    supplierSincePs = sim.timePs();
    idle.clear();
  }

  /** Block the current task until every frame has been taken and the supplier has ended. */
  public void awaitIdle() {
    idle.await();
  }

  /**
   * Say whether every frame has been taken and the supplier has ended.
   *
   * @return {@code true} when there is nothing left to send
   */
  public boolean isIdle() {
    return current == null && queue.isEmpty() && supplier == null;
  }

  /**
   * Return the frames sent.
   *
   * @return frames whose last beat was taken
   */
  public long sentFrames() {
    return sentFrames;
  }

  /**
   * Return the frames that wait in the queue, without the one on the bus.
   *
   * @return frames
   */
  public int queuedFrames() {
    return queue.size();
  }

  /**
   * Return how far behind the wire's schedule a frame ever began.
   *
   * @return ps from the place on the wire to the first transferred beat, 0 without a wire rate
   */
  public long maxLagPs() {
    return maxLagPs;
  }

  /**
   * Return the counters; stalls are cycles with TVALID high and TREADY low.
   *
   * @return live counters
   */
  public ChannelStatistics statistics() {
    return statistics;
  }

  /** Stop sending; the outputs keep their last values. */
  @Override
  public void close() {
    registration.close();
  }

  private void onEdge() {
    cycle++;
    if (bus.inReset()) {
      offset = 0;
      setValid(false);
      return;
    }
    boolean stalled = valid && bus.ready != null && !bus.ready.isHigh();
    boolean willing = pattern.next(!valid || stalled);
    if (stalled) {
      statistics.stall();
      return;
    }
    if (valid) {
      beatTaken();
    }
    StreamFrame frame = current;
    if (frame == null) {
      frame = fetch();
    }
    boolean offer = frame != null && willing && isDue(frame);
    if (offer && frame != null) {
      driveBeat(frame);
    }
    setValid(offer);
  }

  private void beatTaken() {
    StreamFrame frame = current;
    if (frame == null) {
      return;
    }
    int bytes = Math.min(dataBytes, frame.lengthBytes() - offset);
    statistics.beat(cycle, bytes);
    if (offset == 0) {
      frame.startedAt(sim.timePs());
      if (frame.wirePs() >= 0) {
        maxLagPs = Math.max(maxLagPs, sim.timePs() - frame.wirePs());
      }
    }
    offset += bytes;
    if (offset == frame.lengthBytes()) {
      frame.endedAt(sim.timePs());
      current = null;
      sentFrames++;
      onSent.accept(frame);
    }
  }

  private @Nullable StreamFrame fetch() {
    StreamFrame frame = queue.pollFirst();
    FrameSupplier frames = supplier;
    if (frame == null && frames != null) {
      frame = frames.next();
      if (frame == null) {
        supplier = null;
      } else {
        checkLength(frame);
        schedule(frame, supplierSincePs);
      }
    }
    if (frame == null) {
      if (!idle.isSet()) {
        idle.set();
      }
      return null;
    }
    current = frame;
    offset = 0;
    return frame;
  }

  private void schedule(StreamFrame frame, long earliestPs) {
    WirePacer wire = pacer;
    if (wire != null) {
      frame.onWireAt(wire.next(frame.lengthBytes(), earliestPs));
    }
  }

  private boolean isDue(StreamFrame frame) {
    long wirePs = frame.wirePs();
    WirePacer wire = pacer;
    if (wirePs < 0 || wire == null) {
      return true;
    }
    if (paceBeats) {
      wirePs += wire.arrivalOffsetPs(Math.min(offset + dataBytes, frame.lengthBytes()));
    }
    return sim.timePs() >= wirePs;
  }

  private void driveBeat(StreamFrame frame) {
    byte[] data = frame.data();
    int left = data.length - offset;
    boolean isLast = left <= dataBytes;
    if (left >= dataBytes) {
      bus.data.setBytes(data, offset);
      keep.drive(dataBytes);
      strobes.drive(dataBytes);
    } else {
      System.arraycopy(data, offset, lastBeat, 0, left);
      Arrays.fill(lastBeat, left, dataBytes, POISON);
      bus.data.setBytes(lastBeat, 0);
      keep.drive(left);
      strobes.drive(left);
    }
    if (isLast != last) {
      last = isLast;
      set(bus.last, isLast);
    }
    if (isLast || offset == 0) {
      driveSideband(frame, isLast);
    }
  }

  private void driveSideband(StreamFrame frame, boolean isLast) {
    long wanted = isLast && frame.isBad() ? frame.user() | 1 : frame.user();
    if (wanted != user) {
      user = wanted;
      drive(bus.user, wanted);
    }
    if (frame.id() != id) {
      id = frame.id();
      drive(bus.id, Integer.toUnsignedLong(id));
    }
    if (frame.dest() != dest) {
      dest = frame.dest();
      drive(bus.dest, Integer.toUnsignedLong(dest));
    }
  }

  private static void drive(@Nullable Signal signal, long value) {
    if (signal == null) {
      return;
    }
    if (signal.widthBits() <= 64) {
      signal.set(value);
    } else {
      signal.setWord(0, value);
    }
  }

  private void checkLength(StreamFrame frame) {
    if (bus.keep == null && frame.lengthBytes() % dataBytes != 0) {
      throw new BusException(
          ("axi-stream frame does not fit a port without tkeep: bus=%s lengthBytes=%d"
                  + " (expected: a multiple of %d)")
              .formatted(bus.prefix(), frame.lengthBytes(), dataBytes));
    }
  }

  private void setValid(boolean now) {
    if (now != valid) {
      valid = now;
      bus.valid.set(now ? 1 : 0);
    }
  }

  private static void set(@Nullable Signal signal, boolean high) {
    if (signal != null) {
      signal.set(high ? 1 : 0);
    }
  }
}
