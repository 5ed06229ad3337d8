// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.pool;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** State of one pool of the reference model; counters are in ethtool order. */
final class ModelPool {
  static final int FAST = 0;
  static final int SLOW = 1;
  static final int HIGH = 2;
  static final int EMPTY = 3;
  static final int REFILL = 4;
  static final int WAIVE = 5;
  static final int CACHED = 6;
  static final int CACHE_FULL = 7;
  static final int RING = 8;
  static final int RING_FULL = 9;
  static final int RELEASED = 10;

  final PoolSubject.Settings settings;
  final int slot;
  final long[] counters = new long[11];
  final List<ModelPage> cache = new ArrayList<>();
  final Deque<ModelPage> ring = new ArrayDeque<>();
  final Map<Integer, ModelPage> mapped = new TreeMap<>();
  int head;
  int stale;
  int hold;
  int release;
  int nid;
  boolean direct;
  boolean syncing;
  boolean dying;
  boolean dead;
  @Nullable ModelPage open;
  int offset;
  int users;

  ModelPool(PoolSubject.Settings settings, int slot) {
    this.settings = settings;
    this.slot = slot;
    nid = settings.nid();
    syncing = settings.sync();
    direct = slot == 0;
  }
}
