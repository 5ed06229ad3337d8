// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.pool;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Interfaces whose pools netlink shows, and who hears about changes ({@code struct net}, multicast
 * group {@code page-pool}).
 *
 * <p>A pool created with an interface is <em>listed</em>. When the interface goes, its pools are
 * <em>orphaned</em> to the loopback; when that goes too, or without interface at creation, they are
 * invisible.
 */
public final class NetNamespace {
  /** Kind of notification. */
  public enum Change {
    /** A listed pool was created ({@code page-pool-add-ntf}). */
    ADD,
    /** A pool was detached or orphaned ({@code page-pool-change-ntf}). */
    CHANGE,
    /** A pool is about to disappear ({@code page-pool-del-ntf}). */
    DEL
  }

  /** Hears about changes of listed pools. */
  @FunctionalInterface
  public interface Listener {
    /**
     * A pool changed.
     *
     * @param change what happened
     * @param pool pool as it is now
     */
    void changed(Change change, PagePool pool);
  }

  private static final int LOOPBACK_IFINDEX = 1;

  private final Netdev loopback = new Netdev("lo", LOOPBACK_IFINDEX);
  private final List<Netdev> netdevs = new ArrayList<>();
  private final List<Listener> listeners = new ArrayList<>();

  /** Create a namespace with a loopback interface only. */
  public NetNamespace() {
    add(loopback);
  }

  /** Add an interface; its pools are visible from now on. */
  public NetNamespace add(Netdev netdev) {
    netdev.namespace(this);
    netdevs.add(netdev);
    return this;
  }

  /** Subscribe to notifications. */
  public void subscribe(Listener listener) {
    listeners.add(listener);
  }

  /** Return the loopback interface. */
  public Netdev loopback() {
    return loopback;
  }

  /** Return all interfaces, loopback first. */
  public List<Netdev> netdevs() {
    return List.copyOf(netdevs);
  }

  /**
   * Unregister an interface: its pools move to the loopback.
   *
   * @param netdev interface of this namespace
   */
  public void unregister(Netdev netdev) {
    netdevs.remove(netdev);
    List<PagePool> orphans = netdev.pools();
    for (int i = orphans.size() - 1; i >= 0; i--) {
      PagePool pool = orphans.get(i);
      netdev.unlist(pool);
      move(pool, netdev == loopback ? null : loopback);
    }
    netdev.namespace(null);
  }

  private void move(PagePool pool, @Nullable Netdev to) {
    pool.netdev(to);
    if (to != null) {
      to.list(pool);
      tell(Change.CHANGE, pool);
    }
  }

  void tell(Change change, PagePool pool) {
    for (Listener listener : listeners) {
      listener.changed(change, pool);
    }
  }
}
