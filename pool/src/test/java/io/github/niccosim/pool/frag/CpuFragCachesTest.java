// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.pool.frag;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.niccosim.pool.ExecutionContext;
import io.github.niccosim.pool.PageFragment;
import io.github.niccosim.pool.SystemPages;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class CpuFragCachesTest {
  private final SystemPages pages = new SystemPages();
  private final ExecutionContext context = new ExecutionContext();
  private final CpuFragCaches caches =
      new CpuFragCaches(pages, () -> context, PageFragCache.Direction.UP);
  private final PageFragment fragment = new PageFragment();

  @Test
  void sizesAreRoundedToTheCacheLine() {
    caches.napiAllocFrag(fragment, 65, 1);

    assertThat(fragment.sizeBytes()).isEqualTo(128);
    assertThat(caches.napiCache(0).offset()).isEqualTo(128);
  }

  @Test
  void hardInterruptsUseTheirOwnCache() {
    caches.netdevAllocFrag(fragment, 64, 1);
    context.hardirq(true);
    caches.netdevAllocFrag(fragment, 64, 1);

    assertThat(caches.napiCache(0).users()).isEqualTo(1);
    assertThat(caches.netdevCache(0).users()).isEqualTo(1);
  }

  @Test
  void napiCacheIsForSoftirqOnly() {
    context.softirq(false);

    assertThatThrownBy(() -> caches.napiAllocFrag(fragment, 64, 1))
        .hasMessage("napi fragment outside softirq context: cpu=0 (hint: use netdevAllocFrag)");
  }

  @Test
  void everyCpuHasItsOwnPageAndDrainGivesAllBack() {
    caches.napiAllocFrag(fragment, 64, 1);
    context.cpu(1);
    caches.napiAllocFrag(fragment, 64, 1);
    assertThat(pages.outstanding()).isEqualTo(2);

    PageFragCache.free(Objects.requireNonNull(fragment.page()));
    caches.drain();

    assertThat(pages.outstanding()).isEqualTo(1);
  }
}
