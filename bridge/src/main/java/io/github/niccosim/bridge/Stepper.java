// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.bridge;

import static io.github.niccosim.bridge.ControlLayout.*;

import java.nio.ByteBuffer;

/**
 * Run a {@link Model} through simulated time, in native code, until something happens that Java
 * waits for.
 *
 * <p>One time step has this order; {@link #advance} returns at the marked places, if asked to, and
 * goes on from there when called again:
 *
 * <ol>
 *   <li>the deadline: {@link #TIME} (timers run; nothing has happened at this time yet)
 *   <li>clocks about to toggle: {@link #BEFORE_EDGE} (values are those before the edge)
 *   <li>all clocks of this time toggle together, one evaluation: registers saw the old inputs
 *   <li>clocks made in the RTL that toggled: {@link #OBSERVED} (values are those before the edge)
 *   <li>writes collected so far in this step are stored; if they change anything, an evaluation and
 *       the step before again
 *   <li>watched signals that changed: {@link #WATCH} (writes lead back to the step before)
 *   <li>{@link #READ_ONLY}, then {@link #FINISH} if {@code $finish} was executed
 *   <li>trace dump, when time moves on
 * </ol>
 *
 * <p>Clock stops and watches are switched in memory shared with the loop: no native call, no
 * allocation, no cost while nothing changes. Thread rules are those of the model.
 */
public final class Stepper {
  /** Reason bit: {@link #timePs()} is the deadline, nothing has happened at this time yet. */
  public static final int TIME = 1;

  /** Reason bit: the clocks in {@link #firedClocks()} are about to toggle. */
  public static final int BEFORE_EDGE = 2;

  /** Reason bit: the watches in {@link #firedWatches()} saw their change. */
  public static final int WATCH = 4;

  /** Reason bit: all values of this time step are final. */
  public static final int READ_ONLY = 8;

  /** Reason bit: the design executed {@code $finish} in this time step. */
  public static final int FINISH = 16;

  /**
   * Reason bit: the {@link #observed() observed clocks} that fired have toggled; until the next
   * call of {@link #advance} signals show their values from before that edge.
   */
  public static final int OBSERVED = 32;

  /** Reason bit: nothing will happen by itself any more; time has not moved. */
  public static final int IDLE = 64;

  /** Most clocks a stepper can drive. */
  public static final int MAX_CLOCKS = ControlLayout.MAX_CLOCKS;

  /** Most watches that can exist at a time. */
  public static final int MAX_WATCHES = ControlLayout.MAX_WATCHES;

  static final int NOW_PS = ControlLayout.NOW_PS;
  static final int DIRTY = ControlLayout.DIRTY;

  private final Model model;
  private final long handle;
  private final ByteBuffer control;
  private final ObservedClocks observed;
  private int clocks;

  Stepper(Model model, long handle, ByteBuffer control) {
    this.model = model;
    this.handle = handle;
    this.control = control;
    this.observed = new ObservedClocks(model, control);
  }

  /**
   * Drive a 1-bit input as a clock; it is low until its first rising edge.
   *
   * @param clock input to drive; nobody else should write it
   * @param firstRisePs time of the first rising edge in ps, not before {@link #timePs()}
   * @param highPs time from rising to falling edge in ps, positive
   * @param lowPs time from falling to rising edge in ps, positive
   * @return id of the clock, 0..31 in the order of adding
   * @throws ModelException if an argument is out of range or the signal cannot be driven
   */
  public int addClock(Signal clock, long firstRisePs, long highPs, long lowPs) {
    model.checkAccess();
    if (clock.model() != model || clock.widthBits() != 1 || !clock.isWritable()) {
      throw new ModelException(
          "signal cannot be a clock: signal=" + clock + " (expected: 1 bit input of this model)");
    }
    if (firstRisePs < timePs() || highPs <= 0 || lowPs <= 0) {
      throw new ModelException(
          "clock times are out of range: signal=%s first_rise_ps=%d high_ps=%d low_ps=%d now_ps=%d"
              .formatted(clock.path(), firstRisePs, highPs, lowPs, timePs()));
    }
    clocks++;
    return NativeBridge.addClock(handle, clock.offset(), firstRisePs, highPs, lowPs);
  }

