// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.pool.monitor;

import io.github.niccosim.pool.MemoryProvider;
import io.github.niccosim.pool.Napi;
import io.github.niccosim.pool.NetNamespace;
import io.github.niccosim.pool.Netdev;
import io.github.niccosim.pool.PagePool;
import org.jspecify.annotations.Nullable;

/**
 * What netlink says about a pool ({@code page-pool} attribute set of the netdev family).
 *
 * @param id pool id, at least 1
 * @param ifindex interface, {@code null} for an orphaned pool
 * @param napiId NAPI instance attached now, or {@code null}
 * @param inflight pages outside the system, 0 or more
 * @param inflightMem the same in bytes
 * @param detachTime seconds since boot at which destroy was deferred, or {@code null}
 * @param dmabuf id of the dma-buf that provides the memory, or {@code null}
 * @param ioUring whether io_uring provides the memory
 */
public record PoolInfo(
    long id,
    @Nullable Integer ifindex,
    @Nullable Integer napiId,
    long inflight,
    long inflightMem,
    @Nullable Long detachTime,
    @Nullable Integer dmabuf,
    boolean ioUring) {
  private static final long PS_PER_SECOND = 1_000_000_000_000L;

  /** Return the description of a listed pool as it is now. */
  public static PoolInfo of(PagePool pool) {
    Napi napi = pool.napi();
    MemoryProvider provider = pool.provider();
    int inflight = pool.inflight();
    return new PoolInfo(
        Integer.toUnsignedLong(pool.id()),
        ifindex(pool),
        napi != null && napi.id() > 0 ? napi.id() : null,
        inflight,
        (long) inflight * pool.bufferSizeBytes(),
        pool.detached() ? pool.detachTimePs() / PS_PER_SECOND : null,
        provider == null ? null : provider.dmabufId(),
        provider != null && provider.ioUring());
  }

  static @Nullable Integer ifindex(PagePool pool) {
    Netdev netdev = pool.netdev();
    NetNamespace namespace = netdev == null ? null : netdev.namespace();
    boolean orphaned = namespace != null && namespace.loopback() == netdev;
    return netdev == null || orphaned ? null : netdev.ifindex();
  }

  /** Return the object as the kernel's YNL tool prints it. */
  public String json() {
    return new JsonObject()
        .put("id", id)
        .put("ifindex", ifindex)
        .put("napi-id", napiId)
        .put("inflight", inflight)
        .put("inflight-mem", inflightMem)
        .put("detach-time", detachTime)
        .put("dmabuf", dmabuf)
        .put("io-uring", ioUring ? new JsonObject() : null)
        .toString();
  }
}
