// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.waveforms.internal;

import io.github.niccosim.waveforms.Hierarchy;
import io.github.niccosim.waveforms.HistoryBuilder;
import io.github.niccosim.waveforms.WaveformInfo;

/** What a file format must offer. Implementations are thread-safe for reading. */
public interface TraceSource extends AutoCloseable {
  /** {@return what the file says about itself} */
  WaveformInfo info();

  /** {@return the tree of scopes and variables} */
  Hierarchy hierarchy();

  /**
   * Read all values of a signal, in time order.
   *
   * @param handle number of the signal
   * @param into receives them; made for the signal's encoding and width
   */
  void read(int handle, HistoryBuilder into);

  @Override
  void close();
}
