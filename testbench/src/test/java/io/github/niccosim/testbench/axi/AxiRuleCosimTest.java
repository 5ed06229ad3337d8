// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.axi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.niccosim.bridge.ModelLibrary;
import io.github.niccosim.testbench.axi.AxiProtocolChecker.Options;
import io.github.niccosim.testbench.sim.Simulation;
import io.github.niccosim.testbench.stream.BusException;
import io.github.niccosim.testbench.stream.TestRtl;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Draws waveforms on the inputs of {@code axi_wires}: for every rule one that breaks it and nothing
 * else. A cycle is written as {@code "awvalid=1 awready=1 awlen=3"}; what is not named is 0.
 */
class AxiRuleCosimTest {

  private static final ModelLibrary WIRES = TestRtl.library("axi_wires");

  private static final String AW = "awvalid=1 awready=1 awaddr=0x1000 awid=1 awsize=3 awburst=1 ";
  private static final String W = "wvalid=1 wready=1 wstrb=0xff ";
  private static final String LAST = W + "wlast=1 ";
  private static final String B = "bvalid=1 bready=1 bid=1 ";
  private static final String AR = "arvalid=1 arready=1 araddr=0x1000 arid=1 arsize=3 arburst=1 ";
  private static final String R = "rvalid=1 rready=1 rid=1 ";

  private static final Map<AxiRule, String[]> BROKEN = new EnumMap<>(AxiRule.class);

  static {
    broken(AxiRule.RESET_VALID, "rst_ni=0", "rst_ni=0 wvalid=1");
    broken(AxiRule.AW_VALID_HELD, AW + "awready=0", "");
    broken(AxiRule.W_VALID_HELD, LAST + "wready=0", "");
    broken(AxiRule.B_VALID_HELD, AW + LAST, B + "bready=0", "");
    broken(AxiRule.AR_VALID_HELD, AR + "arready=0", "");
    broken(AxiRule.R_VALID_HELD, AR, R + "rlast=1 rready=0", "");
    broken(AxiRule.AW_STABLE, AW + "awready=0", AW + "awaddr=0x1001", LAST + "wstrb=0xfe", B);
    broken(AxiRule.W_STABLE, AW + LAST + "wready=0", LAST + "wstrb=0x7f", B);
    broken(AxiRule.B_STABLE, AW + LAST, B + "bready=0", B + "bresp=2");
    broken(AxiRule.AR_STABLE, AR + "arready=0", AR + "arlen=1", R, R + "rlast=1");
    broken(AxiRule.R_STABLE, AR, R + "rlast=1 rready=0 rdata=5", R + "rlast=1 rdata=6");
    broken(AxiRule.AW_BOUNDARY, AW + "awaddr=0x1ff8 awlen=1", W, LAST, B);
    broken(AxiRule.AR_BOUNDARY, AR + "araddr=0x1ff8 arlen=1", R, R + "rlast=1");
    broken(AxiRule.AW_SIZE, AW + "awsize=4", LAST, B);
    broken(AxiRule.AR_SIZE, AR + "arsize=4", R + "rlast=1");
    broken(AxiRule.AW_BURST, AW + "awburst=3", LAST, B);
    broken(AxiRule.AR_BURST, AR + "arburst=3", R + "rlast=1");
    broken(AxiRule.AW_WRAP_LENGTH, AW + "awburst=2 awlen=2", W, W, LAST, B);
    broken(AxiRule.AR_WRAP_LENGTH, AR + "arburst=2", R + "rlast=1");
    broken(
        AxiRule.AW_WRAP_ALIGN,
        AW + "awburst=2 awlen=1 awaddr=0x1001",
        W + "wstrb=0xfe",
        LAST + "wstrb=0",
        B);
    broken(AxiRule.AR_WRAP_ALIGN, AR + "arburst=2 arlen=1 araddr=0x1004", R, R + "rlast=1");
    broken(AxiRule.AW_FIXED_LENGTH, cycles(AW + "awburst=0 awlen=16", W, 16, LAST, B));
    broken(AxiRule.AR_FIXED_LENGTH, cycles(AR + "arburst=0 arlen=16", R, 16, R + "rlast=1"));
    broken(AxiRule.W_LAST_EARLY, AW + "awlen=2", W, LAST, B);
    broken(AxiRule.W_LAST_LATE, AW + "awlen=1", W, W, LAST, B);
    broken(AxiRule.W_STRB, AW + "awaddr=0x1003", LAST + "wstrb=0xfc", B);
    broken(AxiRule.B_UNREQUESTED, AW + LAST, B + "bid=2", B);
    broken(AxiRule.B_BEFORE_DATA, AW, B, LAST);
    broken(AxiRule.B_EXOKAY, AW + LAST, B + "bresp=1");
    broken(AxiRule.R_UNREQUESTED, AR, R + "rlast=1", R + "rlast=1");
    broken(AxiRule.R_LAST_EARLY, AR + "arlen=2", R, R + "rlast=1");
    broken(AxiRule.R_LAST_LATE, AR + "arlen=1", R, R);
    broken(AxiRule.R_EXOKAY, AR, R + "rlast=1 rresp=1");
    broken(AxiRule.AW_USER, AW + LAST + "awuser=9", B);
    broken(AxiRule.AR_USER, AR + "aruser=9", R + "rlast=1");
    broken(AxiRule.AW_OUTSTANDING, AW + LAST, AW + LAST, AW + LAST, B, B, B);
    broken(AxiRule.AR_OUTSTANDING, AR, AR, AR, R + "rlast=1", R + "rlast=1", R + "rlast=1");
    broken(AxiRule.UNANSWERED, AW + LAST);
  }

