// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.pool;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A network interface as far as page pools know it ({@code struct net_device}). */
public final class Netdev {
  private final String name;
  private final int ifindex;
  private final Map<Integer, MemoryProvider> providers = new HashMap<>();
  private final Deque<PagePool> pools = new ArrayDeque<>();
  private @Nullable NetNamespace namespace;

  /**
   * Create an interface without pools.
   *
   * @param name interface name
   * @param ifindex interface index, at least 1; the loopback has 1
   */
  public Netdev(String name, int ifindex) {
    this.name = name;
    this.ifindex = ifindex;
  }

  /** Return the interface name. */
  public String name() {
    return name;
  }

  /** Return the interface index, at least 1. */
  public int ifindex() {
    return ifindex;
  }

  /**
   * Bind a memory provider to a receive queue.
   *
   * @param queue queue index, at least 0
   * @param provider provider, or {@code null} to unbind
   */
  public void provider(int queue, @Nullable MemoryProvider provider) {
    if (provider == null) {
      providers.remove(queue);
    } else {
      providers.put(queue, provider);
    }
  }

  /** Return the provider of a receive queue, or {@code null}. */
  public @Nullable MemoryProvider provider(int queue) {
    return providers.get(queue);
  }

  /** Return the listed pools, newest first. */
  public List<PagePool> pools() {
    return new ArrayList<>(pools);
  }

  /** Return the namespace the interface was added to, or {@code null}. */
  public @Nullable NetNamespace namespace() {
    return namespace;
  }

  void namespace(@Nullable NetNamespace value) {
    namespace = value;
  }

  void list(PagePool pool) {
    pools.addFirst(pool);
  }

  void unlist(PagePool pool) {
    pools.remove(pool);
  }

  void tell(NetNamespace.Change change, PagePool pool) {
    NetNamespace told = namespace;
    if (told != null) {
      told.tell(change, pool);
    }
  }

  @Override
  public String toString() {
    return name;
  }
}