  /**
   * Choose whether {@link #advance} stops before the rising edges of a clock.
   *
   * @param clock id from {@link #addClock}
   * @param on stops while {@code true}
   */
  public void stopBeforeRise(int clock, boolean on) {
    setClockBit(STOP_RISE, clock, on);
  }

  /**
   * Choose whether {@link #advance} stops before the falling edges of a clock.
   *
   * @param clock id from {@link #addClock}
   * @param on stops while {@code true}
   */
  public void stopBeforeFall(int clock, boolean on) {
    setClockBit(STOP_FALL, clock, on);
  }

  /**
   * Say that nothing in the design depends on the falling edge of a clock.
   *
   * <p>The clock then falls together with the writes that follow its rising edge: one evaluation
   * less for each cycle. {@link #stopBeforeFall} has no effect, and reading the clock gives 0.
   * While a trace is being written the clock keeps its shape. If the promise is wrong, logic on the
   * falling edge sees the inputs of the rising one.
   *
   * @param clock id from {@link #addClock}
   * @param on whether the promise holds
   */
  public void setRiseOnly(int clock, boolean on) {
    setClockBit(RISE_ONLY, clock, on);
  }

  /**
   * Stop {@link #advance} whenever a signal changes from what it is now.
   *
   * <p>The change is looked for after each evaluation; a pulse within one evaluation is not seen.
   * The watch stays until {@link #unwatch}.
   *
   * @param signal of up to 64 bits
   * @param edge change to wait for
   * @return id, the lowest free one
   * @throws ModelException if the signal is wider or all ids are taken
   */
  public int watch(Signal signal, Edge edge) {
    model.checkAccess();
    if (signal.model() != model || signal.storageBytes() > 8) {
      throw new ModelException(
          "signal cannot be watched: signal="
              + signal
              + " (expected: 1..64 bits of this model, not a constant, not forceable)");
    }
    int id = freeWatch();
    int at = WATCHES + id * WATCH_BYTES;
    control.putLong(at, signal.get());
    control.putInt(at + 8, signal.offset());
    control.putShort(at + 12, (short) signal.storageBytes());
    control.putShort(at + 14, (short) (edge.ordinal() + 1));
    setWatchActive(id, true);
    if (id / 64 >= control.getInt(WATCH_WORDS)) {
      control.putInt(WATCH_WORDS, id / 64 + 1);
    }
    return id;
  }

  /**
   * End a watch; its id may be given out again.
   *
   * @param id from {@link #watch}
   */
  public void unwatch(int id) {
    model.checkAccess();
    checkId("watch", id, MAX_WATCHES);
    setWatchActive(id, false);
  }

  /**
   * Choose whether {@link #advance} stops when the values of a time step are final.
   *
   * @param on stops at every time step while {@code true}
   */
  public void stopAtReadOnly(boolean on) {
    model.checkAccess();
    control.putInt(STOP_READ_ONLY, on ? 1 : 0);
  }

  /** Evaluate and settle once more at this time, written or not, before it ends. */
  public void settleAgain() {
    model.checkAccess();
    control.putInt(DIRTY, 1);
  }

  /**
   * Run until something asked for happens, at the latest until a deadline.
   *
   * <p>Writes collected in {@link WriteMode#DEFERRED} are taken over. A call after {@link #TIME}
   * finishes that time step first. If nothing is asked for, one call runs all cycles up to the
   * deadline in native code.
   *
   * @param untilPs deadline in ps, not before {@link #timePs()}
   * @return reason bits: {@link #TIME}, {@link #BEFORE_EDGE}, {@link #WATCH}, {@link #READ_ONLY},
   *     {@link #FINISH}, {@link #OBSERVED}, {@link #IDLE}
   * @throws ModelException if the deadline is in the past, or the RTL stopped the simulation or did
   *     not converge; the trace then ends with the values of that time
   */
  public int advance(long untilPs) {
    model.checkAccess();
    if (untilPs < control.getLong(NOW_PS)) {
      throw new ModelException(
          "deadline is in the past: until_ps=%d now_ps=%d".formatted(untilPs, timePs()));
    }
    control.putInt(LOG_STORED, 0);
    try {
      return NativeBridge.advance(handle, untilPs, model.log().bytes());
    } finally {
      if (control.getInt(LOG_STORED) != 0) {
        model.log().clear(); // before an edge nothing is stored yet: writes wait with the rest
      }
    }
  }

