// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.pool;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;
import org.openjdk.jcstress.infra.results.I_Result;

/**
 * Two producers and one consumer lose and duplicate no page, and see it as its producer left it.
 */
public final class PageRingStress {
  private PageRingStress() {}

  private static Page page(long id) {
    return new Page(new SystemPages(), id, 0, 12, 0, 0, false);
  }

  /** The consumer sees the pool reference count that the producer wrote before producing. */
  @JCStressTest
  @Outcome(id = "-1", expect = Expect.ACCEPTABLE, desc = "ring still empty")
  @Outcome(id = "7", expect = Expect.ACCEPTABLE, desc = "page with its count")
  @Outcome(id = ".*", expect = Expect.FORBIDDEN, desc = "page seen before its content")
  @State
  public static class Publication {
    private final PageRing ring = new PageRing(4, 64);
    private final Page page = page(1);

    @Actor
    public void produce() {
      page.dmaIndex = 7;
      ring.lockProducers();
      ring.produce(page);
      ring.unlockProducers();
    }

    @Actor
    public void consume(I_Result result) {
      Page taken = ring.consume();
      result.r1 = taken == null ? -1 : taken.dmaIndex;
    }
  }

  /** Every page comes out exactly once. */
  @JCStressTest
  @Outcome(id = "3, 0", expect = Expect.ACCEPTABLE, desc = "both pages once")
  @Outcome(id = ".*", expect = Expect.FORBIDDEN, desc = "page lost or duplicated")
  @State
  public static class ExactlyOnce {
    private final PageRing ring = new PageRing(2, 0);
    private int sum;

    private void produce(long id) {
      ring.lockProducers();
      ring.produce(page(id));
      ring.unlockProducers();
    }

    @Actor
    public void first() {
      produce(1);
    }

    @Actor
    public void second() {
      produce(2);
      Page taken = ring.consume();
      sum += taken == null ? 0 : (int) taken.id();
    }

    @Arbiter
    public void check(II_Result result) {
      for (Page taken = ring.consume(); taken != null; taken = ring.consume()) {
        sum += (int) taken.id();
      }
      result.r1 = sum;
      result.r2 = ring.live();
    }
  }
}
