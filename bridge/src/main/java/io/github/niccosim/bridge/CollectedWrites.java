// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.bridge;

import java.util.Map;
import java.util.TreeMap;

/**
 * Show the writes a model has collected in {@link WriteMode#DEFERRED} and not yet stored, for
 * checks; a position is a number of bytes and stays valid until they are stored.
 */
public final class CollectedWrites {
  /** Gets one write. */
  @FunctionalInterface
  public interface Visitor {
    /**
     * Look at a write.
     *
     * @param path signal written; with the bit offset of a part beyond the first 64 bits, or the
     *     mask of a field
     * @param value its low 64 bits
     */
    void write(String path, long value);
  }

  private final Model model;
  private final TreeMap<Integer, String> paths = new TreeMap<>();

  CollectedWrites(Model model) {
    this.model = model;
    for (SignalInfo signal : model.layout().signals()) {
      paths.putIfAbsent(signal.offset(), signal.path());
    }
  }

  /** Return the position after the last write. */
  public int bytes() {
    return model.log().bytes();
  }

  /**
   * Visit writes in the order they were made.
   *
   * @param from a position returned by {@link #bytes}
   * @param visitor gets each write after it
   */
  public void forEach(int from, Visitor visitor) {
    model.checkAccess();
    WriteLog log = model.log();
    for (int at = from; at < log.bytes(); ) {
      long header = log.word(at);
      int bytes = (int) (header >>> 32);
      boolean masked = (bytes & WriteLog.MASKED) != 0;
      String path = path((int) header);
      if (masked) {
        path += "&0x" + Long.toHexString(log.word(at + 16));
      }
      visitor.write(path, log.word(at + 8));
      at += masked ? 24 : 8 + ((bytes + 7) & ~7);
    }
  }

  private String path(int offset) {
    Map.Entry<Integer, String> signal = paths.floorEntry(offset);
    if (signal == null) {
      return "storage+" + offset;
    }
    int inside = offset - signal.getKey();
    return inside == 0 ? signal.getValue() : signal.getValue() + "+" + 8 * inside;
  }
}
