// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Books beside the pool: correct use balances, and what cannot be is named. */
class PageLedgerTest {
  private static final long SECOND = 1_000_000_000_000L;

  private final PageLedger ledger = new PageLedger(true).collect(true);
  private final ManualWorkQueue work = new ManualWorkQueue();
  private final SystemPages pages = new SystemPages();
  private final PoolSystem system =
      PoolSystem.builder().pages(pages).workQueue(work).observer(ledger).build();
  private final PagePool pool =
      PagePool.create(system, PagePoolParams.builder().name("rx0").poolSize(16).build());

  private Page page() {
    return Objects.requireNonNull(pool.allocPages());
  }

  private void assertBalanced() {
    assertThat(ledger.check(pool)).isEmpty();
    assertThat(ledger.violations()).isEmpty();
  }

  @Test
  void everyWayBackBalances() {
    pool.recycleDirect(page());
    pool.putFullPage(page(), false);
    Page held = page();
    held.get();
    pool.putFullPage(held, false);
    held.put();
    Page bulk = page();
    PagePool.putBulk(new Page[] {bulk}, 1);
    for (int i = 0; i < 40; i++) {
      pool.putFullPage(page(), false);
    }
    pool.updateNid(1);
    LegacyPagePool.releasePage(pool, page());
    assertBalanced();

    pool.destroy();

    assertBalanced();
    assertThat(ledger.references(pool)).isZero();
  }

  @Test
  void fragmentsReusedInPlaceSplitPagesAndExtraReferencesBalance() {
    PageFragment fragment = new PageFragment();
    for (int i = 0; i < 10; i++) {
      pool.putFullPage(Objects.requireNonNull(pool.allocFrag(fragment, 3000)), false);
    }
    Page split = page();
    PagePool.fragmentPage(split, 3);
    PagePool.refPage(split);
    for (int i = 0; i < 4; i++) {
      assertBalanced();
      pool.putFullPage(split, true);
    }
    Page dropped = page();
    PagePool.refPage(dropped);
    PagePool.unrefPage(dropped, 1);
    PagePool.unrefPage(dropped, 1);
    pool.putUnrefedPage(dropped, -1, true);

    assertBalanced();
    assertThat(ledger.references(pool)).isZero();
  }

  @Test
  void secondReturnIsNamedWithTheFirst() {
    Page page = page();
    pool.recycleDirect(page);

    pool.recycleDirect(page);

    RuntimeException first = ledger.violations().getFirst();
    assertThat(first)
        .hasMessage(
            "reference returned that nobody holds: page=0x8003f id=64 pool=rx0 last step=recycled"
                + " to CACHE");
    assertThat(first.getCause()).hasMessage("last step of the page: recycled to CACHE");
  }

  @Test
  void pageHandedOutTwiceIsNamed() {
    Page page = page();
    pool.recycleDirect(page);
    pool.recycleDirect(page);
    assertThat(ledger.check(pool)).containsExactly("idle: pool=65 books=64");
    page();

    page();

    assertThat(ledger.violations())
        .anySatisfy(found -> assertThat(found).hasMessageStartingWith("page handed out while OUT"));
  }

  @Test
  void returnToAnotherPoolIsNamed() {
    PagePool other = PagePool.create(system, PagePoolParams.builder().name("rx1").build());

    other.recycleDirect(page());

    assertThat(ledger.violations().getFirst())
        .hasMessageStartingWith("reference returned that nobody holds");
  }

  @Test
  void negativeInflightIsNamedAtDestroy() {
    Page page = page();
    pool.recycleDirect(page);
    pool.recycleDirect(page);

    pool.destroy();

    assertThat(ledger.violations().getLast())
        .hasMessageStartingWith("more pages released than adopted: pool=rx0 hold=64 release=65");
  }

  @Test
  void destroyedPoolThatCannotDrainIsNamedAtItsSecondAttempt() {
    Page page = page();
    pool.destroy();
    pool.recycleDirect(page);
    assertThat(ledger.violations()).isEmpty();

    work.advance(SECOND);

    assertThat(ledger.violations().getFirst())
        .hasMessageStartingWith(
            "destroyed pool cannot drain, nobody holds a page: pool=rx0 inflight=1 cache=1");
  }

  @Test
  void destroyedPoolThatWaitsForAHolderIsFine() {
    Page page = page();
    pool.destroy();
    work.advance(10 * SECOND);
    assertThat(ledger.violations()).isEmpty();
    assertThat(ledger.leftovers()).containsExactly(pool);

    pool.putFullPage(page, false);
    work.advance(SECOND);

    assertThat(ledger.violations()).isEmpty();
    assertThat(ledger.leftovers()).isEmpty();
  }

  @Test
  void poolWithoutDestroyIsLeftOver() {
    PagePool second = PagePool.create(system, PagePoolParams.builder().build());
    pool.destroy();

    assertThat(ledger.leftovers()).containsExactly(second);
  }

  @Test
  void ledgerThrowsUnlessItCollects() {
    ledger.collect(false);
    Page page = page();
    pool.recycleDirect(page);

    assertThatThrownBy(() -> pool.recycleDirect(page))
        .isInstanceOf(PageOwnershipException.class)
        .hasMessageStartingWith("reference returned that nobody holds");
  }
}
