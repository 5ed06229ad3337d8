// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.axi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.niccosim.testbench.stream.BusException;
import io.github.niccosim.testbench.stream.TestRtl;
import org.junit.jupiter.api.Test;

class AxiBusCosimTest {

  @Test
  void findsPortsWithAndWithoutSuffix() {
    TestRtl.run(
        TestRtl.library("axil_regs"),
        1,
        (sim, clock) -> {
          AxiBus bus = AxiBus.of(sim, "s_axil");

          assertThat(bus.dataBytes()).isEqualTo(4);
          assertThat(bus.hasWrite()).isTrue();
          assertThat(bus.hasUser()).isFalse();
        });
    TestRtl.run(
        TestRtl.library("axi_burst_master"),
        1,
        (sim, clock) -> assertThat(AxiBus.of(sim, "m_axi").hasUser()).isTrue());
  }

  @Test
  void namesAMissingPort() {
    TestRtl.run(
        TestRtl.library("axil_regs"),
        1,
        (sim, clock) ->
            assertThatThrownBy(() -> AxiBus.of(sim, "m_axi"))
                .isInstanceOf(BusException.class)
                .hasMessage(
                    "axi port not found: port=m_axi_awvalid (expected: that name, or with suffix"
                        + " _o or _i | hint: check prefix=m_axi and the spelling of the port in"
                        + " the top module)"));
  }

  @Test
  void namesAPortOfWrongWidth() {
    TestRtl.run(
        TestRtl.library("axi_burst_master"),
        1,
        (sim, clock) ->
            assertThatThrownBy(() -> AxiLiteBus.of(sim, "m_axi"))
                .isInstanceOf(BusException.class)
                .hasMessage(
                    "axi-lite port has the wrong width: port=m_axi_wdata widthBits=64"
                        + " (expected: 32)"));
  }
}
