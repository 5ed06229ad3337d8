// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.pool.skb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.niccosim.pool.DmaDirection;
import io.github.niccosim.pool.Errno;
import io.github.niccosim.pool.ExecutionContext;
import io.github.niccosim.pool.Page;
import io.github.niccosim.pool.PageFragment;
import io.github.niccosim.pool.PagePool;
import io.github.niccosim.pool.PagePoolParams;
import io.github.niccosim.pool.PoolObserver;
import io.github.niccosim.pool.PoolObservers;
import io.github.niccosim.pool.PoolRecorder;
import io.github.niccosim.pool.PoolSystem;
import io.github.niccosim.pool.SystemPages;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Examples S1 to S9 of the recycling rules, and the refusals around them. */
class SkbRecycleTest {
  private final PoolRecorder recorder = new PoolRecorder();
  private final SystemPages pages = new SystemPages().listener(recorder);
  private final ExecutionContext context = new ExecutionContext().softirq(false);
  private final List<String> warnings = new ArrayList<>();
  private final PoolObserver listener =
      new PoolObserver() {
        @Override
        public void warning(@Nullable PagePool of, String text) {
          warnings.add(text);
        }

        @Override
        public void misused(PagePool of, Page page, String text) {
          warnings.add(text);
        }
      };
  private final PoolSystem system =
      PoolSystem.builder()
          .pages(pages)
          .context(context)
          .observer(PoolObservers.of(recorder, listener))
          .build();
  private final PagePool pool =
      PagePool.create(
          system,
          PagePoolParams.builder()
              .poolSize(64)
              .device(recorder)
              .dmaMap()
              .direction(DmaDirection.FROM_DEVICE)
              .build());

  private Page page() {
    return Objects.requireNonNull(pool.allocPages());
  }

  private static Skb skb(Page page) {
    return Skb.withSlabHead(0, 0).addFrag(page, 0, 1500).markForRecycle();
  }

  private long recycled() {
    return pool.stats().ring;
  }

  private long unmaps() {
    return recorder.events().stream()
        .filter(event -> event.kind() == PoolRecorder.Kind.UNMAP)
        .count();
  }

  @Test
  void s1OriginalRecyclesAfterItsClone() {
    Skb skb = skb(page());
    Skb clone = skb.cloneSkb();

    clone.free();
    assertThat(clone.recycles()).isFalse();
    assertThat(recycled()).isZero();
    skb.free();

    assertThat(recycled()).isEqualTo(1);
  }

  @Test
  void s2CloneRecyclesAfterTheOriginal() {
    Skb skb = skb(page());
    Skb clone = skb.cloneSkb();

    skb.free();
    clone.free();

    assertThat(recycled()).isEqualTo(1);
  }

  @Test
  void s3ExpandedCloneOutlivesTheOriginalAndThePageLeavesThePool() {
    Page page = page();
    Skb skb = skb(page);
    Skb clone = skb.cloneSkb();

    clone.expandHead();
    assertThat(page.refCount()).isEqualTo(2);
    assertThat(clone.recycles()).isFalse();
    skb.free();
    assertThat(pool.stats().releasedRefcnt).isEqualTo(1);
    assertThat(unmaps()).isEqualTo(1);
    assertThat(page.refCount()).isEqualTo(1);
    long outstanding = pages.outstanding();
    clone.free();

    assertThat(pages.outstanding()).isEqualTo(outstanding - 1);
  }

  @Test
  void s4ExpandedCloneGoesFirstAndThePageIsRecycled() {
    Page page = page();
    Skb skb = skb(page);
    Skb clone = skb.cloneSkb();

    clone.expandHead();
    clone.free();
    assertThat(page.refCount()).isEqualTo(1);
    skb.free();

    assertThat(recycled()).isEqualTo(1);
  }

  @Test
  void s5CoalescingACloneTakesPoolReferences() {
    Page page = page();
    Skb skb = skb(page);
    Skb clone = skb.cloneSkb();
    Skb target = Skb.withSlabHead(0, 0).markForRecycle();

    Skb.Coalesce how = target.tryCoalesce(clone);
    assertThat(how).isEqualTo(Skb.Coalesce.MOVED);
    assertThat(page.poolRefCount()).isEqualTo(2);
    clone.freeAfter(how);
    skb.free();
    assertThat(page.poolRefCount()).isEqualTo(1);
    assertThat(recycled()).isZero();
    target.free();

    assertThat(recycled()).isEqualTo(1);
  }

  @Test
  void s6BuffersWithDifferentMarksAreNotCoalescedNorMerged() {
    Skb marked = skb(page());
    Skb plain = Skb.withSlabHead(0, 0);

    assertThat(plain.tryCoalesce(marked)).isEqualTo(Skb.Coalesce.REFUSED);
    assertThat(Skb.groRefusal(plain, marked)).isEqualTo(Errno.ETOOMANYREFS);
    assertThat(Skb.groRefusal(marked, skb(page()))).isNull();
  }

