// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.pool;

import static io.github.niccosim.pool.PagePoolParams.FLAG_ALLOW_UNREADABLE_NETMEM;
import static io.github.niccosim.pool.PagePoolParams.FLAG_DMA_MAP;
import static io.github.niccosim.pool.PagePoolParams.FLAG_DMA_SYNC_DEV;
import static io.github.niccosim.pool.PagePoolParams.FLAG_SYSTEM_POOL;

import org.jspecify.annotations.Nullable;

/** The checks of {@code page_pool_create}, in the kernel's order. */
final class PoolCreation {
  private static final int DEFAULT_RING_SIZE = 1024;
  private static final int RING_CLAMP = 16384;
  private static final int LEGACY_RING_LIMIT = 32768;
  private static final int MAX_PAGE_ORDER = 10;
  private static final int MAX_USABLE_ORDER = 18;

  private PoolCreation() {}

  static PagePool create(PoolSystem system, PagePoolParams params) {
    if (system.faults().kmallocFails()) {
      throw new PagePoolException(Errno.ENOMEM, describe(params, "no memory for the pool"));
    }
    Errno error = checkParams(system, params);
    if (error == null && !params.has(FLAG_SYSTEM_POOL) && system.faults().kmallocFails()) {
      error = Errno.ENOMEM;
    }
    if (error == null && system.faults().kmallocFails()) {
      error = Errno.ENOMEM;
    }
    if (error != null) {
      throw failed(system, params, error);
    }
    return build(system, params);
  }

  private static PagePool build(PoolSystem system, PagePoolParams params) {
    MemoryProvider provider = providerOf(params);
    Errno error = checkProvider(params, provider);
    boolean orderBad = params.order() < 0 || params.order() > MAX_PAGE_ORDER;
    if (error == null && provider == null && system.rules().checkOrder() && orderBad) {
      error = Errno.EINVAL;
    }
    if (error == null && (params.order() < 0 || params.order() > MAX_USABLE_ORDER)) {
      error = Errno.EINVAL;
    }
    if (error != null) {
      throw failed(system, params, error);
    }
    PagePool pool = new PagePool(system, params, ringSize(system, params), provider);
    error = provider == null ? null : provider.init(pool);
    if (error == null) {
      error = system.faults().idError();
      if (error != null && provider != null) {
        provider.destroy(pool);
      }
    }
    if (error != null) {
      throw failed(system, params, error);
    }
    pool.publish(system.nextPoolId());
    return pool;
  }

  private static @Nullable Errno checkParams(PoolSystem system, PagePoolParams params) {
    if ((params.flags() & ~PagePoolParams.ALL_FLAGS) != 0) {
      return Errno.EINVAL;
    }
    if (system.rules().legacyRingLimit()
        && Integer.compareUnsigned(params.poolSize(), LEGACY_RING_LIMIT) > 0) {
      return Errno.E2BIG;
    }
    if (params.has(FLAG_DMA_MAP) && !params.direction().deviceMayWrite()) {
      return Errno.EINVAL;
    }
    boolean syncWithoutUse = !params.has(FLAG_DMA_MAP) || params.maxLenBytes() == 0;
    return params.has(FLAG_DMA_SYNC_DEV) && syncWithoutUse ? Errno.EINVAL : null;
  }

  private static @Nullable MemoryProvider providerOf(PagePoolParams params) {
    Netdev netdev = params.netdev();
    return params.has(FLAG_ALLOW_UNREADABLE_NETMEM) && netdev != null
        ? netdev.provider(params.queueIndex())
        : null;
  }

  private static @Nullable Errno checkProvider(
      PagePoolParams params, @Nullable MemoryProvider provider) {
    if (provider == null) {
      return null;
    }
    if (!params.has(FLAG_DMA_MAP) || !params.has(FLAG_DMA_SYNC_DEV)) {
      return Errno.EOPNOTSUPP;
    }
    return provider.opsAreReadOnly() ? null : Errno.EFAULT;
  }

  private static int ringSize(PoolSystem system, PagePoolParams params) {
    if (params.poolSize() == 0) {
      return DEFAULT_RING_SIZE;
    }
    int clamp = system.rules().legacyRingLimit() ? LEGACY_RING_LIMIT : RING_CLAMP;
    return Integer.compareUnsigned(params.poolSize(), clamp) > 0 ? clamp : params.poolSize();
  }

  private static PagePoolException failed(PoolSystem system, PagePoolParams params, Errno error) {
    String text = describe(params, "page pool not created");
    system.warn(null, text + " errno=" + error);
    return new PagePoolException(error, text);
  }

  private static String describe(PagePoolParams params, String what) {
    return what
        + ": name="
        + params.name()
        + " flags=0x"
        + Integer.toHexString(params.flags())
        + " direction="
        + params.direction()
        + " order="
        + params.order()
        + " poolSize="
        + Integer.toUnsignedString(params.poolSize())
        + " maxLen="
        + params.maxLenBytes();
  }
}
