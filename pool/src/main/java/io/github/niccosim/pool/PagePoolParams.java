// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.pool;

import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Parameters of a page pool ({@code struct page_pool_params}); nothing is checked before {@link
 * PagePool#create}.
 *
 * @param name name in reports; never part of the kernel's parameters
 * @param order log2 of the pages per buffer, 0..10
 * @param poolSize ring capacity in pages; 0 means 1024
 * @param nid preferred memory node, {@link #ANY_NODE} for that of the current CPU
 * @param device device to map for, needed with {@link #FLAG_DMA_MAP}
 * @param napi NAPI instance for automatic direct recycling
 * @param direction direction of every map, unmap and sync
 * @param maxLenBytes upper bound of each sync for the device, counted from {@code offsetBytes}
 * @param offsetBytes first byte the device writes
 * @param netdev interface that lists the pool in netlink
 * @param queueIndex receive queue, in reports and for the memory provider
 * @param flags sum of the {@code FLAG_} constants
 * @param initCallback called once per page when the pool adopts it
 * @param cpu CPU that recycles directly whatever the NAPI instance ({@code
 *     page_pool_create_percpu}), −1 for none
 */
public record PagePoolParams(
    String name,
    int order,
    int poolSize,
    int nid,
    @Nullable DmaOps device,
    @Nullable Napi napi,
    DmaDirection direction,
    int maxLenBytes,
    int offsetBytes,
    @Nullable Netdev netdev,
    int queueIndex,
    int flags,
    @Nullable BiConsumer<PagePool, Page> initCallback,
    int cpu) {
  /** Node of the CPU that allocates, at that moment ({@code NUMA_NO_NODE}). */
  public static final int ANY_NODE = -1;

  /** The pool maps its pages ({@code PP_FLAG_DMA_MAP}). */
  public static final int FLAG_DMA_MAP = 1;

  /** The pool syncs its pages for the device ({@code PP_FLAG_DMA_SYNC_DEV}). */
  public static final int FLAG_DMA_SYNC_DEV = 2;

  /** Per-CPU pool of the system ({@code PP_FLAG_SYSTEM_POOL}). */
  public static final int FLAG_SYSTEM_POOL = 4;

  /** Buffers may be unreadable by the CPU ({@code PP_FLAG_ALLOW_UNREADABLE_NETMEM}). */
  public static final int FLAG_ALLOW_UNREADABLE_NETMEM = 8;

  /** All flags a kernel knows. */
  public static final int ALL_FLAGS = 15;

  /** Old flag that allowed fragments; gone from the kernel, no bit here and without effect. */
  public static final int FLAG_PAGE_FRAG = 0;

  /** Return a builder: unnamed, order 0, default ring, any node, no device, no flags. */
  public static Builder builder() {
    return new Builder();
  }

  /** Return whether a flag is set. */
  public boolean has(int flag) {
    return (flags & flag) != 0;
  }

  /** Collects parameters. */
  public static final class Builder {
    private String name = "";
    private int order;
    private int poolSize;
    private int nid = ANY_NODE;
    private @Nullable DmaOps device;
    private @Nullable Napi napi;
    private DmaDirection direction = DmaDirection.BIDIRECTIONAL;
    private int maxLenBytes;
    private int offsetBytes;
    private @Nullable Netdev netdev;
    private int queueIndex;
    private int flags;
    private @Nullable BiConsumer<PagePool, Page> initCallback;
    private int cpu = -1;

    private Builder() {}

    /** Set the name in reports; an empty one becomes {@code pp<id>}. */
    public Builder name(String value) {
      name = value;
      return this;
    }

    /** Set log2 of the pages per buffer, 0..10. */
    public Builder order(int value) {
      order = value;
      return this;
    }

    /** Set the ring capacity in pages; 0 means 1024. */
    public Builder poolSize(int value) {
      poolSize = value;
      return this;
    }

    /** Set the preferred node; {@link #ANY_NODE} is the default, 0 is node 0. */
    public Builder nid(int value) {
      nid = value;
      return this;
    }

    /** Set the device to map for. */
    public Builder device(@Nullable DmaOps value) {
      device = value;
      return this;
    }

    /** Set the NAPI instance whose CPU recycles directly. */
    public Builder napi(@Nullable Napi value) {
      napi = value;
      return this;
    }

    /** Set the direction of all mappings. */
    public Builder direction(DmaDirection value) {
      direction = value;
      return this;
    }

    /** Set how many bytes from the offset on the device may write. */
    public Builder maxLen(int bytes) {
      maxLenBytes = bytes;
      return this;
    }

    /** Set the first byte the device writes. */
    public Builder offset(int bytes) {
      offsetBytes = bytes;
      return this;
    }

    /** Set the interface that lists the pool. */
    public Builder netdev(@Nullable Netdev value) {
      netdev = value;
      return this;
    }

    /** Set the receive queue. */
    public Builder queueIndex(int value) {
      queueIndex = value;
      return this;
    }

    /** Set all flags at once. */
    public Builder flags(int value) {
      flags = value;
      return this;
    }

    /** Let the pool map its pages. */
    public Builder dmaMap() {
      flags |= FLAG_DMA_MAP;
      return this;
    }

    /** Let the pool sync its pages for the device. */
    public Builder dmaSyncDev() {
      flags |= FLAG_DMA_SYNC_DEV;
      return this;
    }

    /** Set what runs once per adopted page. */
    public Builder initCallback(BiConsumer<PagePool, Page> value) {
      initCallback = value;
      return this;
    }

    /** Set the CPU that recycles directly, −1 for none. */
    public Builder cpu(int value) {
      cpu = value;
      return this;
    }

    /** Return the parameters. */
    public PagePoolParams build() {
      return new PagePoolParams(
          name,
          order,
          poolSize,
          nid,
          device,
          napi,
          direction,
          maxLenBytes,
          offsetBytes,
          netdev,
          queueIndex,
          flags,
          initCallback,
          cpu);
    }
  }
}
