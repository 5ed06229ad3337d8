// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.axi;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * Give every decision maker of a bus model its own random stream, so that traffic on one channel
 * does not shift the draws of another.
 */
final class SeedSplitter {

  private final SplittableRandom root;

  SeedSplitter(RandomGenerator random) {
    this.root = new SplittableRandom(random.nextLong());
  }

  RandomGenerator next() {
    return root.split();
  }
}
