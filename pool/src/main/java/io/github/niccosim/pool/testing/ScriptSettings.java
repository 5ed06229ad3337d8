// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.pool.testing;

import io.github.niccosim.pool.DmaDirection;
import io.github.niccosim.pool.Errno;
import io.github.niccosim.pool.Napi;
import io.github.niccosim.pool.PagePoolParams;
import io.github.niccosim.pool.SystemPages;
import java.util.LinkedHashMap;
import java.util.Map;

/** The {@code key=value} settings of scripts: parameters of pools and of the machine. */
final class ScriptSettings {
  private final PoolLab lab;

  ScriptSettings(PoolLab lab) {
    this.lab = lab;
  }

  static Map<String, String> parse(String[] words, int from) {
    Map<String, String> settings = new LinkedHashMap<>();
    for (int i = from; i < words.length; i++) {
      String[] pair = words[i].split("=", 2);
      if (pair.length != 2) {
        throw new IllegalArgumentException("setting without value: " + words[i]);
      }
      settings.put(pair[0], pair[1]);
    }
    return settings;
  }

  void parameter(PagePoolParams.Builder builder, String key, String value) {
    switch (key) {
      case "pool_size" -> builder.poolSize(number(value));
      case "order" -> builder.order(number(value));
      case "nid" -> builder.nid(number(value));
      case "max_len" -> builder.maxLen(number(value));
      case "offset" -> builder.offset(number(value));
      case "cpuid" -> builder.cpu(number(value));
      case "napi" -> builder.napi(lab.napi(value));
      case "dir" -> builder.direction(direction(value));
      case "flags" -> builder.flags(flags(value));
      case "legacy" -> {}
      default -> throw new IllegalArgumentException("pool parameter not known: key=" + key);
    }
  }

  /** Read a number of 32 bits, signed or unsigned. */
  static int number(String value) {
    long number = Long.decode(value);
    if (number < Integer.MIN_VALUE || number > 0xffff_ffffL) {
      throw new IllegalArgumentException("number too large: value=" + value);
    }
    return (int) number;
  }

  private static DmaDirection direction(String value) {
    return switch (value) {
      case "FROM" -> DmaDirection.FROM_DEVICE;
      case "TO" -> DmaDirection.TO_DEVICE;
      case "BIDIR" -> DmaDirection.BIDIRECTIONAL;
      case "NONE" -> DmaDirection.NONE;
      default -> throw new IllegalArgumentException("direction not known: dir=" + value);
    };
  }

  private static int flags(String value) {
    int flags = 0;
    for (String name : value.split("\\+")) {
      flags |=
          switch (name) {
            case "MAP" -> PagePoolParams.FLAG_DMA_MAP;
            case "SYNC" -> PagePoolParams.FLAG_DMA_SYNC_DEV;
            case "SYSTEM" -> PagePoolParams.FLAG_SYSTEM_POOL;
            case "UNREADABLE" -> PagePoolParams.FLAG_ALLOW_UNREADABLE_NETMEM;
            case "BOGUS" -> 1 << 30;
            default -> number(name);
          };
    }
    return flags;
  }

  /** Change the machine; keys are listed at {@link PoolScript}. */
  void environment(String key, String value) {
    if (allocator(key, value) || (key.endsWith("fail") && failure(key, value))) {
      return;
    }
    switch (key) {
      case "cpu" -> lab.context().cpu(number(value));
      case "softirq" -> lab.context().softirq(isOn(value));
      case "hardirq" -> lab.context().hardirq(isOn(value));
      case "node" -> lab.context().node(number(value));
      case "napi" -> napi(value.split(":", 2));
      case "rt" -> lab.system().realTime(isOn(value));
      case "dmaalign" -> lab.system().dmaCacheAlignment(number(value));
      case "need_sync" -> lab.recorder().needsSync(isOn(value));
      default -> throw new IllegalArgumentException("environment not known: key=" + key);
    }
  }

  private boolean allocator(String key, String value) {
    SystemPages pages = lab.pages();
    int limit = value.equals("inf") || value.equals("any") ? SystemPages.UNLIMITED : -1;
    switch (key) {
      case "budget" -> pages.budget(limit < 0 ? number(value) : limit);
      case "bulkcap" -> pages.bulkCap(limit < 0 ? number(value) : limit);
      case "maxorder" -> pages.maxOrder(limit < 0 ? number(value) : limit);
      case "newnode" -> pages.forceNode(limit < 0 ? number(value) : -1);
      case "pfm" -> pages.pfmemalloc(isOn(value));
      default -> {
        return false;
      }
    }
    return true;
  }

  /** Failures: {@code count[@skip][:errno]}. */
  private boolean failure(String key, String value) {
    String[] parts = value.split("[@:]");
    int count = number(parts[0]);
    int skip = value.contains("@") ? number(parts[1]) : 0;
    Errno error = value.contains(":") ? Errno.valueOf(parts[parts.length - 1]) : Errno.ENOMEM;
    switch (key) {
      case "mapfail" -> lab.recorder().failMappings(skip, count);
      case "idxfail" -> lab.faults().failMapIndexes(skip, count, error);
      case "idfail" -> lab.faults().failIds(skip, count, error);
      case "kfail" -> lab.faults().failKmallocs(skip, count);
      default -> {
        return false;
      }
    }
    return true;
  }

  private void napi(String[] nameAndState) {
    Napi napi = lab.napi(nameAndState[0]);
    switch (nameAndState[1]) {
      case "idle", "-1" -> napi.complete();
      case "on" -> napi.enable();
      case "off" -> napi.disable();
      default -> napi.schedule(number(nameAndState[1]));
    }
  }

  private static boolean isOn(String value) {
    return value.equals("1");
  }
}
