// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.driver;

import io.github.niccosim.bridge.Trace;
import io.github.niccosim.pool.dma.DmaViolation;
import io.github.niccosim.testbench.axi.AxiViolation;
import io.github.niccosim.testbench.sim.FailureDetails;
import io.github.niccosim.testbench.sim.Recording;
import io.github.niccosim.waveforms.transaction.DescriptorLife;
import io.github.niccosim.waveforms.transaction.DescriptorLog;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Tell a failed test when the first thing went wrong on its bench, and how the descriptor lived
 * that is concerned.
 */
final class BenchWitness {

  /** What is known of the descriptor that a finding is about. */
  private record Finding(long timePs, int queue, long page, String text) {}

  private final NicBench bench;

  BenchWitness(NicBench bench) {
    this.bench = bench;
  }

  /** Mark wrong frames in the waveform of a recorded run, the moment they are delivered. */
  RxConsumer marker(Recording recording) {
    return new RxConsumer() {
      private int seen;

      @Override
      public void delivered(RxFrame frame) {
        List<Scoreboard.Finding> findings = bench.scoreboard().findings();
        if (findings.size() > seen) {
          seen = findings.size();
          recording.annotate(Trace.ASSERTION, findings.getLast().message());
        }
      }

      @Override
      public void failed(int queue, RxCompletion completion) {
        recording.annotate(
            Trace.MARKER, "queue " + queue + " completed with " + completion.errorName);
      }
    };
  }

  void testify(FailureDetails details) {
    Finding first = null;
    for (Finding each : findings()) {
      details.flag(each.timePs, each.text);
      if (first == null || each.timePs < first.timePs) {
        first = each;
      }
    }
    Finding concerned = first;
    bench
        .sim()
        .recording()
        .ifPresent(recording -> {
          DescriptorLog log = recording.descriptors();
          life(log, concerned)
              .ifPresent(life -> {
                String lane = "queue " + life.queue();
                recording.lanes(lane, lane + " stages");
                DescriptorLives.story(life, log).forEach(details::line);
                DescriptorLives.oddity(life, log)
                    .ifPresent(odd -> details.flag(odd.timePs(), odd.text()));
              });
        });
  }

  private Optional<DescriptorLife> life(DescriptorLog log, @Nullable Finding first) {
    if (first == null) {
      return bench.stalled() ? DescriptorLives.stuck(log) : Optional.empty();
    }
    return first.page <= 0
        ? Optional.empty()
        : DescriptorLives.ofPage(log, first.queue, first.page, first.timePs);
  }

  /** The first of each kind: later ones often follow from it. */
  private List<Finding> findings() {
    List<Finding> found = new ArrayList<>();
    bench.scoreboard().findings().stream()
        .findFirst()
        .ifPresent(f -> found.add(new Finding(f.timePs(), f.queue(), f.page(), f.message())));
    List<DmaViolation> dma = bench.checker().violations();
    if (!dma.isEmpty()) {
      DmaViolation v = dma.getFirst();
      found.add(new Finding(v.timePs(), v.queue(), v.page(), v.message()));
    }
    List<AxiViolation> protocol = bench.protocol().violations();
    if (!protocol.isEmpty()) {
      AxiViolation v = protocol.getFirst();
      found.add(new Finding(v.timePs(), -1, 0, v.message()));
    }
    List<DriverFault> faults = bench.driver().faults();
    if (!faults.isEmpty()) {
      DriverFault v = faults.getFirst();
      found.add(new Finding(v.timePs(), v.queue(), 0, v.message()));
    }
    return found;
  }
}
