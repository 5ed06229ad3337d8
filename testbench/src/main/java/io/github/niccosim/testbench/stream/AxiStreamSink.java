// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.stream;

import io.github.niccosim.testbench.sim.Clock;
import io.github.niccosim.testbench.sim.Event;
import io.github.niccosim.testbench.sim.Registration;
import java.util.ArrayDeque;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Receive frames from an AXI4-Stream output of a design, with back-pressure as a pattern says.
 *
 * <p>Frames wait in a queue for {@link #receive()}, or go to the consumer given to {@link
 * #onFrame}, which keeps memory constant. Holds the port to the {@link StreamRule}s. One callback
 * per rising edge; nothing is allocated per cycle, one {@link StreamFrame} per frame.
 */
public final class AxiStreamSink implements AutoCloseable {

  private final AxiStreamBus bus;
  private final ChannelStatistics statistics = new ChannelStatistics("TDATA");
  private final BeatReceiver receiver;
  private final Registration registration;
  private final ArrayDeque<StreamFrame> queue = new ArrayDeque<>();
  private final Event arrived;
  private @Nullable Consumer<StreamFrame> consumer;
  private ReadyPattern.Sequence pattern = FixedPatterns.ALWAYS.start(new SplittableRandom(0));
  private boolean ready;

  /**
   * Attach a sink to a port and begin with the next rising edge; TREADY is low until then.
   *
   * @param clock clock of the port
   * @param bus port of the design; must be an output stream
   */
  public AxiStreamSink(Clock clock, AxiStreamBus bus) {
    this.bus = bus;
    this.receiver = new BeatReceiver(bus, this::accept, statistics);
    this.arrived = bus.sim().event(bus.prefix() + " frame");
    this.ready = bus.ready == null;
    if (bus.ready != null) {
      bus.ready.set(0);
    }
    this.registration = clock.onRisingEdge(this::onEdge);
  }

  /**
   * Pace TREADY.
   *
   * @param back cycles in which TREADY may be high; ignored on a port without TREADY
   * @param random source of the pattern's decisions
   */
  public void setBackPressure(ReadyPattern back, RandomGenerator random) {
    pattern = back.start(random);
  }

  /**
   * Hand frames to a consumer instead of the queue.
   *
   * @param action called on the simulation thread at the edge of each last beat
   */
  public void onFrame(Consumer<StreamFrame> action) {
    consumer = action;
  }

  /**
   * Accept beats of frames with different TID or TDEST mixed, and put each together (IHI 0051 2.6).
   *
   * @param allowed {@code true} to accept
   */
  public void setInterleavingAllowed(boolean allowed) {
    receiver.allowInterleaving(allowed);
  }

  /**
   * Accept null bytes inside frames and drop them, as AXI-Stream allows (IHI 0051 2.4.3).
   *
   * @param allowed {@code true} to accept
   */
  public void setNullBytesAllowed(boolean allowed) {
    receiver.allowNullBytes(allowed);
  }

  /**
   * Take the oldest frame, blocking the current task until there is one.
   *
   * @return the frame
   */
  public StreamFrame receive() {
    StreamFrame frame = queue.pollFirst();
    while (frame == null) {
      arrived.clear();
      arrived.await();
      frame = queue.pollFirst();
    }
    return frame;
  }

  /**
   * Take the oldest frame if there is one.
   *
   * @return the frame, or {@code null}
   */
  public @Nullable StreamFrame tryReceive() {
    return queue.pollFirst();
  }

  /**
   * Return the frames that wait to be taken.
   *
   * @return frames
   */
  public int waitingFrames() {
    return queue.size();
  }

  /**
   * Return the complete frames received, taken or not.
   *
   * @return frames
   */
  public long frames() {
    return receiver.frames();
  }

  /**
   * Say whether a frame has begun and not ended.
   *
   * @return {@code true} between its first and its last beat
   */
  public boolean isInFrame() {
    return receiver.isInFrame();
  }

  /**
   * Return the counters; stalls are cycles with TVALID high and TREADY low.
   *
   * @return live counters
   */
  public ChannelStatistics statistics() {
    return statistics;
  }

  /** Stop receiving; TREADY keeps its last value. */
  @Override
  public void close() {
    registration.close();
  }

  private void onEdge() {
    if (bus.inReset()) {
      receiver.reset();
      setReady(bus.ready == null);
      return;
    }
    boolean stalled = receiver.sample(ready);
    if (bus.ready != null) {
      setReady(pattern.next(stalled));
    }
  }

  private void accept(StreamFrame frame) {
    Consumer<StreamFrame> action = consumer;
    if (action != null) {
      action.accept(frame);
      return;
    }
    queue.addLast(frame);
    arrived.set();
  }

  private void setReady(boolean now) {
    if (now != ready) {
      ready = now;
      if (bus.ready != null) {
        bus.ready.set(now ? 1 : 0);
      }
    }
  }
}
