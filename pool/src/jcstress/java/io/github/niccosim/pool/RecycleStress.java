// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.pool;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;
import org.openjdk.jcstress.infra.results.II_Result;
import org.openjdk.jcstress.infra.results.I_Result;

/** Pages returned by one thread while another takes or returns pages of the same pool. */
public final class RecycleStress {
  private RecycleStress() {}

  /** A page returned elsewhere is taken with what its last holder wrote, or not at all. */
  @JCStressTest
  @Outcome(id = "7, 0", expect = Expect.ACCEPTABLE, desc = "recycled page, content visible")
  @Outcome(id = "-1, 0", expect = Expect.ACCEPTABLE, desc = "fresh page, ring looked empty")
  @Outcome(id = ".*", expect = Expect.FORBIDDEN, desc = "stale content, page lost or duplicated")
  @State
  public static class PutAgainstRefill extends StressPool {
    private final Page page = alloc();
    private Page taken;
    private int seen;

    public PutAgainstRefill() {
      super(4);
    }

    @Actor
    public void put() {
      page.dmaIndex = 7;
      pool.putFullPage(page, false);
    }

    @Actor
    public void take() {
      taken = alloc();
      seen = taken == page ? taken.dmaIndex : -1;
    }

    @Arbiter
    public void check(II_Result result) {
      pool.putFullPage(taken, false);
      pool.destroy();
      result.r1 = seen;
      result.r2 = end();
    }
  }

  /** Two users of one page let go at once: it is recycled once. */
  @JCStressTest
  @Outcome(id = "1, 1, 0", expect = Expect.ACCEPTABLE, desc = "once in the ring, count restored")
  @Outcome(id = ".*", expect = Expect.FORBIDDEN, desc = "recycled twice or never")
  @State
  public static class LastUsers extends StressPool {
    private final Page page = alloc();

    public LastUsers() {
      super(4);
      PagePool.fragmentPage(page, 2);
    }

    @Actor
    public void first() {
      pool.putFullPage(page, false);
    }

    @Actor
    public void second() {
      pool.putFullPage(page, false);
    }

    @Arbiter
    public void check(III_Result result) {
      result.r1 = pool.state().ring();
      result.r2 = (int) page.poolRefCount();
      pool.destroy();
      result.r3 = end();
    }
  }

  /** The last fragment comes back while the consumer closes its page: one of them recycles it. */
  @JCStressTest
  @Outcome(id = "0", expect = Expect.ACCEPTABLE, desc = "page in one place")
  @Outcome(id = ".*", expect = Expect.FORBIDDEN, desc = "page lost or released twice")
  @State
  public static class FragmentDuringDrain extends StressPool {
    private static final int MORE_THAN_HALF = 3000;

    private final PageFragment out = new PageFragment();
    private final Page cut = pool.allocFrag(out, MORE_THAN_HALF);

    public FragmentDuringDrain() {
      super(4);
    }

    @Actor
    public void drain() {
      pool.allocFrag(out, MORE_THAN_HALF);
    }

    @Actor
    public void put() {
      pool.putFullPage(cut, false);
    }

    @Arbiter
    public void check(I_Result result) {
      pool.putFullPage(out.page(), false);
      pool.destroy();
      result.r1 = end();
    }
  }

  /** Three pages, two slots, a bulk return and a single one: two are kept, one is released. */
  @JCStressTest
  @Outcome(id = "2, 1, 0", expect = Expect.ACCEPTABLE, desc = "two kept, one refused")
  @Outcome(id = ".*", expect = Expect.FORBIDDEN, desc = "page lost or duplicated")
  @State
  public static class BulkAgainstSingle extends StressPool {
    private final Page[] both = {alloc(), alloc()};
    private final Page single = alloc();

    public BulkAgainstSingle() {
      super(2);
    }

    @Actor
    public void bulk() {
      PagePool.putBulk(both, 2);
    }

    @Actor
    public void single() {
      pool.putFullPage(single, false);
    }

    @Arbiter
    public void check(III_Result result) {
      result.r1 = pool.state().ring();
      result.r2 = (int) pool.stats().ringFull;
      pool.destroy();
      result.r3 = end();
    }
  }
}
