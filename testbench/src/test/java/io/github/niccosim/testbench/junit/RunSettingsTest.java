// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the environment may say. */
class RunSettingsTest {

  private static RunSettings of(Map<String, String> properties, Map<String, String> environment) {
    return new RunSettings(properties::get, environment::get);
  }

  @Test
  void nothingSaidIsNoSeedAndNoWaves() {
    RunSettings settings = of(Map.of(), Map.of());

    assertThat(settings.seed()).isNull();
    assertThat(settings.waves()).isNull();
    assertThat(settings.plusargs()).isEmpty();
  }

  @Test
  void propertyWinsOverEnvironmentAndOwnNameOverCocotbs() {
    Map<String, String> environment = Map.of("SEED", "2", "COCOTB_RANDOM_SEED", "3");

    assertThat(of(Map.of("seed", "1"), environment).seed()).isEqualTo(1);
    assertThat(of(Map.of(), environment).seed()).isEqualTo(2);
    assertThat(of(Map.of(), Map.of("COCOTB_RANDOM_SEED", "3")).seed()).isEqualTo(3);
  }

  @Test
  void seedsAreDecimalHexadecimalOrDrawn() {
    assertThat(of(Map.of("seed", "0xffffffffffffffff"), Map.of()).seed()).isEqualTo(-1);
    assertThat(of(Map.of("seed", "-5"), Map.of()).seed()).isEqualTo(-5);
    assertThat(of(Map.of("seed", "random"), Map.of()).seed())
        .isEqualTo(of(Map.of(), Map.of("SEED", "random")).seed())
        .isNotNull();
    assertThatThrownBy(() -> of(Map.of("seed", "one"), Map.of()).seed())
        .hasMessage("seed is not a number: SEED=one (expected: decimal, 0x… or random)");
  }

  @Test
  void zeroIsOff() {
    assertThat(of(Map.of(), Map.of("WAVES", "0")).waves()).isEqualTo(WavePolicy.NEVER);
    assertThat(of(Map.of(), Map.of("WAVES", "1")).waves()).isEqualTo(WavePolicy.ALWAYS);
    assertThat(of(Map.of("plusargs", " +a=1  +b "), Map.of()).plusargs())
        .containsExactly("+a=1", "+b");
  }
}
