// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.bridge;

import java.math.BigInteger;
import java.util.Objects;

/**
 * Read and write a part of a {@link Signal}: a field of a packed struct, an element of a packed
 * array, a slice of a vector.
 *
 * <p>Costs a load, a shift and a mask; get it once and keep it. A write leaves the other bits
 * alone, also those that are written in the same time step by somebody else. Rules for threads,
 * closing, write mode and values are those of {@link Signal}.
 */
public final class SignalField implements HdlBits {
  private final Signal signal;
  private final Model model;
  private final PackedBits bits;
  private final int lowBit;
  private final int offset;
  private final boolean plain;

  SignalField(Signal signal, String path, FieldPath part) {
    this.signal = signal;
    this.model = signal.model();
    this.lowBit = part.lowBit();
    this.offset = signal.offset();
    this.bits = signal.bits(path, part);
    this.plain = !signal.isForceable();
  }

  /**
   * Return the value of a field of up to 64 bits.
   *
   * @return value, zero-extended
   * @throws ModelException if the field is wider than 64 bits
   */
  @Override
  public long get() {
    model.checkAccess();
    return plain || bits.wordCount() > 1 ? bits.get(offset) : signal.force().getWord(bits, 0);
  }

  /**
   * Return whether any bit is set.
   *
   * @return {@code true} unless the value is 0
   */
  public boolean isHigh() {
    for (int i = 0; i < bits.wordCount(); i++) {
      if (getWord(i) != 0) {
        return true;
      }
    }
    return false;
  }

  /**
   * Return one 64-bit word of the value.
   *
   * @param index 0 for bits 63:0
   * @return the word, zero-extended
   * @throws IndexOutOfBoundsException if there is no such word
   */
  public long getWord(int index) {
    Objects.checkIndex(index, bits.wordCount());
    model.checkAccess();
    return plain ? bits.getWord(offset, index) : signal.force().getWord(bits, index);
  }

  /**
   * Return the value of a field of any width.
   *
   * @return unsigned
   */
  @Override
  public BigInteger getBig() {
    model.checkAccess();
    return plain ? bits.getBig(offset) : signal.force().getBig(bits);
  }

  /**
   * Return the name of the value of an enumeration.
   *
   * @return name, or a literal such as {@code 2'h2} if no name has this value
   * @throws ModelException if the field is not an enumeration
   */
  public String getEnum() {
    return bits.nameOf(getBig());
  }

  /**
   * Write the field; a field beyond 64 bits is zero-extended.
   *
   * @param value unsigned, must fit
   * @throws ModelException as {@link Signal#set(long)}
   */
  @Override
  public void set(long value) {
    model.checkAccess();
    if (!bits.fits(value)) {
      throw bits.tooWide("0x" + Long.toHexString(value));
    }
    signal.checkWritable();
    bits.set(offset, value);
  }

  /**
   * Write one 64-bit word of the field, leaving the others.
   *
   * @param index 0 for bits 63:0
   * @param value bits above the width must be 0
   * @throws IndexOutOfBoundsException if there is no such word
   * @throws ModelException as {@link Signal#set(long)}
   */
  public void setWord(int index, long value) {
    Objects.checkIndex(index, bits.wordCount());
    model.checkAccess();
    if (!bits.fitsWord(index, value)) {
      throw bits.tooWide("word " + index + " = 0x" + Long.toHexString(value));
    }
    signal.checkWritable();
    bits.setWord(offset, index, value);
  }

  /**
   * Write a field of any width.
   *
   * @param value not negative, must fit
   * @throws ModelException as {@link Signal#set(long)}
   */
  @Override
  public void setBig(BigInteger value) {
    model.checkAccess();
    bits.checkFits(value);
    signal.checkWritable();
    bits.setBig(offset, value);
  }

  /**
   * Write an enumeration by name.
   *
   * @param name one of the declared names
   * @throws ModelException if there is no such name, or as {@link Signal#set(long)}
   */
  public void setEnum(String name) {
    setBig(bits.valueOf(name));
  }

  /**
   * Override these bits only, whatever drives them; see {@link Signal#force(long)}.
   *
   * @param value unsigned, must fit
   * @throws ModelException if the value does not fit or the signal is not forceable
   */
  public void force(long value) {
    model.checkAccess();
    if (!bits.fits(value)) {
      throw bits.tooWide("0x" + Long.toHexString(value));
    }
    signal.force().force(model, bits, BigInteger.valueOf(value).and(SignalForce.LONG));
  }

  /**
   * Let the RTL drive these bits again.
   *
   * @throws ModelException if the signal is not forceable
   */
  public void release() {
    model.checkAccess();
    signal.force().release(bits);
  }

  /**
   * Return a part of this field.
   *
   * @param path as for {@link Signal#field(String)}, from here on
   * @return the part
   * @throws ModelException if there is none
   */
  @Override
  public SignalField field(String path) {
    FieldPath part = FieldPath.find(bits.type(), path, bits.path());
    return new SignalField(
        signal,
        bits.path() + FieldPath.join(path),
        new FieldPath(part.type(), part.lowBit() + lowBit));
  }

  /**
   * Return the declared type.
   *
   * @return packed type
   */
  @Override
  public HdlType type() {
    return bits.type();
  }

  /**
   * Return the width.
   *
   * @return bits
   */
  @Override
  public int widthBits() {
    return bits.widthBits();
  }

  /**
   * Return the path of the signal with that of the field.
   *
   * @return such as {@code packet_i.head.tag}
   */
  @Override
  public String path() {
    return bits.path();
  }

  /**
   * Return the signal this is a part of.
   *
   * @return the signal
   */
  @Override
  public Signal signal() {
    return signal;
  }

  /**
   * Return the value as its type shows it; for messages.
   *
   * @return such as {@code {tag: 0x3, state: Busy}}
   */
  @Override
  public String show() {
    return HdlText.show(bits.type(), getBig());
  }

  @Override
  public String toString() {
    return path() + "[" + widthBits() + "]";
  }
}
