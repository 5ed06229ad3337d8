// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.pool.skb;

import io.github.niccosim.pool.Errno;
import io.github.niccosim.pool.Netdev;
import io.github.niccosim.pool.PagePool;
import org.jspecify.annotations.Nullable;

/**
 * Registration of one receive queue with XDP and of its memory model ({@code struct xdp_rxq_info}).
 *
 * <p>A registered page pool gains a user: it dies only after both this registration and its creator
 * let go. Methods return {@code null} for success and the kernel's errno otherwise.
 */
public final class XdpRxqInfo {
  /** State of a registration. */
  public enum State {
    /** Never registered. */
    NEW,
    /** In use. */
    REGISTERED,
    /** Was in use. */
    UNREGISTERED,
    /** Declared as not used by the driver. */
    UNUSED
  }

  private final XdpMemTable table;
  private State state = State.NEW;
  private @Nullable Netdev netdev;
  private int queue;
  private XdpMemType type = XdpMemType.PAGE_SHARED;
  private int memId;

  /**
   * Create an unregistered info.
   *
   * @param table ids of the system
   */
  public XdpRxqInfo(XdpMemTable table) {
    this.table = table;
  }

  /** Declare that the driver never registers this queue ({@code xdp_rxq_info_unused}). */
  public void unused() {
    state = State.UNUSED;
  }

  /**
   * Register the queue ({@code xdp_rxq_info_reg}).
   *
   * @param device interface; {@code null} fails with ENODEV
   * @param queueIndex queue, at least 0
   */
  public @Nullable Errno register(@Nullable Netdev device, int queueIndex) {
    if (device == null) {
      table.warn("xdp rxq registered without device: queue=" + queueIndex);
      return Errno.ENODEV;
    }
    if (state == State.UNUSED) {
      table.warn("xdp rxq registered though unused: queue=" + queueIndex);
      return Errno.EINVAL;
    }
    if (state == State.REGISTERED) {
      table.warn("xdp rxq registered twice: queue=" + queueIndex);
      unregister();
    }
    netdev = device;
    queue = queueIndex;
    type = XdpMemType.PAGE_SHARED;
    memId = 0;
    state = State.REGISTERED;
    return null;
  }

  /**
   * Register the memory model ({@code xdp_rxq_info_reg_mem_model}).
   *
   * @param newType kind of memory; {@code null} stands for one the kernel does not know
   * @param allocator pool for {@link XdpMemType#PAGE_POOL}; {@code null} for the simple kinds
   * @return {@code null} for success; EFAULT, EOPNOTSUPP, EINVAL or ENOSPC
   */
  public @Nullable Errno registerMemModel(
      @Nullable XdpMemType newType, @Nullable Object allocator) {
    if (state != State.REGISTERED) {
      table.warn("xdp memory model without registered rxq");
      return Errno.EFAULT;
    }
    XdpMemTable.Insertion result = table.register(newType, allocator);
    if (newType != null && result.error() != Errno.EOPNOTSUPP) {
      type = newType;
    }
    if (result.error() == null) {
      memId = result.id();
    }
    return result.error();
  }

  /**
   * Undo {@link #registerMemModel}; drops the pool's user ({@code xdp_rxq_info_unreg_mem_model}).
   */
  public void unregisterMemModel() {
    if (state != State.REGISTERED) {
      table.warn("xdp memory model of an unregistered rxq");
      return;
    }
    int id = memId;
    XdpMemType before = type;
    detach();
    if (id != 0) {
      table.unregister(before, id);
    }
  }

  /**
   * Use a pool that was registered on its own, without counting ({@code
   * xdp_rxq_info_attach_page_pool}).
   *
   * <p>{@link #detach} before {@link #unregister}: the latter drops a user for whatever memory the
   * queue has, attached or registered, as in the kernel.
   *
   * @param pool pool given to {@link XdpMemTable#registerPool}
   */
  public void attachPool(PagePool pool) {
    type = XdpMemType.PAGE_POOL;
    memId = table.idOf(pool);
  }

  /** Undo {@link #attachPool} ({@code xdp_rxq_info_detach_mem_model}). */
  public void detach() {
    memId = 0;
    type = XdpMemType.PAGE_SHARED;
  }

  /** Undo {@link #register} and the memory model ({@code xdp_rxq_info_unreg}). */
  public void unregister() {
    if (state == State.UNUSED) {
      return;
    }
    unregisterMemModel();
    state = State.UNREGISTERED;
    netdev = null;
  }

  /** Return the state. */
  public State state() {
    return state;
  }

  /** Return the interface, {@code null} unless registered. */
  public @Nullable Netdev netdev() {
    return netdev;
  }

  /** Return the queue. */
  public int queue() {
    return queue;
  }

  /** Return the memory type. */
  public XdpMemType memType() {
    return type;
  }

  /** Return the id of the memory model, 0 for none. */
  public int memId() {
    return memId;
  }
}
