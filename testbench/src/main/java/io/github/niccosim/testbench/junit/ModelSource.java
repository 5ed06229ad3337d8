// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.junit;

import io.github.niccosim.bridge.ModelSpec;
import io.github.niccosim.bridge.TraceFormat;

/** Computes the specification of the model a test runs; named by {@link CosimModel}. */
@FunctionalInterface
public interface ModelSource {

  /**
   * Return the specification.
   *
   * @param trace what the test needs: {@link TraceFormat#NONE} unless waves were asked for
   * @throws Exception anything; the test fails with it
   */
  ModelSpec spec(TraceFormat trace) throws Exception;
}
