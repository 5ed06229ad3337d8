// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.pool;

/**
 * Behaviour that differs between kernel versions; see the version table in {@code pool.md}.
 *
 * @param legacyRingLimit {@code pool_size} above 32768 fails with E2BIG instead of being clamped to
 *     16384
 * @param checkOrder an order above 10 fails with EINVAL
 * @param clearAddressAtScrub destroy clears the stored bus address of outstanding pages
 * @param unmapAtDestroy destroy unmaps outstanding pages; before 2025 they stayed mapped until they
 *     returned
 * @param retryNegative a negative in-flight count is retried for ever instead of abandoned
 * @param demoteDirectOutsideSoftirq an explicit direct put outside softirq context goes to the ring
 */
public record KernelRules(
    boolean legacyRingLimit,
    boolean checkOrder,
    boolean clearAddressAtScrub,
    boolean unmapAtDestroy,
    boolean retryNegative,
    boolean demoteDirectOutsideSoftirq) {
  /** Mainline of 2026. */
  public static final KernelRules BASELINE =
      new KernelRules(false, true, false, true, false, false);

  /** Linux 6.18. */
  public static final KernelRules LINUX_6_18 =
      new KernelRules(false, false, true, true, false, false);

  /** Kernels before 2025 as the older documents describe them. */
  public static final KernelRules LEGACY = new KernelRules(true, false, false, false, true, true);
}
