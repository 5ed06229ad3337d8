// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.pool;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The system page allocator, with everything a test wants to go wrong.
 *
 * <p>Pages get ids in allocation order and physical addresses that are reused late. Limits can be
 * changed at any time. All methods may be called from any thread.
 */
public final class SystemPages implements PageSupply {
  /** Budget or cap without limit. */
  public static final int UNLIMITED = Integer.MAX_VALUE;

  /** First physical address handed out. */
  public static final long FIRST_PHYSICAL_ADDRESS = 0x8000_0000L;

  private static final int QUARANTINE_RUNS = 16;

  /** Told about every page that enters or leaves the world of pools. */
  public interface Listener {
    /**
     * A page was allocated; its content is what the last owner left.
     *
     * @param page new page
     */
    default void allocated(Page page) {}

    /**
     * A page was freed with its last reference.
     *
     * @param page page that nobody may touch any more
     */
    default void freed(Page page) {}
  }

  private final int pageShift;
  private final FrameAllocator frames;
  private @Nullable Page[] byFrame = new Page[1024];
  private Listener listener = new Listener() {};
  private long allocatedCount;
  private long freedCount;
  private int budget = UNLIMITED;
  private int bulkCap = UNLIMITED;
  private int failingAllocations;
  private int maxFreshOrder = UNLIMITED;
  private int forcedNode = -1;
  private boolean pfmemalloc;

  /** Create a supply of 4096-byte pages. */
  public SystemPages() {
    this(12);
  }

  /**
   * Create a supply.
   *
   * @param pageShift log2 of the page size in bytes: 12, 14 or 16
   */
  public SystemPages(int pageShift) {
    if (pageShift != 12 && pageShift != 14 && pageShift != 16) {
      throw new IllegalArgumentException(
          "page size not supported: pageShift=" + pageShift + " (expected: 12, 14 or 16)");
    }
    this.pageShift = pageShift;
    this.frames = new FrameAllocator(FIRST_PHYSICAL_ADDRESS >>> pageShift, QUARANTINE_RUNS, 0);
  }

  /**
   * Set who is told about pages; replaces the one before.
   *
   * @param value listener
   */
  public synchronized SystemPages listener(Listener value) {
    listener = value;
    return this;
  }

  /**
   * Limit how many more buffers can be allocated.
   *
   * @param buffers 0 or more, {@link #UNLIMITED} for no limit
   */
  public synchronized SystemPages budget(int buffers) {
    budget = buffers;
    return this;
  }

  /**
   * Limit what one bulk allocation yields (page-owner debugging forces 1).
   *
   * @param pages 1 or more, {@link #UNLIMITED} for no limit
   */
  public synchronized SystemPages bulkCap(int pages) {
    bulkCap = pages;
    return this;
  }

  /**
   * Let the next allocations fail, bulk or single.
   *
   * @param calls how many calls fail, 0 or more
   */
  public synchronized SystemPages failNext(int calls) {
    failingAllocations = calls;
    return this;
  }

  /**
   * Let every single allocation above an order fail (fragmented memory).
   *
   * @param order highest order that still works; {@link #UNLIMITED} for no limit
   */
  public synchronized SystemPages maxOrder(int order) {
    maxFreshOrder = order;
    return this;
  }

  /**
   * Give all new pages this node whatever is asked for.
   *
   * @param node node, or −1 to follow the request
   */
  public synchronized SystemPages forceNode(int node) {
    forcedNode = node;
    return this;
  }

  /**
   * Set whether new pages come from the emergency reserves.
   *
   * @param value {@code true} marks them so
   */
  public synchronized SystemPages pfmemalloc(boolean value) {
    pfmemalloc = value;
    return this;
  }

  @Override
  public int pageShift() {
    return pageShift;
  }

  @Override
  public synchronized @Nullable Page allocPage(int order, int node) {
    if (order > maxFreshOrder || failsNow() || budget == 0) {
      return null;
    }
    return newPage(order, node);
  }

  @Override
  public synchronized int allocBulk(@Nullable Page[] into, int count, int node) {
    if (failsNow()) {
      return 0;
    }
    int wanted = Math.min(count, bulkCap);
    int done = 0;
    while (done < wanted && budget > 0) {
      into[done++] = newPage(0, node);
    }
    return done;
  }

  @Override
  public synchronized void free(Page page) {
    PagePool owner = page.pool();
    if (owner != null) {
      owner
          .system()
          .misused(
              owner,
              page,
              "page freed while its pool owns it: "
                  + page
                  + " (hint: return it with a put, or mark the socket buffer for recycling)");
    }
    freedCount++;
    remember(page, null);
    frames.free(page.pfn(), page.order());
    listener.freed(page);
  }

  /** Return how many buffers were allocated and not freed. */
  public synchronized long outstanding() {
    return allocatedCount - freedCount;
  }

  /** Return how many buffers were ever allocated. */
  public synchronized long allocated() {
    return allocatedCount;
  }

  private boolean failsNow() {
    if (failingAllocations == 0) {
      return false;
    }
    failingAllocations--;
    return true;
  }

  private Page newPage(int order, int node) {
    if (budget != UNLIMITED) {
      budget--;
    }
    int actualNode = forcedNode >= 0 ? forcedNode : node;
    long address = frames.allocate(order) << pageShift;
    Page page = new Page(this, ++allocatedCount, address, pageShift, order, actualNode, pfmemalloc);
    remember(page, page);
    listener.allocated(page);
    return page;
  }

  private void remember(Page page, @Nullable Page entry) {
    int first = frameIndex(page.physicalAddress());
    int end = first + (1 << page.order());
    if (end > byFrame.length) {
      byFrame = Arrays.copyOf(byFrame, Math.max(end, 2 * byFrame.length));
    }
    Arrays.fill(byFrame, first, end, entry);
  }

  private int frameIndex(long physicalAddress) {
    return (int) ((physicalAddress - FIRST_PHYSICAL_ADDRESS) >> pageShift);
  }

  @Override
  public synchronized @Nullable Page pageAt(long physicalAddress) {
    int index = frameIndex(physicalAddress);
    return index >= 0 && index < byFrame.length ? byFrame[index] : null;
  }
}
