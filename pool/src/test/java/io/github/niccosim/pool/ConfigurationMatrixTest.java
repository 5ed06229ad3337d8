// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.pool;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.niccosim.pool.dma.CacheModel;
import io.github.niccosim.pool.dma.DmaChecker;
import io.github.niccosim.pool.dma.DmaDevice;
import io.github.niccosim.pool.dma.HostMemory;
import io.github.niccosim.pool.dma.PagePoison;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Pools keep their promises for every page size, order, DMA alignment, node count, word size and
 * kernel flavour, over all ring sizes and MTUs; books, checker, context guard and poison watch.
 */
class ConfigurationMatrixTest {
  private static final int[] RINGS = {1, 2, 31, 32, 64, 256, 1024, 16384, 32768};
  private static final int[] MTUS = {0, 1, 60, 64, 127, 576, 1500, 1514, 2048, 3498, 4000, 9000};
  private static final int HEADROOM = 256;
  private static final int SHARED_INFO = 320;

  /** One machine and pool. */
  record Config(
      int pageShift,
      int order,
      int alignment,
      boolean twoNodes,
      boolean realTime,
      boolean bits32,
      int ring) {}

  static List<Config> configurations() {
    List<Config> all = new ArrayList<>();
    for (int shift : new int[] {12, 14, 16}) {
      for (int order = 0; order <= 3; order++) {
        for (int alignment : new int[] {1, 32, 64, 128}) {
          for (int bits = 0; bits < 8; bits++) {
            int ring = RINGS[all.size() % RINGS.length];
            boolean nodes = (bits & 1) != 0;
            boolean rt = (bits & 2) != 0;
            all.add(new Config(shift, order, alignment, nodes, rt, (bits & 4) != 0, ring));
          }
        }
      }
    }
    return all;
  }

  @Test
  void everyConfigurationKeepsItsPromises() {
    List<Config> all = configurations();
    for (Config config : all) {
      try {
        new Machine(config).run();
      } catch (RuntimeException | AssertionError e) {
        throw new AssertionError("broken configuration: " + config, e);
      }
    }
    assertThat(all).hasSize(384);
  }

  /** A pool with every detector on, and the references that its driver holds. */
  private static final class Machine {
    private record Held(Page page, int offset, int size) {}

    private final Config config;
    private final PageLedger ledger = new PageLedger(false);
    private final HostMemory memory;
    private final DmaDevice device;
    private final SystemPages pages;
    private final ExecutionContext context = new ExecutionContext();
    private final PagePool pool;
    private final PageFragment out = new PageFragment();
    private final List<Held> held = new ArrayList<>();
    private final SplittableRandom random;

    Machine(Config config) {
      this.config = config;
      random = new SplittableRandom(config.hashCode());
      memory = new HostMemory(CacheModel.ARM64, 1);
      DmaChecker checker = new DmaChecker(() -> 0).level(DmaChecker.Level.FAIL);
      device = new DmaDevice("nic0", memory, checker);
      pages = new SystemPages(config.pageShift());
      PoolObserver watchers =
          PoolObservers.of(checker, ledger, new ContextGuard(), new PageGuard(false));
      if (config.pageShift() + config.order() <= 13) {
        watchers = PoolObservers.of(watchers, new PagePoison(memory));
      }
      PoolSystem system =
          PoolSystem.builder()
              .pages(pages)
              .context(context)
              .observer(watchers)
              .numa(config.twoNodes())
              .bits32(config.bits32())
              .build();
      system.realTime(config.realTime());
      system.dmaCacheAlignment(config.alignment());
      pool = PagePool.create(system, params());
    }

    private PagePoolParams params() {
      return PagePoolParams.builder()
          .name("rx0")
          .order(config.order())
          .poolSize(config.ring())
          .device(device)
          .dmaMap()
          .dmaSyncDev()
          .direction(DmaDirection.FROM_DEVICE)
          .maxLen(1 << (config.pageShift() + config.order()))
          .napi(napi())
          .build();
    }

    private static Napi napi() {
      Napi napi = new Napi("napi0", 1);
      napi.schedule(0);
      return napi;
    }

    void run() {
      for (int mtu : MTUS) {
        for (int i = 0; i < 6; i++) {
          receive(mtu == 0 ? 0 : HEADROOM + mtu + SHARED_INFO);
          if (random.nextInt(3) > 0) {
            giveBack();
          }
        }
        context.node(config.twoNodes() ? random.nextInt(2) : 0);
        assertThat(ledger.check(pool)).isEmpty();
      }
      finish();
    }

