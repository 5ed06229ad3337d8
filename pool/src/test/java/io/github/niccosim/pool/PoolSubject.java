// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.pool;

/** What the random test drives: the real pools and the reference model, through page ids. */
interface PoolSubject {
  /** Settings of a pool, all small numbers. */
  record Settings(
      int ringSize, int order, int nid, boolean map, boolean sync, int offset, int maxLen) {
    /** Return the line of a script that creates such a pool. */
    String script(char name, boolean withNapi) {
      return "create "
          + name
          + " pool_size="
          + ringSize
          + " order="
          + order
          + " nid="
          + nid
          + (withNapi ? " napi=N" : "")
          + " flags="
          + ((map ? 1 : 0) + (sync ? 2 : 0))
          + " offset="
          + offset
          + " max_len="
          + maxLen;
    }
  }

  void create(int slot, Settings settings);

  /** Return the page id, 0 when out of memory. */
  long alloc(int slot);

  /** Return {@code id@offset+size}, or "none". */
  String fragment(int slot, int size, boolean either);

  void put(int slot, long page, int syncSize, boolean direct);

  void bulk(long[] pages);

  void get(long page);

  void unget(long page);

  void ref(long page);

  void split(long page, int holders);

  void updateNid(int slot, int node);

  void destroy(int slot);

  void tick();

  /** Keys: cpu softirq node napi budget bulkcap pfm mapfail align needsync rt. */
  void environment(String key, int value);

  /** Return everything observable since the last call. */
  String observe();
}
