// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.pool.skb;

import io.github.niccosim.pool.PagePool;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Ids of registered XDP memory models, 1..0xFFFD, handed out in a circle; safe for any number of
 * threads ({@code mem_id_lock}).
 */
public final class XdpMemTable {
  private static final int MAX_ID = 0xfffd;

  private final Map<Integer, Object> allocators = new HashMap<>();
  private final List<String> warnings = new ArrayList<>();
  private int lastId;

  /** Create an empty table. */
  public XdpMemTable() {}

  /** Return the warnings the kernel would have logged. */
  public synchronized List<String> warnings() {
    return List.copyOf(warnings);
  }

  /** Return how many ids are in use. */
  public synchronized int size() {
    return allocators.size();
  }

  synchronized void warn(String text) {
    warnings.add(text);
  }

  /** Return a new id for an allocator, 0 when all are in use. */
  synchronized int insert(Object allocator) {
    for (int tries = 0; tries < MAX_ID; tries++) {
      lastId = lastId % MAX_ID + 1;
      if (!allocators.containsKey(lastId)) {
        allocators.put(lastId, allocator);
        return lastId;
      }
    }
    return 0;
  }

  synchronized void remove(int id) {
    allocators.remove(id);
  }

  /** Remove every id of a pool that dies ({@code mem_allocator_disconnect}). */
  synchronized void disconnect(PagePool pool) {
    allocators.values().removeIf(allocator -> allocator == pool);
  }
}
