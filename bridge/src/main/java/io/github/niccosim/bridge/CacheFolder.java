// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.bridge;

import java.nio.file.Path;

/**
 * Say where built libraries and unpacked sources live.
 *
 * <p>The first that is set: system property {@code niccosim.cache.dir}, environment variable {@code
 * NICCOSIM_CACHE_DIR}, {@code XDG_CACHE_HOME/nic-cosim}, {@code ~/.cache/nic-cosim}.
 */
public final class CacheFolder {
  private CacheFolder() {}

  /** Return the folder; it may not exist yet. */
  public static Path get() {
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
