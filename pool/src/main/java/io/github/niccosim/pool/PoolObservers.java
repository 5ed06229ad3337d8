// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.pool;

import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Several observers as one, called in order. A put is refused if any of them refuses; a misuse
 * throws only if all of them throw, so that one which keeps or reports it lets the others see on.
 */
public final class PoolObservers implements PoolObserver {
  private final List<PoolObserver> observers;

  private PoolObservers(List<PoolObserver> observers) {
    this.observers = observers;
  }

  /** Join observers. */
  public static PoolObserver of(PoolObserver... observers) {
    return new PoolObservers(List.of(observers));
  }

  @Override
  public void created(PagePool pool) {
    observers.forEach(o -> o.created(pool));
  }

  @Override
  public void adopted(PagePool pool, Page page) {
    observers.forEach(o -> o.adopted(pool, page));
  }

  @Override
  public void handedOut(PagePool pool, Page page) {
    observers.forEach(o -> o.handedOut(pool, page));
  }

  @Override
  public void fragmentHandedOut(PagePool pool, Page page, int offsetBytes, int sizeBytes) {
    observers.forEach(o -> o.fragmentHandedOut(pool, page, offsetBytes, sizeBytes));
  }

  @Override
  public void referencesChanged(PagePool pool, Page page, long delta) {
    observers.forEach(o -> o.referencesChanged(pool, page, delta));
  }

  @Override
  public boolean accepts(PagePool pool, Page page, int syncBytes, boolean direct) {
    boolean accepted = true;
    for (PoolObserver observer : observers) {
      accepted &= observer.accepts(pool, page, syncBytes, direct);
    }
    return accepted;
  }

  @Override
  public void recycled(PagePool pool, Page page, Place place) {
    observers.forEach(o -> o.recycled(pool, page, place));
  }

  @Override
  public void released(PagePool pool, Page page) {
    observers.forEach(o -> o.released(pool, page));
  }

  @Override
  public void mapped(PagePool pool, Page page, long lengthBytes) {
    observers.forEach(o -> o.mapped(pool, page, lengthBytes));
  }

  @Override
  public void unmapping(PagePool pool, Page page, long lengthBytes) {
    observers.forEach(o -> o.unmapping(pool, page, lengthBytes));
  }

  @Override
  public void syncingForDevice(PagePool pool, Page page, long offsetBytes, long lengthBytes) {
    observers.forEach(o -> o.syncingForDevice(pool, page, offsetBytes, lengthBytes));
  }

  @Override
  public void nodeUpdated(PagePool pool, int node) {
    observers.forEach(o -> o.nodeUpdated(pool, node));
  }

  @Override
  public void releaseAttempt(PagePool pool, int inflight) {
    observers.forEach(o -> o.releaseAttempt(pool, inflight));
  }

  @Override
  public void warning(@Nullable PagePool pool, String text) {
    observers.forEach(o -> o.warning(pool, text));
  }

  @Override
  public void sizeNotUsable(PagePool pool, int sizeBytes) {
    observers.forEach(o -> o.sizeNotUsable(pool, sizeBytes));
  }

  @Override
  public void misused(PagePool pool, Page page, String text) {
    tellAll(o -> o.misused(pool, page, text));
  }

  /** Tell all; one that keeps the finding without throwing is enough to carry on. */
  private void tellAll(Consumer<PoolObserver> call) {
    PageOwnershipException refused = null;
    boolean kept = false;
    for (PoolObserver observer : observers) {
      try {
        call.accept(observer);
        kept = true;
      } catch (PageOwnershipException e) {
        refused = e;
      }
    }
    if (!kept && refused != null) {
      throw refused;
    }
  }

  @Override
  public void referenceMixed(PagePool pool, Page page, String text) {
    tellAll(o -> o.referenceMixed(pool, page, text));
  }

  @Override
  public void unmappedAddressUsed(PagePool pool, Page page) {
    observers.forEach(o -> o.unmappedAddressUsed(pool, page));
  }
}
