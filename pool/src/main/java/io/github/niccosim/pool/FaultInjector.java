// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.pool;

/** Failures of the kernel's own services that pool code must survive; nothing fails by default. */
public final class FaultInjector {
  private int kmallocSkips;
  private int kmallocFailures;
  private int idFailures;
  private int mapIndexFailures;

  /** Create an injector that injects nothing. */
  public FaultInjector() {}

  /**
   * Let object allocations fail.
   *
   * @param skip how many succeed first, 0 or more
   * @param failures how many fail then, 0 or more
   */
  public void failKmallocs(int skip, int failures) {
    kmallocSkips = skip;
    kmallocFailures = failures;
  }

  /**
   * Let the next pool id allocations fail.
   *
   * @param failures how many, 0 or more
   */
  public void failIds(int failures) {
    idFailures = failures;
  }

  /**
   * Let the next entries into a pool's index of mapped pages fail.
   *
   * @param failures how many, 0 or more
   */
  public void failMapIndexes(int failures) {
    mapIndexFailures = failures;
  }

  boolean kmallocFails() {
    if (kmallocFailures == 0) {
      return false;
    }
    if (kmallocSkips > 0) {
      kmallocSkips--;
      return false;
    }
    kmallocFailures--;
    return true;
  }

  boolean idFails() {
    return idFailures > 0 && idFailures-- > 0;
  }

  boolean mapIndexFails() {
    return mapIndexFailures > 0 && mapIndexFailures-- > 0;
  }
}
