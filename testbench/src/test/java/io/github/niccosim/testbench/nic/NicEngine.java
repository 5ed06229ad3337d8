// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.nic;

import io.github.niccosim.bridge.ModelLibrary;
import io.github.niccosim.testbench.driver.BenchOptions;
import io.github.niccosim.testbench.driver.NicAdapter;
import io.github.niccosim.testbench.driver.NicDmaAdapter;

/** The engines every suite of {@code AnyEngineTest} runs on: one model, one adapter each. */
enum NicEngine {
  /** Our own. */
  NICDMA {
    @Override
    NicAdapter adapter() {
      return new NicDmaAdapter(NicModels.standard());
    }

    @Override
    ModelLibrary library() {
      return NicModels.library(NicModels.standard());
    }
  },
  /** The simple one of the test tree, with another descriptor interface. */
  SIMPLE {
    @Override
    NicAdapter adapter() {
      return new SimpleDmaAdapter();
    }

    @Override
    ModelLibrary library() {
      return SimpleDmaAdapter.library();
    }
  };

  abstract NicAdapter adapter();

  abstract ModelLibrary library();

  /** Return options with two queues and buffers at offset 64, which both engines can do. */
  BenchOptions options() {
    return new BenchOptions(adapter()).queues(SimpleDmaAdapter.QUEUES).ring(8);
  }
}
