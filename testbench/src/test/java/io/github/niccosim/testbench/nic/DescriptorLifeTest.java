// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.nic;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.niccosim.bridge.Model;
import io.github.niccosim.bridge.ModelLibrary;
import io.github.niccosim.testbench.driver.BenchOptions;
import io.github.niccosim.testbench.driver.CostTable;
import io.github.niccosim.testbench.driver.DescriptorLives;
import io.github.niccosim.testbench.driver.DescriptorLives.Stage;
import io.github.niccosim.testbench.driver.NicBench;
import io.github.niccosim.testbench.sim.FailureDetails;
import io.github.niccosim.testbench.sim.Simulation;
import io.github.niccosim.testbench.sim.SimulationOptions;
import io.github.niccosim.testbench.traffic.FrameSource;
import io.github.niccosim.waveforms.transaction.DescriptorLife;
import io.github.niccosim.waveforms.transaction.DescriptorLog;
import io.github.niccosim.waveforms.transaction.DescriptorStage;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The lives of descriptors, from a real run: what driver and bus say about each. */
class DescriptorLifeTest {
  private static final int FRAMES = 300;

  /** What is looked at after a run. */
  private record Seen(
      long fingerprint, long cycles, List<DescriptorLife> lives, DescriptorLog log) {}

  @Test
  void everyFrameHasOneWholeLifeInTheRightOrder() {
    Seen seen = healthy(true);

    List<DescriptorLife> over =
        seen.lives().stream()
            .filter(life -> life.timePs(DescriptorStage.RECYCLED).isPresent())
            .toList();
    assertThat(seen.log().violations()).isEmpty();
    assertThat(over).hasSize(FRAMES);
    assertThat(over)
        .allSatisfy(life -> {
          assertThat(life.bursts()).isNotEmpty();
          assertThat(life.timePs(DescriptorStage.POLLED)).isPresent();
          assertThat(life.bursts().stream().mapToInt(DescriptorLife.Burst::bytes).sum())
              .isEqualTo(
                  life.attributes().stream()
                      .filter(each -> each.name().equals("length"))
                      .mapToInt(each -> (int) each.number())
                      .findFirst()
                      .orElseThrow());
        });
    assertThat(over).anySatisfy(life -> assertThat(life.wrap()).isGreaterThan(2));
    assertThat(over)
        .anySatisfy(life -> assertThat(life.timePs(DescriptorStage.INTERRUPT)).isPresent());
    assertThat(DescriptorLives.stages(seen.log()).keySet()).containsExactly(Stage.values());
    assertThat(DescriptorLives.stages(seen.log()).values())
        .allSatisfy(figures -> assertThat(figures.min()).isNotNegative());
  }

  @Test
  void recordingChangesNothing() {
    Seen recorded = healthy(true);
    Seen plain = healthy(false);

    assertThat(recorded.fingerprint()).isEqualTo(plain.fingerprint());
    assertThat(recorded.cycles()).isEqualTo(plain.cycles());
    assertThat(plain.lives()).isEmpty();
  }

  private static Seen healthy(boolean recorded) {
    Seen[] seen = new Seen[1];
    BenchOptions options =
        new BenchOptions(NicModels.standard())
            .ring(16)
            .costs(CostTable.defaults())
            .moderation(4, 100)
            .wire(5_000_000_000L);
    run(
        NicModels.library(NicModels.standard()),
        options,
        recorded,
        bench -> {
          bench.assertClean();
          DescriptorLog log =
              bench.sim().recording().map(r -> r.descriptors()).orElseGet(DescriptorLog::new);
          seen[0] =
              new Seen(bench.sim().fingerprint(), bench.clock().cycleCount(), log.lives(), log);
        });
    return seen[0];
  }

  @ParameterizedTest
  @CsvSource({
    "13, CHAOS, 'complete -\\d+.* TOO EARLY'",
    "18, CHAOS, 'poll MISSING'",
    "38, SLOW, 'MISSING'",
  })
  void lifeOfTheDescriptorConcernedShowsTheFault(int mutant, NicScenario scenario, String shown) {
    FailureDetails[] details = new FailureDetails[1];

    run(
        NicModels.mutants(),
        scenario.options().mutant(mutant),
        true,
        scenario.frames(),
        bench -> details[0] = bench.sim().failureDetails());

    String life = String.join("", details[0].lines()).replaceAll("\\s+", " ");
    assertThat(life).startsWith("descriptor q").containsPattern(shown);
    assertThat(details[0].lines()).allSatisfy(line -> assertThat(line).hasSizeLessThan(79));
  }

  private static void run(
      ModelLibrary library, BenchOptions options, boolean recorded, Consumer<NicBench> after) {
    run(library, options, recorded, NicTraffic.mixed(FRAMES, 1518, 5), after);
  }

  private static void run(
      ModelLibrary library,
      BenchOptions options,
      boolean recorded,
      List<io.github.niccosim.testbench.traffic.Frame> frames,
      Consumer<NicBench> after) {
    SimulationOptions limits =
        SimulationOptions.defaults().withMaxCycles(3_000_000).withLog(line -> {});
    try (Model model = library.newModel();
        Simulation sim = Simulation.create(model, limits)) {
      if (recorded) {
        sim.record();
      }
      NicBench bench = NicBench.attach(sim, options);
      sim.run(() -> {
        bench.start();
        bench.send(FrameSource.of(frames));
        bench.runUntilIdle();
        bench.finish();
      });
      after.accept(bench);
    }
  }
}
