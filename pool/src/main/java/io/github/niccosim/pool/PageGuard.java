// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.pool;

/**
 * Refuses wrong returns with an exception: twice, to a foreign pool, after the page left its pool,
 * directly into a destroyed pool. The observer of a {@link PoolSystem} unless another is set.
 *
 * <p>May be used by any number of threads. With traces the exception's cause is the first return.
 */
public final class PageGuard implements PoolObserver {
  private final boolean traces;

  /**
   * Create a guard.
   *
   * @param traces remember where each page was last returned; costs microseconds per return
   */
  public PageGuard(boolean traces) {
    this.traces = traces;
  }

  @Override
  public void handedOut(PagePool pool, Page page) {
    page.guardedReferences(1);
  }

  @Override
  public void fragmentHandedOut(PagePool pool, Page page, int offsetBytes, int sizeBytes) {
    page.addGuardedReferences(1);
  }

  @Override
  public void referencesChanged(PagePool pool, Page page, long delta) {
    page.addGuardedReferences(delta);
  }

  @Override
  public boolean accepts(PagePool pool, Page page, int syncBytes, boolean direct) {
    PagePool owner = page.pool();
    if (owner != pool) {
      String what = owner == null ? "page returned after it left its pool" : "page of another pool";
      throw refusal(what, pool, page, "return each allocation once, to its own pool");
    }
    if (direct && pool.detached()) {
      throw refusal(
          "direct return into a destroyed pool",
          pool,
          page,
          "nobody looks into its cache any more: return without allowDirect");
    }
    if (page.addGuardedReferences(-1) < 0) {
      page.addGuardedReferences(1);
      throw refusal("page already returned", pool, page, "return each allocation once");
    }
    if (traces) {
      page.lastReturn = new Throwable("last returned here");
    }
    return true;
  }

  @Override
  public void released(PagePool pool, Page page) {
    if (traces) {
      page.lastReturn = new Throwable("left its pool here", page.lastReturn);
    }
  }

  private PageOwnershipException refusal(String what, PagePool pool, Page page, String hint) {
    String more = traces ? "" : "; new PageGuard(true) tells where it was returned before";
    return page.misuse(
        what + ": " + page + " target=" + pool.name() + " (hint: " + hint + more + ")");
  }
}
