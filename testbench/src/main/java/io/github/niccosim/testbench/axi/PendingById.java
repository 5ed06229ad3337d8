// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.axi;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Bursts in flight, oldest first; answers go to the oldest of their ID (IHI 0022 A5.3). */
final class PendingById {
  private final List<AxiTransfer> inFlight = new ArrayList<>();

  int size() {
    return inFlight.size();
  }

  void add(AxiTransfer transfer) {
    inFlight.add(transfer);
  }

  /** Asked for every beat: no iterator, which would be allocated. */
  @Nullable AxiTransfer oldest(long id) {
    for (int i = 0; i < inFlight.size(); i++) {
      if (inFlight.get(i).id() == id) {
        return inFlight.get(i);
      }
    }
    return null;
  }

  void remove(AxiTransfer transfer) {
    inFlight.remove(transfer);
  }

  /** End every burst as dropped. */
  void abort(long timePs) {
    inFlight.forEach(each -> each.abort(timePs));
    inFlight.clear();
  }
}
