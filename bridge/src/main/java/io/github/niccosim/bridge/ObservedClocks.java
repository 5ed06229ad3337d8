// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.bridge;

import static io.github.niccosim.bridge.ControlLayout.*;

import java.nio.ByteBuffer;

/**
 * Clocks made in the RTL: divided, gated, or generated with delays.
 *
 * <p>Part of a {@link Stepper}. Their edges are found after the evaluation that made them; still
 * whoever waits for them sees the values from before the edge, as with clocks that are driven.
 */
public final class ObservedClocks {
  /** Most clocks that can be observed. */
  public static final int MAX_OBSERVED = ControlLayout.MAX_OBSERVED;

  private final Model model;
  private final ByteBuffer control;

  ObservedClocks(Model model, ByteBuffer control) {
    this.model = model;
    this.control = control;
  }

  /**
   * Observe a clock made in the RTL, for good.
   *
   * <p>While {@link #stopAt} asks for its edges, the values of all ports and of all published
   * signals that are not memories are copied before each evaluation, so that {@link
   * Stepper#advance} can show them at the edge.
   *
   * @param clock of one bit
   * @return id, 0..31 in the order of adding
   * @throws ModelException if the signal is wider or all ids are taken
   */
  public int add(Signal clock) {
    model.checkAccess();
    int id = control.getInt(OBSERVED_COUNT);
    if (clock.model() != model || clock.widthBits() != 1 || id == MAX_OBSERVED) {
      throw new ModelException(
          "clock cannot be observed: signal=%s observed=%d (expected: 1 bit of this model, at most %d)"
              .formatted(clock, id, MAX_OBSERVED));
    }
    if (id == 0) {
      PreEdgeRanges.of(model.layout().signals()).store(control);
    }
    control.putLong(observed(id, RISES), 0);
    control.putLong(observed(id, LAST_RISE_PS), -1);
    control.putLong(observed(id, PERIOD_PS), -1);
    control.putInt(observed(id, OBSERVED_OFFSET), clock.offset());
    control.putInt(observed(id, OBSERVED_LEVEL), (int) clock.get());
    control.putInt(OBSERVED_COUNT, id + 1);
    return id;
  }

  /**
   * Choose whether {@link Stepper#advance} stops with {@link Stepper#OBSERVED} at the edges of an
   * observed clock.
   *
   * @param observed id from {@link #add}
   * @param rising which edges
   * @param on stops while {@code true}
   */
  public void stopAt(int observed, boolean rising, boolean on) {
    model.checkAccess();
    check(observed);
    Stepper.setBit(control, rising ? STOP_OBSERVED_RISE : STOP_OBSERVED_FALL, observed, on);
  }

  /**
   * Return which observed clocks made {@link Stepper#advance} return {@link Stepper#OBSERVED}.
   *
   * @return bit i: observed clock i has risen; bit 32 + i: it has fallen
   */
  public long fired() {
    model.checkAccess();
    return control.getLong(FIRED_OBSERVED);
  }

  /**
   * Return how often an observed clock has risen, the edge Java is looking at not included.
   *
   * @param observed id from {@link #add}
   */
  public long risesOf(int observed) {
    model.checkAccess();
    check(observed);
    return control.getLong(observed(observed, RISES));
  }

  /**
   * Return the time between the latest two rising edges of an observed clock.
   *
   * @param observed id from {@link #add}
   * @return ps, -1 before the second
   */
  public long periodOf(int observed) {
    model.checkAccess();
    check(observed);
    return control.getLong(observed(observed, PERIOD_PS));
  }

  private void check(int observed) {
    Stepper.checkId("observed clock", observed, control.getInt(OBSERVED_COUNT));
  }
}