  /** Return the clocks made in the RTL. */
  public ObservedClocks observed() {
    return observed;
  }

  /**
   * Return the simulated time.
   *
   * @return ps
   */
  public long timePs() {
    return model.timePs();
  }

  /**
   * Choose whether {@link #advance} returns {@link #IDLE}, without going to the deadline, when no
   * clock runs and no delay in the RTL is pending.
   *
   * @param on stops while {@code true}
   */
  public void stopWhenIdle(boolean on) {
    model.checkAccess();
    control.putInt(STOP_IDLE, on ? 1 : 0);
  }

  /**
   * Choose whether {@link #advance} stops with {@link #TIME} at the next time step, whatever causes
   * it.
   *
   * @param on stops at every time step while {@code true}
   */
  public void stopAtNextStep(boolean on) {
    model.checkAccess();
    control.putInt(STOP_NEXT_STEP, on ? 1 : 0);
  }

  /**
   * Return which clocks made {@link #advance} return {@link #BEFORE_EDGE}.
   *
   * @return bit i: clock i is about to rise; bit 32 + i: it is about to fall
   */
  public long firedClocks() {
    model.checkAccess();
    return control.getLong(FIRED_CLOCKS);
  }

  /**
   * Return which of the watches 0..63 made {@link #advance} return {@link #WATCH}.
   *
   * @return bit i: watch i
   */
  public long firedWatches() {
    return firedWatches(0);
  }

  /**
   * Return which of 64 watches made {@link #advance} return {@link #WATCH}.
   *
   * @param word 0..{@link #watchWords()}-1
   * @return bit i: watch 64 * word + i
   */
  public long firedWatches(int word) {
    model.checkAccess();
    checkId("watch word", word, MAX_WATCHES / 64);
    return control.getLong(FIRED_WATCHES + 8 * word);
  }

  /**
   * Return how many words of {@link #firedWatches(int)} can be other than 0.
   *
   * @return 0..16, one more than the word of the highest id ever given out
   */
  public int watchWords() {
    model.checkAccess();
    return control.getInt(WATCH_WORDS);
  }

  /**
   * Return how often a clock has risen.
   *
   * @param clock id from {@link #addClock}
   * @return rising edges since it was added
   */
  public long edgesOf(int clock) {
    model.checkAccess();
    checkId("clock", clock, clocks);
    return control.getLong(clock(clock, EDGES));
  }

  // ---- clocks with a life of their own
  // -----------------------------------------------------------

  /**
   * Stop before the rising edge of a clock that has a certain number; nothing stops before it.
   *
   * @param clock id from {@link #addClock}
   * @param edge number of the edge, the first is 1; 0 for none
   */
  public void stopAtEdge(int clock, long edge) {
    setClockBit(STOP_COUNT, clock, edge > 0);
    control.putLong(clock(clock, STOP_AT), edge);
  }

  /**
   * Shift every rising edge of a clock from its ideal time by a random amount of its own.
   *
   * @param clock id from {@link #addClock}
   * @param jitterPs largest shift either way, 0 for none; 2 * jitterPs must be below the low phase
   * @param seed the shifts depend on it and on the number of the edge only
   */
  public void setJitter(int clock, long jitterPs, long seed) {
    model.checkAccess();
    checkId("clock", clock, clocks);
    if (jitterPs < 0 || 2 * jitterPs >= control.getLong(clock(clock, LOW_PS))) {
      throw new ModelException(
          "clock jitter is out of range: jitter_ps=%d low_ps=%d (expected: below half the low phase)"
              .formatted(jitterPs, control.getLong(clock(clock, LOW_PS))));
    }
    control.putLong(clock(clock, JITTER_PS), jitterPs);
    control.putLong(clock(clock, SEED), seed);
  }

