// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.pool.explore;

import java.util.List;

/**
 * A few actors that run at once, and what must hold when all are done.
 *
 * <p>A new object is made for every order tried; its constructor is the preparation and is not
 * interleaved. Subclasses live in the pool's packages and need a constructor without parameters.
 */
public abstract class Scenario {
  /** Return what runs at once; up to four short pieces of code that end by themselves. */
  public abstract List<Runnable> actors();

  /** Check the outcome; runs after the last actor and throws {@link AssertionError} if wrong. */
  public abstract void check();

  /** Return the index of the actor that runs, 0 outside of actors. */
  protected static int actor() {
    return Steps.actor();
  }

  /**
   * Free an object's memory: every access of another actor that nothing orders before this is tried
   * after it too. A rule about it belongs into {@link #beforeStep}.
   *
   * @param target object of the product
   */
  protected static void free(Object target) {
    Steps.free(target);
  }

  /**
   * See a step before it happens; throws {@link AssertionError} if it must not happen.
   *
   * @param target object whose memory is accessed
   * @param what field name, or index in an array
   * @param write whether the step may change it
   */
  public void beforeStep(Object target, Object what, boolean write) {}
}
