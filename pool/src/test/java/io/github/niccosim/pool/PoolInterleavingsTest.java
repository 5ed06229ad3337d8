// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.pool;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.niccosim.pool.explore.Interleavings;
import io.github.niccosim.pool.explore.Scenario;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every order of returns, allocations and teardown loses no page and ends every pool once. */
class PoolInterleavingsTest {
  @ParameterizedTest
  @ValueSource(
      classes = {
        RecycleScenarios.PutDuringRefill.class,
        RecycleScenarios.TwoLastUsers.class,
        RecycleScenarios.FragmentDuringDrain.class,
        RecycleScenarios.BulkAgainstSingle.class,
        TeardownScenarios.LastPutIntoRing.class,
        TeardownScenarios.LastPutIntoFullRing.class,
        TeardownScenarios.ReleaseDuringScrubBaseline.class,
        TeardownScenarios.OtherCpuDuringDestroy.class,
        TeardownScenarios.TwoUsersLetGo.class,
        StackScenarios.CloneFreedDuringExpand.class,
        StackScenarios.CloneFreedDuringCoalesce.class,
        StackScenarios.TwoRegistrations.class,
        StackScenarios.UnregisterDuringDestroy.class
      })
  void holdsInEveryOrder(Class<? extends Scenario> scenario) {
    Interleavings.of(scenario).explore().mustHold();
  }

  @Test
  void withoutTheBarrierTheLastProducerTouchesADeadPool() {
    assertThat(
            Interleavings.of(TeardownScenarios.LastPutIntoRing.class)
                .without("PoolCore.waitForProducers")
                .explore()
                .failure())
        .hasMessageContaining("memory of a dead pool touched");
  }

  @Test
  void linux618WritesToAPageThatLeftItsPool() {
    assertThat(
            Interleavings.of(TeardownScenarios.ReleaseDuringScrubLinux618.class)
                .explore()
                .failure())
        .hasMessageContaining("page changed after it left its pool: dma");
  }

  @Test
  void aPollDuringDestroyLosesAPage() {
    assertThat(Interleavings.of(TeardownScenarios.PollDuringDestroy.class).explore().failure())
        .hasMessageContaining("pages lost");
  }

  @Test
  void aCountThatNobodySubtractsFromRecyclesTwice() {
    assertThat(
            Interleavings.of(RecycleScenarios.TwoLastUsers.class)
                .without("Page.addPoolRefCount")
                .explore()
                .failure())
        .hasMessageContaining("recycled");
  }
}
