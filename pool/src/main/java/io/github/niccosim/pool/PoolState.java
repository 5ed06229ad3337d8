// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.pool;

import org.jspecify.annotations.Nullable;

/**
 * Snapshot of one pool: everything the kernel keeps beside its statistics.
 *
 * @param hold pages ever adopted, unsigned 32 bits
 * @param release pages ever released, unsigned 32 bits
 * @param cache pages in the cache, 0..128
 * @param ring live pages in the ring
 * @param stale taken ring slots that are not cleared yet
 * @param ringProducer slot the next page goes to
 * @param ringConsumerHead slot the next page comes from
 * @param ringConsumerTail first slot not cleared yet
 * @param openPage page being cut into fragments, or {@code null}
 * @param fragmentOffset where the next fragment starts, in bytes
 * @param fragmentUsers fragments handed out from the open page
 * @param mapped pages in the index of mapped pages
 * @param users registrations that keep the pool alive
 * @param detached whether destroy waits for pages
 * @param dead whether the pool is gone
 */
public record PoolState(
    int hold,
    int release,
    int cache,
    int ring,
    int stale,
    int ringProducer,
    int ringConsumerHead,
    int ringConsumerTail,
    @Nullable Page openPage,
    int fragmentOffset,
    int fragmentUsers,
    int mapped,
    int users,
    boolean detached,
    boolean dead) {
  static PoolState of(
      PoolCore core,
      PoolFragments fragments,
      @Nullable PoolDma dma,
      int users,
      PoolTeardown teardown) {
    PageRing ring = core.ring();
    return new PoolState(
        core.holdCount(),
        core.releaseCount(),
        core.cacheCount(),
        ring.live(),
        ring.stale(),
        ring.producerIndex(),
        ring.consumerHeadIndex(),
        ring.consumerTailIndex(),
        fragments.openPage(),
        fragments.nextOffset(),
        fragments.users(),
        dma == null ? 0 : dma.mappedCount(),
        users,
        teardown.detached(),
        teardown.dead());
  }

  /** Return {@code hold − release} as the kernel computes it; negative after a double release. */
  public int inflight() {
    return hold - release;
  }

  /** Return all values on one line, as {@code name=value} pairs. */
  public String describe() {
    Page open = openPage;
    return "hold="
        + Integer.toUnsignedString(hold)
        + " release="
        + Integer.toUnsignedString(release)
        + " inflight="
        + inflight()
        + " cache="
        + cache
        + " ring="
        + ring
        + " stale="
        + stale
        + " producer="
        + ringProducer
        + " head="
        + ringConsumerHead
        + " tail="
        + ringConsumerTail
        + " open="
        + (open == null ? 0 : open.id())
        + " frag_offset="
        + fragmentOffset
        + " frag_users="
        + fragmentUsers
        + " mapped="
        + mapped
        + " users="
        + users
        + " detached="
        + detached
        + " dead="
        + dead;
  }
}
