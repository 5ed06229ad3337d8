// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.axi;

import static io.github.niccosim.testbench.axi.AxiBench.BASE;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.niccosim.bridge.ModelLibrary;
import io.github.niccosim.testbench.axi.BurstMaster.Command;
import io.github.niccosim.testbench.stream.ReadyPattern;
import io.github.niccosim.testbench.stream.TestRtl;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A clocked master with the faults of section A3 in its RTL, against slave and checker together.
 */
class AxiFaultyMasterCosimTest {

  private static final ModelLibrary MASTER = TestRtl.library("axi_burst_master");

  private static List<AxiRule> rules(int fault, Command... commands) {
    List<AxiRule> rules = new ArrayList<>();
    AxiTiming timing =
        AxiTiming.builder().backPressure(ReadyPattern.afterValid(2)).maxDataAhead(16).build();
    AxiBench.runBroken(
        MASTER,
        timing,
        bench -> {
          bench.master.set("fault_i", fault);
          for (Command command : commands) {
            bench.master.issue(command);
          }
          bench.clock.cycles(200).await();
          bench.checker.violations().forEach(violation -> rules.add(violation.rule()));
        });
    return rules;
  }

  @ParameterizedTest
  @CsvSource({
    "1,AW_VALID_HELD",
    "2,AW_STABLE",
    "3,W_VALID_HELD",
    "4,W_STABLE",
    "5,W_STABLE",
    "6,AR_VALID_HELD",
    "7,AR_STABLE"
  })
  void handshakeFaultIsNamed(int fault, AxiRule rule) {
    assertThat(rules(fault, Command.write(1, BASE, 1, 3), Command.read(1, BASE, 1, 3)))
        .contains(rule);
  }

  @Test
  void lastTooEarlyAndTooLateAreNamed() {
    assertThat(rules(0, Command.write(1, BASE, 3, 3).withLast(BurstMaster.LAST_EARLY)))
        .containsExactly(AxiRule.W_LAST_EARLY);
    assertThat(rules(0, Command.write(1, BASE, 3, 3).withLast(BurstMaster.LAST_LATE)))
        .containsExactly(AxiRule.W_LAST_LATE);
  }

  @Test
  void longestBurstPastTheBlockIsNamedAndServed() {
    assertThat(rules(0, Command.write(1, BASE + 8, 255, 3), Command.write(1, BASE, 0, 3)))
        .isEmpty();
    assertThat(rules(0, Command.write(1, BASE + 4088, 1, 3))).containsExactly(AxiRule.AW_BOUNDARY);
    assertThat(rules(0, Command.read(1, BASE + 4088, 1, 3))).containsExactly(AxiRule.AR_BOUNDARY);
  }

  @Test
  void transferWiderThanTheBusIsNamedAndSurvived() {
    assertThat(rules(0, Command.read(1, BASE, 0, 7))).containsExactly(AxiRule.AR_SIZE);
    assertThat(rules(0, Command.write(1, BASE, 0, 7))).containsExactly(AxiRule.AW_SIZE);
  }

  @Test
  void slaveCountsMalformedBursts() {
    AxiBench.runBroken(
        MASTER,
        AxiTiming.fixed(1),
        bench -> {
          bench.master.issue(Command.write(1, BASE, 3, 3).withLast(BurstMaster.LAST_LATE));
          bench.master.issue(Command.write(1, BASE + 64, 3, 3));
          bench.awaitIdle();

          assertThat(bench.slave.statistics().malformedBursts()).isEqualTo(1);
          assertThat(bench.target.bytes[32]).isEqualTo(ArrayTarget.initial(32));
        });
  }
}
