// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.junit;

import io.github.niccosim.bridge.Signal;
import java.math.BigInteger;
import org.opentest4j.AssertionFailedError;

/**
 * Assertions about the value of a signal as a task reads it now.
 *
 * <pre>
 * signal differs: signal=cfg_i width=12 expected=0x105 actual=0x107 bits=1
 *   time=25.000 ns
 *   field             expected      actual
 *   mode[11:8]        1             1
 *   len[7:0]          5             7     *
 * </pre>
 */
public final class SignalAssert {
  private final Signal signal;
  private final BigInteger actual;

  SignalAssert(Signal signal) {
    this.signal = signal;
    this.actual = signal.getBig();
  }

  /**
   * Require a value.
   *
   * @param expected unsigned; a 64-bit signal may use the sign bit
   */
  public SignalAssert isEqualTo(long expected) {
    BigInteger value = BigInteger.valueOf(expected);
    return isEqualTo(value.signum() < 0 ? value.add(BigInteger.ONE.shiftLeft(64)) : value);
  }

  /**
   * Require a value.
   *
   * @param expected unsigned
   */
  public SignalAssert isEqualTo(BigInteger expected) {
    if (!actual.equals(expected)) {
      throw new AssertionFailedError(
          "signal differs: "
              + SignalText.name(signal)
              + " expected="
              + SignalText.hex(expected)
              + " actual="
              + SignalText.hex(actual)
              + " bits="
              + SignalText.bits(expected.xor(actual))
              + SignalText.time(signal)
              + SignalText.fields(signal, expected, actual),
          SignalText.hex(expected),
          SignalText.hex(actual));
    }
    return this;
  }

  /**
   * Require another value.
   *
   * @param unexpected unsigned
   */
  public SignalAssert isNotEqualTo(long unexpected) {
    return require(!actual.equals(BigInteger.valueOf(unexpected)), "another value");
  }

  /** Require that any bit is set. */
  public SignalAssert isHigh() {
    return require(actual.signum() != 0, "high");
  }

  /** Require that no bit is set. */
  public SignalAssert isLow() {
    return require(actual.signum() == 0, "low");
  }

  /**
   * Require a value in a range.
   *
   * @param least unsigned, included
   * @param most unsigned, included
   */
  public SignalAssert isBetween(long least, long most) {
    boolean holds =
        actual.compareTo(BigInteger.valueOf(least)) >= 0
            && actual.compareTo(BigInteger.valueOf(most)) <= 0;
    return require(holds, least + ".." + most);
  }

  /**
   * Require that certain bits have certain values.
   *
   * @param mask bits that count
   * @param value of these bits
   */
  public SignalAssert hasBits(long mask, long value) {
    boolean holds = actual.and(BigInteger.valueOf(mask)).equals(BigInteger.valueOf(value));
    return require(holds, "0x" + Long.toHexString(value) + " in bits 0x" + Long.toHexString(mask));
  }

  private SignalAssert require(boolean holds, String expected) {
    if (!holds) {
      throw new AssertionFailedError(
          "signal is wrong: "
              + SignalText.name(signal)
              + " expected="
              + expected
              + " actual="
              + SignalText.hex(actual)
              + SignalText.time(signal)
              + SignalText.fields(signal, actual, actual));
    }
    return this;
  }
}
