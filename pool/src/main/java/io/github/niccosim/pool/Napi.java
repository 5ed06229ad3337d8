// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.pool;

/**
 * A NAPI instance: which CPU polls it now ({@code struct napi_struct}).
 *
 * <p>{@link #listOwner()} is the CPU whose poll list holds the instance and −1 otherwise. A pool
 * bound to this instance recycles straight into its cache on that CPU.
 */
public final class Napi {
  /** List owner of an instance that no CPU polls. */
  public static final int NO_OWNER = -1;

  private final String name;
  private final int id;
  private volatile int listOwner = NO_OWNER;
  private volatile boolean enabled = true;

  /**
   * Create an idle, enabled instance.
   *
   * @param name name in reports
   * @param id netlink id; a valid one is at least 1
   */
  public Napi(String name, int id) {
    this.name = name;
    this.id = id;
  }

  /** Return the name given at creation. */
  public String name() {
    return name;
  }

  /** Return the netlink id ({@code napi_id}). */
  public int id() {
    return id;
  }

  /** Return the CPU that polls this instance, or {@link #NO_OWNER}. */
  public int listOwner() {
    return listOwner;
  }

  /**
   * Put the instance on the poll list of a CPU ({@code ____napi_schedule}).
   *
   * @param cpu CPU number, at least 0
   */
  public void schedule(int cpu) {
    listOwner = cpu;
  }

  /** Take the instance off its poll list ({@code napi_complete_done}). */
  public void complete() {
    listOwner = NO_OWNER;
  }

  /** Forbid polling ({@code napi_disable}); needed before a pool is detached from the instance. */
  public void disable() {
    enabled = false;
    listOwner = NO_OWNER;
  }

  /** Allow polling ({@code napi_enable}). */
  public void enable() {
    enabled = true;
  }

  /** Return whether the instance may be scheduled. */
  public boolean enabled() {
    return enabled;
  }

  @Override
  public String toString() {
    return name;
  }
}
