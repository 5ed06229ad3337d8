// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.bridge;

import java.nio.ByteBuffer;
import java.util.Objects;

/**
 * Read and write an unpacked array of a {@link Model}: a RAM, a register file, an array port.
 *
 * <p>Elements of a one-dimensional array carry their declared indices. Arrays of more dimensions
 * are seen as one row after the other, numbered from 0, the last index running fastest. Rules for
 * threads, closing, write mode and values are those of {@link Signal}.
 */
public final class Memory {
  private final Model model;
  private final SignalInfo info;
  private final ByteBuffer storage;
  private final int first;
  private final int elements;
  private final long mask;

  Memory(Model model, SignalInfo info) {
    this.model = model;
    this.info = info;
    this.storage = model.storage();
    int count = 1;
    for (SignalInfo.Range range : info.dimensions()) {
      count = Math.multiplyExact(count, range.size());
    }
    this.elements = count;
    this.first = info.dimensions().size() == 1 ? info.dimensions().get(0).low() : 0;
    this.mask = info.widthBits() >= 64 ? -1L : (1L << info.widthBits()) - 1;
  }

  /**
   * Return one element of up to 64 bits.
   *
   * @param index {@link #firstIndex()}..{@link #firstIndex()} + {@link #elements()} - 1
   * @return value, zero-extended
   * @throws IndexOutOfBoundsException if there is no such element
   * @throws ModelException if elements are wider than 64 bits
   */
  public long get(int index) {
    int at = place(index);
    return switch (info.storageBytes()) {
      case 1 -> storage.get(at) & 0xffL;
      case 2 -> storage.getShort(at) & 0xffffL;
      case 4 -> storage.getInt(at) & 0xffff_ffffL;
      case 8 -> storage.getLong(at);
      default ->
          throw new ModelException(
              "element is wider than a long: memory=%s width=%d (hint: getBytes)"
                  .formatted(path(), widthBits()));
    };
  }

  /**
   * Write one element of up to 64 bits; a wider one is zero-extended.
   *
   * @param index as for {@link #get}
   * @param value unsigned, must fit
   * @throws IndexOutOfBoundsException if there is no such element
   * @throws ModelException if the value does not fit or the memory cannot be written
   */
  public void set(int index, long value) {
    int at = place(index);
    if ((value & ~mask) != 0) {
      throw tooWide(index, "0x" + Long.toHexString(value));
    }
    checkWritable();
    int bytes = info.storageBytes();
    for (int done = 0; done < bytes; done += 8) {
      put(at + done, Math.min(8, bytes - done), done == 0 ? value : 0);
    }
  }

  /**
   * Copy one element out as little-endian bytes.
   *
   * @param index as for {@link #get}
   * @param destination receives {@code (widthBits() + 7) / 8} bytes
   * @param from index of byte 0 in it
   * @throws IndexOutOfBoundsException if there is no such element, or too little room
   */
  public void getBytes(int index, byte[] destination, int from) {
    int at = place(index);
    Objects.checkFromIndexSize(from, byteCount(), destination.length);
    storage.get(at, destination, from, byteCount());
  }

  /**
   * Write one element from little-endian bytes.
   *
   * @param index as for {@link #get}
   * @param source supplies {@code (widthBits() + 7) / 8} bytes; bits above the width must be 0
   * @param from index of byte 0 in it
   * @throws IndexOutOfBoundsException if there is no such element, or too few bytes
   * @throws ModelException if the value does not fit or the memory cannot be written
   */
  public void setBytes(int index, byte[] source, int from) {
    int at = place(index);
    int count = byteCount();
    Objects.checkFromIndexSize(from, count, source.length);
    int spare = count * 8 - widthBits();
    if (spare != 0 && (source[from + count - 1] & 0xff) >>> (8 - spare) != 0) {
      throw tooWide(index, "%d bytes".formatted(count));
    }
    checkWritable();
    if (model.mode() == WriteMode.DEFERRED) {
      model.log(at, source, from, count);
    } else {
      model.checkImmediate(path());
      storage.put(at, source, from, count);
    }
  }

  /**
   * Return the lowest index.
   *
   * @return declared index of a one-dimensional array, otherwise 0
   */
  public int firstIndex() {
    return first;
  }

  /**
   * Return how many elements there are.
   *
   * @return product of all unpacked dimensions
   */
  public int elements() {
    return elements;
  }

  /**
   * Return the width of one element.
   *
   * @return bits
   */
  public int widthBits() {
    return info.widthBits();
  }

  /**
   * Return the hierarchical path, or the name of an array port.
   *
   * @return path without {@code TOP}
   */
  public String path() {
    return info.path();
  }

  /**
   * Return the direction as seen from inside the model.
   *
   * @return port direction, or {@link Direction#INTERNAL}
   */
  public Direction direction() {
    return info.direction();
  }

  @Override
  public String toString() {
    return "%s[%d] x %d".formatted(path(), widthBits(), elements);
  }

  private int byteCount() {
    return (widthBits() + 7) >>> 3;
  }

  private int place(int index) {
    model.checkAccess();
    int element = index - first;
    if (element < 0 || element >= elements) {
      throw new IndexOutOfBoundsException(
          "memory index is out of range: memory=%s index=%d (expected: %d..%d)"
              .formatted(path(), index, first, first + elements - 1));
    }
    return info.offset() + element * info.storageBytes();
  }

  private void checkWritable() {
    if (!info.writable()) {
      throw new ModelException(
          "memory cannot be written: memory=%s direction=%s (hint: publishWritable(\"%s\"))"
              .formatted(path(), direction(), path()));
    }
  }

  private void put(int at, int bytes, long value) {
    if (model.mode() == WriteMode.DEFERRED) {
      model.log(at, bytes, value);
      return;
    }
    model.checkImmediate(path());
    switch (bytes) {
      case 1 -> storage.put(at, (byte) value);
      case 2 -> storage.putShort(at, (short) value);
      case 4 -> storage.putInt(at, (int) value);
      default -> storage.putLong(at, value);
    }
  }

  private ModelException tooWide(int index, String value) {
    return new ModelException(
        "value does not fit the memory: memory=%s index=%d width=%d value=%s"
            .formatted(path(), index, widthBits(), value));
  }
}
