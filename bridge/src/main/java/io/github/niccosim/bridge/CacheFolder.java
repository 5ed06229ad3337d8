// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.bridge;

import java.nio.file.Path;

/** Say where built libraries live: NICCOSIM_CACHE_DIR, XDG_CACHE_HOME/nic-cosim, ~/.cache. */
final class CacheFolder {
  private CacheFolder() {}

  static Path get() {
    String property = System.getProperty("niccosim.cache.dir");
    if (property != null && !property.isBlank()) {
      return Path.of(property).toAbsolutePath();
    }
    String own = System.getenv("NICCOSIM_CACHE_DIR");
    if (own != null && !own.isBlank()) {
      return Path.of(own).toAbsolutePath();
    }
    String xdg = System.getenv("XDG_CACHE_HOME");
    if (xdg != null && !xdg.isBlank()) {
      return Path.of(xdg, "nic-cosim").toAbsolutePath();
    }
    return Path.of(System.getProperty("user.home"), ".cache", "nic-cosim");
  }
}
