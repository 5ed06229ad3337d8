// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.pool.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.niccosim.pool.DmaDirection;
import io.github.niccosim.pool.Page;
import io.github.niccosim.pool.PagePool;
import io.github.niccosim.pool.PagePoolParams;
import io.github.niccosim.pool.PoolRecorder;
import io.github.niccosim.pool.PoolSystem;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The metrics text is valid OpenMetrics, and the flight recorder sees each kind of step. */
class ExportTest {
  private static final String NAME = "[a-zA-Z_:][a-zA-Z0-9_:]*";
  private static final String LABEL = "[a-zA-Z_][a-zA-Z0-9_]*=\"(?:[^\"\\\\\n]|\\\\[\"\\\\n])*\"";
  private static final Pattern TYPE = Pattern.compile("# TYPE (" + NAME + ") (counter|gauge)");
  private static final Pattern HELP = Pattern.compile("# HELP (" + NAME + ") [^\n]+");
  private static final Pattern SAMPLE =
      Pattern.compile("(" + NAME + ")(\\{" + LABEL + "(?:," + LABEL + ")*\\})? (-?[0-9.eE+]+)");

  private static Page page(PagePool pool) {
    return Objects.requireNonNull(pool.allocPages());
  }

  private static PagePool named(PoolSystem system, String name) {
    return PagePool.create(system, PagePoolParams.builder().name(name).build());
  }

  /** Follow the grammar: families are contiguous, typed, and samples belong to their family. */
  private static int samples(String text) {
    assertThat(text).endsWith("# EOF\n");
    Set<String> families = new HashSet<>();
    Set<String> seen = new HashSet<>();
    String family = "";
    String type = "";
    int samples = 0;
    for (String line : text.substring(0, text.length() - "# EOF\n".length()).split("\n")) {
      Matcher typed = TYPE.matcher(line);
      Matcher help = HELP.matcher(line);
      Matcher sample = SAMPLE.matcher(line);
      if (typed.matches()) {
        family = typed.group(1);
        type = typed.group(2);
        assertThat(families.add(family)).as("family twice: %s", family).isTrue();
      } else if (help.matches()) {
        assertThat(help.group(1)).isEqualTo(family);
      } else {
        assertThat(sample.matches()).as("sample: %s", line).isTrue();
        assertThat(sample.group(1)).isEqualTo(type.equals("counter") ? family + "_total" : family);
        assertThat(seen.add(sample.group(1) + sample.group(2))).as("twice: %s", line).isTrue();
        samples++;
      }
    }
    return samples;
  }

  @Test
  void metricsOfSeveralPoolsFollowTheGrammar() {
    PoolSystem system = PoolSystem.builder().build();
    PagePool first = named(system, "rx0");
    PagePool second = named(system, "odd \"name\" with \\ and\nline");
    first.recycleDirect(page(first));
    page(second);

    String text = OpenMetrics.text(List.of(first, second));

    assertThat(samples(text)).isEqualTo(2 * 12);
    assertThat(text)
        .contains("rx_pp_alloc_slow_total{pool=\"rx0\",id=\"1\"} 1\n")
        .contains("rx_pp_recycle_cached_total{pool=\"rx0\",id=\"1\"} 1\n")
        .contains("rx_pp_inflight{pool=\"rx0\",id=\"1\"} 64\n");
  }

  @Test
  void metricsOfNoPoolAreStillValid() {
    assertThat(samples(OpenMetrics.text(List.of()))).isZero();
  }

  @Test
  void flightRecorderSeesSlowPathSyncRecycleReleaseAndDestroy(@TempDir Path folder)
      throws Exception {
    Path file = folder.resolve("pool.jfr");
    try (Recording recording = new Recording()) {
      recording.enable("io.github.niccosim.PoolPage");
      recording.enable("io.github.niccosim.PoolDestroy");
      recording.start();
      live();
      recording.stop();
      recording.dump(file);
    }

    List<RecordedEvent> events = RecordingFile.readAllEvents(file);
    assertThat(count(events, "adopt")).isEqualTo(64);
    assertThat(count(events, "sync for device")).isEqualTo(66);
    assertThat(count(events, "recycle to cache")).isEqualTo(1);
    assertThat(count(events, "recycle to ring")).isEqualTo(1);
    assertThat(count(events, "release")).isEqualTo(64);
    assertThat(events)
        .filteredOn(event -> event.getEventType().getName().endsWith("PoolDestroy"))
        .singleElement()
        .satisfies(event -> assertThat(event.getInt("inflight")).isZero());
  }

  private static void live() {
    PoolRecorder device = new PoolRecorder();
    PagePool pool =
        PagePool.create(
            PoolSystem.builder().observer(new JfrObserver()).build(),
            PagePoolParams.builder()
                .device(device)
                .dmaMap()
                .dmaSyncDev()
                .direction(DmaDirection.FROM_DEVICE)
                .maxLen(4096)
                .build());
    pool.recycleDirect(page(pool));
    pool.putFullPage(page(pool), false);
    pool.destroy();
  }

  private static long count(List<RecordedEvent> events, String what) {
    return events.stream()
        .filter(event -> event.getEventType().getName().endsWith("PoolPage"))
        .filter(event -> event.getString("what").equals(what))
        .count();
  }
}
