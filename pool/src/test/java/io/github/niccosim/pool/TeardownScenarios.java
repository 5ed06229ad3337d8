// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.pool;

import java.util.List;

/** Pages that come back while their pool ends. */
final class TeardownScenarios {
  private static final int PRODUCER = 0;
  private static final int DESTROYER = 1;

  private TeardownScenarios() {}

  /** Nothing of a pool is touched by its last producer once it is gone (bug B24). */
  abstract static class LastPut extends PoolScenario {
    final PagePool pool;
    final Page page;

    LastPut(int ringSize) {
      pool = pool(ringSize);
      page = alloc(pool);
      pool.onDeath(() -> {
        deaths++;
        free(pool.core().ring());
        free(pool.core());
      });
    }

    @Override
    public List<Runnable> actors() {
      return List.of(
          () -> pool.putFullPage(page, false),
          () -> {
            pool.destroy();
            runWorker();
          });
    }

    @Override
    public void beforeStep(Object target, Object what, boolean write) {
      boolean freed = target == pool.core() || target == pool.core().ring();
      if (freed && actor() == PRODUCER && pool.dead()) {
        throw new AssertionError("memory of a dead pool touched: " + what);
      }
    }

    @Override
    public void check() {
      checkGone(pool);
    }
  }

  /** The page finds room in the ring. */
  static final class LastPutIntoRing extends LastPut {
    LastPutIntoRing() {
      super(4);
    }
  }

  /** The ring may be full, so that the page leaves the pool at once. */
  static final class LastPutIntoFullRing extends LastPut {
    LastPutIntoFullRing() {
      super(1);
      pool.putFullPage(alloc(pool), false);
    }
  }

  /** A page that somebody holds leaves its pool while destroy unmaps every page (bug B28). */
  abstract static class ReleaseDuringScrub extends PoolScenario {
    private final PagePool pool;
    private final Page page;

    ReleaseDuringScrub(KernelRules rules) {
      super(rules);
      pool = mappingPool(4);
      page = alloc(pool);
      page.get();
    }

    @Override
    public List<Runnable> actors() {
      return List.of(
          () -> {
            pool.putFullPage(page, false);
            free(page); // an ordinary page from here on: its holder does with it what it likes
          },
          pool::destroy);
    }

    @Override
    public void beforeStep(Object target, Object what, boolean write) {
      boolean stranger = target == page && actor() == DESTROYER && page.pool() == null;
      if (stranger && write) {
        throw new AssertionError("page changed after it left its pool: " + what);
      }
    }

    @Override
    public void check() {
      page.put();
      checkGone(pool);
    }
  }

  /** Mainline of 2026: scrub leaves the address alone. */
  static final class ReleaseDuringScrubBaseline extends ReleaseDuringScrub {
    ReleaseDuringScrubBaseline() {
      super(KernelRules.BASELINE);
    }
  }

  /** Linux 6.18: scrub clears the address, whoever owns the page by then. */
  static final class ReleaseDuringScrubLinux618 extends ReleaseDuringScrub {
    ReleaseDuringScrubLinux618() {
      super(KernelRules.LINUX_6_18);
    }
  }

  /** A return on the CPU that polls, or on another, while the pool is destroyed (bug B10). */
  abstract static class PutWithNapi extends PoolScenario {
    private final PagePool pool;
    private final Page page;

    PutWithNapi(int cpu) {
      Napi napi = new Napi("napi", 1);
      napi.schedule(0);
      contexts[PRODUCER].softirq(true).cpu(cpu);
      pool = pool(PagePoolParams.builder().poolSize(4).napi(napi));
      page = alloc(pool);
    }

    @Override
    public List<Runnable> actors() {
      return List.of(() -> pool.putFullPage(page, false), pool::destroy);
    }

    @Override
    public void check() {
      checkGone(pool);
    }
  }

  /** The driver forgot to stop polling. */
  static final class PollDuringDestroy extends PutWithNapi {
    PollDuringDestroy() {
      super(0);
    }
  }

  /** Another CPU, as a socket does. */
  static final class OtherCpuDuringDestroy extends PutWithNapi {
    OtherCpuDuringDestroy() {
      super(1);
    }
  }

  /** The creator and an XDP registration let go at once. */
  static final class TwoUsersLetGo extends PoolScenario {
    private final PagePool pool = pool(4);

    TwoUsersLetGo() {
      pool.addUser();
    }

    @Override
    public List<Runnable> actors() {
      return List.of(pool::destroy, pool::destroy);
    }

    @Override
    public void check() {
      checkGone(pool);
    }
  }
}
