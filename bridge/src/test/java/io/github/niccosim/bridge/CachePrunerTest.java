// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CachePrunerTest {
  private static final int KILOBYTE = 1024;

  @TempDir Path root;

  @Test
  void leastRecentlyUsedEntriesGoUntilTheRestIsBelowTheLimit() throws IOException {
    Path oldest = entry("models/fifo-a1/b-1", Duration.ofHours(9));
    Path object = entry("runtime/verilated-b2", Duration.ofHours(8));
    Path newer = entry("models/fifo-a1/b-2", Duration.ofHours(7));
    Path newest = entry("models/uart-c3/b-1", Duration.ofHours(6));

    assertThat(new CachePruner(root, 2 * KILOBYTE).prune()).containsExactly(oldest, object);

    assertThat(oldest).doesNotExist();
    assertThat(object).doesNotExist();
    assertThat(newer).exists();
    assertThat(newest).exists();
    assertThat(root.resolve("tmp")).isEmptyDirectory();
  }

  @Test
  void entryNotUsedForAMonthGoesWhateverTheSize() throws IOException {
    Path old = entry("models/fifo-a1/b-1", Duration.ofDays(31));
    Path young = entry("models/uart-c3/b-1", Duration.ofDays(29));

    assertThat(new CachePruner(root, 1 << 30).prune()).containsExactly(old);

    assertThat(old.getParent()).doesNotExist();
    assertThat(young).exists();
  }

  @Test
  void entryUsedWithinTheLastHourStays() throws IOException {
    Path used = entry("models/fifo-a1/b-1", Duration.ofDays(40));
    CachePruner.touch(used);

    assertThat(new CachePruner(root, 0).prune()).isEmpty();
    assertThat(used).exists();
  }

  @Test
  void entryWhoseKeyIsLockedStays() throws IOException {
    Path building = entry("models/fifo-a1/b-1", Duration.ofDays(40));
    Path lock = Files.createDirectories(root.resolve("locks")).resolve("a1.lock");

    try (FileChannel channel =
        FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      channel.lock();
      assertThat(new CachePruner(root, 0).prune()).isEmpty();
    }

    assertThat(new CachePruner(root, 0).prune()).containsExactly(building);
  }

  @Test
  void pruningHappensAtMostEveryTenMinutes() throws IOException {
    new CachePruner(root, 0).pruneSometimes();
    Path old = entry("models/fifo-a1/b-1", Duration.ofDays(40));

    new CachePruner(root, 0).pruneSometimes();
    assertThat(old).exists();

    age(root.resolve("pruned"), Duration.ofMinutes(11));
    new CachePruner(root, 0).pruneSometimes();
    assertThat(old).doesNotExist();
  }

  @Test
  void limitIsReadInMegabytes() {
    try {
      System.setProperty("niccosim.cache.max.mb", "3");
      assertThat(CachePruner.limitBytes()).isEqualTo(3L << 20);
      System.setProperty("niccosim.cache.max.mb", "much");
      assertThatThrownBy(CachePruner::limitBytes)
          .isInstanceOf(ModelBuildException.class)
          .hasMessage("cache limit is no number: NICCOSIM_CACHE_MAX_MB=much (expected: megabytes)");
    } finally {
      System.clearProperty("niccosim.cache.max.mb");
    }
  }

  private Path entry(String name, Duration unused) throws IOException {
    Path folder = Files.createDirectories(root.resolve(name));
    Path file = Files.write(folder.resolve("libmodel.so"), new byte[KILOBYTE]);
    age(file, unused);
    return folder;
  }

  private static void age(Path file, Duration age) throws IOException {
    Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(age)));
  }
}
