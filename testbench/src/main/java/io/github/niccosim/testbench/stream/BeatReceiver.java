// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.stream;

import io.github.niccosim.bridge.Signal;
import io.github.niccosim.testbench.sim.Simulation;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Put the beats of a stream together to frames and hold the stream to the {@link StreamRule}s.
 *
 * <p>Costs one read per cycle while TVALID is low; the payload is read when a beat moves, and when
 * one has to wait.
 */
final class BeatReceiver {

  private static final int FIRST_BYTES = 2048;

  /** A frame of which beats are still missing. */
  private static final class Assembly {
    byte[] frame = new byte[FIRST_BYTES];
    int length;
    boolean inFrame;
    long startPs;
    long route;
  }

  private final Simulation sim;
  private final AxiStreamBus bus;
  private final Consumer<StreamFrame> consumer;
  private final int dataBytes;
  private final KeepPort keep;
  private final KeepPort strobes;
  private final boolean routed;
  private final ChannelStatistics statistics;
  private final byte[] waitingData;
  private final byte[] waitingKeep;
  private final byte[] waitingStrobes;
  private final byte[] scratch;
  private boolean waitingLast;
  private long waitingUser;
  private boolean waiting;
  private long waitingRoute;
  private boolean nullBytesAllowed;
  private boolean interleaved;
  private final Map<Long, Assembly> assemblies = new HashMap<>();
  private Assembly current = new Assembly();
  private long frames;
  private long cycle;

  BeatReceiver(AxiStreamBus bus, Consumer<StreamFrame> consumer, ChannelStatistics statistics) {
    this.sim = bus.sim();
    this.bus = bus;
    this.consumer = consumer;
    this.dataBytes = bus.dataBytes();
    this.keep = new KeepPort(bus.keep, dataBytes);
    this.strobes = new KeepPort(bus.strobes, dataBytes);
    this.routed = bus.id != null || bus.dest != null;
    this.statistics = statistics;
    this.waitingData = new byte[dataBytes];
    this.waitingKeep = new byte[(dataBytes + 7) / 8];
    this.waitingStrobes = new byte[waitingKeep.length];
    this.scratch = new byte[dataBytes];
  }

  void allowNullBytes(boolean allowed) {
    nullBytesAllowed = allowed;
  }

  void allowInterleaving(boolean allowed) {
    interleaved = allowed;
  }

  long frames() {
    return frames;
  }

  boolean isInFrame() {
    return current.inFrame || assemblies.values().stream().anyMatch(each -> each.inFrame);
  }

  /**
   * Sample the port at a rising edge.
   *
   * @param ready value of TREADY at this edge
   * @return {@code true} when a beat was offered and not taken
   */
  boolean sample(boolean ready) {
    cycle++;
    if (!bus.valid.isHigh()) {
      if (waiting) {
        waiting = false;
        throw broken(StreamRule.TVALID_HELD, "tvalid", "tvalid=0 after=1");
      }
      return false;
    }
    if (waiting) {
      compareWaiting();
    }
    if (ready) {
      waiting = false;
      takeBeat();
      return false;
    }
    statistics.stall();
    if (!waiting) {
      waiting = true;
      rememberWaiting();
    }
    return true;
  }

  /** Forget a frame in progress. */
  void reset() {
    cycle++;
    waiting = false;
    assemblies.clear();
    current = new Assembly();
  }

  private void takeBeat() {
    Assembly into = current;
    if (routed || !into.inFrame) {
      into = assembly();
    }
    if (into.frame.length < into.length + dataBytes) {
      into.frame =
          Arrays.copyOf(into.frame, Math.max(into.frame.length * 2, into.length + dataBytes));
    }
    bus.data.getBytes(into.frame, into.length);
    if (bus.strobes != null) {
      applyStrobes(into);
    }
    Signal lastSignal = bus.last;
    boolean last = lastSignal == null || lastSignal.isHigh();
    int bytes = keep.keptBytes();
    if (bytes != dataBytes && !(last && bytes > 0)) {
      bytes = unusualBytes(bytes);
    }
    statistics.beat(cycle, bytes);
    into.length += bytes;
    if (last) {
      endFrame();
    }
  }

  /** Return what the beat on the bus belongs to, and begin a frame if it is the first. */
  private Assembly assembly() {
    long route = routed ? bus.route() : 0;
    if (interleaved && routed) {
      current = assemblies.computeIfAbsent(route, key -> new Assembly());
    }
    Assembly into = current;
    if (!into.inFrame) {
      into.inFrame = true;
      into.startPs = sim.timePs();
      into.route = route;
    } else if (route != into.route) {
      throw broken(
          StreamRule.ROUTE_CHANGED,
          bus.id != null ? "tid" : "tdest",
          "tid=%d tdest=%d after: tid=%d tdest=%d"
              .formatted(route >>> 32, (int) route, into.route >>> 32, (int) into.route));
    }
    return into;
  }

