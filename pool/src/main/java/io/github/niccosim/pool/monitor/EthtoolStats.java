// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.pool.monitor;

import io.github.niccosim.pool.PagePoolStats;
import java.util.List;

/**
 * What a driver adds to its {@code ethtool -S} output for its pools ({@code
 * page_pool_ethtool_stats_get_count}, {@code _get_strings}, {@code _get}).
 *
 * @param built whether the kernel was built with statistics; without there are no names at all
 */
public record EthtoolStats(boolean built) {
  /** Return how many values there are: 11, or 0. */
  public int count() {
    return names().size();
  }

  /** Return the names in the kernel's order. */
  public List<String> names() {
    return built ? List.copyOf(new PagePoolStats().ethtool().keySet()) : List.of();
  }

  /**
   * Return the values in the order of {@link #names}.
   *
   * @param stats statistics that one or several pools were added into
   */
  public List<Long> values(PagePoolStats stats) {
    return built ? List.copyOf(stats.ethtool().values()) : List.of();
  }
}
