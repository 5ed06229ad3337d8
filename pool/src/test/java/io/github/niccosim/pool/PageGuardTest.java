// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Misuse never corrupts: the wrong return throws and the pool stays as it was. */
class PageGuardTest {
  private final SystemPages pages = new SystemPages();
  private final PoolSystem system =
      PoolSystem.builder().pages(pages).observer(new PageGuard(true)).build();
  private final PagePool pool = create("rx3");

  private PagePool create(String name) {
    return PagePool.create(system, PagePoolParams.builder().name(name).poolSize(64).build());
  }

  private Page page() {
    return Objects.requireNonNull(pool.allocPages());
  }

  @Test
  void doubleReturnIsRefusedNamingThePageAndBothCallSites() {
    Page page = page();
    pool.recycleDirect(page);

    assertThatThrownBy(() -> pool.putFullPage(page, false))
        .isInstanceOf(PageOwnershipException.class)
        .hasMessage(
            "page already returned: page=0x8003f id=64 pool=rx3 target=rx3 (hint: return each"
                + " allocation once)")
        .hasStackTraceContaining("last returned here");
    assertThat(pool.state().ring()).isZero();
    assertThat(page()).isSameAs(page);
    assertThat(page()).isNotSameAs(page);
  }

  @Test
  void foreignPoolIsRefused() {
    PagePool other = create("rx4");

    assertThatThrownBy(() -> other.recycleDirect(page()))
        .hasMessageStartingWith("page of another pool: page=0x8003f id=64 pool=rx3 target=rx4");
    assertThat(other.state().cache()).isZero();
  }

  @Test
  void fragmentsAreCountedOneByOne() {
    PageFragment fragment = new PageFragment();
    Page page = Objects.requireNonNull(pool.allocFrag(fragment, 1000));
    pool.allocFrag(fragment, 1000);
    pool.putFullPage(page, false);
    pool.putFullPage(page, false);

    assertThatThrownBy(() -> pool.putFullPage(page, false))
        .hasMessageStartingWith("page already returned");
  }

  @Test
  void splitPageIsReturnedOncePerHolder() {
    Page page = page();
    PagePool.fragmentPage(page, 2);
    PagePool.refPage(page);
    for (int i = 0; i < 3; i++) {
      pool.recycleDirect(page);
    }

    assertThatThrownBy(() -> pool.recycleDirect(page))
        .hasMessageStartingWith("page already returned");
  }

  @Test
  void unrefedPageIsReturnedOnceMore() {
    Page page = page();
    PagePool.fragmentPage(page, 3);

    assertThat(PagePool.unrefPage(page, 2)).isEqualTo(1);
    assertThat(PagePool.unrefPage(page, 1)).isZero();
    pool.putUnrefedPage(page, -1, true);

    assertThatThrownBy(() -> pool.recycleDirect(page))
        .hasMessageStartingWith("page already returned");
  }

  @Test
  void releasedPageIsRefused() {
    Page page = page();
    LegacyPagePool.releasePage(pool, page);

    assertThatThrownBy(() -> pool.recycleDirect(page))
        .hasMessageStartingWith("page returned after it left its pool");
    assertThat(pool.inflight()).isEqualTo(63);
    page.put();
    assertThatThrownBy(page::put)
        .hasMessage(
            "page freed more often than referenced: page=0x8003f id=64 ref=0 dropped=1 (hint: the"
                + " page was put after its last reference; find the second put)");
  }

  @Test
  void directReturnIntoADestroyedPoolIsRefusedAndARingReturnStillWorks() {
    Page page = page();
    pool.destroy();

    assertThatThrownBy(() -> pool.recycleDirect(page))
        .hasMessageStartingWith("direct return into a destroyed pool");
    pool.putFullPage(page, false);
    ((ManualWorkQueue) system.workQueue()).runNext();

    assertThat(pool.dead()).isTrue();
  }

  @Test
  void pageFreedBehindThePoolsBackIsNamed() {
    Page page = page();

    assertThatThrownBy(page::put)
        .hasMessageStartingWith("page freed while its pool owns it: page=0x8003f");
  }

  @Test
  void sizesThatMakeNoSenseAreRefused() {
    PageFragment fragment = new PageFragment();

    assertThat(pool.allocFrag(fragment, 4097)).isNull();
    assertThatThrownBy(() -> pool.alloc(fragment, -1))
        .hasMessage("fragment size not usable: size=-1 (expected: 0..4096)");
    assertThatThrownBy(() -> PagePool.putBulk(new Page[17], 17))
        .hasMessage("bulk return too large: count=17 (expected: 0..16)");
    assertThatThrownBy(() -> pool.freeVa(4096, false))
        .hasMessage("no page at this address: address=0x1000");
  }

  @Test
  void destroyOnceTooOftenThrows() {
    pool.destroy();

    assertThatThrownBy(pool::destroy)
        .hasMessage("pool destroyed too often: pool=rx3 (hint: one destroy per user)");
  }
}
