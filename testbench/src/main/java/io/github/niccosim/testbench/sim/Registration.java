// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.sim;

/** A callback that stays registered until closed. */
@FunctionalInterface
public interface Registration extends AutoCloseable {

  /** Stop calling back, from the next edge on; a second call does nothing. */
  @Override
  void close();
}
