// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.waveforms.axi;

import io.github.niccosim.waveforms.Edges.Violation;
import io.github.niccosim.waveforms.SignalHistory;
import io.github.niccosim.waveforms.Waveform;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the requests of an address channel. */
final class AxiRequests {
  /** A request that is not answered yet. */
  static final class Open {
    final long id;
    final long address;
    final int beats;
    final int beatBytes;
    final long requestTicks;
    final long acceptTicks;
    final long user;
    final List<Long> beatTicks = new ArrayList<>();
    long responseTicks = -1;
    int seen;
    int response = -1;
    long firstDataTicks = -1;
    long lastDataTicks = -1;

    Open(
        long id,
        long address,
        int beats,
        int beatBytes,
        long requestTicks,
        long acceptTicks,
        long user) {
      this.id = id;
      this.address = address;
      this.beats = beats;
      this.beatBytes = beatBytes;
      this.requestTicks = requestTicks;
      this.acceptTicks = acceptTicks;
      this.user = user;
    }

    AxiBurst close(boolean write, long endTicks) {
      responseTicks = endTicks;
      return new AxiBurst(
          write,
          id,
          address,
          beats,
          beatBytes,
          requestTicks,
          acceptTicks,
          firstDataTicks,
          lastDataTicks,
          responseTicks,
          response,
          user);
    }
  }

  private static final int PAGE = 4096;
  private static final int INCREMENTING = 1;

  private final AxiChannel channel;
  private final List<Violation> violations;
  private final @Nullable SignalHistory id;
  private final @Nullable SignalHistory address;
  private final @Nullable SignalHistory length;
  private final @Nullable SignalHistory size;
  private final @Nullable SignalHistory burst;
  private final @Nullable SignalHistory user;

  AxiRequests(Waveform wave, String prefix, List<Violation> violations) {
    this.violations = violations;
    channel = new AxiChannel(wave, prefix);
    id = channel.payload("id");
    address = channel.payload("addr");
    length = channel.payload("len");
    size = channel.payload("size");
    burst = channel.payload("burst");
    user = channel.payload("user");
  }

  /** Return the request accepted at an edge, or {@code null}. */
  @Nullable Open edge(long ticks) {
    long since = channel.transfer(ticks);
    if (since < 0) {
      return null;
    }
    Open open =
        new Open(
            AxiChannel.value(id, ticks, 0),
            AxiChannel.value(address, ticks, 0),
            (int) AxiChannel.value(length, ticks, 0) + 1,
            1 << (int) AxiChannel.value(size, ticks, 0),
            since,
            ticks,
            AxiChannel.value(user, ticks, 0));
    // AXI4 A3.4.1: a burst must not cross a 4 KiB boundary.
    long bytes = (long) open.beats * open.beatBytes;
    long aligned = open.address & -open.beatBytes;
    boolean crosses = aligned / PAGE != (aligned + bytes - 1) / PAGE;
    if (crosses && AxiChannel.value(burst, ticks, INCREMENTING) == INCREMENTING) {
      violations.add(
          new Violation(
              ticks,
              "burst crosses a 4 KiB boundary: address=0x"
                  + Long.toHexString(open.address)
                  + " bytes="
                  + bytes));
    }
    return open;
  }
}
