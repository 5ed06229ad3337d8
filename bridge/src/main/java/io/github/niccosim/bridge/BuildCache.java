// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.bridge;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Keep finished folders under their key; make each of them once, whoever asks.
 *
 * <p>A folder is filled under a temporary name and renamed when complete. The lock of a key is a
 * file lock (other processes; the system frees it on a kill) behind an in-process lock (other
 * threads).
 */
final class BuildCache {
  private static final Duration STALE = Duration.ofHours(12);
  private static final ConcurrentHashMap<String, ReentrantLock> LOCKS = new ConcurrentHashMap<>();

  /** Fill a folder. */
  interface Filler {
    void fill(Path folder) throws IOException;
  }

  /** Look for something finished. */
  interface Finder<T> {
    @Nullable T find() throws IOException;
  }

  private final Path root;

  BuildCache(Path root) {
    this.root = root;
  }

  Path root() {
    return root;
  }

  /** Return what the finder finds; if nothing, make it with the key locked and look again. */
  <T> T findOrMake(String key, Finder<T> finder, Runnable maker) {
    try {
      T found = finder.find();
      if (found != null) {
        return found;
      }
      ReentrantLock local = LOCKS.computeIfAbsent(root + key, unused -> new ReentrantLock());
      local.lock();
      try {
        return locked(key, finder, maker);
      } finally {
        local.unlock();
      }
    } catch (ClosedByInterruptException e) {
      throw new ModelBuildException(
          "build was interrupted: waiting for another build of key=" + key);
    } catch (IOException | UncheckedIOException e) {
      throw new ModelBuildException(
          "build cache cannot be used: folder=%s reason=%s (hint: set NICCOSIM_CACHE_DIR)"
              .formatted(root, e instanceof UncheckedIOException ? e.getCause() : e));
    }
  }

  private <T> T locked(String key, Finder<T> finder, Runnable maker) throws IOException {
    Path file = Files.createDirectories(root.resolve("locks")).resolve(key + ".lock");
    try (FileChannel channel =
            FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = lock(channel)) {
      T found = finder.find();
      if (found == null) {
        maker.run();
        found = finder.find();
      }
      if (found == null || !lock.isValid()) {
        throw new ModelBuildException("build left nothing in the cache: key=" + key);
      }
      return found;
    }
  }

  /** Another class loader of this JVM has its own LOCKS: the lock of the file is refused then. */
  private static FileLock lock(FileChannel channel) throws IOException {
    for (; ; ) {
      try {
        return channel.lock();
      } catch (OverlappingFileLockException e) {
        try {
          Thread.sleep(20);
        } catch (InterruptedException interrupt) {
          Thread.currentThread().interrupt();
          throw new ClosedByInterruptException();
        }
      }
    }
  }

  /** Remove an entry with its key locked. */
  void remove(String key, Path entry) {
    findOrMake(
        key,
        () -> Files.exists(entry) ? null : entry,
        () -> {
          try {
            delete(entry);
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }

  /** Fill a new folder and give it its final name; an existing one is replaced. */
  void install(Path target, Filler filler) {
    try {
      Path temporary = Files.createDirectories(root.resolve("tmp"));
      removeStale(temporary);
      Path folder = Files.createTempDirectory(temporary, "build");
      try {
        filler.fill(folder);
        Files.createDirectories(target.toAbsolutePath().getParent());
        if (Files.exists(target)) {
          delete(target);
        }
        Files.move(folder, target, StandardCopyOption.ATOMIC_MOVE);
      } finally {
        delete(folder);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException e)
              throws IOException {
            Files.delete(visited);
            return FileVisitResult.CONTINUE;
          }
        });
  }

  /** Remove what killed builds left behind. */
  private static void removeStale(Path temporary) throws IOException {
    Instant limit = Instant.now().minus(STALE);
    try (var folders = Files.newDirectoryStream(temporary)) {
      for (Path folder : folders) {
        if (Files.getLastModifiedTime(folder).toInstant().isBefore(limit)) {
          delete(folder);
        }
      }
    }
  }
}
