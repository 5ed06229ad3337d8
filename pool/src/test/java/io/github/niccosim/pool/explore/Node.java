// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.pool.explore;

/** One decision of the order being explored: who went, who could have, who still has to. */
final class Node {
  /** Actors that could go; bit per actor, as in the other sets. */
  int enabled;

  /** Actors that have to go here in some order. */
  int backtrack;

  /** Actors whose orders from here are all done. */
  int done;

  /** Actors that may sleep: their step here leads to nothing new. */
  int sleep;

  /** Actor that went. */
  int chosen;

  /** What it did, in the run that was last here. */
  Location.Access access = new Location.Access(new Location("start"), false);

  /** For each actor, the latest of its steps that happens before this one. */
  int[] clock = {};
}
