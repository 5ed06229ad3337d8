// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.junit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Remembers where the failures of the last run are, so that a command finds them without a path:
 * {@code last-failure} in {@code target/cosim} and in the cache folder of the user, one absolute
 * folder a line, the first failure first.
 */
public final class LastFailures {
  private static final String NAME = "last-failure";

  private LastFailures() {}

  /**
   * Remember folders; a run without failures leaves what was remembered.
   *
   * @param folders folders with {@code waves.html} and {@code failure.txt}
   */
  public static void remember(List<Path> folders) {
    if (folders.isEmpty()) {
      return;
    }
    List<String> lines =
        folders.stream().map(folder -> folder.toAbsolutePath().normalize().toString()).toList();
    for (Path file : List.of(Path.of("target", "cosim", NAME), cacheFolder().resolve(NAME))) {
      try {
        Files.createDirectories(Objects.requireNonNull(file.toAbsolutePath().getParent()));
        Files.write(file, lines);
      } catch (IOException e) {
        System.err.println("nic-cosim: failure cannot be remembered: file=" + file + " " + e);
      }
    }
  }

  /**
   * Find the first failure of the run before in a folder of results.
   *
   * @param results {@code target/cosim} of the folder a run was started in
   * @return its folder, if there was one and it still exists
   */
  public static Optional<Path> in(Path results) {
    return first(results.resolve(NAME));
  }

  /** Find the first failure of the user's latest run, wherever that was. */
  public static Optional<Path> anywhere() {
    return first(cacheFolder().resolve(NAME));
  }

  private static Optional<Path> first(Path file) {
    try {
      return Files.exists(file)
          ? Files.readAllLines(file).stream().findFirst().map(Path::of).filter(Files::isDirectory)
          : Optional.empty();
    } catch (IOException | RuntimeException e) {
      return Optional.empty(); // not written by us, or while it is being written
    }
  }

  /** The folder of the build cache, found as the bridge finds it. */
  private static Path cacheFolder() {
    String property = System.getProperty("niccosim.cache.dir");
    String own = property != null ? property : System.getenv("NICCOSIM_CACHE_DIR");
    if (own != null && !own.isEmpty()) {
      return Path.of(own);
    }
    String xdg = System.getenv("XDG_CACHE_HOME");
    return xdg != null && !xdg.isEmpty()
        ? Path.of(xdg, "nic-cosim")
        : Path.of(System.getProperty("user.home"), ".cache", "nic-cosim");
  }
}
