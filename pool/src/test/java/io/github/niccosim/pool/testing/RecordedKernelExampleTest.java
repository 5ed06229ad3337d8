// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.pool.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.niccosim.pool.Page;
import io.github.niccosim.pool.PagePool;
import io.github.niccosim.pool.PagePoolParams;
import io.github.niccosim.pool.PoolRecorder.Event;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The example of pool.md: an adapter for a recording with a format of its own. */
class RecordedKernelExampleTest {
  /** {@code time, function, page, argument, hold, cache, ring, recycle_ring, log}. */
  private static final List<String> RECORDED =
      List.of(
          "10;budget;;2;0;0;0;0;",
          "20;alloc_pages;2;;2;1;0;0;a1 a2 m1 d1:0:1536 m2 d2:0:1536",
          "30;put_page;2;60;2;1;1;1;d2:0:60",
          "40;alloc_pages;1;;2;0;1;1;",
          "50;alloc_pages;2;;2;0;0;1;");

  private final PoolLab lab = new PoolLab();
  private final PagePool pool =
      lab.create(
          lab.params().poolSize(8).flags(PagePoolParams.FLAG_DMA_MAP | 2).maxLen(1536).build());

  @Test
  void everyRecordedLineComesOutTheSame() {
    for (String line : RECORDED) {
      String[] field = line.split(";", -1);

      String page = call(field[1], field[2], field[3]);

      assertThat(page).isEqualTo(field[2]);
      assertThat(PoolSnapshot.of(pool).differences(counters(field))).as(line).isEmpty();
      assertThat(log(lab.takeEvents())).as(line).isEqualTo(field[8]);
    }
  }

  private String call(String function, String page, String argument) {
    switch (function) {
      case "budget" -> lab.pages().budget(Integer.parseInt(argument));
      case "alloc_pages" -> {
        Page allocated = pool.allocPages();
        return allocated == null ? "none" : Long.toString(allocated.id());
      }
      case "put_page" ->
          pool.putPage(lab.page(Long.parseLong(page)), Integer.parseInt(argument), false);
      default -> throw new IllegalArgumentException(function);
    }
    return page;
  }

  private static Map<String, Long> counters(String[] field) {
    List<String> names = List.of("hold", "cache", "ring", "rx_pp_recycle_ring");
    return names.stream()
        .collect(Collectors.toMap(n -> n, n -> Long.valueOf(field[4 + names.indexOf(n)])));
  }

  private static String log(List<Event> events) {
    return events.stream()
        .map(e ->
            switch (e.kind()) {
              case ALLOC -> "a" + e.pageId();
              case MAP -> "m" + e.pageId();
              case SYNC_FOR_DEVICE ->
                  "d" + e.pageId() + ":" + e.offsetBytes() + ":" + e.lengthBytes();
              default -> e.toString();
            })
        .collect(Collectors.joining(" "));
  }
}