  /** A byte that is kept and not strobed holds a place: it reads as zero. */
  private void applyStrobes(Assembly into) {
    if (strobes.keptBytes() == dataBytes && keep.keptBytes() == dataBytes) {
      return;
    }
    for (int lane = 0; lane < dataBytes; lane++) {
      boolean strobed = strobes.isKept(lane);
      if (strobed && !keep.isKept(lane)) {
        throw broken(StreamRule.TSTRB_RESERVED, "tstrb", "lane=%d ".formatted(lane) + keepValue());
      }
      if (!strobed) {
        into.frame[into.length + lane] = 0;
      }
    }
  }

  /** A hole, a partial beat inside a frame, or no byte at all. */
  private int unusualBytes(int bytes) {
    if (!nullBytesAllowed) {
      if (bytes == KeepPort.HOLE) {
        throw broken(StreamRule.TKEEP_HOLE, "tkeep", keepValue());
      }
      Signal lastSignal = bus.last;
      if (lastSignal != null && !lastSignal.isHigh()) {
        throw broken(StreamRule.TKEEP_PARTIAL, "tkeep", keepValue());
      }
      return bytes;
    }
    int kept = 0;
    for (int lane = 0; lane < dataBytes; lane++) {
      if (keep.isKept(lane)) {
        current.frame[current.length + kept++] = current.frame[current.length + lane];
      }
    }
    return kept;
  }

  private void endFrame() {
    Assembly done = current;
    if (done.length == 0) {
      throw broken(StreamRule.FRAME_EMPTY, "tkeep", keepValue());
    }
    long user = userValue();
    StreamFrame received =
        new StreamFrame(Arrays.copyOf(done.frame, done.length), (user & 1) != 0, 0)
            .withRoute((int) (done.route >>> 32), (int) done.route)
            .withUser(user);
    received.startedAt(done.startPs);
    received.endedAt(sim.timePs());
    done.inFrame = false;
    done.length = 0;
    frames++;
    consumer.accept(received);
  }

  private void rememberWaiting() {
    bus.data.getBytes(waitingData, 0);
    remember(bus.keep, waitingKeep);
    remember(bus.strobes, waitingStrobes);
    waitingLast = isLast();
    waitingUser = userValue();
    waitingRoute = bus.route();
  }

  private void compareWaiting() {
    bus.data.getBytes(scratch, 0);
    int lane = Arrays.mismatch(scratch, waitingData);
    if (lane >= 0) {
      throw broken(
          StreamRule.STABLE,
          "tdata",
          "lane=%d value=0x%02x after=0x%02x".formatted(lane, scratch[lane], waitingData[lane]));
    }
    if (differs(bus.keep, waitingKeep)) {
      throw broken(StreamRule.STABLE, "tkeep", keepValue());
    }
    if (differs(bus.strobes, waitingStrobes)) {
      throw broken(StreamRule.STABLE, "tstrb", keepValue());
    }
    if (isLast() != waitingLast) {
      throw broken(
          StreamRule.STABLE, "tlast", "value=%b after=%b".formatted(isLast(), waitingLast));
    }
    if (userValue() != waitingUser) {
      throw broken(
          StreamRule.STABLE, "tuser", "value=0x%x after=0x%x".formatted(userValue(), waitingUser));
    }
    if (bus.route() != waitingRoute) {
      throw broken(
          StreamRule.STABLE,
          bus.id != null ? "tid" : "tdest",
          "route=0x%x after=0x%x".formatted(bus.route(), waitingRoute));
    }
  }

  private static void remember(@Nullable Signal signal, byte[] waiting) {
    if (signal != null) {
      signal.getBytes(waiting, 0);
    }
  }

  private boolean differs(@Nullable Signal signal, byte[] waiting) {
    if (signal == null) {
      return false;
    }
    signal.getBytes(scratch, 0);
    return !Arrays.equals(scratch, 0, waiting.length, waiting, 0, waiting.length);
  }

  private boolean isLast() {
    Signal signal = bus.last;
    return signal != null && signal.isHigh();
  }

  private long userValue() {
    Signal signal = bus.user;
    return signal == null ? 0 : signal.widthBits() <= 64 ? signal.get() : signal.getWord(0);
  }

  private String keepValue() {
    StringBuilder lanes = new StringBuilder("lanes=");
    for (int lane = dataBytes - 1; lane >= 0; lane--) {
      lanes.append(keep.isKept(lane) ? '1' : '0');
    }
    return lanes
        .append(" frame=")
        .append(frames)
        .append(" byte=")
        .append(current.length)
        .toString();
  }

  private StreamProtocolException broken(StreamRule rule, String signal, String values) {
    return new StreamProtocolException(
        rule, bus.prefix() + "_" + signal, cycle, sim.timePs(), values);
  }
}
