// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.pool.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.niccosim.pool.Errno;
import io.github.niccosim.pool.LegacyPagePool;
import io.github.niccosim.pool.ManualWorkQueue;
import io.github.niccosim.pool.MemoryProvider;
import io.github.niccosim.pool.Napi;
import io.github.niccosim.pool.NetNamespace;
import io.github.niccosim.pool.Netdev;
import io.github.niccosim.pool.Page;
import io.github.niccosim.pool.PagePool;
import io.github.niccosim.pool.PagePoolException;
import io.github.niccosim.pool.PagePoolParams;
import io.github.niccosim.pool.PagePoolStats;
import io.github.niccosim.pool.PoolObserver;
import io.github.niccosim.pool.PoolRecorder;
import io.github.niccosim.pool.PoolSystem;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class NetdevFamilyTest {
  private static final long PS_PER_SECOND = 1_000_000_000_000L;

  private final NetNamespace namespace = new NetNamespace();
  private final Netdev netdev = new Netdev("eth0", 7);
  private final NetdevFamily family = new NetdevFamily(namespace);
  private final ManualWorkQueue work = new ManualWorkQueue();
  private final List<String> warnings = new ArrayList<>();
  private final List<String> heard = new ArrayList<>();
  private final PoolSystem system =
      PoolSystem.builder()
          .workQueue(work)
          .observer(
              new PoolObserver() {
                @Override
                public void warning(@Nullable PagePool pool, String text) {
                  warnings.add(text);
                }
              })
          .build();

  NetdevFamilyTest() {
    namespace.add(netdev);
    family.subscribe(notification -> heard.add(notification.name()));
  }

  private PagePool open(@Nullable Netdev on) {
    return PagePool.create(
        system, PagePoolParams.builder().netdev(on).napi(new Napi("napi", 513)).build());
  }

  private static Page page(PagePool pool) {
    return Objects.requireNonNull(pool.allocPages());
  }

  @Test
  void followsTheReferenceScenario() {
    assertThat(family.dump()).isEmpty();
    PagePool first = open(netdev);
    assertThat(family.dump()).extracting(PoolInfo::inflight).containsExactly(0L);

    Page kept = page(first);
    work.advance(3 * PS_PER_SECOND);
    first.destroy();
    assertThat(family.dumpJson())
        .isEqualTo(
            "[{\"id\": 1, \"ifindex\": 7, \"inflight\": 1, \"inflight-mem\": 4096,"
                + " \"detach-time\": 3}]");

    PagePool second = open(netdev);
    assertThat(family.dump()).extracting(PoolInfo::id).containsExactly(2L, 1L);
    assertThat(family.get(2).napiId()).isEqualTo(513);

    first.putFullPage(kept, false);
    work.advance(2 * PS_PER_SECOND);
    assertThat(family.dump()).extracting(PoolInfo::id).containsExactly(2L);
    second.destroy();
    assertThat(family.dump()).isEmpty();
    assertThat(heard)
        .containsExactly(
            "page-pool-add-ntf",
            "page-pool-change-ntf",
            "page-pool-add-ntf",
            "page-pool-del-ntf",
            "page-pool-del-ntf");
  }

  @Test
  void orphanedPoolLosesItsInterface() {
    PagePool pool = open(netdev);

    namespace.unregister(netdev);

    assertThat(family.get(pool.id()).ifindex()).isNull();
    assertThat(heard).containsExactly("page-pool-add-ntf", "page-pool-change-ntf");
  }

  @Test
  void invisiblePoolIsUnknownAndTheOnlyOneThatWarnsAboutAStall() {
    PagePool hidden = open(null);
    PagePool listed = open(netdev);
    page(hidden);
    page(listed);

    hidden.destroy();
    listed.destroy();
    work.advance(61 * PS_PER_SECOND);

    assertThatThrownBy(() -> family.get(hidden.id()))
        .isInstanceOf(PagePoolException.class)
        .hasMessage("no such pool: id=1 errno=ENOENT");
    assertThat(warnings.stream().filter(text -> text.startsWith("stalled")))
        .containsExactly("stalled pool shutdown: pool=pp1 id=1 inflight=1 seconds=60");
    assertThat(heard).containsExactly("page-pool-add-ntf", "page-pool-change-ntf");
  }

  @Test
  void statisticsAreSelectedByIdOnly() {
    PagePool pool = open(netdev);
    pool.recycleDirect(page(pool));

    assertThat(family.statsDumpJson())
        .isEqualTo(
            "[{\"info\": {\"id\": 1, \"ifindex\": 7}, \"alloc-fast\": 0, \"alloc-slow\": 1,"
                + " \"alloc-slow-high-order\": 0, \"alloc-empty\": 1, \"alloc-refill\": 0,"
                + " \"alloc-waive\": 0, \"recycle-cached\": 1, \"recycle-cache-full\": 0,"
                + " \"recycle-ring\": 0, \"recycle-ring-full\": 0,"
                + " \"recycle-released-refcnt\": 0}]");
    assertThat(family.stats(1L, null).recyclingRate()).isEqualTo(1.0);
    assertThatThrownBy(() -> family.stats(1L, 7)).hasMessageEndingWith("errno=EINVAL");
    assertThatThrownBy(() -> family.stats(null, null)).hasMessageEndingWith("errno=EINVAL");
  }

  @Test
  void dumpIsOneLineAsThePythonToolPrintsIt() {
    open(netdev);
    open(netdev);

    assertThat(family.dumpJson())
        .isEqualTo(
            "[{\"id\": 2, \"ifindex\": 7, \"napi-id\": 513, \"inflight\": 0, \"inflight-mem\": 0},"
                + " {\"id\": 1, \"ifindex\": 7, \"napi-id\": 513, \"inflight\": 0,"
                + " \"inflight-mem\": 0}]");
  }

  @Test
  void napiIdIsReadLiveAndNeedsAValidId() {
    Napi napi = new Napi("napi", 600);
    PagePool pool = PagePool.create(system, PagePoolParams.builder().netdev(netdev).build());
    assertThat(family.get(1).napiId()).isNull();
    pool.enableDirectRecycling(napi);
    assertThat(family.get(1).napiId()).isEqualTo(600);
    napi.disable();
    pool.disableDirectRecycling();
    assertThat(family.get(1).napiId()).isNull();

    pool.enableDirectRecycling(new Napi("anonymous", 0));

    assertThat(family.get(1).napiId()).isNull();
  }

  @Test
  void inflightMemCountsWholeBuffersAndInflightIsNeverNegative() {
    PagePool pool =
        PagePool.create(system, PagePoolParams.builder().netdev(netdev).order(2).build());
    Page page = page(pool);
    assertThat(family.get(1).inflightMem()).isEqualTo(16384);
    LegacyPagePool.releasePage(pool, page);

    assertThat(family.get(1).inflight()).isZero();
  }

  @Test
  void missingIdIsInvalidAndAnUnknownOneIsNoEntry() {
    open(netdev);

    assertThatThrownBy(() -> family.get(null)).hasMessageEndingWith("errno=EINVAL");
    assertThatThrownBy(() -> family.get(2)).hasMessageEndingWith("errno=ENOENT");
    assertThatThrownBy(() -> family.stats(2L, null)).hasMessageEndingWith("errno=ENOENT");
    assertThatThrownBy(() -> family.stats(null, 7))
        .hasMessage("pool id missing: attribute=info.id errno=EINVAL");
  }

  @Test
  void poolOfAnotherNamespaceIsNoEntry() {
    PagePool pool = open(netdev);
    NetdevFamily other = new NetdevFamily(new NetNamespace());

    assertThat(other.dump()).isEmpty();
    assertThatThrownBy(() -> other.get(pool.id())).hasMessageEndingWith("errno=ENOENT");
  }

  @Test
  void poolsAreDumpedDeviceByDeviceNewestFirst() {
    Netdev second = new Netdev("eth1", 8);
    namespace.add(second);
    open(netdev);
    open(second);
    open(netdev);

    assertThat(family.dump()).extracting(PoolInfo::id).containsExactly(3L, 1L, 2L);
  }

  @Test
  void statisticsThatAreNotBuiltAreNotSupported() {
    family.statistics(false);
    assertThat(family.statsDump()).isEmpty();
    open(netdev);

    assertThatThrownBy(family::statsDump).hasMessageEndingWith("errno=EOPNOTSUPP");
    assertThatThrownBy(() -> family.stats(1L, null)).hasMessageEndingWith("errno=EOPNOTSUPP");
    assertThatThrownBy(() -> family.stats(9L, null)).hasMessageEndingWith("errno=ENOENT");
    assertThat(new EthtoolStats(false).count()).isZero();
    assertThat(new EthtoolStats(false).values(new PagePoolStats())).isEmpty();
  }

  @Test
  void ethtoolNamesAreTheKernelsInItsOrder() {
    PagePool pool = open(netdev);
    page(pool);
    EthtoolStats ethtool = new EthtoolStats(true);

    assertThat(ethtool.count()).isEqualTo(11);
    assertThat(ethtool.names())
        .containsExactly(
            "rx_pp_alloc_fast",
            "rx_pp_alloc_slow",
            "rx_pp_alloc_slow_ho",
            "rx_pp_alloc_empty",
            "rx_pp_alloc_refill",
            "rx_pp_alloc_waive",
            "rx_pp_recycle_cached",
            "rx_pp_recycle_cache_full",
            "rx_pp_recycle_ring",
            "rx_pp_recycle_ring_full",
            "rx_pp_recycle_released_ref");
    assertThat(ethtool.values(pool.stats()))
        .containsExactly(0L, 1L, 0L, 1L, 0L, 0L, 0L, 0L, 0L, 0L, 0L);
  }

  @Test
  void poolIsInvisibleOnceTheLoopbackIsGoneToo() {
    PagePool pool = open(netdev);
    page(pool);
    namespace.unregister(netdev);
    assertThat(family.dumpJson()).doesNotContain("ifindex");
    namespace.unregister(namespace.loopback());

    pool.destroy();
    work.advance(61 * PS_PER_SECOND);

    assertThat(family.dump()).isEmpty();
    assertThat(heard).containsExactly("page-pool-add-ntf", "page-pool-change-ntf");
    assertThat(warnings).anyMatch(text -> text.startsWith("stalled pool shutdown"));
  }

  @Test
  void notificationCarriesThePoolAsItIsAtThatMoment() {
    List<String> json = new ArrayList<>();
    family.subscribe(notification -> json.add(notification.json()));
    PagePool pool = open(netdev);
    Page page = page(pool);
    work.advance(5 * PS_PER_SECOND);
    pool.destroy();
    pool.putFullPage(page, false);
    work.advance(PS_PER_SECOND);

    assertThat(json)
        .containsExactly(
            "{\"name\": \"page-pool-add-ntf\", \"msg\": {\"id\": 1, \"ifindex\": 7,"
                + " \"napi-id\": 513, \"inflight\": 0, \"inflight-mem\": 0}}",
            "{\"name\": \"page-pool-change-ntf\", \"msg\": {\"id\": 1, \"ifindex\": 7,"
                + " \"inflight\": 1, \"inflight-mem\": 4096, \"detach-time\": 5}}",
            "{\"name\": \"page-pool-del-ntf\", \"msg\": {\"id\": 1, \"ifindex\": 7,"
                + " \"inflight\": 0, \"inflight-mem\": 0, \"detach-time\": 5}}");
  }

  @Test
  void poolDestroyedWithNothingOutEmitsOnlyDel() {
    open(netdev).destroy();

    assertThat(heard).containsExactly("page-pool-add-ntf", "page-pool-del-ntf");
  }

  @Test
  void memoryProviderIsShown() {
    netdev.provider(0, new Provider(17, false));
    netdev.provider(1, new Provider(null, true));
    for (int queue = 0; queue < 2; queue++) {
      PagePool.create(
          system,
          PagePoolParams.builder()
              .netdev(netdev)
              .queueIndex(queue)
              .device(new PoolRecorder())
              .dmaMap()
              .dmaSyncDev()
              .maxLen(4096)
              .flags(11)
              .build());
    }

    assertThat(family.get(1).json()).endsWith("\"inflight-mem\": 0, \"dmabuf\": 17}");
    assertThat(family.get(2).json()).endsWith("\"inflight-mem\": 0, \"io-uring\": {}}");
  }

  private record Provider(@Nullable Integer dmabufId, boolean ioUring) implements MemoryProvider {
    @Override
    public @Nullable Errno init(PagePool pool) {
      return null;
    }

    @Override
    public void destroy(PagePool pool) {}

    @Override
    public @Nullable Page allocate(PagePool pool) {
      return null;
    }

    @Override
    public void release(PagePool pool, Page page) {}
  }
}
