// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.pool.monitor;

import io.github.niccosim.pool.PagePool;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Counters of pools in the OpenMetrics text format. */
public final class OpenMetrics {
  private OpenMetrics() {}

  /**
   * Return all counters and the in-flight gauge of some pools.
   *
   * @param pools pools to show, in this order
   */
  public static String text(List<PagePool> pools) {
    Map<String, StringBuilder> families = new LinkedHashMap<>();
    for (PagePool pool : pools) {
      String labels = labels(pool);
      pool.stats()
          .ethtool()
          .forEach((name, value) ->
              families
                  .computeIfAbsent(name, OpenMetrics::counterHeader)
                  .append(name + "_total" + labels + " " + value + "\n"));
    }
    StringBuilder text = new StringBuilder();
    families.values().forEach(text::append);
    text.append("# TYPE rx_pp_inflight gauge\n");
    text.append("# HELP rx_pp_inflight Pages taken from the system and not given back.\n");
    for (PagePool pool : pools) {
      text.append("rx_pp_inflight" + labels(pool) + " " + pool.inflight() + "\n");
    }
    return text.append("# EOF\n").toString();
  }

  private static StringBuilder counterHeader(String name) {
    return new StringBuilder("# TYPE " + name + " counter\n")
        .append("# HELP " + name + " Page pool counter " + name + " of ethtool.\n");
  }

  private static String labels(PagePool pool) {
    String name = pool.name().replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    return "{pool=\"" + name + "\",id=\"" + Integer.toUnsignedString(pool.id()) + "\"}";
  }
}
