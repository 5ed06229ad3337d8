// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.pool;

import io.netty.buffer.AdaptiveByteBufAllocator;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.PooledByteBufAllocator;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.agrona.concurrent.ManyToManyConcurrentArrayQueue;
import org.jctools.queues.MpmcArrayQueue;
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
 * The same pair, take one 4 KiB buffer and give it back, with what else there is; each at its best:
 * Netty with its thread-local cache and without its checks, queues prefilled and uncontended.
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
      "--sun-misc-unsafe-memory-access=allow",
      "--add-exports=java.base/jdk.internal.misc=ALL-UNNAMED",
      "-Dio.netty.leakDetection.level=disabled",
      "-Dio.netty.buffer.checkAccessible=false",
      "-Dio.netty.buffer.checkBounds=false"
    })
public class ComparisonBenchmark {
  private static final int BUFFER_BYTES = 4096;
  private static final int QUEUE = 1024;
  private static final int FILLED = 64;

  private final ByteBufAllocator nettyPooled = pooledWithThreadCache();
  private final ByteBufAllocator nettyAdaptive = new AdaptiveByteBufAllocator(true, true);
  private final ArrayDeque<Page> deque = new ArrayDeque<>();
  private final Queue<Page> jctools = new MpmcArrayQueue<>(QUEUE);
  private final Queue<Page> agrona = new ManyToManyConcurrentArrayQueue<>(QUEUE);
  private final AtomicInteger lock = new AtomicInteger();

  private static ByteBufAllocator pooledWithThreadCache() {
    return new PooledByteBufAllocator(
        true,
        PooledByteBufAllocator.defaultNumHeapArena(),
        PooledByteBufAllocator.defaultNumDirectArena(),
        PooledByteBufAllocator.defaultPageSize(),
        PooledByteBufAllocator.defaultMaxOrder(),
        PooledByteBufAllocator.defaultSmallCacheSize(),
        PooledByteBufAllocator.defaultNormalCacheSize(),
        true);
  }

  @Setup
  public void setUp() {
    PagePool pool = PoolMode.PLAIN.createPool();
    for (int i = 0; i < FILLED; i++) {
      deque.add(pool.allocPages());
      jctools.add(pool.allocPages());
      agrona.add(pool.allocPages());
    }
  }

  @Benchmark
  @OperationsPerInvocation(PagePoolBenchmark.LOOP)
  public Page arrayDeque() {
    Page page = null;
    for (int i = 0; i < PagePoolBenchmark.LOOP; i++) {
      page = deque.poll();
      deque.push(page);
    }
    return page;
  }

  @Benchmark
  @OperationsPerInvocation(PagePoolBenchmark.LOOP)
  public Page jctoolsMpmc() {
    Page page = null;
    for (int i = 0; i < PagePoolBenchmark.LOOP; i++) {
      page = jctools.poll();
      jctools.offer(page);
    }
    return page;
  }

  @Benchmark
  @OperationsPerInvocation(PagePoolBenchmark.LOOP)
  public Page agronaManyToMany() {
    Page page = null;
    for (int i = 0; i < PagePoolBenchmark.LOOP; i++) {
      page = agrona.poll();
      agrona.offer(page);
    }
    return page;
  }

  @Benchmark
  @OperationsPerInvocation(PagePoolBenchmark.LOOP)
  public ByteBuf nettyPooled() {
    return allocateAndRelease(nettyPooled);
  }

  @Benchmark
  @OperationsPerInvocation(PagePoolBenchmark.LOOP)
  public ByteBuf nettyAdaptive() {
    return allocateAndRelease(nettyAdaptive);
  }

  private static ByteBuf allocateAndRelease(ByteBufAllocator allocator) {
    ByteBuf buffer = null;
    for (int i = 0; i < PagePoolBenchmark.LOOP; i++) {
      buffer = allocator.directBuffer(BUFFER_BYTES);
      buffer.release();
    }
    return buffer;
  }

  /** What one uncontended lock costs here, as the kernel's module measures it too. */
  @Benchmark
  @OperationsPerInvocation(PagePoolBenchmark.LOOP)
  public int lockUnlock() {
    int locked = 0;
    for (int i = 0; i < PagePoolBenchmark.LOOP; i++) {
      locked += lock.compareAndSet(0, 1) ? 1 : 0;
      lock.setRelease(0);
    }
    return locked;
  }
}
