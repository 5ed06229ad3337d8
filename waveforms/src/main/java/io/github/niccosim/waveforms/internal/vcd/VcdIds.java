// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.waveforms.internal.vcd;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** Look up signals by identifier code; codes of up to eight bytes without making objects. */
final class VcdIds {
  private long[] keys = new long[64];
  private int[] handles = new int[64];
  private int size;
  private final Map<String, Integer> longIds = new HashMap<>();

  /** {@return the handle of a code, or 0} */
  int find(byte[] data, int from, int to) {
    if (to - from > 8) {
      String text = new String(data, from, to - from, StandardCharsets.ISO_8859_1);
      return longIds.getOrDefault(text, 0);
    }
    long key = key(data, from, to);
    int mask = keys.length - 1;
    for (int i = slot(key, mask); ; i = i + 1 & mask) {
      if (keys[i] == key) {
        return handles[i];
      }
      if (handles[i] == 0) {
        return 0;
      }
    }
  }

  /** Add a code that is not there yet; {@code handle} is above 0. */
  void add(byte[] data, int from, int to, int handle) {
    if (to - from > 8) {
      longIds.put(new String(data, from, to - from, StandardCharsets.ISO_8859_1), handle);
      return;
    }
    if (++size * 2 > keys.length) {
      grow();
    }
    put(key(data, from, to), handle);
  }

  private void put(long key, int handle) {
    int mask = keys.length - 1;
    int i = slot(key, mask);
    while (handles[i] != 0) {
      i = i + 1 & mask;
    }
    keys[i] = key;
    handles[i] = handle;
  }

  private void grow() {
    long[] oldKeys = keys;
    int[] oldHandles = handles;
    keys = new long[oldKeys.length * 2];
    handles = new int[oldKeys.length * 2];
    for (int i = 0; i < oldKeys.length; i++) {
      if (oldHandles[i] != 0) {
        put(oldKeys[i], oldHandles[i]);
      }
    }
  }

  private static long key(byte[] data, int from, int to) {
    long key = 0;
    for (int i = from; i < to; i++) {
      key = key << 8 | data[i] & 0xFF;
    }
    return key;
  }

  private static int slot(long key, int mask) {
    return (int) (key * 0x9E3779B97F4A7C15L >>> 40) & mask;
  }
}
