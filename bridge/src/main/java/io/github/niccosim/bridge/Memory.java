// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.bridge;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/**
 * Read and write an unpacked array of a {@link Model}: a RAM, a register file, an array port.
 *
 * <p>Elements of a one-dimensional array carry their declared indices. Arrays of more dimensions
 * are seen as one row after the other, numbered from 0, the last index running fastest, each row
 * from its lowest index on; {@link #index(int...)} turns declared indices into that number. Rules
 * for threads, closing, write mode and values are those of {@link Signal}.
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
    this.elements = info.elements();
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
              "element is wider than a long: memory=%s width=%d (hint: getBytes or field)"
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
    checkFits(index, source, from);
    checkWritable();
    if (model.mode() == WriteMode.DEFERRED) {
      model.log().add(at, source, from, count);
    } else {
      model.checkImmediate(path());
      storage.put(at, source, from, count);
    }
  }

  /**
   * Return the number of an element of an array of several dimensions.
   *
   * @param indices one declared index per dimension, outermost first
   * @return index for {@link #get}, {@link #set} and the others
   * @throws IndexOutOfBoundsException if one is outside its bounds, or there are too few or many
   */
  public int index(int... indices) {
    List<SignalInfo.Range> dimensions = info.dimensions();
    if (indices.length != dimensions.size()) {
      throw new IndexOutOfBoundsException(
          "number of indices is wrong: memory=%s indices=%d (expected: %d)"
              .formatted(path(), indices.length, dimensions.size()));
    }
    int place = 0;
    for (int i = 0; i < indices.length; i++) {
      SignalInfo.Range range = dimensions.get(i);
      if (indices[i] < range.low() || indices[i] >= range.low() + range.size()) {
        throw new IndexOutOfBoundsException(
            "memory index is out of range: memory=%s dimension=%d index=%d (expected: %d..%d)"
                .formatted(path(), i, indices[i], range.low(), range.low() + range.size() - 1));
      }
      place = place * range.size() + indices[i] - range.low();
    }
    return first + place;
  }

  /**
   * Return a view of one field of all elements, which are packed structs.
   *
   * @param fieldPath as for {@link Signal#field}
   * @return the view; make it once and keep it
   * @throws ModelException if there is no such field
   */
  public MemoryField field(String fieldPath) {
    model.checkAccess();
    return new MemoryField(this, path() + "[]" + FieldPath.join(fieldPath), part(fieldPath));
  }

  private FieldPath part(String fieldPath) {
    return FieldPath.find(elementType(), fieldPath, path() + "[]");
  }

  /**
   * Copy all elements out, each as {@code (widthBits() + 7) / 8} little-endian bytes.
   *
   * @return elements from the lowest index on
   */
  public byte[] toBytes() {
    model.checkAccess();
    int count = byteCount();
    byte[] result = new byte[Math.multiplyExact(count, elements)];
    if (count == info.storageBytes()) {
      storage.get(info.offset(), result);
      return result;
    }
    for (int i = 0; i < elements; i++) {
      storage.get(info.offset() + i * info.storageBytes(), result, i * count, count);
    }
    return result;
  }

  /**
   * Write neighbouring elements, all or, if one does not fit, none of them.
   *
   * @param index of the first one
   * @param values each {@code (widthBits() + 7) / 8} little-endian bytes
   * @throws IndexOutOfBoundsException if there are more values than elements from there on
   * @throws ModelException if a value does not fit or the memory cannot be written
   */
  public void setAll(int index, byte[] values) {
    int at = place(index);
    int count = byteCount();
    int number = values.length / count;
    if (number * count != values.length || index - first + number > elements) {
      throw new IndexOutOfBoundsException(
          "values do not fit the memory: memory=%s index=%d bytes=%d (expected: at most %d of %d)"
              .formatted(path(), index, values.length, elements - (index - first), count));
    }
    byte[] image = new byte[number * info.storageBytes()];
    for (int i = 0; i < number; i++) {
      checkFits(index + i, values, i * count);
      System.arraycopy(values, i * count, image, i * info.storageBytes(), count);
    }
    checkWritable();
    if (number == 0) {
      return;
    }
    if (model.mode() == WriteMode.DEFERRED) {
      model.log().add(at, image, 0, image.length);
    } else {
      model.checkImmediate(path());
      storage.put(at, image);
    }
  }

  /**
   * Load a hexadecimal file as {@code $readmemh} does: words, {@code _}, comments,
   * {@code @address}.
   *
   * @param file text; elements it does not name keep their value
   * @throws ModelException if it cannot be read or understood, or a word does not fit; the memory
   *     is then unchanged
   */
  public void readHex(Path file) {
    MemoryFile.readHex(this, file);
  }

  /**
   * Write all elements to a file {@code $readmemh} and {@link #readHex} can load.
   *
   * @param file overwritten
   * @throws ModelException if it cannot be written
   */
  public void writeHex(Path file) {
    MemoryFile.writeHex(this, file);
  }

  /**
   * Load a binary file: each element as {@code (widthBits() + 7) / 8} little-endian bytes.
   *
   * @param file at most as long as the memory; elements beyond its end keep their value
   * @throws ModelException if it cannot be read, is too long or ends inside an element
   */
  public void readBinary(Path file) {
    MemoryFile.readBinary(this, file);
  }

  /**
   * Write all elements to a file that {@link #readBinary} can load.
   *
   * @param file overwritten
   * @throws ModelException if it cannot be written
   */
  public void writeBinary(Path file) {
    MemoryFile.writeBinary(this, file);
  }

  /**
   * Return the declared type of one element.
   *
   * @return packed type
   */
  public HdlType elementType() {
    HdlType type = type();
    while (type instanceof HdlType.UnpackedArray array) {
      type = array.element();
    }
    return type;
  }

  /**
   * Return the declared type of the array.
   *
   * @return an {@link HdlType.UnpackedArray}
   */
  public HdlType type() {
    return model.layout().type(info);
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

  int byteCount() {
    return (widthBits() + 7) >>> 3;
  }

  int place(int index) {
    model.checkAccess();
    int element = index - first;
    if (element < 0 || element >= elements) {
      throw new IndexOutOfBoundsException(
          "memory index is out of range: memory=%s index=%d (expected: %d..%d)"
              .formatted(path(), index, first, first + elements - 1));
    }
    return info.offset() + element * info.storageBytes();
  }

  private void checkFits(int index, byte[] source, int from) {
    int count = byteCount();
    int spare = count * 8 - widthBits();
    if (spare != 0 && (source[from + count - 1] & 0xff) >>> (8 - spare) != 0) {
      throw tooWide(index, SignalErrors.hex(source, from, count));
    }
  }

  Model model() {
    return model;
  }

  PackedBits bits(String partPath, FieldPath part) {
    return new PackedBits(
        model, storage, info.storageBytes(), part.type(), part.lowBit(), partPath);
  }

  void checkWritable() {
    if (!info.writable()) {
      throw new ModelException(
          "memory cannot be written: memory=%s direction=%s (hint: publishWritable(\"%s\"))"
              .formatted(path(), direction(), path()));
    }
  }

  private void put(int at, int bytes, long value) {
    if (model.mode() == WriteMode.DEFERRED) {
      model.log().add(at, bytes, value);
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

  ModelException tooWide(int index, String value) {
    return new ModelException(
        "value does not fit the memory: memory=%s index=%d width=%d value=%s"
            .formatted(path(), index, widthBits(), value));
  }
}
