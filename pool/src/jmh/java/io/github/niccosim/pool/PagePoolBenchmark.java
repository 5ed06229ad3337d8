// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.pool;

import io.github.niccosim.pool.dma.DmaChecker;
import io.github.niccosim.pool.dma.DmaDevice;
import io.github.niccosim.pool.dma.HostMemory;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import java.util.ArrayDeque;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Allocate and return one page, as the kernel's {@code bench_page_pool_simple}: 01 direct, 02 ring,
 * 03 with an extra reference; then fragments, bulk, and the same with mapping, sync and checker.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class PagePoolBenchmark {
  private static final int BULK = 16;

  private final PageFragment fragment = new PageFragment();
  private final Page[] bulk = new Page[BULK];
  private final ArrayDeque<Page> freeList = new ArrayDeque<>();
  private final PooledByteBufAllocator netty = new PooledByteBufAllocator(true);
  private PagePool pool;
  private PagePool guarded;
  private PagePool mapped;
  private PagePool checked;

  @Setup
  public void setUp() {
    pool = create(PoolSystem.builder().unguarded(), null);
    guarded = create(PoolSystem.builder(), null);
    HostMemory memory = HostMemory.coherent();
    DmaDevice plain = new DmaDevice("plain", memory, null);
    plain.needsSync(true);
    mapped = create(PoolSystem.builder().unguarded(), plain);
    DmaChecker checker = new DmaChecker(() -> 0);
    DmaDevice watched = new DmaDevice("watched", memory, checker);
    checked = create(PoolSystem.builder().observer(checker), watched);
    for (int i = 0; i < 64; i++) {
      freeList.add(pool.allocPages());
    }
  }

  private static PagePool create(PoolSystem.Builder builder, DmaOps device) {
    ExecutionContext process = new ExecutionContext().softirq(false);
    PagePoolParams.Builder params = PagePoolParams.builder().poolSize(1024);
    if (device != null) {
      params.device(device).dmaMap().dmaSyncDev().maxLen(2048);
    }
    return PagePool.create(builder.context(process).build(), params.build());
  }

  @Benchmark
  public Page direct01() {
    Page page = pool.allocPages();
    pool.recycleDirect(page);
    return page;
  }

  @Benchmark
  public Page ring02() {
    Page page = pool.allocPages();
    pool.putFullPage(page, false);
    return page;
  }

  @Benchmark
  public Page extraReference03() {
    Page page = pool.allocPages();
    page.get();
    pool.putFullPage(page, false);
    page.put();
    return page;
  }

  @Benchmark
  public Page fragment() {
    Page page = pool.alloc(fragment, 1024);
    pool.recycleDirect(page);
    return page;
  }

  @Benchmark
  @OperationsPerInvocation(BULK)
  public void bulk() {
    for (int i = 0; i < BULK; i++) {
      bulk[i] = pool.allocPages();
    }
    PagePool.putBulk(bulk, BULK);
  }

  @Benchmark
  public Page directGuarded() {
    Page page = guarded.allocPages();
    guarded.recycleDirect(page);
    return page;
  }

  @Benchmark
  public Page directMappedAndSynced() {
    Page page = mapped.allocPages();
    mapped.recycleDirect(page);
    return page;
  }

  @Benchmark
  public Page directChecked() {
    Page page = checked.allocPages();
    checked.recycleDirect(page);
    return page;
  }

  @Benchmark
  public Page freeListOfArrayDeque() {
    Page page = freeList.poll();
    freeList.push(page);
    return page;
  }

  @Benchmark
  public ByteBuf nettyPooledBuffer() {
    ByteBuf buffer = netty.directBuffer(4096);
    buffer.release();
    return buffer;
  }
}
