// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.niccosim.pool.testing.PoolScript;
import io.github.niccosim.pool.testing.PoolSnapshot;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Misuse never corrupts: guarded pools refuse it, naming page and both call sites, and stay as they
 * were; unguarded ones count as the kernel does.
 */
class MisuseTest {
  private final PoolSystem system = PoolSystem.builder().observer(new PageGuard(true)).build();
  private final PagePool pool = create();
  private final PagePool other = create();

  private PagePool create() {
    return PagePool.create(system, PagePoolParams.builder().poolSize(64).build());
  }

  private Page page() {
    return Objects.requireNonNull(pool.allocPages());
  }

  /** A page that was returned once where the method's name shows in its trace. */
  private Page returnedOnce(boolean direct) {
    Page page = page();
    pool.putFullPage(page, direct);
    return page;
  }

  /** A page that left its pool because someone else held it, and was then freed. */
  private Page freed() {
    Page page = page();
    page.get();
    pool.putFullPage(page, false);
    page.put();
    return page;
  }

  enum Misuse {
    DOUBLE_PUT(test -> test.returnedOnce(false), MisuseTest::put),
    DOUBLE_PUT_INTO_THE_CACHE(test -> test.returnedOnce(true), MisuseTest::put),
    DOUBLE_PUT_OF_UNREFED(test -> test.returnedOnce(true), (test, page) -> test.unrefed(page)),
    DOUBLE_PUT_IN_BULK(test -> test.returnedOnce(true), (test, page) -> bulk(page)),
    WRONG_POOL_AFTER_RETURN(test -> test.returnedOnce(true), (t, p) -> t.other.recycleDirect(p)),
    PUT_OF_A_FREED_PAGE(MisuseTest::freed, MisuseTest::put),
    BULK_OF_A_FREED_PAGE(MisuseTest::freed, (test, page) -> bulk(page)),
    FREE_OF_A_FREED_PAGE(MisuseTest::freed, (test, page) -> page.put()),
    GET_OF_A_FREED_PAGE(MisuseTest::freed, (test, page) -> page.get());

    private final java.util.function.Function<MisuseTest, Page> before;
    private final java.util.function.BiConsumer<MisuseTest, Page> act;

    Misuse(
        java.util.function.Function<MisuseTest, Page> before,
        java.util.function.BiConsumer<MisuseTest, Page> act) {
      this.before = before;
      this.act = act;
    }
  }

  private void put(Page page) {
    pool.putFullPage(page, false);
  }

  private void unrefed(Page page) {
    pool.putUnrefedPage(page, -1, false);
  }

  private static void bulk(Page page) {
    PagePool.putBulk(new Page[] {page}, 1);
  }

  @ParameterizedTest
  @EnumSource
  void isRefusedNamingPageAndBothCallSitesAndChangesNothing(Misuse misuse) {
    Page page = misuse.before.apply(this);
    List<String> states = states();

    PageOwnershipException refusal =
        catchThrowableOfType(PageOwnershipException.class, () -> misuse.act.accept(this, page));

    assertThat(refusal).hasMessageContaining("page=0x8003f id=64");
    assertThat(Arrays.toString(refusal.getStackTrace())).contains("MisuseTest");
    Throwable first = Objects.requireNonNull(refusal.getCause());
    assertThat(Arrays.toString(first.getStackTrace())).containsAnyOf("returnedOnce", "freed");
    assertThat(states()).isEqualTo(states);
    everyPageIsHandedOutOnce();
  }

  private List<String> states() {
    return List.of(PoolSnapshot.of(pool).line(), PoolSnapshot.of(other).line());
  }

  private void everyPageIsHandedOutOnce() {
    List<Page> pages = java.util.stream.Stream.generate(this::page).limit(128).toList();
    assertThat(pages).doesNotHaveDuplicates();
    pages.forEach(pool::recycleDirect);
    pool.destroy();
    assertThat(pool.dead()).isTrue();
  }

  @Test
  void bulkReturnsEveryGoodPageAroundABadOne() {
    Page twice = page();
    @Nullable Page[] pages = {page(), twice, page(), twice, page()};

    PageOwnershipException refusal =
        catchThrowableOfType(PageOwnershipException.class, () -> PagePool.putBulk(pages, 5));

    assertThat(refusal).hasMessageStartingWith("page already returned: page=0x8003f id=64");
    assertThat(pool.state().ring()).isEqualTo(4);
    pool.destroy();
    assertThat(pool.dead()).isTrue();
  }

  @Test
  void guardWithoutTracesSaysHowToGetThem() {
    PoolSystem plain = PoolSystem.builder().build();
    PagePool guarded = PagePool.create(plain, PagePoolParams.builder().name("rx3").build());
    Page page = Objects.requireNonNull(guarded.allocPages());
    guarded.recycleDirect(page);

    PageOwnershipException refusal =
        catchThrowableOfType(PageOwnershipException.class, () -> guarded.recycleDirect(page));

    assertThat(refusal)
        .hasMessage(
            "page already returned: page=0x8003f id=64 pool=rx3 target=rx3 (hint: return each"
                + " allocation once; new PageGuard(true) tells where it was returned before)");
  }

  @Test
  void unguardedPoolsCountAsTheKernelDoes() {
    PoolScript script = new PoolScript();
    Consumer<String> run = script::run;
    run.accept("create P pool_size=8; create Q pool_size=8; P: alloc 2; get 1; put 1; unget 1");

    assertThat(script.step("P: put 1").line()) // freed page
        .contains("pg64 ref=0 pp=1", "release=2 ", "recycle_released_ref=2");
    assertThat(script.step("Q: putd 2").line()) // wrong pool
        .contains("Q: hold=0 release=0 inflight=0 cache=1 ")
        .contains("P: hold=64 release=2 inflight=62 cache=62 ");
    assertThat(script.step("Q: putd 2").line()).contains("cache=2 "); // twice
    assertThat(script.step("Q: alloc 2").line()).contains("pg63 ref=1 pp=1 pg63 ref=1 pp=1");
    assertThat(script.step("Q: destroy").result()).isEqualTo("dead");
    // One page is outside, one was released twice: the kernel's count cannot see it.
    assertThat(script.step("P: destroy").result()).isEqualTo("dead");
  }
}
