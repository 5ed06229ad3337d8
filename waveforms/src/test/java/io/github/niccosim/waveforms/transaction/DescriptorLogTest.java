// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.waveforms.transaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.niccosim.waveforms.Distribution;
import java.util.List;
import org.junit.jupiter.api.Test;

class DescriptorLogTest {
  private final DescriptorLog log = new DescriptorLog();

  private void wholeLife(int index, long timePs) {
    log.posted(0, index, timePs, Attribute.ofAddress("buffer", 0x1000));
    log.fetched(0, index, timePs + 10);
    log.burst(0, index, timePs + 20, timePs + 30, 256);
    log.burst(0, index, timePs + 25, timePs + 40, 100);
    log.completed(0, index, timePs + 50, Attribute.of("length", 356));
    log.interrupt(0, timePs + 55);
    log.polled(0, index, timePs + 70);
  }

  @Test
  void followsOneDescriptorThroughAllStages() {
    wholeLife(3, 1000);
    log.recycled(0, 3, 1100);

    assertThat(log.lives())
        .singleElement()
        .hasToString(
            "q0[3]#0 POSTED@1000 FETCHED@1010 WRITTEN@1040 COMPLETED@1050 INTERRUPT@1055"
                + " POLLED@1070 RECYCLED@1100");
    assertThat(log.violations()).isEmpty();
    assertThat(log.latenciesPs().get(DescriptorStage.WRITTEN))
        .isEqualTo(Distribution.of(new long[] {30}));
  }

  /** Keyed by queue, index and wrap: the page of the first use comes back during the second. */
  @Test
  void slotMayBePostedAgainBeforeItsPageComesBack() {
    wholeLife(3, 1000);
    wholeLife(3, 2000);
    log.recycled(0, 3, 2500);
    log.recycled(0, 3, 2600);

    assertThat(log.find(0, 3, 0).orElseThrow().timePs(DescriptorStage.RECYCLED)).hasValue(2500);
    assertThat(log.find(0, 3, 1).orElseThrow().timePs(DescriptorStage.RECYCLED)).hasValue(2600);
    assertThat(log.find(0, 3, 1).orElseThrow().timePs(DescriptorStage.FETCHED)).hasValue(2010);
  }

  @Test
  void interruptAnnouncesAllCompletionsOfItsQueueThatAreNotPolled() {
    for (int index = 0; index < 3; index++) {
      log.posted(1, index, 100);
      log.completed(1, index, 200 + index);
    }
    log.posted(2, 0, 100);
    log.completed(2, 0, 210);
    log.polled(1, 0, 205);
    log.interrupt(1, 220);

    assertThat(log.lives())
        .extracting(life -> life.timePs(DescriptorStage.INTERRUPT).isPresent())
        .containsExactly(false, true, true, false);
  }

  @Test
  void reportsWhatHappenedInTheWrongOrder() {
    log.posted(0, 1, 100);
    log.burst(0, 1, 140, 190, 64);
    log.completed(0, 1, 180);
    log.polled(0, 2, 200);

    assertThat(log.violations())
        .containsExactly(
            "complete before write: descriptor=q0[1]#0 timePs=180 (expected: 190 or later)",
            "poll without a descriptor: queue=0 index=2 timePs=200 (expected: posted before)");
  }

  @Test
  void burstOfAKnownUseIsItsOwnEvenAfterTheCompletion() {
    DescriptorLife life = log.posted(0, 1, 100);
    log.completed(0, 1, 180);
    log.posted(0, 1, 185);

    log.burst(life, 140, 190, 64);

    assertThat(life.timePs(DescriptorStage.WRITTEN)).hasValue(190);
    assertThat(log.violations())
        .containsExactly(
            "complete before write: descriptor=q0[1]#0 timePs=180 (expected: 190 or later)");
  }

  @Test
  void transactionsCoverTheLifeAndAreConnected() {
    wholeLife(3, 1000);
    log.recycled(0, 3, 1100);
    TransactionLog transactions = log.transactions();

    assertThat(transactions.streams())
        .containsExactly("queue 0", "queue 0 stages", "queue 0 bursts");
    Transaction whole = transactions.transaction(1);
    assertThat(whole.label()).isEqualTo("q0[3]#0");
    assertThat(List.of(whole.startPs(), whole.endPs())).containsExactly(1000L, 1100L);
    assertThat(transactions.transactions())
        .filteredOn(each -> each.stream().equals("queue 0 stages"))
        .extracting(each -> each.kind() + " " + each.startPs() + ".." + each.endPs())
        .containsExactly(
            "fetch 1000..1010",
            "write 1010..1040",
            "complete 1040..1050",
            "interrupt 1050..1055",
            "poll 1055..1070",
            "recycle 1070..1100");
    assertThat(transactions.relations()).hasSize(8);
    assertThat(transactions.durationsPs())
        .containsEntry("burst", Distribution.of(new long[] {10, 15}));
  }

  @Test
  void refusesWhatCannotBe() {
    TransactionLog transactions = new TransactionLog();

    assertThatThrownBy(() -> transactions.add("s", "k", "", 5, 4))
        .hasMessage(
            "transaction ends before it begins: stream=s startPs=5 endPs=4"
                + " (expected: endPs >= startPs)");
    assertThatThrownBy(() -> transactions.relate("next", 1, 2))
        .hasMessage("no such transaction: from=1 to=2 (expected: 1..0)");
    assertThatThrownBy(() -> log.posted(-1, 0, 0))
        .hasMessage("no such slot: queue=-1 index=0 (expected: 0 or more)");
  }
}
