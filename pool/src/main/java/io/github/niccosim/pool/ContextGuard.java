// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.pool;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds consumer operations of one pool that nothing puts in order: allocation, direct return and
 * node change from two contexts, and any return in hard-interrupt context.
 *
 * <p>Each context has a vector clock. Three things order contexts, as in the kernel: running in
 * softirq context on the same CPU (not on a real-time build, where softirqs are preempted), holding
 * the pool's NAPI instance, and, outside softirq, the time while that instance is disabled or has
 * not polled the pool yet. Everything else needs {@link #handOver}. A context is a CPU with its
 * kind of context, or with {@link #threads} a Java thread as well.
 *
 * <p>Not on any path unless given to {@link PoolSystem.Builder#observer}. Any number of threads.
 * Kernel counterpart: none; the contexts are a rule of {@code page_pool.rst}.
 */
public final class ContextGuard implements PoolObserver {
  /** Last consumer operation of a pool, and what is known about its NAPI instance. */
  private static final class Use {
    int context = -1;
    long step;
    String what = "";
    @Nullable Throwable trace;
    @Nullable Napi napi;
    boolean polled;
  }

  private final Findings<PoolContextException> findings = new Findings<>();
  private final Map<String, Integer> contexts = new HashMap<>();
  private final List<String> names = new ArrayList<>();
  private final List<VectorClock> clocks = new ArrayList<>();
  private final Map<Integer, VectorClock> cpus = new HashMap<>();
  private final Map<Napi, VectorClock> napis = new IdentityHashMap<>();
  private final Map<PagePool, Use> uses = new IdentityHashMap<>();
  private boolean threads;
  private boolean traces;

  /** Create a guard that throws at the first finding. */
  public ContextGuard() {}

  /** Choose whether Java threads are contexts of their own. */
  public synchronized ContextGuard threads(boolean value) {
    threads = value;
    return this;
  }

  /** Choose whether each operation remembers its caller; costs microseconds per operation. */
  public synchronized ContextGuard traces(boolean value) {
    traces = value;
    return this;
  }

  /** Choose whether findings are kept for {@link #violations} instead of thrown. */
  public synchronized ContextGuard collect(boolean value) {
    findings.keep(value);
    return this;
  }

  /** Return what was found, in order. */
  public synchronized List<PoolContextException> violations() {
    return findings.all();
  }

  /**
   * Say that the next consumer of a pool is ordered after the last one by something the guard
   * cannot see, for example a thread that was joined.
   *
   * @param pool pool whose consumer moves
   */
  public synchronized void handOver(PagePool pool) {
    uses.remove(pool);
  }

  @Override
  public void handedOut(PagePool pool, Page page) {
    consumes(pool, "allocation");
  }

  @Override
  public void fragmentHandedOut(PagePool pool, Page page, int offsetBytes, int sizeBytes) {
    consumes(pool, "fragment allocation");
  }

  @Override
  public void nodeUpdated(PagePool pool, int node) {
    consumes(pool, "node change");
  }

  @Override
  public boolean accepts(PagePool pool, Page page, int syncBytes, boolean direct) {
    if (pool.system().context().inHardirq()) {
      report(pool, "page returned in hard-interrupt context: " + page, null);
    }
    if (direct) {
      consumes(pool, "direct return");
    }
    return true;
  }

  @Override
  public void recycled(PagePool pool, Page page, Place place) {
    if (place == Place.CACHE) {
      consumes(pool, "return into the cache");
    }
  }

  private synchronized void consumes(PagePool pool, String what) {
    ExecutionContext where = pool.system().context();
    Use use = uses.computeIfAbsent(pool, unused -> new Use());
    Napi bound = pool.napi() != null ? pool.napi() : pool.params().napi();
    use.napi = bound != null ? bound : use.napi;
    int context = contextOf(where);
    VectorClock clock = clocks.get(context);
    List<VectorClock> order = ordering(pool, where, use);
    order.forEach(clock::join);
    if (use.context >= 0 && use.context != context && use.step > clock.of(use.context)) {
      String last = use.what + " by " + names.get(use.context);
      String text = what + " by " + names.get(context) + " not ordered after " + last;
      report(pool, text + ownerOf(use), use.trace);
    }
    clock.tick(context);
    use.context = context;
    use.step = clock.of(context);
    use.what = what;
    use.trace = traces ? new Throwable(what + " was here") : null;
    order.forEach(source -> source.join(clock));
  }

  private int contextOf(ExecutionContext where) {
    String kind = where.inHardirq() ? "hardirq" : where.inSoftirq() ? "softirq" : "process";
    String name = kind + " cpu=" + where.cpu();
    if (threads) {
      name += " thread=" + Thread.currentThread().threadId();
    }
    return contexts.computeIfAbsent(name, this::addContext);
  }

  private int addContext(String name) {
    names.add(name);
    clocks.add(new VectorClock());
    return names.size() - 1;
  }

  /** Return what orders this operation after others: CPU and NAPI instance, if they exclude. */
  private List<VectorClock> ordering(PagePool pool, ExecutionContext where, Use use) {
    List<VectorClock> order = new ArrayList<>();
    if (where.inSoftirq() && !pool.system().realTime()) {
      order.add(cpus.computeIfAbsent(where.cpu(), cpu -> new VectorClock()));
    }
    Napi napi = use.napi;
    if (napi != null && excludes(napi, where, use)) {
      order.add(napis.computeIfAbsent(napi, unused -> new VectorClock()));
    }
    return order;
  }

  private static boolean excludes(Napi napi, ExecutionContext where, Use use) {
    if (where.inSoftirq()) {
      boolean held = napi.listOwner() == where.cpu();
      use.polled |= held;
      return held;
    }
    boolean idle = napi.listOwner() == Napi.NO_OWNER;
    return idle && (!napi.enabled() || !use.polled);
  }

  private static String ownerOf(Use use) {
    Napi napi = use.napi;
    return napi == null ? "" : " napi=" + napi.name() + " owner=" + napi.listOwner();
  }

  private synchronized void report(PagePool pool, String what, @Nullable Throwable other) {
    PoolContextException found =
        new PoolContextException(
            what
                + ": pool="
                + pool.name()
                + " queue="
                + pool.queueIndex()
                + " timePs="
                + pool.system().workQueue().timePs()
                + " (hint: one consumer per pool, its NAPI poll; return from elsewhere without"
                + " allowDirect)",
            pool);
    if (other != null) {
      found.initCause(other);
    }
    findings.add(found);
  }
}
