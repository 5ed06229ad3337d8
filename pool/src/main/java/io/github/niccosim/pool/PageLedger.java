// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.pool;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Books of its own about every page and pool: which page is where, who holds how many references,
 * and whether what a pool counts is true.
 *
 * <p>It follows each page through {@code idle → out → idle or released} and reports a step that
 * cannot be; {@link #check} compares hold, release and occupancies of a pool with the books at a
 * quiet point; a destroyed pool that cannot drain although nobody holds a page is reported at its
 * second attempt; {@link #leftovers} names pools without a destroy. Findings about a page are
 * {@link PageOwnershipException}s whose cause, with traces, is the page's last step; those about a
 * pool are {@link IllegalStateException}s.
 *
 * <p>Not on any path unless given to {@link PoolSystem.Builder#observer}. Any number of threads;
 * checks want the pools quiet.
 */
public final class PageLedger implements PoolObserver {
  private enum Where {
    IDLE,
    OUT,
    RELEASED
  }

  private static final class Entry {
    Where where = Where.RELEASED;
    @Nullable PagePool pool;
    long references;
    String step = "never seen";
    @Nullable Throwable trace;
  }

  private static final class Account {
    long adopted;
    long released;
    long idle;
    long references;
    int attempts;
  }

  private final Findings<RuntimeException> findings = new Findings<>();
  private final Map<Page, Entry> pages = new IdentityHashMap<>();
  private final Map<PagePool, Account> accounts = new LinkedHashMap<>();
  private final boolean traces;

  /**
   * Create empty books that throw at the first finding.
   *
   * @param traces remember where each page's last step was made; costs microseconds per step
   */
  public PageLedger(boolean traces) {
    this.traces = traces;
  }

  /** Choose whether findings are kept for {@link #violations} instead of thrown. */
  public synchronized PageLedger collect(boolean value) {
    findings.keep(value);
    return this;
  }

  /** Return what was found, in order. */
  public synchronized List<RuntimeException> violations() {
    return findings.all();
  }

  @Override
  public synchronized void created(PagePool pool) {
    account(pool);
  }

  @Override
  public synchronized void adopted(PagePool pool, Page page) {
    Entry entry = step(page, "adopted", Where.RELEASED);
    entry.pool = pool;
    entry.references = 0;
    move(entry, Where.IDLE);
    account(pool).adopted++;
  }

  @Override
  public synchronized void handedOut(PagePool pool, Page page) {
    Entry entry = step(page, "handed out", Where.IDLE);
    move(entry, Where.OUT);
    hold(entry, 1 - entry.references);
  }

  @Override
  public synchronized void fragmentHandedOut(
      PagePool pool, Page page, int offsetBytes, int sizeBytes) {
    Entry entry = step(page, "fragment handed out", Where.IDLE, Where.OUT);
    move(entry, Where.OUT);
    hold(entry, 1);
  }

  @Override
  public synchronized void referencesChanged(PagePool pool, Page page, long delta) {
    hold(step(page, "references changed by " + delta, Where.OUT), delta);
  }

  @Override
  public synchronized boolean accepts(PagePool pool, Page page, int syncBytes, boolean direct) {
    Entry entry = entry(page);
    if (entry.references <= 0 || entry.pool != pool) {
      refuse("reference returned that nobody holds", page, entry);
      return true;
    }
    step(page, "returned to " + pool.name(), Where.OUT);
    hold(entry, -1);
    return true;
  }

  @Override
  public synchronized void recycled(PagePool pool, Page page, Place place) {
    Entry entry = step(page, "recycled to " + place, Where.OUT);
    if (entry.references != 0) {
      refuse("page recycled while it is held", page, entry);
    }
    hold(entry, -entry.references);
    move(entry, Where.IDLE);
  }

  @Override
  public synchronized void released(PagePool pool, Page page) {
    Entry entry = step(page, "released", Where.IDLE, Where.OUT);
    hold(entry, -entry.references);
    move(entry, Where.RELEASED);
    account(pool).released++;
    pages.remove(page);
  }

  @Override
  public synchronized void releaseAttempt(PagePool pool, int inflight) {
    Account account = account(pool);
    account.attempts++;
    if (inflight < 0) {
      report(
          "more pages released than adopted: pool=" + pool.name() + " " + pool.state().describe());
    } else if (inflight > 0 && account.attempts > 1 && account.references == 0) {
      report(
          "destroyed pool cannot drain, nobody holds a page: pool="
              + pool.name()
              + " inflight="
              + inflight
              + " cache="
              + pool.state().cache()
              + " (hint: a direct return after destroy, or a reference dropped in another kind)");
    }
  }

  @Override
  public synchronized void misused(PagePool pool, Page page, String text) {
    findings.add(new PageOwnershipException(text, page));
  }

  /**
   * Compare a pool's counts with the books; call it while nobody uses the pool.
   *
   * @param pool pool created under this ledger
   * @return what differs as {@code name: pool=value books=value}, empty when all agrees
   */
  public synchronized List<String> check(PagePool pool) {
    Account account = account(pool);
    PoolState state = pool.state();
    List<String> differences = new ArrayList<>();
    compare(differences, "hold", Integer.toUnsignedLong(state.hold()), account.adopted);
    compare(differences, "release", Integer.toUnsignedLong(state.release()), account.released);
    compare(differences, "idle", (long) state.cache() + state.ring(), account.idle);
    compare(differences, "inflight", state.inflight(), account.adopted - account.released);
    return differences;
  }

  private static void compare(List<String> differences, String name, long pool, long books) {
    if (pool != books) {
      differences.add(name + ": pool=" + pool + " books=" + books);
    }
  }

  /** Return references to pages of a pool that callers hold now. */
  public synchronized long references(PagePool pool) {
    return account(pool).references;
  }

  /** Return the pools that were created and are not gone, oldest first. */
  public synchronized List<PagePool> leftovers() {
    return accounts.keySet().stream().filter(pool -> !pool.dead()).toList();
  }

  private Account account(PagePool pool) {
    return accounts.computeIfAbsent(pool, unused -> new Account());
  }

  private Entry entry(Page page) {
    return pages.computeIfAbsent(page, unused -> new Entry());
  }

  private Entry step(Page page, String what, Where... allowed) {
    Entry entry = entry(page);
    if (!Arrays.asList(allowed).contains(entry.where)) {
      refuse("page " + what + " while " + entry.where, page, entry);
    }
    entry.step = what;
    entry.trace = traces ? new Throwable("last step of the page: " + what) : null;
    return entry;
  }

  private void move(Entry entry, Where to) {
    PagePool pool = entry.pool;
    if (pool != null && entry.where != to) {
      long idle = to == Where.IDLE ? 1 : entry.where == Where.IDLE ? -1 : 0;
      account(pool).idle += idle;
    }
    entry.where = to;
  }

  private void hold(Entry entry, long delta) {
    entry.references += delta;
    PagePool pool = entry.pool;
    if (pool != null) {
      account(pool).references += delta;
    }
  }

  private void refuse(String what, Page page, Entry entry) {
    String text = what + ": " + page + " last step=" + entry.step;
    PageOwnershipException found = new PageOwnershipException(text, page);
    if (entry.trace != null) {
      found.initCause(entry.trace);
    }
    findings.add(found);
  }

  private void report(String text) {
    findings.add(new IllegalStateException(text));
  }
}
