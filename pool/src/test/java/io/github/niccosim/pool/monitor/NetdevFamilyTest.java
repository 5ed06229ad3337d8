// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.pool.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.niccosim.pool.ManualWorkQueue;
import io.github.niccosim.pool.Napi;
import io.github.niccosim.pool.NetNamespace;
import io.github.niccosim.pool.Netdev;
import io.github.niccosim.pool.Page;
import io.github.niccosim.pool.PagePool;
import io.github.niccosim.pool.PagePoolException;
import io.github.niccosim.pool.PagePoolParams;
import io.github.niccosim.pool.PoolObserver;
import io.github.niccosim.pool.PoolSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordingFile;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
  void openMetricsNamesEveryCounterOnce() {
    PagePool pool = open(netdev);
    page(pool);

    String text = OpenMetrics.text(List.of(pool));

    assertThat(text)
        .contains(
            "# TYPE rx_pp_alloc_slow counter\nrx_pp_alloc_slow_total{pool=\"pp1\",id=\"1\"} 1")
        .contains("rx_pp_inflight{pool=\"pp1\",id=\"1\"} 64\n")
        .endsWith("# EOF\n");
  }

  @Test
  void flightRecorderSeesAdoptionAndRecycling(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("pool.jfr");
    try (Recording recording = new Recording()) {
      recording.enable("io.github.niccosim.PoolPage");
      recording.start();
      PoolSystem traced = PoolSystem.builder().observer(new JfrObserver()).build();
      PagePool pool = PagePool.create(traced, PagePoolParams.builder().build());
      pool.recycleDirect(page(pool));
      recording.stop();
      recording.dump(file);
    }

    assertThat(Files.size(file)).isPositive();
    assertThat(RecordingFile.readAllEvents(file))
        .filteredOn(event -> event.getString("what").equals("adopt"))
        .hasSize(64);
  }
}
