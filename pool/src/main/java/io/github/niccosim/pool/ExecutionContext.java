// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.pool;

/**
 * Where the calling code runs: CPU, its memory node and the kind of context.
 *
 * <p>The pool cannot know this by itself; a driver model sets it around its handlers. One object
 * per simulated (or real) thread of execution; it is not synchronised.
 */
public final class ExecutionContext {
  private int cpu;
  private int node;
  private boolean softirq = true;
  private boolean hardirq;
  private boolean directForbidden;

  /** Create a softirq context on CPU 0, node 0. */
  public ExecutionContext() {}

  /** Return the CPU number, at least 0 ({@code smp_processor_id}). */
  public int cpu() {
    return cpu;
  }

  /** Set the CPU number, at least 0. */
  public ExecutionContext cpu(int value) {
    cpu = value;
    return this;
  }

  /** Return the memory node of this CPU, at least 0 ({@code numa_mem_id}). */
  public int node() {
    return node;
  }

  /** Set the memory node of this CPU, at least 0. */
  public ExecutionContext node(int value) {
    node = value;
    return this;
  }

  /** Return whether softirqs run or are disabled here ({@code in_softirq}). */
  public boolean inSoftirq() {
    return softirq;
  }

  /** Set whether this is softirq context or a BH-disabled section. */
  public ExecutionContext softirq(boolean value) {
    softirq = value;
    return this;
  }

  /** Return whether this is hard-interrupt context, where pages must not be returned. */
  public boolean inHardirq() {
    return hardirq;
  }

  /** Set whether this is hard-interrupt context (or interrupts are off). */
  public ExecutionContext hardirq(boolean value) {
    hardirq = value;
    return this;
  }

  /**
   * Return whether XDP frames may not go back directly here ({@code xdp_return_frame_no_direct}).
   */
  public boolean directForbidden() {
    return directForbidden;
  }

  /** Forbid or allow direct return of XDP frames; set around the loop and its flush. */
  public ExecutionContext directForbidden(boolean value) {
    directForbidden = value;
    return this;
  }

  /** Source of the current context; one object suffices in a single-threaded simulation. */
  @FunctionalInterface
  public interface Source {
    /** Return the context of the calling code. */
    ExecutionContext current();
  }
}
