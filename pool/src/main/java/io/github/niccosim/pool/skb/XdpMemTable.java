// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.pool.skb;

import io.github.niccosim.pool.Errno;
import io.github.niccosim.pool.PagePool;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Ids of registered XDP memory models, 1..0xFFFD, handed out in a circle; safe for any number of
 * threads ({@code mem_id_lock}).
 *
 * <p>The id of a pool that dies leaves the table at once and can be given again only after a grace
 * period, because readers may still look at it ({@link #gracePeriod}).
 */
public final class XdpMemTable {
  private static final int MAX_ID = 0xfffd;

  private final Map<Integer, Object> allocators = new HashMap<>();
  private final Map<PagePool, Integer> lastIds = new IdentityHashMap<>();
  private final Set<Integer> leaving = new HashSet<>();
  private final List<String> warnings = new ArrayList<>();
  private boolean poolSupport = true;
  private int lastId;

  /** Create an empty table. */
  public XdpMemTable() {}

  /** Choose whether the kernel was built with page pools ({@code CONFIG_PAGE_POOL}). */
  public XdpMemTable poolSupport(boolean value) {
    poolSupport = value;
    return this;
  }

  /** Return the warnings the kernel would have logged. */
  public synchronized List<String> warnings() {
    return List.copyOf(warnings);
  }

  /** Return how many ids are in use. */
  public synchronized int size() {
    return allocators.size();
  }

  /** Let a grace period pass: ids of pools that died may be handed out again. */
  public synchronized void gracePeriod() {
    leaving.clear();
  }

  /**
   * Register a pool without any receive queue ({@code xdp_reg_page_pool}): it gains a user; queues
   * {@linkplain XdpRxqInfo#attachPool attach} to it without counting.
   *
   * @param pool pool to register, once
   * @return {@code null} for success, else the kernel's errno
   */
  public @Nullable Errno registerPool(PagePool pool) {
    Insertion result = register(XdpMemType.PAGE_POOL, pool);
    return result.error();
  }

  /**
   * Undo {@link #registerPool}: the pool loses a user ({@code xdp_unreg_page_pool}).
   *
   * @param pool registered pool; nothing happens for one that is not
   */
  public void unregisterPool(PagePool pool) {
    unregister(XdpMemType.PAGE_POOL, idOf(pool));
  }

  /** Return the id a pool was registered with last, 0 for none ({@code xdp_mem_id}). */
  public synchronized int idOf(PagePool pool) {
    return lastIds.getOrDefault(pool, 0);
  }

  /** Result of a registration: an errno, or the id, which is 0 for memory without allocator. */
  record Insertion(@Nullable Errno error, int id) {}

  /** {@code __xdp_reg_mem_model}. */
  Insertion register(@Nullable XdpMemType type, @Nullable Object allocator) {
    boolean pooled = type == XdpMemType.PAGE_POOL;
    if (type == null || (pooled && !poolSupport)) {
      return new Insertion(Errno.EOPNOTSUPP, 0);
    }
    if (allocator == null) {
      return new Insertion(pooled ? Errno.EINVAL : null, 0);
    }
    int id = insert(allocator);
    if (id == 0) {
      return new Insertion(Errno.ENOSPC, 0);
    }
    if (pooled && allocator instanceof PagePool pool) {
      remember(pool, id);
      pool.addUser();
      pool.onDeath(() -> disconnect(pool));
    }
    return new Insertion(null, id);
  }

  /** {@code xdp_unreg_mem_model}, the memory info being reset already. */
  void unregister(XdpMemType type, int id) {
    Object allocator = allocatorOf(id);
    if (type == XdpMemType.PAGE_POOL && allocator instanceof PagePool pool) {
      pool.destroy();
    } else if (allocator != null) {
      remove(id);
    }
  }

  private synchronized void remember(PagePool pool, int id) {
    lastIds.put(pool, id);
  }

  private synchronized @Nullable Object allocatorOf(int id) {
    return allocators.get(id);
  }

  synchronized void warn(String text) {
    warnings.add(text);
  }

  private synchronized int insert(Object allocator) {
    for (int tries = 0; tries < MAX_ID; tries++) {
      lastId = lastId % MAX_ID + 1;
      if (!allocators.containsKey(lastId) && !leaving.contains(lastId)) {
        allocators.put(lastId, allocator);
        return lastId;
      }
    }
    return 0;
  }

  private synchronized void remove(int id) {
    allocators.remove(id);
    leaving.add(id);
  }

  /** Remove every id of a pool that dies ({@code mem_allocator_disconnect}). */
  private synchronized void disconnect(PagePool pool) {
    List<Integer> dead =
        allocators.entrySet().stream()
            .filter(entry -> entry.getValue() == pool)
            .map(Map.Entry::getKey)
            .toList();
    dead.forEach(this::remove);
    lastIds.remove(pool);
  }
}