  private static void broken(AxiRule rule, String... cycles) {
    BROKEN.put(rule, cycles);
  }

  private static String[] cycles(String first, String repeated, int times, String... rest) {
    ArrayList<String> all = new ArrayList<>(List.of(first));
    for (int i = 0; i < times; i++) {
      all.add(repeated);
    }
    all.addAll(List.of(rest));
    return all.toArray(String[]::new);
  }

  private static List<AxiViolation> draw(String... cycles) {
    List<AxiViolation> violations = new ArrayList<>();
    TestRtl.run(
        WIRES,
        1,
        (sim, clock) -> {
          Options options =
              Options.collecting().withMaxOutstanding(2, 2).withUser(user -> user == 0);
          AxiProtocolChecker checker =
              new AxiProtocolChecker(clock, AxiBus.of(sim, "m_axi").withReset("rst_ni"), options);
          clock.cycles(5).await();
          for (String cycle : cycles) {
            drive(sim, cycle);
            clock.cycle();
          }
          drive(sim, "");
          clock.cycles(2).await();
          checker.checkIdle();
          violations.addAll(checker.violations());
        });
    return violations;
  }

  private static void drive(Simulation sim, String cycle) {
    sim.model().signals().stream()
        .filter(signal -> signal.path().startsWith("m_axi_"))
        .forEach(signal -> signal.set(0));
    sim.signal("rst_ni").set(1);
    for (String part : cycle.split(" +")) {
      if (!part.isEmpty()) {
        String[] pair = part.split("=");
        String path = pair[0].startsWith("rst") ? pair[0] : "m_axi_" + pair[0];
        sim.signal(path).set(Long.decode(pair[1]));
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void ruleIsNamedWhenBrokenAndNoOther(AxiRule rule) {
    String[] cycles = Objects.requireNonNull(BROKEN.get(rule), "no waveform breaks " + rule);

    List<AxiViolation> violations = draw(cycles);

    assertThat(violations).extracting(AxiViolation::rule).containsExactly(rule);
    assertThat(violations.getFirst().message())
        .startsWith("axi rule broken: rule=" + rule + " signal=m_axi_")
        .endsWith("spec: IHI 0022 " + rule.section() + ")");
  }

  @Test
  void legalTrafficBreaksNothing() {
    assertThat(
            draw(
                AW + "awlen=1 awready=0",
                AW + "awlen=1" + " " + W,
                LAST + "wready=0",
                LAST + AR + "arlen=1",
                B + "bready=0" + " " + R,
                B + R + "rlast=1",
                W, // data before its address
                LAST + AW + "awid=1 awlen=1 awburst=2",
                B))
        .isEmpty();
  }

  @Test
  void dataBeforeItsAddressIsCheckedWhenTheAddressComes() {
    List<AxiViolation> violations = draw(LAST, AW + "awaddr=0x1004", B);

    assertThat(violations).extracting(AxiViolation::rule).containsExactly(AxiRule.W_STRB);
    assertThat(violations.getFirst().message())
        .contains("lane=0 lanes=4..7 strobes=0xff beat=0 id=1 addr=0x1004");
  }

  @Test
  void messageNamesCycleSignalAndValue() {
    AxiViolation violation = draw(AW + "awaddr=0x1ff8 awlen=1", W, LAST, B).getFirst();

    assertThat(violation.message())
        .isEqualTo(
            "axi rule broken: rule=AW_BOUNDARY signal=m_axi_awaddr cycle=6 timePs="
                + violation.timePs()
                + " addr=0x1ff8 id=1 len=1 size=3 burst=INCR"
                + " (expected: burst inside one 4096-byte block | spec: IHI 0022 A3.4.1)");
  }

  @Test
  void strictCheckerStopsTheSimulation() {
    assertThatThrownBy(() ->
            TestRtl.run(
                WIRES,
                1,
                (sim, clock) -> {
                  AxiBus bus = AxiBus.of(sim, "m_axi").withReset("rst_ni");
                  new AxiProtocolChecker(clock, bus, Options.strict());
                  clock.cycles(5).await();
                  drive(sim, B);
                  clock.cycles(5).await();
                }))
        .isInstanceOfSatisfying(
            AxiProtocolException.class,
            broken -> assertThat(broken.violation().rule()).isEqualTo(AxiRule.B_UNREQUESTED));
  }

  @Test
  void userRuleNeedsUserSignals() {
    TestRtl.run(
        TestRtl.library("axil_regs"),
        1,
        (sim, clock) ->
            assertThatThrownBy(() ->
                    new AxiProtocolChecker(
                        clock, AxiBus.of(sim, "s_axil"), Options.strict().withUser(u -> true)))
                .isInstanceOf(BusException.class)
                .hasMessage(
                    "axi port has no user signals: bus=s_axil (expected: awuser and aruser)"));
  }
}
