// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.pool.dma;

import io.github.niccosim.pool.Page;
import io.github.niccosim.pool.PagePool;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Turns broken rules into violations: once per cause, with names, bytes, time and history. */
final class DmaReports {
  private static final long PS_PER_NS = 1000;

  private final DmaChecker checker;
  private final ViolationLog log = new ViolationLog();
  private boolean all;
  private int left = Integer.MAX_VALUE;
  private @Nullable String filter;

  DmaReports(DmaChecker checker) {
    this.checker = checker;
  }

  ViolationLog log() {
    return log;
  }

  void all(boolean value) {
    all = value;
  }

  void left(int count) {
    left = count;
  }

  int left() {
    return left;
  }

  void filter(@Nullable String device) {
    filter = device;
  }

  /** Report about bytes of a tracked buffer; {@code named} is the pool the caller used, if any. */
  void buffer(
      DmaRule rule,
      DmaBuffer buffer,
      @Nullable PagePool named,
      long first,
      long last,
      String hint) {
    PagePool pool = named != null ? named : buffer.pool;
    String owner = pool == null ? "none" : pool.name();
    int queue = pool == null ? -1 : pool.queueIndex();
    report(rule, owner, deviceOf(pool), queue, buffer, first, last, hint);
  }

  /** Report about a pool as a whole. */
  void pool(DmaRule rule, PagePool pool, String hint) {
    long last = pool.bufferSizeBytes() - 1L;
    report(rule, pool.name(), deviceOf(pool), pool.queueIndex(), null, 0, last, hint);
  }

  private static String deviceOf(@Nullable PagePool pool) {
    return pool == null ? "" : String.valueOf(pool.params().device());
  }

  /** Report about a bus address range of a device. */
  void address(
      DmaRule rule, DmaDevice device, @Nullable DmaMapping near, long busAddress, long length) {
    address(rule, device, near, busAddress, length, "");
  }

  /** Report about a bus address range of a device, with a hint for this case. */
  void address(
      DmaRule rule,
      DmaDevice device,
      @Nullable DmaMapping near,
      long busAddress,
      long length,
      String special) {
    DmaBuffer buffer = near == null ? null : near.buffer;
    if (near != null && buffer != null) {
      long first = near.physical(busAddress) - buffer.physicalAddress;
      PagePool pool = buffer.pool;
      String owner = pool == null ? device.name() : pool.name();
      int queue = pool == null ? -1 : pool.queueIndex();
      long last = first + Math.max(0, length - 1);
      report(rule, owner, device.name(), queue, buffer, first, last, special);
      return;
    }
    String advice = special.isEmpty() ? rule.hint() : special;
    String hint = "bus address 0x" + Long.toHexString(busAddress) + ": " + advice;
    report(rule, device.name(), device.name(), -1, null, 0, Math.max(0, length - 1), hint);
  }

  /** Report a sync that leaves its mapping (Y1). */
  void outOfRange(
      DmaDevice device,
      @Nullable DmaBuffer context,
      @Nullable DmaMapping near,
      long busAddress,
      long length) {
    PagePool pool = context == null ? null : context.pool;
    Page page = context == null ? null : context.page;
    if (context == null || pool == null || page == null) {
      address(DmaRule.Y1, device, near, busAddress, length);
      return;
    }
    long first = busAddress - pool.dmaAddr(page);
    buffer(DmaRule.Y1, context, pool, first, first + length - 1, geometryHint(pool));
  }

  /** Report pool parameters that cannot be right. */
  void geometry(PagePool pool) {
    long first = pool.params().offsetBytes();
    long last = first + Math.max(0, pool.params().maxLenBytes() - 1L);
    String device = deviceOf(pool);
    String hint = geometryHint(pool);
    report(DmaRule.GEOMETRY, pool.name(), device, pool.queueIndex(), null, first, last, hint);
  }

  private static String geometryHint(PagePool pool) {
    return "offset="
        + pool.params().offsetBytes()
        + " max_len="
        + pool.params().maxLenBytes()
        + " must fit a buffer of "
        + pool.bufferSizeBytes()
        + " bytes";
  }

  /** Report mappings left behind (L1). */
  void leak(DmaDevice device, DmaMapping example, int count) {
    DmaBuffer buffer = example.buffer;
    PagePool pool = buffer == null ? null : buffer.pool;
    report(
        DmaRule.L1,
        pool == null ? device.name() : pool.name(),
        device.name(),
        pool == null ? -1 : pool.queueIndex(),
        buffer,
        0,
        example.lengthBytes - 1,
        "count=" + count + ": " + DmaRule.L1.hint());
  }

  private void report(
      DmaRule rule,
      String pool,
      String device,
      int queue,
      @Nullable DmaBuffer buffer,
      long first,
      long last,
      String hint) {
    boolean newCause = log.isFirst(rule, pool);
    if (checker.level() == DmaChecker.Level.COUNT || !shown(newCause, device)) {
      return;
    }
    DmaViolation violation = violation(rule, pool, queue, buffer, first, last, hint);
    log.add(violation);
    if (checker.level() == DmaChecker.Level.FAIL && !rule.isWarning()) {
      throw new DmaViolationException(violation);
    }
  }

  /** Decide as the kernel does: a filtered report uses up one of those left, too. */
  private boolean shown(boolean newCause, String device) {
    if (!all && !newCause) {
      return false;
    }
    boolean room = all || left > 0;
    if (!all && left > 0) {
      left--;
    }
    return room && (filter == null || filter.equals(device));
  }

  private DmaViolation violation(
      DmaRule rule,
      String pool,
      int queue,
      @Nullable DmaBuffer buffer,
      long first,
      long last,
      String hint) {
    String advice = hint.isEmpty() ? rule.hint() : hint;
    Page page = buffer == null ? null : buffer.page;
    long pfn = page != null ? page.pfn() : buffer == null ? 0 : buffer.physicalAddress >> 12;
    long now = checker.now();
    String message =
        rule.title()
            + ": rule="
            + rule.id()
            + " pool="
            + pool
            + " queue="
            + queue
            + " page=0x"
            + Long.toHexString(pfn)
            + " bytes="
            + first
            + ".."
            + last
            + " time="
            + now / PS_PER_NS
            + "ns (hint: "
            + advice
            + ")";
    List<DmaSite> history = buffer == null ? List.of() : buffer.history.newestFirst();
    return new DmaViolation(
        rule,
        pool,
        queue,
        pfn,
        first,
        last,
        now,
        message,
        advice,
        checker.site("reported"),
        history);
  }
}