    private void receive(int size) {
      boolean fits = size <= pool.bufferSizeBytes();
      @Nullable Page page = random.nextBoolean() ? pool.alloc(out, size) : fragment(size, fits);
      if (page == null) {
        assertThat(fits).as("size=%d", size).isFalse();
        return;
      }
      int offset = out.offsetBytes();
      int given = fits ? out.sizeBytes() : pool.bufferSizeBytes();
      assertThat(offset % config.alignment()).isZero();
      assertThat(given).isGreaterThanOrEqualTo(Math.min(size, pool.bufferSizeBytes()));
      assertThat(offset + given).isLessThanOrEqualTo(pool.bufferSizeBytes());
      for (Held other : held) {
        boolean apart = offset >= other.offset + other.size || other.offset >= offset + given;
        assertThat(other.page != page || apart || given == 0 || other.size == 0).isTrue();
      }
      held.add(new Held(page, offset, given));
      int length = Math.min(size, given);
      if (length > 0) {
        long bus = pool.dmaAddr(page) + offset;
        device.deviceWrite(bus, new byte[length], 0, length);
        pool.dmaSyncForCpu(page, offset, length);
        memory.cpuReadByte(page.physicalAddress() + offset + length - 1);
      }
    }

    private @Nullable Page fragment(int size, boolean fits) {
      Page page = pool.allocFrag(out, size);
      assertThat(page != null).isEqualTo(fits);
      return page;
    }

    private void giveBack() {
      if (!held.isEmpty()) {
        Held one = held.remove(random.nextInt(held.size()));
        boolean here = random.nextBoolean();
        context.cpu(here ? 0 : 1).softirq(here || config.realTime());
        long ring = pool.stats().ring;
        pool.putFullPage(one.page, false);
        if (config.realTime()) {
          assertThat(pool.stats().cached - pool.stats().fast).isLessThanOrEqualTo(0);
        }
        assertThat(pool.stats().ring - ring).isBetween(0L, here && !config.realTime() ? 0L : 1L);
        context.cpu(0).softirq(true);
      }
    }

    private void finish() {
      while (!held.isEmpty()) {
        giveBack();
      }
      Napi napi = pool.napi();
      if (napi != null) {
        napi.disable();
      }
      pool.destroy();
      assertThat(pool.dead()).isTrue();
      assertThat(ledger.check(pool)).isEmpty();
      assertThat(ledger.leftovers()).isEmpty();
      assertThat(pages.outstanding()).isZero();
      assertThat(device.liveMappings()).isZero();
    }
  }

  @ParameterizedTest
  @MethodSource("ringSizes")
  void ringHoldsWhatItPromises(int size) {
    PoolSystem system = PoolSystem.builder().context(new ExecutionContext().softirq(false)).build();
    PagePool pool = PagePool.create(system, PagePoolParams.builder().poolSize(size).build());
    int fits = Math.min(size, 16384);
    List<Page> out = new ArrayList<>();
    for (int i = 0; i < fits + 1; i++) {
      Page page = pool.allocPages();
      assertThat(page).isNotNull();
      if (page != null) {
        out.add(page);
      }
    }
    out.forEach(page -> pool.putFullPage(page, false));

    assertThat(pool.stats().ring).isEqualTo(fits);
    assertThat(pool.stats().ringFull).isEqualTo(1);
  }

  static List<Integer> ringSizes() {
    return List.of(1, 2, 31, 32, 64, 1024, 16384, 32768);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1})
  void addressThat32BitsCannotHoldIsNotMapped(int extra) {
    List<String> warnings = new ArrayList<>();
    long bus = ((1L << 44) - 4096) + extra * 4096L;
    FixedAddress device = new FixedAddress(bus);
    PoolObserver watcher =
        new PoolObserver() {
          @Override
          public void warning(@Nullable PagePool pool, String text) {
            warnings.add(text);
          }
        };
    PoolSystem system = PoolSystem.builder().observer(watcher).bits32(true).build();
    PagePool pool =
        PagePool.create(
            system, PagePoolParams.builder().name("rx0").order(1).device(device).dmaMap().build());

    for (int i = 0; i < 2; i++) {
      Page page = pool.allocPages();
      assertThat(page != null).isEqualTo(extra == 0);
    }

    assertThat(warnings)
        .isEqualTo(
            extra == 0
                ? List.of()
                : List.of("unexpected dma address: bus=0x100000000000 pool=rx0"));
  }

  /** A device whose every mapping has one address. */
  private record FixedAddress(long bus) implements DmaOps {
    @Override
    public long mapPage(Page page, long offset, long length, DmaDirection direction, boolean skip) {
      return bus;
    }

    @Override
    public void unmapPage(long busAddress, long length, DmaDirection direction, boolean skip) {}

    @Override
    public void syncForDevice(long busAddress, long length, DmaDirection direction) {}

    @Override
    public void syncForCpu(long busAddress, long length, DmaDirection direction) {}

    @Override
    public boolean needsSync() {
      return false;
    }
  }

  @Test
  void fragmentReferencesFitThirtyTwoBits() {
    PoolSystem system = PoolSystem.builder().bits32(true).build();
    PagePool pool = PagePool.create(system, PagePoolParams.builder().build());
    PageFragment fragment = new PageFragment();

    Page page = pool.allocFrag(fragment, 100);

    assertThat(page).isNotNull();
    assertThat(page == null ? 0 : page.poolRefCount()).isEqualTo(Integer.MAX_VALUE >> 1);
  }
}
