// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.pool.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.niccosim.pool.frag.PageFragCache;
import java.util.List;
import org.junit.jupiter.api.Test;

/** One line of text per operation in, everything observable out. */
class PoolScriptTest {
  private final PoolScript script = new PoolScript();

  private Step last(String operations) {
    return script.run(operations).getLast();
  }

  @Test
  void stepTellsResultValuesAndEvents() {
    script.step("create P order=2 pool_size=8 flags=MAP+SYNC dir=FROM max_len=1536 offset=64");

    assertThat(script.step("alloc 1").line())
        .isEqualTo(
            "alloc 1 => pg1 ref=1 pp=1 | P: hold=1 release=0 inflight=1 cache=0 ring=0 stale=0"
                + " producer=0 consumer_head=0 consumer_tail=0 frag_page=0 frag_offset=0"
                + " frag_users=0 mapped=1 users=1 detached=0 dead=0 fast=0 slow=0 slow_ho=1 empty=1"
                + " refill=0 waive=0 recycle_cached=0 recycle_cache_full=0 recycle_ring=0"
                + " recycle_ring_full=0 recycle_released_ref=0 | alloc pg1 16384, map pg1 0+16384"
                + " FROM_DEVICE, sync pg1 64+1536 FROM_DEVICE");
  }

  @Test
  void everyServiceCanFailAfterAnyNumberOfCalls() {
    assertThat(last("env kfail=1@2; create P").result()).isEqualTo("create=ENOMEM");
    assertThat(last("env idfail=1@1:EBUSY; create P").result())
        .isEqualTo("create=ok,ring=1024 id=1");
    Step second = last("create Q flags=MAP");
    assertThat(second.result()).isEqualTo("create=EBUSY");
    assertThat(second.warned()).isTrue();

    script.run("create Q flags=MAP; env mapfail=60@1 idxfail=1@1:EBUSY budget=63");
    Step alloc = last("alloc 1");

    assertThat(alloc.result()).isEqualTo("pg63 ref=1 pp=1");
    assertThat(alloc.warned()).isTrue();
    assertThat(alloc.snapshots().get("Q")).contains("hold=2 ").contains("mapped=2 ");
    assertThat(last("env budget=0; alloc 2").result()).contains("3=NULL");
  }

  @Test
  void poolIsToldOnceMoreWhenItDies() {
    assertThat(last("create A; create B; A: alloc 1; A: destroy").snapshots()).containsKey("A");

    assertThat(last("A: put 1; tick 1").snapshots().get("A")).contains("inflight=0 ", "dead=1");
    assertThat(last("tick 1").snapshots()).containsOnlyKeys("B");
  }

  @Test
  void tickRunsTheWorkerOfTheCurrentPool() {
    script.run("create A; alloc 1; create B; alloc 1; A: destroy; B: destroy; A: put 1; B: put 2");

    assertThat(last("B: tick").result()).isEqualTo("tick:infl=0,dead");
    assertThat(last("B: tick").snapshots().get("A")).contains("inflight=0 ", "dead=1");
  }

  @Test
  void wrongPutHappensAsInAKernelAndIsRecorded() {
    Step destroyed = last("create P; alloc 1; putd 1; putd 1; destroy");

    assertThat(destroyed.snapshots().get("P")).contains("inflight=-1 ").contains("detached=1");
    assertThat(destroyed.events())
        .anyMatch(event -> event.text().startsWith("page released after"));
    assertThat(destroyed.warned()).isTrue();
  }

  @Test
  void sizesAboveTwoGibibytesAreThoseOfTheKernel() {
    script.run("create P pool_size=8");

    assertThat(script.step("frag 0xffffffff").line()).startsWith("frag 0xffffffff => 1=NULL WARN");
    assertThat(script.step("palloc 0x80000000").line()).contains("2=NULL WARN");
    assertThat(script.step("palloc 0xffffffff").result()).isEqualTo("pg64 ref=1 pp=1 @0+4096");
  }

  @Test
  void linesThatMakeNoSenseAreRefused() {
    assertThatThrownBy(() -> script.step("grow 1")).hasMessage("operation not known: grow");
    assertThatThrownBy(() -> script.step("create P colour=1"))
        .hasMessage("pool parameter not known: key=colour");
    assertThatThrownBy(() -> script.step("env mood=1"))
        .hasMessage("environment not known: key=mood");
    assertThatThrownBy(() -> script.run("create P; put 1"))
        .hasMessage("handle names no page: handle=1");
    assertThatThrownBy(() -> script.step("put #9"))
        .hasMessage("page never allocated: id=9 (expected: 1..0)");
    assertThatThrownBy(() -> script.step("Q: alloc 1")).hasMessage("pool not known: Q");
  }

  @Test
  void fragmentCacheKeepsOffsetAndBiasWithoutAPage() {
    FragScript frags = new FragScript(PageFragCache.Direction.UP);
    frags.step("f 100 64 x3");

    Step drained = frags.step("drain");

    assertThat(drained.snapshots().get("cache"))
        .isEqualTo("page=0 order=0 ref=0 bias=32766 users=0 off=356 pfm=0");
    assertThat(List.of(frags.step("x 1..3"), frags.step("env maxorder=-1"), frags.step("f 1")))
        .extracting(Step::line)
        .containsExactly(
            "x 1..3 => | cache: page=0 order=0 ref=0 bias=32766 users=0 off=356 pfm=0 | free pg1"
                + " 32768",
            "env maxorder=-1 => | cache: page=0 order=0 ref=0 bias=32766 users=0 off=356 pfm=0 |",
            "f 1 => NULL | cache: page=0 order=0 ref=0 bias=32766 users=0 off=356 pfm=0 |");
  }
}
