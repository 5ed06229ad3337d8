// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.pool.dma;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.niccosim.pool.DmaDirection;
import io.github.niccosim.pool.ManualWorkQueue;
import io.github.niccosim.pool.Page;
import io.github.niccosim.pool.PageFragment;
import io.github.niccosim.pool.PagePool;
import io.github.niccosim.pool.PagePoolParams;
import io.github.niccosim.pool.PoolSystem;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Rules the kernel cannot check, each where it is broken and where it is kept. */
class PoolRulesTest {
  private final HostMemory memory = HostMemory.coherent();
  private final ManualWorkQueue work = new ManualWorkQueue();
  private final DmaChecker checker = new DmaChecker(work::timePs);
  private final DmaDevice device = new DmaDevice("nic0", memory, checker);
  private final PoolSystem system = PoolSystem.builder().workQueue(work).observer(checker).build();

  private PagePool pool(int queue, int offset, int maxLen) {
    return PagePool.create(
        system,
        PagePoolParams.builder()
            .name("rx" + queue)
            .queueIndex(queue)
            .device(device)
            .dmaMap()
            .dmaSyncDev()
            .direction(DmaDirection.FROM_DEVICE)
            .offset(offset)
            .maxLen(maxLen)
            .build());
  }

  private static Page page(PagePool pool) {
    return Objects.requireNonNull(pool.allocPages());
  }

  private void write(PagePool pool, Page page, int from, int length) {
    device.deviceWrite(pool.dmaAddr(page) + from, new byte[length], 0, length);
  }

  private List<String> rules() {
    return checker.violations().stream().map(found -> found.rule().id()).toList();
  }

  private List<String> warnings() {
    return checker.warnings().stream().map(found -> found.rule().id()).toList();
  }

  // ---- geometry -------------------------------------------------------------------------------

  @Test
  void offsetAndMaxLenThatFillTheBufferExactlyAreFine() {
    pool(0, 256, 3840);

    assertThat(rules()).isEmpty();
  }

  @Test
  void oneByteBeyondTheBufferIsGeometry() {
    pool(0, 256, 3841);

    assertThat(checker.violations().getFirst().message())
        .isEqualTo(
            "pool offset and max_len beyond the buffer: rule=geometry pool=rx0 queue=0 page=0x0"
                + " bytes=256..4096 time=0ns (hint: offset=256 max_len=3841 must fit a buffer of"
                + " 4096 bytes)");
  }

  @Test
  void putSizeBelowTheBytesTheDeviceWroteIsNamedAtThePut() {
    PagePool pool = pool(0, 64, 2048);
    Page page = page(pool);
    write(pool, page, 64, 1000);

    pool.putPage(page, 999, true);

    DmaViolation found = checker.violations().getFirst();
    assertThat(found.rule()).isEqualTo(DmaRule.PUT_SHORT);
    assertThat(found.firstByte()).isEqualTo(64 + 999);
    assertThat(found.lastByte()).isEqualTo(64 + 999);
  }

  @Test
  void putSizeBelowTheBytesTheCpuWroteIsNamedAtThePut() {
    PagePool pool = pool(0, 64, 2048);
    Page page = page(pool);
    write(pool, page, 64, 100);
    pool.dmaSyncForCpu(page, 0, 2048);
    memory.cpuWriteByte(page.physicalAddress() + 64 + 1499, 1);

    pool.putPage(page, 100, true);

    assertThat(rules()).containsExactly("put-short");
    assertThat(checker.violations().getFirst().lastByte()).isEqualTo(64 + 1499);
  }

  @Test
  void putSizeOfAllBytesWrittenOrMinusOneOrZeroForAnUntouchedPageIsFine() {
    PagePool pool = pool(0, 64, 2048);
    Page page = page(pool);
    write(pool, page, 64, 1000);
    pool.putPage(page, 1000, true);
    Page again = page(pool);
    write(pool, again, 64, 1500);
    pool.putPage(again, -1, true);

    pool.putPage(page(pool), 0, true);

    assertThat(rules()).isEmpty();
  }

