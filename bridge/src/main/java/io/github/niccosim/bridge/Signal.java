// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.bridge;

import java.nio.ByteBuffer;
import java.util.Objects;

/**
 * Read and write one scalar or vector signal of a {@link Model}, directly in the model's memory.
 *
 * <p>No call into native code and no allocation: a read of up to 64 bits costs about a nanosecond.
 * Values are two-state. Bit 0 of a value is the rightmost bit of the declared range; wider values
 * travel as little-endian bytes (byte 0 is bits 7:0) or 64-bit words (word 0 is bits 63:0).
 *
 * <p>A read sees what the model holds now, not a write still collected in {@link
 * WriteMode#DEFERRED}. Every method throws {@link ModelException} when the model is closed or when
 * called from a thread other than the model's.
 */
public final class Signal {
  private final Model model;
  private final SignalInfo info;
  private final ByteBuffer storage;
  private final int offset;
  private final int storageBytes;
  private final int widthBits;
  private final long mask;
  private final boolean writable;

  Signal(Model model, SignalInfo info) {
    this.model = model;
    this.info = info;
    this.storage = model.storage();
    this.offset = info.offset();
    this.storageBytes = info.storageBytes();
    this.widthBits = info.widthBits();
    this.mask = widthBits >= 64 ? -1L : (1L << widthBits) - 1;
    this.writable = info.writable();
  }

  /**
   * Return the value of a signal of up to 64 bits.
   *
   * @return value, zero-extended; a 64-bit signal fills the sign bit
   * @throws ModelException if the signal is wider than 64 bits
   */
  public long get() {
    model.checkAccess();
    return switch (storageBytes) {
      case 1 -> storage.get(offset) & 0xffL;
      case 2 -> storage.getShort(offset) & 0xffffL;
      case 4 -> storage.getInt(offset) & 0xffff_ffffL;
      case 8 -> storage.getLong(offset);
      default -> throw tooWideForLong();
    };
  }

  /**
   * Return whether any bit is set; for a 1-bit signal, whether it is high.
   *
   * @return {@code true} unless the value is 0
   */
  public boolean isHigh() {
    if (storageBytes <= 8) {
      return get() != 0;
    }
    for (int i = 0; i < wordCount(); i++) {
      if (getWord(i) != 0) {
        return true;
      }
    }
    return false;
  }

  /**
   * Write a value; when it takes effect is the model's {@link WriteMode}.
   *
   * @param value unsigned; must fit the width, and is zero-extended for a signal beyond 64 bits
   * @throws ModelException if the value does not fit, the signal is read only (an output, or not
   *     published as writable), or the time step is in its read-only phase
   */
  public void set(long value) {
    model.checkAccess();
    if ((value & ~mask) != 0) {
      throw tooWide("0x" + Long.toHexString(value));
    }
    if (!writable) {
      throw notWritable();
    }
    if (storageBytes > 8) {
      setWide(value);
    } else if (model.mode() == WriteMode.DEFERRED) {
      model.log(offset, storageBytes, value);
    } else {
      model.checkImmediate(path());
      store(value);
    }
  }

  /**
   * Write 1 or 0.
   *
   * @param high {@code true} for 1
   * @throws ModelException as {@link #set(long)}
   */
  public void set(boolean high) {
    set(high ? 1L : 0L);
  }

  /**
   * Copy the value out as little-endian bytes.
   *
   * @param destination receives {@code (widthBits() + 7) / 8} bytes
   * @param at index of byte 0 in it
   * @throws IndexOutOfBoundsException if they do not fit
   */
  public void getBytes(byte[] destination, int at) {
    model.checkAccess();
    int count = byteCount();
    Objects.checkFromIndexSize(at, count, destination.length);
    storage.get(offset, destination, at, count);
  }

  /**
   * Write the value from little-endian bytes.
   *
   * @param source supplies {@code (widthBits() + 7) / 8} bytes; bits above the width must be 0
   * @param at index of byte 0 in it
   * @throws IndexOutOfBoundsException if there are fewer
   * @throws ModelException as {@link #set(long)}
   */
  public void setBytes(byte[] source, int at) {
    model.checkAccess();
    int count = byteCount();
    Objects.checkFromIndexSize(at, count, source.length);
    int spare = count * 8 - widthBits;
    if (spare != 0 && (source[at + count - 1] & 0xff) >>> (8 - spare) != 0) {
      throw tooWide(hex(source, at, count));
    }
    if (!writable) {
      throw notWritable();
    }
    if (model.mode() == WriteMode.DEFERRED) {
      model.log(offset, source, at, count);
    } else {
      model.checkImmediate(path());
      storage.put(offset, source, at, count);
    }
  }

