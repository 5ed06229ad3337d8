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
  private @Nullable PagePool pool;

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
   * @param newType kind of memory
   * @param allocator pool for {@link XdpMemType#PAGE_POOL}; {@code null} for the simple kinds
   */
  public @Nullable Errno registerMemModel(XdpMemType newType, @Nullable PagePool allocator) {
    if (state != State.REGISTERED) {
      table.warn("xdp memory model without registered rxq");
      return Errno.EFAULT;
    }
    type = newType;
    if (allocator == null) {
      return newType == XdpMemType.PAGE_POOL ? Errno.EINVAL : null;
    }
    int id = table.insert(allocator);
    if (id == 0) {
      return Errno.ENOSPC;
    }
    memId = id;
    if (newType == XdpMemType.PAGE_POOL) {
      pool = allocator;
      allocator.addUser();
      allocator.onDeath(() -> table.disconnect(allocator));
    }
    return null;
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
    PagePool registered = pool;
    memId = 0;
    pool = null;
    type = XdpMemType.PAGE_SHARED;
    if (id == 0) {
      return;
    }
    if (registered != null) {
      registered.destroy();
    } else {
      table.remove(id);
    }
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
