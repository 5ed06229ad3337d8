// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.pool;

/** The deferred release worker of one pool ({@code page_pool_release_retry}). */
record ReleaseWork(PagePool pool, Runnable retry) implements Runnable {
  @Override
  public void run() {
    retry.run();
  }
}
