// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.axi;

import java.util.ArrayDeque;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/** Bursts in flight, oldest first; answers go to the oldest of their ID (IHI 0022 A5.3). */
final class PendingById {
  private final ArrayDeque<AxiTransfer> inFlight = new ArrayDeque<>();

  int size() {
    return inFlight.size();
  }

  void add(AxiTransfer transfer) {
    inFlight.addLast(transfer);
  }

  @Nullable AxiTransfer oldest(long id) {
    for (AxiTransfer transfer : inFlight) {
      if (transfer.id() == id) {
        return transfer;
      }
    }
    return null;
  }

  void remove(AxiTransfer transfer) {
    inFlight.remove(transfer);
  }

  /** End every burst as dropped. */
  void abort(long timePs) {
    for (Iterator<AxiTransfer> i = inFlight.iterator(); i.hasNext(); ) {
      i.next().abort(timePs);
      i.remove();
    }
  }
}