  @Test
  void s7TwoFragmentsOfOnePageRecycleItOnce() {
    PageFragment first = new PageFragment();
    PageFragment second = new PageFragment();
    pool.allocFrag(first, 2048);
    pool.allocFrag(second, 2048);
    pool.allocFrag(new PageFragment(), 2048);
    Skb one = skb(Objects.requireNonNull(first.page()));
    Skb two = skb(Objects.requireNonNull(second.page()));

    one.free();
    assertThat(recycled()).isZero();
    two.free();

    assertThat(recycled()).isEqualTo(1);
  }

  @Test
  void s8UnmarkedBufferOnAPoolPageLeaksThePoolReference() {
    Page page = page();
    int inflight = pool.inflight();

    Skb.withSlabHead(0, 0).addFrag(page, 0, 100).free();

    assertThat(pool.inflight()).isEqualTo(inflight);
    assertThat(page.isPoolPage()).isTrue();
    assertThat(page.refCount()).isZero();
    assertThat(unmaps()).isZero();
  }

  @Test
  void s9ExtraReferenceOfTheDriverTakesThePageOutOfThePool() {
    Page page = page();
    page.get();

    skb(page).free();

    assertThat(pool.stats().releasedRefcnt).isEqualTo(1);
    assertThat(unmaps()).isEqualTo(1);
    page.put();
    assertThat(page.refCount()).isZero();
  }

  @Test
  void headPageIsRecycledAndSlabHeadIsNot() {
    Skb.aroundPage(page(), 100, 0).markForRecycle().free();
    assertThat(recycled()).isEqualTo(1);

    Skb.withSlabHead(100, 0).markForRecycle().free();
    assertThat(recycled()).isEqualTo(1);
  }

  @Test
  void expandingAnUnsharedBufferRecyclesTheOldHeadAndKeepsTheMark() {
    Page frag = page();
    Skb skb = Skb.aroundPage(page(), 100, 0).addFrag(frag, 0, 100).markForRecycle();

    skb.expandHead();
    assertThat(recycled()).isEqualTo(1);
    assertThat(skb.recycles()).isTrue();
    skb.free();

    assertThat(recycled()).isEqualTo(2);
  }

  @Test
  void linearBufferDonatesItsHeadUnlessItIsLocked() {
    Skb target = Skb.withSlabHead(0, 0).markForRecycle();
    Skb linear = Skb.aroundPage(page(), 1000, 0).markForRecycle();
    Skb shared = Skb.aroundPage(page(), 1000, 0).markForRecycle();
    Skb clone = shared.cloneSkb();

    Skb.Coalesce how = target.tryCoalesce(linear);
    linear.freeAfter(how);

    assertThat(how).isEqualTo(Skb.Coalesce.STOLEN);
    assertThat(target.frags()).hasSize(1);
    assertThat(target.tryCoalesce(clone)).isEqualTo(Skb.Coalesce.REFUSED);
    target.free();
    assertThat(recycled()).isEqualTo(1);
  }

  @Test
  void smallLinearBufferIsCopied() {
    Skb target = Skb.withSlabHead(0, 200).markForRecycle();
    Skb small = Skb.aroundPage(page(), 100, 0).markForRecycle();

    assertThat(target.tryCoalesce(small)).isEqualTo(Skb.Coalesce.COPIED);
    assertThat(target.frags()).isEmpty();
  }

  @Test
  void poolFragReferencesNeedTheMark() {
    Skb plain = Skb.withSlabHead(0, 0).addFrag(page(), 0, 100);

    assertThat(plain.poolFragRef()).isEqualTo(Errno.EINVAL);
  }

  @Test
  void freeingTwiceThrows() {
    Skb skb = skb(page());
    skb.free();

    assertThatThrownBy(skb::free)
        .hasMessage(
            "socket buffer used after free: frags=1 (hint: each buffer is freed once, by whoever"
                + " holds it last)");
  }

  @Test
  void referenceDroppedInTheOtherKindIsNamedBothWays() {
    Page pooled = page();
    Skb.withSlabHead(0, 0).addFrag(pooled, 0, 100).free();
    Page plain = page();
    plain.get();
    Skb.withSlabHead(0, 0).addFrag(plain, 0, 100, RefKind.PLAIN).markForRecycle().free();

    assertThat(warnings())
        .satisfiesExactly(
            text -> assertThat(text).startsWith("POOL reference dropped as a plain one: page="),
            text -> assertThat(text).startsWith("page freed while its pool owns it"),
            text -> assertThat(text).startsWith("PLAIN reference dropped as a pool reference"));
  }

