// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.driver;

/**
 * Say how much simulated time each step of the driver takes, in nanoseconds.
 *
 * <p>Time spent is what makes refill latency a result instead of an assumption. Costs of one poll
 * step are added up and spent together.
 *
 * @param interruptNs from the interrupt line to the first instruction of the poll: hard interrupt,
 *     softirq raise, softirq entry
 * @param pollNs fixed cost of one poll call
 * @param completionNs reading and decoding one completion
 * @param syncNs fixed cost of one {@code dma_sync} call
 * @param syncLineNs additional cost per cache line of 64 bytes synced on non-coherent memory
 * @param deliverNs handing one frame on: XDP program or skb and stack entry
 * @param allocateNs taking one page from the pool's cache
 * @param recycleNs returning one page to the pool's cache
 * @param descriptorNs writing one descriptor
 * @param doorbellNs one posted MMIO write
 */
public record CostTable(
    double interruptNs,
    double pollNs,
    double completionNs,
    double syncNs,
    double syncLineNs,
    double deliverNs,
    double allocateNs,
    double recycleNs,
    double descriptorNs,
    double doorbellNs) {

  private static final int LINE_BYTES = 64;

  /** Check that no cost is negative or absurd. */
  public CostTable {
    double[] all = {
      interruptNs, pollNs, completionNs, syncNs, syncLineNs,
      deliverNs, allocateNs, recycleNs, descriptorNs, doorbellNs
    };
    for (double cost : all) {
      if (!(cost >= 0 && cost <= 1e9)) {
        throw new IllegalArgumentException(
            "driver cost out of range: cost=" + cost + " (expected: 0..1000000000 ns)");
      }
    }
  }

  /**
   * Return the defaults: about 115 ns per 64-byte frame, interrupts aside.
   *
   * <p>Page pool: allocate plus recycle through the cache cost 4.4 to 7.5 ns on current x86 servers
   * ({@code bench_page_pool_simple}), hence 3 + 3. Driver and XDP program together: one core drops
   * 24 million frames/s in the published XDP evaluation (42 ns each, all data in L3); descriptor,
   * completion and sync take half of that. Delivery at 60 ns stands for a light in-kernel consumer,
   * between an XDP drop and a full skb. Interrupt 1 µs and MMIO write 30 ns are round figures of
   * the usual order. Change them where measurements exist.
   */
  public static CostTable defaults() {
    return new CostTable(1000, 100, 15, 5, 0.5, 60, 3, 3, 8, 30);
  }

  /** Return a table in which software takes no time. */
  public static CostTable free() {
    return new CostTable(0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
  }

  /**
   * Return a table with every cost multiplied.
   *
   * @param factor 0 or more
   * @return scaled table
   */
  public CostTable scaled(double factor) {
    return new CostTable(
        interruptNs * factor,
        pollNs * factor,
        completionNs * factor,
        syncNs * factor,
        syncLineNs * factor,
        deliverNs * factor,
        allocateNs * factor,
        recycleNs * factor,
        descriptorNs * factor,
        doorbellNs * factor);
  }

  /**
   * Return the cost of receiving one frame, from completion to recycled page.
   *
   * @param lengthBytes frame length
   * @param lines whether syncs act on cache lines
   * @return nanoseconds
   */
  public double frameNs(int lengthBytes, boolean lines) {
    double perLine = lines ? syncLineNs * ((lengthBytes + LINE_BYTES - 1) / LINE_BYTES) : 0;
    return completionNs + 2 * (syncNs + perLine) + deliverNs + recycleNs;
  }

  /** Return the cost of putting one page into the ring, in nanoseconds. */
  public double refillNs() {
    return allocateNs + descriptorNs;
  }
}