  /**
   * Stop a clock: low now, it stays low; high or about to rise at this very time, it falls first.
   *
   * @param clock id from {@link #addClock}
   */
  public void stopClock(int clock) {
    model.checkAccess();
    checkId("clock", clock, clocks);
    control.putLong(clock(clock, RESTART_PS), Long.MAX_VALUE);
    long nextPs = control.getLong(clock(clock, NEXT_PS));
    if (isHigh(clock) || nextPs == timePs()) {
      setClockBit(HALTING, clock, true);
    } else {
      control.putLong(clock(clock, NEXT_PS), Long.MAX_VALUE);
    }
  }

  /**
   * Start a stopped clock, perhaps with another shape.
   *
   * @param clock id from {@link #addClock}
   * @param firstRisePs time of the next rising edge in ps, later than now and than its last fall
   * @param highPs time from rising to falling edge in ps, positive
   * @param lowPs time from falling to rising edge in ps, above twice the jitter
   * @throws ModelException if the clock runs or a time is out of range
   */
  public void startClock(int clock, long firstRisePs, long highPs, long lowPs) {
    model.checkAccess();
    checkId("clock", clock, clocks);
    boolean halting = (control.getInt(HALTING) >>> clock & 1) != 0;
    long nextPs = control.getLong(clock(clock, NEXT_PS));
    if (!halting && nextPs != Long.MAX_VALUE) {
      throw new ModelException("clock is running: clock=%d (hint: stop it first)".formatted(clock));
    }
    long earliestPs = !halting ? timePs() : isHigh(clock) ? nextPs : nextPs + highPs;
    if (firstRisePs <= earliestPs
        || highPs <= 0
        || lowPs <= 2 * control.getLong(clock(clock, JITTER_PS))) {
      throw new ModelException(
          "clock times are out of range: first_rise_ps=%d high_ps=%d low_ps=%d earliest_ps=%d"
              .formatted(firstRisePs, highPs, lowPs, earliestPs));
    }
    control.putLong(clock(clock, HIGH_PS), highPs);
    control.putLong(clock(clock, LOW_PS), lowPs);
    if (halting) {
      control.putLong(clock(clock, RESTART_PS), firstRisePs);
    } else {
      control.putLong(clock(clock, IDEAL_PS), firstRisePs);
      control.putLong(clock(clock, NEXT_PS), firstRisePs);
    }
  }

  /**
   * Return when a clock next toggles.
   *
   * @param clock id from {@link #addClock}
   * @return ps, {@link Long#MAX_VALUE} while it is stopped
   */
  public long nextToggleOf(int clock) {
    model.checkAccess();
    checkId("clock", clock, clocks);
    return control.getLong(clock(clock, NEXT_PS));
  }

  /** Whether the clock is high; its signal may show the value before an edge. */
  private boolean isHigh(int clock) {
    return control.getLong(clock(clock, LEVEL)) != 0;
  }

  /**
   * Return how many clocks there are.
   *
   * @return 0..32; ids are 0..clockCount()-1
   */
  public int clockCount() {
    model.checkAccess();
    return clocks;
  }

  /** Take over how many clocks a restored model has. */
  void restored(int clockCount) {
    clocks = clockCount;
  }

  private void setClockBit(int at, int clock, boolean on) {
    model.checkAccess();
    checkId("clock", clock, clocks);
    setBit(control, at, clock, on);
  }

  static void setBit(ByteBuffer control, int at, int bit, boolean on) {
    int bits = control.getInt(at);
    control.putInt(at, on ? bits | 1 << bit : bits & ~(1 << bit));
  }

  private int freeWatch() {
    for (int word = 0; word < MAX_WATCHES / 64; word++) {
      long free = ~control.getLong(WATCH_ACTIVE + 8 * word);
      if (free != 0) {
        return 64 * word + Long.numberOfTrailingZeros(free);
      }
    }
    throw new ModelException("too many watches: limit=" + MAX_WATCHES);
  }

  private void setWatchActive(int id, boolean on) {
    int at = WATCH_ACTIVE + 8 * (id / 64);
    long bits = control.getLong(at);
    long bit = 1L << (id % 64);
    control.putLong(at, on ? bits | bit : bits & ~bit);
  }

  static void checkId(String what, int id, int limit) {
    if (id < 0 || id >= limit) {
      throw new ModelException(
          "unknown %s: id=%d (expected: 0..%d)".formatted(what, id, limit - 1));
    }
  }
}