  @Test
  void correctLivesMixNoKinds() {
    Page ordinary = Objects.requireNonNull(pages.allocPage(0, 0));
    Skb skb = skb(page()).addFrag(ordinary, 0, 100);
    Skb clone = skb.cloneSkb();
    Skb target = Skb.withSlabHead(0, 0).markForRecycle();
    clone.freeAfter(target.tryCoalesce(clone));
    Skb expanded = skb.cloneSkb();
    expanded.expandHead();
    skb.free();
    expanded.free();
    target.free();

    assertThat(warnings()).isEmpty();
    assertThat(ordinary.refCount()).isZero();
  }

  private List<String> warnings() {
    return warnings;
  }

  @Test
  void bufferWhoseCloneIsGoneCountsAsUnshared() {
    Skb skb = skb(page());
    skb.cloneSkb().free();

    skb.expandHead();

    assertThat(skb.recycles()).isTrue();
    assertThat(skb.tryCoalesce(skb(page()))).isEqualTo(Skb.Coalesce.MOVED);
    skb.free();
    assertThat(recycled()).isEqualTo(2);
  }

  @Test
  void fragListSurvivesAnExpandedCloneAndIsFreedOnce() {
    Skb skb = Skb.withSlabHead(0, 0).markForRecycle().addToFragList(skb(page()));
    Skb clone = skb.cloneSkb();
    clone.expandHead();

    skb.free();
    assertThat(recycled()).isZero();
    clone.free();

    assertThat(recycled()).isEqualTo(1);
  }

  @Test
  void bufferWithMixedPagesDropsEachInItsKind() {
    Page ordinary = Objects.requireNonNull(pages.allocPage(0, 0));

    skb(page()).addFrag(ordinary, 0, 100).free();

    assertThat(recycled()).isEqualTo(1);
    assertThat(ordinary.refCount()).isZero();
  }

  @Test
  void bufferSharedByTwoUsersIsFreedByTheLast() {
    Skb skb = skb(page()).get();

    skb.free();
    assertThat(recycled()).isZero();
    skb.free();

    assertThat(recycled()).isEqualTo(1);
  }

  @Test
  void coalesceRefusesTooManyFragsZeroCopyListsAndUnreadable() {
    Skb full = Skb.withSlabHead(0, 0).markForRecycle();
    for (int i = 0; i < Skb.MAX_FRAGS; i++) {
      full.addFrag(page(), 0, 10);
    }
    Skb target = Skb.withSlabHead(0, 0).markForRecycle();

    assertThat(full.tryCoalesce(skb(page()))).isEqualTo(Skb.Coalesce.REFUSED);
    assertThat(target.tryCoalesce(skb(page()).zeroCopy())).isEqualTo(Skb.Coalesce.REFUSED);
    assertThat(target.tryCoalesce(skb(page()).addToFragList(skb(page()))))
        .isEqualTo(Skb.Coalesce.REFUSED);
    assertThat(target.tryCoalesce(skb(page()).unreadable())).isEqualTo(Skb.Coalesce.REFUSED);
    assertThat(target.tryCoalesce(skb(page()))).isEqualTo(Skb.Coalesce.MOVED);
  }

  @Test
  void shiftMovesFragsAndWarnsWhenMarksDiffer() {
    Skb first = skb(page());
    Skb second = skb(page());
    Skb plain = Skb.withSlabHead(0, 0);
    assertThat(first.shift(second)).isEqualTo(1500);
    assertThat(warnings()).isEmpty();

    assertThat(plain.shift(first)).isEqualTo(3000);

    assertThat(warnings().getFirst()).startsWith("frags shifted between buffers of different");
  }

  @Test
  void copyIntoPoolPagesIsMarkedAndFreesTheOldBuffer() {
    Skb from = skb(page()).addFrag(page(), 0, 4000);

    Skb copy = Objects.requireNonNull(SkbPoolCopy.copy(pool, from, 256));

    assertThat(recycled()).isEqualTo(2);
    assertThat(copy.recycles()).isTrue();
    assertThat(copy.lengthBytes()).isEqualTo(5500);
    assertThat(copy.frags())
        .extracting(SkbFrag::sizeBytes)
        .containsExactly(5500 - (4096 - 256 - 320));
    copy.free();
    assertThat(recycled()).isGreaterThan(2);
    assertThat(warnings()).isEmpty();
  }

  @Test
  void copyThatRunsOutOfMemoryRecyclesWhatItGotAndKeepsTheOldBuffer() {
    Skb from = skb(page()).addFrag(page(), 0, 4000);
    while (pool.state().cache() > 1) {
      pool.allocPages();
    }
    pages.budget(0);

    assertThat(SkbPoolCopy.copy(pool, from, 256)).isNull();

    assertThat(recycled()).isEqualTo(1);
    from.free();
    assertThat(recycled()).isEqualTo(3);
  }
}
