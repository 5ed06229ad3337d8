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

/** Pages and users that let go of a pool while it ends. */
public final class TeardownStress {
  private TeardownStress() {}

  /** The last page comes back while the pool is destroyed and its worker runs (bug B24). */
  @JCStressTest
  @Outcome(id = "1, 0", expect = Expect.ACCEPTABLE, desc = "pool gone once, page in the system")
  @Outcome(id = ".*", expect = Expect.FORBIDDEN, desc = "pool stays, or page lost")
  @State
  public static class PutAgainstDestroy extends StressPool {
    private final Page page = alloc();

    public PutAgainstDestroy() {
      super(4);
    }

    @Actor
    public void put() {
      pool.putFullPage(page, false);
    }

    @Actor
    public void destroy() {
      pool.destroy();
      if (work.pending() > 0) {
        work.runNext();
      }
    }

    @Arbiter
    public void check(II_Result result) {
      result.r2 = end();
      result.r1 = deaths;
    }
  }

  /** The same with a page somebody holds: destroy unmaps it while it leaves (bug B28). */
  @JCStressTest
  @Outcome(id = "1, 1, 0", expect = Expect.ACCEPTABLE, desc = "unmapped once, at its address")
  @Outcome(id = ".*", expect = Expect.FORBIDDEN, desc = "unmapped twice, never or elsewhere")
  @State
  public static class ReleaseAgainstScrub extends StressPool {
    private static final long BUS = 1L << 40;

    private final Page page;
    private final StressDevice device;

    public ReleaseAgainstScrub() {
      this(new StressDevice(BUS));
    }

    private ReleaseAgainstScrub(StressDevice device) {
      super(PagePoolParams.builder().poolSize(4).device(device).dmaMap());
      this.device = device;
      page = alloc();
      page.get();
    }

    @Actor
    public void put() {
      pool.putFullPage(page, false);
    }

    @Actor
    public void destroy() {
      pool.destroy();
    }

    @Arbiter
    public void check(III_Result result) {
      page.put();
      result.r3 = end();
      result.r1 = deaths;
      result.r2 = device.unmappedRightly();
    }
  }

  /** Two users let go at once: the pool ends once. */
  @JCStressTest
  @Outcome(id = "1, 0", expect = Expect.ACCEPTABLE, desc = "ends once")
  @Outcome(id = ".*", expect = Expect.FORBIDDEN, desc = "ends twice or never")
  @State
  public static class TwoUsersLetGo extends StressPool {
    public TwoUsersLetGo() {
      super(4);
      pool.putFullPage(alloc(), false);
      pool.addUser();
    }

    @Actor
    public void creator() {
      pool.destroy();
    }

    @Actor
    public void registration() {
      pool.destroy();
    }

    @Arbiter
    public void check(II_Result result) {
      result.r2 = end();
      result.r1 = deaths;
    }
  }

  /** A return on another CPU never reaches the cache while NAPI is switched off or on (bug B10). */
  @JCStressTest
  @Outcome(id = "0, 1, 0", expect = Expect.ACCEPTABLE, desc = "through the ring")
  @Outcome(id = ".*", expect = Expect.FORBIDDEN, desc = "into a cache nobody looks into")
  @State
  public static class PutAgainstNapi extends StressPool {
    private final Napi napi;
    private final Page page;

    public PutAgainstNapi() {
      this(new Napi("napi", 1));
    }

    private PutAgainstNapi(Napi napi) {
      super(PagePoolParams.builder().poolSize(4).napi(napi));
      this.napi = napi;
      page = alloc();
      napi.schedule(0);
    }

    @Actor
    public void putOnOtherCpu() {
      here(1, true);
      pool.putFullPage(page, false);
    }

    @Actor
    public void switchOffAndOn() {
      here(0, true);
      napi.disable();
      pool.disableDirectRecycling();
      napi.enable();
      pool.enableDirectRecycling(napi);
      napi.schedule(0);
    }

    @Arbiter
    public void check(III_Result result) {
      result.r1 = pool.state().cache();
      result.r2 = pool.state().ring();
      here(0, false);
      napi.disable();
      pool.destroy();
      result.r3 = end();
    }
  }
}
