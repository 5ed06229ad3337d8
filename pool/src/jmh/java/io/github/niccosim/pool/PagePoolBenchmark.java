// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.pool;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Allocate and return one page, as the kernel's {@code bench_page_pool_simple}: 01 direct, 02 ring,
 * 03 with an extra reference; then fragments and bulk returns, each in every {@link PoolMode}.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 6, time = 300, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 20, time = 100, timeUnit = TimeUnit.MILLISECONDS)
@Fork(
    value = 1,
    jvmArgsAppend = {
      "-Xms1g",
      "-Xmx1g",
      "-XX:+UseSerialGC",
      "--sun-misc-unsafe-memory-access=allow"
    })
public class PagePoolBenchmark {
  /** Operations per call, so that the harness's own loop does not count; the kernel loops too. */
  static final int LOOP = 64;

  private static final int BULK = 16;
  private static final int FRAGMENT_BYTES = 1024;

  private final PageFragment fragment = new PageFragment();
  private final Page[] bulk = new Page[BULK];
  private PagePool pool;

  /** What runs beside the pool. */
  @Param public PoolMode mode;

  @Setup
  public void setUp() {
    pool = mode.createPool();
  }

  @Benchmark
  @OperationsPerInvocation(LOOP)
  public Page direct01() {
    Page page = null;
    for (int i = 0; i < LOOP; i++) {
      page = pool.allocPages();
      pool.recycleDirect(page);
    }
    return page;
  }

  @Benchmark
  @OperationsPerInvocation(LOOP)
  public Page ring02() {
    Page page = null;
    for (int i = 0; i < LOOP; i++) {
      page = pool.allocPages();
      pool.putFullPage(page, false);
    }
    return page;
  }

  @Benchmark
  @OperationsPerInvocation(LOOP)
  public Page slow03() {
    Page page = null;
    for (int i = 0; i < LOOP; i++) {
      page = pool.allocPages();
      page.get();
      pool.putFullPage(page, false);
      page.put();
    }
    return page;
  }

  @Benchmark
  @OperationsPerInvocation(LOOP)
  public Page fragment() {
    Page page = null;
    for (int i = 0; i < LOOP; i++) {
      page = pool.alloc(fragment, FRAGMENT_BYTES);
      pool.recycleDirect(page);
    }
    return page;
  }

  /** Per page: allocate 16 and return them with one call. */
  @Benchmark
  @OperationsPerInvocation(LOOP)
  public Page bulk() {
    Page last = null;
    for (int round = 0; round < LOOP / BULK; round++) {
      for (int i = 0; i < BULK; i++) {
        bulk[i] = pool.allocPages();
      }
      last = bulk[BULK - 1];
      PagePool.putBulk(bulk, BULK);
    }
    return last;
  }
}
