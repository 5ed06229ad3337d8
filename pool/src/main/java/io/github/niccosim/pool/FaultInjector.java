// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.pool;

import org.jspecify.annotations.Nullable;

/** Failures of the kernel's own services that pool code must survive; nothing fails by default. */
public final class FaultInjector {
  /** A run of failures of one service: some calls succeed, then some fail. */
  private static final class Plan {
    private int skips;
    private int failures;
    private Errno error = Errno.ENOMEM;

    void set(int skip, int count, Errno with) {
      if (skip < 0 || count < 0) {
        throw new IllegalArgumentException(
            "failures not usable: skip=" + skip + " failures=" + count + " (expected: 0 or more)");
      }
      skips = skip;
      failures = count;
      error = with;
    }

    @Nullable Errno next() {
      if (failures == 0) {
        return null;
      }
      if (skips > 0) {
        skips--;
        return null;
      }
      failures--;
      return error;
    }
  }

  private final Plan kmallocs = new Plan();
  private final Plan ids = new Plan();
  private final Plan mapIndexes = new Plan();

  /** Create an injector that injects nothing. */
  public FaultInjector() {}

  /**
   * Let object allocations fail. A creation makes up to three: the pool, the recycle counters (not
   * for system pools), the ring.
   *
   * @param skip how many succeed first, 0 or more
   * @param failures how many fail then, 0 or more
   */
  public void failKmallocs(int skip, int failures) {
    kmallocs.set(skip, failures, Errno.ENOMEM);
  }

  /**
   * Let the next pool id allocations fail with ENOMEM.
   *
   * @param failures how many, 0 or more
   */
  public void failIds(int failures) {
    failIds(0, failures, Errno.ENOMEM);
  }

  /**
   * Let pool id allocations fail; creation returns the error.
   *
   * @param skip how many succeed first, 0 or more
   * @param failures how many fail then, 0 or more
   * @param error error of the failing ones, ENOMEM or EBUSY in a kernel
   */
  public void failIds(int skip, int failures, Errno error) {
    ids.set(skip, failures, error);
  }

  /**
   * Let the next entries into a pool's index of mapped pages fail with ENOMEM.
   *
   * @param failures how many, 0 or more
   */
  public void failMapIndexes(int failures) {
    failMapIndexes(0, failures, Errno.ENOMEM);
  }

  /**
   * Let entries into a pool's index of mapped pages fail; the page is unmapped again and given
   * back.
   *
   * @param skip how many succeed first, 0 or more
   * @param failures how many fail then, 0 or more
   * @param error error of the failing ones; the kernel warns unless it is ENOMEM
   */
  public void failMapIndexes(int skip, int failures, Errno error) {
    mapIndexes.set(skip, failures, error);
  }

  boolean kmallocFails() {
    return kmallocs.next() != null;
  }

  @Nullable Errno idError() {
    return ids.next();
  }

  @Nullable Errno mapIndexError() {
    return mapIndexes.next();
  }
}
