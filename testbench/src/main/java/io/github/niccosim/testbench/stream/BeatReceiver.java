// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.stream;

import io.github.niccosim.bridge.Signal;
import io.github.niccosim.testbench.sim.Simulation;
import java.util.Arrays;
import java.util.function.Consumer;

/**
 * Put the beats of a stream together to frames and hold the stream to the {@link StreamRule}s.
 *
 * <p>Costs one read per cycle while TVALID is low; the payload is read when a beat moves, and when
 * one has to wait.
 */
final class BeatReceiver {

  private static final int FIRST_BYTES = 2048;

  private final Simulation sim;
  private final AxiStreamBus bus;
  private final Consumer<StreamFrame> consumer;
  private final int dataBytes;
  private final KeepPort keep;
  private final ChannelStatistics statistics;
  private final byte[] waitingData;
  private final byte[] waitingKeep;
  private final byte[] scratch;
  private boolean waitingLast;
  private long waitingUser;
  private boolean waiting;
  private boolean nullBytesAllowed;
  private byte[] frame = new byte[FIRST_BYTES];
  private int length;
  private boolean inFrame;
  private long startPs;
  private long frames;
  private long cycle;

  BeatReceiver(AxiStreamBus bus, Consumer<StreamFrame> consumer, ChannelStatistics statistics) {
    this.sim = bus.sim();
    this.bus = bus;
    this.consumer = consumer;
    this.dataBytes = bus.dataBytes();
    this.keep = new KeepPort(bus.keep, dataBytes);
    this.statistics = statistics;
    this.waitingData = new byte[dataBytes];
    this.waitingKeep = new byte[(dataBytes + 7) / 8];
    this.scratch = new byte[dataBytes];
  }

  void allowNullBytes(boolean allowed) {
    nullBytesAllowed = allowed;
  }

  long frames() {
    return frames;
  }

  boolean isInFrame() {
    return inFrame;
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
    inFrame = false;
    length = 0;
  }

  private void takeBeat() {
    if (!inFrame) {
      inFrame = true;
      startPs = sim.timePs();
    }
    if (frame.length < length + dataBytes) {
      frame = Arrays.copyOf(frame, Math.max(frame.length * 2, length + dataBytes));
    }
    bus.data.getBytes(frame, length);
    Signal lastSignal = bus.last;
    boolean last = lastSignal == null || lastSignal.isHigh();
    int bytes = keep.keptBytes();
    if (bytes != dataBytes && !(last && bytes > 0)) {
      bytes = unusualBytes(bytes);
    }
    statistics.beat(cycle, bytes);
    length += bytes;
    if (last) {
      endFrame();
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
        frame[length + kept++] = frame[length + lane];
      }
    }
    return kept;
  }

  private void endFrame() {
    if (length == 0) {
      throw broken(StreamRule.FRAME_EMPTY, "tkeep", keepValue());
    }
    Signal user = bus.user;
    boolean bad = user != null && (user.widthBits() <= 64 ? user.get() : user.getWord(0)) % 2 != 0;
    StreamFrame received = new StreamFrame(Arrays.copyOf(frame, length), bad, 0);
    received.startedAt(startPs);
    received.endedAt(sim.timePs());
    inFrame = false;
    length = 0;
    frames++;
    consumer.accept(received);
  }

  private void rememberWaiting() {
    bus.data.getBytes(waitingData, 0);
    Signal keepSignal = bus.keep;
    if (keepSignal != null) {
      keepSignal.getBytes(waitingKeep, 0);
    }
    waitingLast = isLast();
    waitingUser = userValue();
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
    Signal keepSignal = bus.keep;
    if (keepSignal != null) {
      keepSignal.getBytes(scratch, 0);
      if (!Arrays.equals(scratch, 0, waitingKeep.length, waitingKeep, 0, waitingKeep.length)) {
        throw broken(StreamRule.STABLE, "tkeep", keepValue());
      }
    }
    if (isLast() != waitingLast) {
      throw broken(
          StreamRule.STABLE, "tlast", "value=%b after=%b".formatted(isLast(), waitingLast));
    }
    if (userValue() != waitingUser) {
      throw broken(
          StreamRule.STABLE, "tuser", "value=0x%x after=0x%x".formatted(userValue(), waitingUser));
    }
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
    return lanes.append(" frame=").append(frames).append(" byte=").append(length).toString();
  }

  private StreamProtocolException broken(StreamRule rule, String signal, String values) {
    return new StreamProtocolException(
        rule, bus.prefix() + "_" + signal, cycle, sim.timePs(), values);
  }
}
