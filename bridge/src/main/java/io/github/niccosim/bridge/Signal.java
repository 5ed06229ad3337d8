// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.bridge;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Read and write one scalar, vector, packed struct or enumeration of a {@link Model}, directly in
 * the model's memory.
 *
 * <p>No call into native code and no allocation: a read of up to 64 bits costs about a nanosecond.
 * Values are two-state. Bit 0 of a value is the rightmost bit of the declared range; wider values
 * travel as little-endian bytes (byte 0 is bits 7:0) or 64-bit words (word 0 is bits 63:0).
 *
 * <p>A read sees what the model holds now, not a write still collected in {@link
 * WriteMode#DEFERRED}. Every method throws {@link ModelException} when the model is closed or when
 * called from a thread other than the model's.
 */
public final class Signal implements HdlBits {
  private final Model model;
  private final SignalInfo info;
  private final ByteBuffer storage;
  private final int offset;
  private final int storageBytes;
  private final int widthBits;
  private final long mask;
  private final boolean writable;
  private final boolean constant;
  private final int directBytes; // storageBytes, 0 if a read is more than one load
  private final @Nullable SignalForce force;
  private @Nullable HdlType type;
  private @Nullable PackedBits whole;

  Signal(Model model, SignalInfo info) {
    this(model, info, model.storage(), false);
  }

  /** A parameter keeps its value in memory of its own. */
  Signal(Model model, SignalInfo info, ByteBuffer storage, boolean constant) {
    this.model = model;
    this.info = info;
    this.storage = storage;
    this.constant = constant;
    this.force = info.isForceable() ? new SignalForce(info) : null;
    this.directBytes = force == null ? info.storageBytes() : 0;
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
  @Override
  public long get() {
    model.checkAccess();
    return switch (directBytes) {
      case 1 -> storage.get(offset) & 0xffL;
      case 2 -> storage.getShort(offset) & 0xffffL;
      case 4 -> storage.getInt(offset) & 0xffff_ffffL;
      case 8 -> storage.getLong(offset);
      default -> getIndirect();
    };
  }

  private long getIndirect() {
    if (widthBits > 64) {
      throw SignalErrors.tooWideForLong(this);
    }
    return force().getWord(whole(), 0);
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
  @Override
  public void set(long value) {
    model.checkAccess();
    if ((value & ~mask) != 0) {
      throw SignalErrors.tooWide(this, "0x" + Long.toHexString(value));
    }
    if (!writable) {
      throw SignalErrors.notWritable(this);
    }
    if (storageBytes > 8) {
      setWide(value);
    } else if (model.mode() == WriteMode.DEFERRED) {
      model.log().add(offset, storageBytes, value);
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
    if (directBytes != 0) {
      storage.get(offset, destination, at, count);
    } else {
      force().copy(whole(), destination, at, count);
    }
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
      throw SignalErrors.tooWide(this, SignalErrors.hex(source, at, count));
    }
    if (!writable) {
      throw SignalErrors.notWritable(this);
    }
    if (model.mode() == WriteMode.DEFERRED) {
      model.log().add(offset, source, at, count);
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
    if (directBytes == 0) {
      return force().getWord(whole(), index);
    }
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
      throw SignalErrors.tooWide(this, "word " + index + " = 0x" + Long.toHexString(value));
    }
    if (!writable) {
      throw SignalErrors.notWritable(this);
    }
    putWord(index, value);
  }

  @Override
  public BigInteger getBig() {
    model.checkAccess();
    return force == null ? whole().getBig(offset) : force().getBig(whole());
  }

  @Override
  public void setBig(BigInteger value) {
    model.checkAccess();
    whole().checkFits(value);
    checkWritable();
    whole().setBig(offset, value);
  }

  /**
   * Return the name of the value of an enumeration.
   *
   * @return name, or a literal such as {@code 2'h2} if no name has this value
   * @throws ModelException if the signal is not an enumeration
   */
  public String getEnum() {
    return whole().nameOf(getBig());
  }

  /**
   * Write an enumeration by name.
   *
   * @param name one of the declared names
   * @throws ModelException if there is no such name, or as {@link #set(long)}
   */
  public void setEnum(String name) {
    setBig(whole().valueOf(name));
  }

  /**
   * Return a part of the value: a field of a packed struct, an element, a slice.
   *
   * @param fieldPath names and declared indices, such as {@code head.tag}, {@code tail[1].state},
   *     {@code lanes[0][3:0]}, {@code [7:4]}; a slice goes in the declared direction
   * @return the part; make it once and keep it
   * @throws ModelException if there is no such part
   * @throws IndexOutOfBoundsException if an index is outside the declared bounds
   */
  @Override
  public SignalField field(String fieldPath) {
    model.checkAccess();
    String full = path() + FieldPath.join(fieldPath);
    return new SignalField(this, full, FieldPath.find(type(), fieldPath, path()));
  }

  /**
   * Override the signal, whatever drives it in the RTL, until {@link #release()}.
   *
   * <p>All readers of the signal, Java included, see the forced value; what drives it goes on
   * underneath. Takes effect when a write would; a model that never ran is evaluated first, because
   * its start releases everything. Single bits: {@link SignalField#force}.
   *
   * @param value unsigned, must fit; a wider signal is zero-extended
   * @throws ModelException if the value does not fit or the signal is not {@link
   *     ModelSpec.Builder#forceable forceable}
   */
  public void force(long value) {
    forceBig(BigInteger.valueOf(value).and(SignalForce.LONG));
  }

  /**
   * Override a signal of any width; see {@link #force(long)}.
   *
   * @param value not negative, must fit
   * @throws ModelException as {@link #force(long)}
   */
  public void forceBig(BigInteger value) {
    model.checkAccess();
    force().force(model, whole(), value);
  }

  /**
   * Let the RTL drive the signal again: at once its readers see what is driven, which for a
   * register is what it would hold had it not been forced.
   *
   * @throws ModelException if the signal is not forceable
   */
  public void release() {
    model.checkAccess();
    force().release(whole());
  }

  /**
   * Return whether any bit is overridden now.
   *
   * @return {@code false} for a signal that is not forceable
   */
  public boolean isForced() {
    model.checkAccess();
    return force != null && force().isForced(whole());
  }

  /**
   * Return whether {@link #force} is allowed.
   *
   * @return {@code true} for what {@link ModelSpec.Builder#forceable} names
   */
  public boolean isForceable() {
    return force != null;
  }

  /**
   * Return whether this is a parameter.
   *
   * @return {@code true} if the value never changes
   */
  public boolean isConstant() {
    return constant;
  }

  @Override
  public HdlType type() {
    HdlType known = type;
    if (known == null) {
      known = model.layout().type(info);
      type = known;
    }
    return known;
  }

  @Override
  public String show() {
    return HdlText.show(type(), getBig());
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

  @Override
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
  @Override
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
  public Signal signal() {
    return this;
  }

  @Override
  public String toString() {
    return path() + "[" + widthBits + "]";
  }

  int offset() {
    return offset;
  }

  /** Bytes the time loop would compare; more than 8 for what it cannot. */
  int storageBytes() {
    return constant || force != null ? Integer.MAX_VALUE : storageBytes;
  }

  void checkWritable() {
    if (!writable) {
      throw SignalErrors.notWritable(this);
    }
  }

  SignalForce force() {
    SignalForce present = force;
    if (present == null) {
      throw SignalErrors.notForceable(this);
    }
    return present;
  }

  PackedBits bits(String partPath, FieldPath part) {
    return new PackedBits(model, storage, storageBytes, part.type(), part.lowBit(), partPath);
  }

  private PackedBits whole() {
    PackedBits known = whole;
    if (known == null) {
      known = bits(path(), new FieldPath(type(), 0));
      whole = known;
    }
    return known;
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
      model.log().add(offset + at, bytes, value);
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
}