  @Test
  void bytesBeyondMaxLenAreNoMatterOfThePut() {
    PagePool pool = pool(0, 64, 1024);
    Page page = page(pool);
    pool.dmaSyncForCpu(page, 0, 2048);
    memory.cpuWriteByte(page.physicalAddress() + 4000, 1);

    pool.putPage(page, 0, true);

    assertThat(rules()).isEmpty();
  }

  @Test
  void deviceWriteIntoTheNextFragmentIsNamed() {
    PagePool pool = pool(0, 0, 4096);
    PageFragment first = new PageFragment();
    PageFragment second = new PageFragment();
    Page page = Objects.requireNonNull(pool.allocFrag(first, 1024));
    pool.allocFrag(second, 1024);
    write(pool, page, 0, 1024);
    write(pool, page, 1024, 1024);
    assertThat(rules()).isEmpty();

    write(pool, page, first.offsetBytes() + 512, 513);

    DmaViolation found = checker.violations().getFirst();
    assertThat(found.rule()).isEqualTo(DmaRule.FRAGMENT_CROSSED);
    assertThat(found.firstByte()).isEqualTo(1024);
    assertThat(found.lastByte()).isEqualTo(1024);
  }

  @Test
  void wholePageAfterFragmentsHasNoBorders() {
    PagePool pool = pool(0, 0, 4096);
    PageFragment fragment = new PageFragment();
    Page page = Objects.requireNonNull(pool.allocFrag(fragment, 2048));
    pool.allocFrag(fragment, 2048);
    pool.allocFrag(fragment, 2048);
    pool.putFullPage(page, true);
    pool.putFullPage(page, true);

    Page whole = page(pool);
    write(pool, whole, 0, 4096);

    assertThat(whole).isSameAs(page);
    assertThat(rules()).isEmpty();
  }

  // ---- advice ---------------------------------------------------------------------------------

  @Test
  void twoPoolsOnOneQueueAreAWarning() {
    pool(1, 0, 4096);
    pool(2, 0, 4096);
    assertThat(warnings()).isEmpty();

    pool(2, 0, 4096);

    assertThat(warnings()).containsExactly("pools-share-queue");
    assertThat(checker.warnings().getFirst().queue()).isEqualTo(2);
    assertThat(checker.total()).isZero();
  }

  @Test
  void poolThatReplacesADestroyedOneIsFine() {
    PagePool old = pool(1, 0, 4096);
    page(old);
    old.destroy();

    pool(1, 0, 4096);

    assertThat(warnings()).isEmpty();
  }

  @Test
  void fragmentsOfAPoolThatSyncsPartOfItsBuffersAreAWarning() {
    pool(1, 0, 4096).allocFrag(new PageFragment(), 1000);
    assertThat(warnings()).isEmpty();

    pool(2, 64, 2048).allocFrag(new PageFragment(), 1000);

    assertThat(warnings()).containsExactly("frag-geometry");
  }

  @Test
  void fragmentPutWithASyncSizeIsAWarningAndAWholePageIsNot() {
    PagePool pool = pool(1, 0, 4096);
    PageFragment fragment = new PageFragment();
    Page page = Objects.requireNonNull(pool.allocFrag(fragment, 1000));
    pool.allocFrag(fragment, 1000);
    pool.putPage(page(pool), 0, true);
    pool.putPage(page, -1, true);
    assertThat(warnings()).isEmpty();

    pool.putPage(page, 1000, true);

    assertThat(warnings()).containsExactly("frag-sync-size");
  }

  @Test
  void busAddressOfAPoolThatDoesNotMapIsAWarning() {
    PagePool mapping = pool(1, 0, 4096);
    mapping.dmaAddr(page(mapping));
    assertThat(warnings()).isEmpty();
    PagePool plain = PagePool.create(system, PagePoolParams.builder().name("rx9").build());

    plain.dmaAddr(page(plain));

    assertThat(warnings()).containsExactly("map-missing");
  }

  @Test
  void warningsNeverThrow() {
    checker.level(DmaChecker.Level.FAIL);

    pool(1, 0, 4096);
    pool(1, 0, 4096);

    assertThat(warnings()).containsExactly("pools-share-queue");
  }
}
