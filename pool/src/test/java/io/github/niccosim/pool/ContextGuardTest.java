// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Consumer operations from contexts that nothing orders are found, ordered ones are not. */
class ContextGuardTest {
  private final ExecutionContext context = new ExecutionContext();
  private final ContextGuard guard = new ContextGuard().collect(true).traces(true);
  private final Napi napi = new Napi("napi0", 1);
  private final PoolSystem system = PoolSystem.builder().context(context).observer(guard).build();
  private final PagePool pool =
      PagePool.create(system, PagePoolParams.builder().name("rx0").poolSize(64).napi(napi).build());

  private Page page(PagePool from) {
    return Objects.requireNonNull(from.allocPages());
  }

  private void softirq(int cpu) {
    context.softirq(true).cpu(cpu);
  }

  private void poll(int cpu) {
    softirq(cpu);
    napi.schedule(cpu);
  }

  @Test
  void napiPollThatMovesBetweenProcessorsIsOrdered() {
    poll(0);
    Page page = page(pool);
    napi.complete();
    poll(1);
    pool.recycleDirect(page);
    page(pool);

    assertThat(guard.violations()).isEmpty();
  }

  @Test
  void otherSoftirqWorkOnTheSameProcessorIsOrdered() {
    poll(0);
    Page page = page(pool);
    napi.complete();
    pool.recycleDirect(page);

    assertThat(guard.violations()).isEmpty();
  }

  @Test
  void ringFilledBeforeTheFirstPollAndEmptiedAfterDisableIsOrdered() {
    context.softirq(false);
    Page page = page(pool);
    poll(0);
    pool.recycleDirect(page);
    page(pool);
    napi.disable();
    context.softirq(false).cpu(3);
    page(pool);

    assertThat(guard.violations()).isEmpty();
  }

  @Test
  void returnsWithoutDirectMayComeFromAnywhere() {
    poll(0);
    Page page = page(pool);
    softirq(5);
    pool.putFullPage(page, false);

    assertThat(guard.violations()).isEmpty();
  }

  @Test
  void directReturnOnAnotherProcessorIsNamedWithOwnerAndBothCallSites() {
    poll(0);
    Page page = page(pool);

    softirq(1);
    pool.recycleDirect(page);

    PoolContextException found = guard.violations().getFirst();
    assertThat(found)
        .hasMessage(
            "direct return by softirq cpu=1 not ordered after allocation by softirq cpu=0"
                + " napi=napi0 owner=0: pool=rx0 queue=0 timePs=0 (hint: one consumer per pool, its"
                + " NAPI poll; return from elsewhere without allowDirect)");
    assertThat(found.pool()).isSameAs(pool);
    assertThat(found.getCause()).hasMessage("allocation was here");
  }

  @Test
  void allocationFromAWorkQueueBesideTheNapiIsNamed() {
    poll(0);
    page(pool);
    napi.complete();

    context.softirq(false).cpu(0);
    page(pool);

    assertThat(guard.violations().getFirst())
        .hasMessageStartingWith("allocation by process cpu=0 not ordered after allocation by");
  }

  @Test
  void fragmentAllocationAndNodeChangeAreConsumerOperationsToo() {
    poll(0);
    page(pool);
    softirq(1);
    pool.allocFrag(new PageFragment(), 100);
    softirq(2);
    pool.updateNid(1);

    assertThat(guard.violations())
        .extracting(Throwable::getMessage)
        .satisfiesExactly(
            text -> assertThat(text).startsWith("fragment allocation by softirq cpu=1"),
            text -> assertThat(text).startsWith("node change by softirq cpu=2"));
  }

  @Test
  void returnInHardInterruptContextIsNamed() {
    poll(0);
    Page page = page(pool);

    context.hardirq(true);
    pool.putFullPage(page, false);

    assertThat(guard.violations().getFirst())
        .hasMessageStartingWith("page returned in hard-interrupt context: page=0x8003f");
  }

  @Test
  void onARealTimeBuildTheProcessorOrdersNothing() {
    PagePool plain = PagePool.create(system, PagePoolParams.builder().name("sys").build());
    guard.threads(true);
    softirq(0);
    page(plain);
    inOtherThread(() -> page(plain));
    assertThat(guard.violations()).as("softirqs of one processor exclude each other").isEmpty();

    system.realTime(true);
    page(plain);
    inOtherThread(() -> page(plain));

    assertThat(guard.violations()).isNotEmpty();
  }

  @Test
  void threadsNeedAHandOver() {
    PagePool plain = PagePool.create(system, PagePoolParams.builder().name("plain").build());
    guard.threads(true);
    context.softirq(false);
    page(plain);
    guard.handOver(plain);
    inOtherThread(() -> page(plain));
    assertThat(guard.violations()).isEmpty();

    page(plain);

    assertThat(guard.violations()).hasSize(1);
  }

  private static void inOtherThread(Runnable work) {
    Thread thread = new Thread(work);
    thread.start();
    try {
      thread.join();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void guardThrowsUnlessItCollects() {
    guard.collect(false);
    poll(0);
    Page page = page(pool);
    softirq(1);

    assertThatThrownBy(() -> pool.recycleDirect(page)).isInstanceOf(PoolContextException.class);
    assertThat(pool.state().cache()).as("refused before it happened").isEqualTo(63);
  }
}
