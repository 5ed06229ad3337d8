// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.waveforms.axi;

import io.github.niccosim.waveforms.Edges.Violation;
import io.github.niccosim.waveforms.SignalHistory;
import io.github.niccosim.waveforms.Waveform;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Follows the three write channels. */
final class AxiWrites {
  private final AxiRequests requests;
  private final AxiChannel data;
  private final AxiChannel responses;
  private final @Nullable SignalHistory last;
  private final @Nullable SignalHistory responseId;
  private final @Nullable SignalHistory response;
  private final List<Violation> violations;
  private final List<AxiBurst> bursts = new ArrayList<>();

  /** What ended, with the edges of its data. */
  private final List<AxiRequests.Open> ended = new ArrayList<>();

  /** Requests whose data are not complete, in order; then those that wait for a response. */
  private final Deque<AxiRequests.Open> filling = new ArrayDeque<>();

  private final List<AxiRequests.Open> filled = new ArrayList<>();

  /** Edges of data that came before their address; the last beat of each burst is negated. */
  private final Deque<Long> early = new ArrayDeque<>();

  AxiWrites(Waveform wave, String prefix, List<Violation> violations) {
    this.violations = violations;
    requests = new AxiRequests(wave, prefix + "aw", violations);
    data = new AxiChannel(wave, prefix + "w");
    responses = new AxiChannel(wave, prefix + "b");
    last = data.payload("last");
    responseId = responses.payload("id");
    response = responses.payload("resp");
  }

  void edge(long ticks) {
    AxiRequests.Open request = requests.edge(ticks);
    if (request != null) {
      filling.addLast(request);
      while (!early.isEmpty() && !filling.isEmpty()) {
        long beat = early.removeFirst();
        beat(Math.abs(beat), beat < 0);
      }
    }
    if (data.transfer(ticks) >= 0) {
      boolean isLast = last == null || AxiChannel.isHigh(last, ticks);
      if (filling.isEmpty()) {
        early.addLast(isLast ? -ticks : ticks);
      } else {
        beat(ticks, isLast);
      }
    }
    if (responses.transfer(ticks) >= 0) {
      respond(ticks);
    }
  }

  private void beat(long ticks, boolean isLast) {
    AxiRequests.Open open = filling.getFirst();
    open.firstDataTicks = open.seen == 0 ? ticks : open.firstDataTicks;
    open.lastDataTicks = ticks;
    open.seen++;
    open.beatTicks.add(ticks);
    if (isLast != (open.seen == open.beats)) {
      violations.add(
          new Violation(
              ticks,
              "wlast at the wrong beat: beat="
                  + open.seen
                  + " beats="
                  + open.beats
                  + " address=0x"
                  + Long.toHexString(open.address)));
    }
    if (isLast || open.seen == open.beats) {
      filled.add(filling.removeFirst());
    }
  }

  private void respond(long ticks) {
    long id = AxiChannel.value(responseId, ticks, 0);
    for (Iterator<AxiRequests.Open> all = filled.iterator(); all.hasNext(); ) {
      AxiRequests.Open open = all.next();
      if (open.id == id) {
        all.remove();
        open.response = (int) AxiChannel.value(response, ticks, 0);
        bursts.add(open.close(true, ticks));
        ended.add(open);
        return;
      }
    }
    violations.add(new Violation(ticks, "write response without a complete burst: id=" + id));
  }

  List<AxiRequests.Open> ended() {
    return ended;
  }

  List<AxiBurst> bursts() {
    List<AxiBurst> all = new ArrayList<>(bursts);
    filled.forEach(open -> all.add(open.close(true, -1)));
    filling.forEach(open -> all.add(open.close(true, -1)));
    return all;
  }
}
