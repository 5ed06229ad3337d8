// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.pool.monitor;

import io.github.niccosim.pool.Errno;
import io.github.niccosim.pool.NetNamespace;
import io.github.niccosim.pool.Netdev;
import io.github.niccosim.pool.PagePool;
import io.github.niccosim.pool.PagePoolException;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collector;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The page pool operations of the netdev generic netlink family, for one namespace.
 *
 * <p>Only listed and orphaned pools are visible, device by device, newest pool first.
 */
public final class NetdevFamily {
  /**
   * Notification of the multicast group {@code page-pool}.
   *
   * @param name {@code page-pool-add-ntf}, {@code page-pool-change-ntf} or {@code
   *     page-pool-del-ntf}
   * @param pool the pool as it is now
   */
  public record Notification(String name, PoolInfo pool) {
    /** Return the notification as the kernel's YNL tool prints it. */
    public String json() {
      return "{\"name\": \"" + name + "\", \"msg\": " + pool.json() + "}";
    }
  }

  private final NetNamespace namespace;
  private boolean statistics = true;

  /**
   * Create the operations of a namespace.
   *
   * @param namespace interfaces to show
   */
  public NetdevFamily(NetNamespace namespace) {
    this.namespace = namespace;
  }

  /** Choose whether the kernel was built with statistics ({@code CONFIG_PAGE_POOL_STATS}). */
  public NetdevFamily statistics(boolean value) {
    statistics = value;
    return this;
  }

  /**
   * Return one pool ({@code page-pool-get} do) by an attribute that may be missing.
   *
   * @param id pool id, {@code null} fails with EINVAL
   * @throws PagePoolException with EINVAL, or ENOENT for an unknown or invisible pool
   */
  public PoolInfo get(@Nullable Long id) {
    if (id == null) {
      throw new PagePoolException(Errno.EINVAL, "pool id missing: attribute=id");
    }
    return get((long) id);
  }

  /**
   * Return one pool ({@code page-pool-get} do).
   *
   * @param id pool id
   * @throws PagePoolException with ENOENT for a pool that is unknown, invisible, or of another
   *     namespace
   */
  public PoolInfo get(long id) {
    return PoolInfo.of(find(id));
  }

  /** Return all visible pools ({@code page-pool-get} dump). */
  public List<PoolInfo> dump() {
    return pools().map(PoolInfo::of).toList();
  }

  /**
   * Return the statistics of one pool ({@code page-pool-stats-get} do).
   *
   * @param id pool id, {@code null} fails with EINVAL
   * @param ifindex must be {@code null}: selecting by interface is not supported
   * @throws PagePoolException with EINVAL, ENOENT, or EOPNOTSUPP when built without statistics
   */
  public PoolStatsInfo stats(@Nullable Long id, @Nullable Integer ifindex) {
    if (id == null) {
      throw new PagePoolException(Errno.EINVAL, "pool id missing: attribute=info.id");
    }
    if (ifindex != null) {
      throw new PagePoolException(
          Errno.EINVAL, "selecting by ifindex not supported: ifindex=" + ifindex);
    }
    return statsOf(find(id));
  }

  private PoolStatsInfo statsOf(PagePool pool) {
    if (!statistics) {
      throw new PagePoolException(Errno.EOPNOTSUPP, "statistics not built: id=" + pool.id());
    }
    return PoolStatsInfo.of(pool);
  }

  /**
   * Return the statistics of all visible pools ({@code page-pool-stats-get} dump).
   *
   * @throws PagePoolException with EOPNOTSUPP when built without statistics and there is a pool
   */
  public List<PoolStatsInfo> statsDump() {
    return pools().map(this::statsOf).toList();
  }

  /** Return {@link #dump} as the kernel's YNL tool prints it. */
  public String dumpJson() {
    return pools().map(pool -> PoolInfo.of(pool).json()).collect(list());
  }

  /** Return {@link #statsDump} as the kernel's YNL tool prints it. */
  public String statsDumpJson() {
    return pools().map(pool -> statsOf(pool).json()).collect(list());
  }

  private static Collector<CharSequence, ?, String> list() {
    return Collectors.joining(", ", "[", "]");
  }

  /** Hear notifications from now on. */
  public void subscribe(Consumer<Notification> listener) {
    namespace.subscribe(
        (change, pool) -> listener.accept(new Notification(name(change), PoolInfo.of(pool))));
  }

  private static String name(NetNamespace.Change change) {
    return switch (change) {
      case ADD -> "page-pool-add-ntf";
      case CHANGE -> "page-pool-change-ntf";
      case DEL -> "page-pool-del-ntf";
    };
  }

  private Stream<PagePool> pools() {
    return namespace.netdevs().stream().map(Netdev::pools).flatMap(List::stream);
  }

  private PagePool find(long id) {
    return pools()
        .filter(pool -> Integer.toUnsignedLong(pool.id()) == id)
        .findFirst()
        .orElseThrow(() -> new PagePoolException(Errno.ENOENT, "no such pool: id=" + id));
  }
}