  /**
   * Return one 64-bit word of the value.
   *
   * @param index 0..{@link #wordCount()}-1, word 0 is bits 63:0
   * @return the word, zero-extended if it is the last one and partial
   * @throws IndexOutOfBoundsException if there is no such word
   */
  public long getWord(int index) {
    Objects.checkIndex(index, wordCount());
    if (storageBytes <= 8) {
      return get();
    }
    model.checkAccess();
    int at = offset + 8 * index;
    return 8 * index + 8 <= storageBytes ? storage.getLong(at) : storage.getInt(at) & 0xffff_ffffL;
  }

  /**
   * Write one 64-bit word of the value, leaving the others.
   *
   * @param index 0..{@link #wordCount()}-1, word 0 is bits 63:0
   * @param value the word; bits above the width must be 0
   * @throws IndexOutOfBoundsException if there is no such word
   * @throws ModelException as {@link #set(long)}
   */
  public void setWord(int index, long value) {
    Objects.checkIndex(index, wordCount());
    if (storageBytes <= 8) {
      set(value);
      return;
    }
    model.checkAccess();
    int bitsLeft = widthBits - 64 * index;
    if (bitsLeft < 64 && value >>> bitsLeft != 0) {
      throw tooWide("word " + index + " = 0x" + Long.toHexString(value));
    }
    if (!writable) {
      throw notWritable();
    }
    putWord(index, value);
  }

  /**
   * Return how many 64-bit words the value has.
   *
   * @return at least 1
   */
  public int wordCount() {
    return (widthBits + 63) >>> 6;
  }

  /**
   * Return how many bytes {@link #getBytes} copies.
   *
   * @return at least 1
   */
  public int byteCount() {
    return (widthBits + 7) >>> 3;
  }

  /**
   * Return the width.
   *
   * @return bits, at least 1
   */
  public int widthBits() {
    return widthBits;
  }

  /**
   * Return the direction as seen from inside the model.
   *
   * @return port direction, or {@link Direction#INTERNAL}
   */
  public Direction direction() {
    return info.direction();
  }

  /**
   * Return the name of a port or the hierarchical path of an internal signal.
   *
   * @return path without {@code TOP}
   */
  public String path() {
    return info.path();
  }

  /**
   * Return whether {@link #set} is allowed.
   *
   * @return {@code false} for outputs and signals published read only
   */
  public boolean isWritable() {
    return writable;
  }

  /**
   * Return the model this signal belongs to.
   *
   * @return the model
   */
  public Model model() {
    return model;
  }

  @Override
  public String toString() {
    return path() + "[" + widthBits + "]";
  }

  int offset() {
    return offset;
  }

  int storageBytes() {
    return storageBytes;
  }

  private void setWide(long value) {
    putWord(0, value);
    for (int i = 1; i < wordCount(); i++) {
      putWord(i, 0);
    }
  }

  private void putWord(int index, long value) {
    int at = 8 * index;
    int bytes = Math.min(8, storageBytes - at);
    if (model.mode() == WriteMode.DEFERRED) {
      model.log(offset + at, bytes, value);
      return;
    }
    model.checkImmediate(path());
    if (bytes == 8) {
      storage.putLong(offset + at, value);
    } else {
      storage.putInt(offset + at, (int) value);
    }
  }

  private void store(long value) {
    switch (storageBytes) {
      case 1 -> storage.put(offset, (byte) value);
      case 2 -> storage.putShort(offset, (short) value);
      case 4 -> storage.putInt(offset, (int) value);
      default -> storage.putLong(offset, value);
    }
  }

  private ModelException tooWideForLong() {
    return new ModelException(
        "signal is wider than a long: signal=%s width=%d (hint: getBytes or getWord)"
            .formatted(path(), widthBits));
  }

  private ModelException tooWide(String value) {
    return new ModelException(
        "value does not fit the signal: signal=%s width=%d value=%s"
            .formatted(path(), widthBits, value));
  }

  private ModelException notWritable() {
    String hint =
        direction() == Direction.OUT
            ? "outputs are driven by the model"
            : "hint: publishWritable(\"" + path() + "\")";
    return new ModelException(
        "signal cannot be written: signal=%s direction=%s (%s)"
            .formatted(path(), direction(), hint));
  }

  private static String hex(byte[] bytes, int at, int count) {
    StringBuilder text = new StringBuilder("0x");
    for (int i = count - 1; i >= 0; i--) {
      text.append("%02x".formatted(bytes[at + i]));
    }
    return text.toString();
  }
}
