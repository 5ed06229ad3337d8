// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.bridge;

import java.math.BigInteger;

/**
 * Read and write one field of the elements of a {@link Memory} of packed structs.
 *
 * <p>Indices are those of the memory, rules those of {@link SignalField}.
 */
public final class MemoryField {
  private final Memory memory;
  private final PackedBits bits;

  MemoryField(Memory memory, String path, FieldPath part) {
    this.memory = memory;
    this.bits = memory.bits(path, part);
  }

  /**
   * Return the field of one element.
   *
   * @param index of the element
   * @return value, zero-extended
   * @throws IndexOutOfBoundsException if there is no such element
   * @throws ModelException if the field is wider than 64 bits
   */
  public long get(int index) {
    return bits.get(memory.place(index));
  }

  /**
   * Return the field of one element, of any width.
   *
   * @param index of the element
   * @return unsigned
   * @throws IndexOutOfBoundsException if there is no such element
   */
  public BigInteger getBig(int index) {
    return bits.getBig(memory.place(index));
  }

  /**
   * Return the name of an enumeration's value in one element.
   *
   * @param index of the element
   * @return name, or a literal if no name has this value
   * @throws IndexOutOfBoundsException if there is no such element
   * @throws ModelException if the field is not an enumeration
   */
  public String getEnum(int index) {
    return bits.nameOf(getBig(index));
  }

  /**
   * Write the field of one element, leaving its other fields.
   *
   * @param index of the element
   * @param value unsigned, must fit
   * @throws IndexOutOfBoundsException if there is no such element
   * @throws ModelException if the value does not fit or the memory cannot be written
   */
  public void set(int index, long value) {
    int place = memory.place(index);
    if (!bits.fits(value)) {
      throw bits.tooWide("0x" + Long.toHexString(value));
    }
    memory.checkWritable();
    bits.set(place, value);
  }

  /**
   * Write the field of one element, of any width.
   *
   * @param index of the element
   * @param value not negative, must fit
   * @throws IndexOutOfBoundsException if there is no such element
   * @throws ModelException if the value does not fit or the memory cannot be written
   */
  public void setBig(int index, BigInteger value) {
    int place = memory.place(index);
    bits.checkFits(value);
    memory.checkWritable();
    bits.setBig(place, value);
  }

  /**
   * Write an enumeration by name.
   *
   * @param index of the element
   * @param name one of the declared names
   * @throws IndexOutOfBoundsException if there is no such element
   * @throws ModelException if there is no such name or the memory cannot be written
   */
  public void setEnum(int index, String name) {
    setBig(index, bits.valueOf(name));
  }

  /**
   * Return the declared type.
   *
   * @return packed type
   */
  public HdlType type() {
    return bits.type();
  }

  /**
   * Return the path of the memory with that of the field.
   *
   * @return such as {@code top.queue_q[].head.tag}
   */
  public String path() {
    return bits.path();
  }

  @Override
  public String toString() {
    return path() + "[" + bits.widthBits() + "]";
  }
}
