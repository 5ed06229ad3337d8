// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.bridge;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Keep the cache bounded: what was not used for a month goes, then what was used longest ago, until
 * the rest is below the limit.
 *
 * <p>What was used within the last hour stays, and so does what is being built. An entry disappears
 * by a rename with its key locked; a process that has just found it builds it again, one that has
 * loaded it keeps it.
 */
final class CachePruner {
  static final Duration UNUSED = Duration.ofDays(30);
  static final Duration FRESH = Duration.ofHours(1);
  private static final Duration PAUSE = Duration.ofMinutes(10);
  private static final Duration TOUCH = Duration.ofMinutes(10);
  private static final String USED = "used";
  private static final long MEGABYTE = 1 << 20;

  private record Entry(Path folder, String key, Instant used, long bytes) {}

  private final Path root;
  private final long limitBytes;

  CachePruner(Path root, long limitBytes) {
    this.root = root;
    this.limitBytes = limitBytes;
  }

  /**
   * Return the limit: system property {@code niccosim.cache.max.mb}, environment variable {@code
   * NICCOSIM_CACHE_MAX_MB}, else 4096 MB.
   */
  static long limitBytes() {
    String text = System.getProperty("niccosim.cache.max.mb");
    if (text == null || text.isBlank()) {
      text = System.getenv("NICCOSIM_CACHE_MAX_MB");
    }
    if (text == null || text.isBlank()) {
      return 4096 * MEGABYTE;
    }
    try {
      return Math.multiplyExact(Math.max(0, Long.parseLong(text.strip())), MEGABYTE);
    } catch (NumberFormatException | ArithmeticException e) {
      throw new ModelBuildException(
          "cache limit is no number: NICCOSIM_CACHE_MAX_MB=%s (expected: megabytes)"
              .formatted(text));
    }
  }

  /** Note that an entry is being used; cheap enough for every use. */
  static void touch(Path entry) {
    Path file = entry.resolve(USED);
    Instant now = Instant.now();
    try {
      if (usedAt(file).plus(TOUCH).isBefore(now)) {
        Files.write(file, new byte[0]);
        Files.setLastModifiedTime(file, FileTime.from(now));
      }
    } catch (IOException e) {
      // a cache that cannot be written can still be read
    }
  }

  private static Instant usedAt(Path file) throws IOException {
    try {
      return Files.getLastModifiedTime(file).toInstant();
    } catch (NoSuchFileException e) {
      return Instant.EPOCH;
    }
  }

  /** Prune unless somebody did so within the last minutes. */
  void pruneSometimes() {
    Path stamp = root.resolve("pruned");
    try {
      if (usedAt(stamp).plus(PAUSE).isBefore(Instant.now())) {
        Files.write(stamp, new byte[0]);
        prune();
      }
    } catch (IOException | UncheckedIOException e) {
      // pruning is a service: a build that succeeded does not fail because of it
    }
  }

  /** Prune now; return the entries that were removed. */
  List<Path> prune() throws IOException {
    Instant now = Instant.now();
    List<Entry> entries = new ArrayList<>();
    for (Path folder : folders(root.resolve("runtime"))) {
      entries.add(entry(folder, "runtime-" + hash(folder)));
    }
    for (Path folder : folders(root.resolve("models"))) {
      for (Path variant : folders(folder)) {
        entries.add(entry(variant, hash(folder)));
      }
    }
    entries.sort(Comparator.comparing(Entry::used).thenComparing(Entry::folder));
    long bytes = entries.stream().mapToLong(Entry::bytes).sum();
    List<Path> removed = new ArrayList<>();
    for (Entry entry : entries) {
      boolean old = entry.used().plus(UNUSED).isBefore(now);
      boolean fresh = entry.used().plus(FRESH).isAfter(now);
      if (!fresh && (old || bytes > limitBytes) && remove(entry)) {
        bytes -= entry.bytes();
        removed.add(entry.folder());
      }
    }
    return removed;
  }

  private static List<Path> folders(Path folder) throws IOException {
    List<Path> result = new ArrayList<>();
    if (Files.isDirectory(folder)) {
      try (var found = Files.newDirectoryStream(folder, Files::isDirectory)) {
        found.forEach(result::add);
      }
    }
    return result;
  }

  private static String hash(Path folder) {
    String name = String.valueOf(folder.getFileName());
    return name.substring(name.lastIndexOf('-') + 1);
  }

  private static Entry entry(Path folder, String key) throws IOException {
    Measure measure = new Measure();
    Files.walkFileTree(folder, measure);
    return new Entry(folder, key, measure.used, measure.bytes);
  }

  /** Adds up sizes and finds the latest sign of use. */
  private static final class Measure extends SimpleFileVisitor<Path> {
    long bytes;
    Instant used = Instant.EPOCH;

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      bytes += attributes.size();
      Instant time = attributes.lastModifiedTime().toInstant();
      used = time.isAfter(used) ? time : used;
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException e) {
      return FileVisitResult.CONTINUE; // another process is faster
    }

    @Override
    public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException e) {
      return FileVisitResult.CONTINUE;
    }
  }

  private boolean remove(Entry entry) throws IOException {
    Path lockFile = Files.createDirectories(root.resolve("locks")).resolve(entry.key() + ".lock");
    Path grave = Files.createTempDirectory(Files.createDirectories(root.resolve("tmp")), "pruned");
    try (FileChannel channel =
            FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = channel.tryLock()) {
      if (lock == null) {
        return false; // being built
      }
      Files.move(entry.folder(), grave.resolve("entry"));
      removeIfEmpty(entry.folder().getParent());
      return true;
    } catch (OverlappingFileLockException | NoSuchFileException e) {
      return false; // being built in this JVM, or removed by another process
    } finally {
      BuildCache.delete(grave);
    }
  }

  private static void removeIfEmpty(@Nullable Path folder) throws IOException {
    try {
      if (folder != null) {
        Files.delete(folder);
      }
    } catch (DirectoryNotEmptyException e) {
      // other variants of the same model, or all of the run-time library
    }
  }
}
