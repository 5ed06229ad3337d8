// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.waveforms.axi;

import io.github.niccosim.waveforms.Edges.Violation;
import io.github.niccosim.waveforms.SignalHistory;
import io.github.niccosim.waveforms.Waveform;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Follows the two read channels. */
final class AxiReads {
  private final AxiRequests requests;
  private final AxiChannel data;
  private final @Nullable SignalHistory id;
  private final @Nullable SignalHistory last;
  private final @Nullable SignalHistory response;
  private final List<Violation> violations;
  private final List<AxiBurst> bursts = new ArrayList<>();

  /** What ended, with the edges of its data. */
  private final List<AxiRequests.Open> ended = new ArrayList<>();

  private final List<AxiRequests.Open> open = new ArrayList<>();

  AxiReads(Waveform wave, String prefix, List<Violation> violations) {
    this.violations = violations;
    requests = new AxiRequests(wave, prefix + "ar", violations);
    data = new AxiChannel(wave, prefix + "r");
    id = data.payload("id");
    last = data.payload("last");
    response = data.payload("resp");
  }

  void edge(long ticks) {
    if (data.transfer(ticks) >= 0) {
      beat(ticks);
    }
    AxiRequests.Open request = requests.edge(ticks);
    if (request != null) {
      open.add(request);
    }
  }

  private void beat(long ticks) {
    long beatId = AxiChannel.value(id, ticks, 0);
    for (Iterator<AxiRequests.Open> all = open.iterator(); all.hasNext(); ) {
      AxiRequests.Open burst = all.next();
      if (burst.id != beatId) {
        continue;
      }
      burst.firstDataTicks = burst.seen == 0 ? ticks : burst.firstDataTicks;
      burst.lastDataTicks = ticks;
      burst.seen++;
      burst.beatTicks.add(ticks);
      burst.response = Math.max(burst.response, (int) AxiChannel.value(response, ticks, 0));
      boolean isLast = last == null ? burst.seen == burst.beats : AxiChannel.isHigh(last, ticks);
      if (isLast != (burst.seen == burst.beats)) {
        violations.add(
            new Violation(
                ticks, "rlast at the wrong beat: beat=" + burst.seen + " beats=" + burst.beats));
      }
      if (isLast || burst.seen == burst.beats) {
        all.remove();
        bursts.add(burst.close(false, ticks));
        ended.add(burst);
      }
      return;
    }
    violations.add(new Violation(ticks, "read data without a request: id=" + beatId));
  }

  List<AxiRequests.Open> ended() {
    return ended;
  }

  List<AxiBurst> bursts() {
    List<AxiBurst> all = new ArrayList<>(bursts);
    open.forEach(each -> all.add(each.close(false, -1)));
    return all;
  }
}
