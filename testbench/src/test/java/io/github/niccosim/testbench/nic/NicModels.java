// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.nic;

import io.github.niccosim.bridge.ModelLibrary;
import io.github.niccosim.bridge.TraceFormat;
import io.github.niccosim.rtl.NicDma;
import io.github.niccosim.rtl.NicDmaParameters;

/** The few Verilated models the suites share: each costs a build of many seconds. */
final class NicModels {

  private NicModels() {}

  /** Return the parameters of the default run: 128 bits, 4 queues. */
  static NicDmaParameters standard() {
    return parameters(128, 4);
  }

  static NicDmaParameters parameters(int dataWidthBits, int queues) {
    return NicDmaParameters.builder()
        .dataWidthBits(dataWidthBits)
        .rxQueues(queues)
        .txQueues(Math.min(4, queues))
        .interruptVectors(Math.min(32, queues + Math.min(4, queues)))
        .build();
  }

  static ModelLibrary library(NicDmaParameters parameters) {
    return ModelLibrary.build(NicDma.spec(parameters, TraceFormat.NONE, false));
  }

  /** Return the standard model with selectable faults. */
  static ModelLibrary mutants() {
    return ModelLibrary.build(NicDma.spec(standard(), TraceFormat.NONE, true));
  }
}
