// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.axi;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An {@link AxiTarget} made of regions: memories, register models, holes.
 *
 * <p>An access wholly inside a region reaches its target, with the offset in the region as address.
 * Outside of every region, or across the edge of one, the answer is DECERR; an access that the
 * region does not permit is answered SLVERR and does not reach the target. One space may serve any
 * number of slaves of a simulation.
 */
public final class AddressSpace implements AxiTarget {
  /** What a region permits. */
  public enum Access {
    /** Reads only. */
    READ_ONLY,
    /** Writes only. */
    WRITE_ONLY,
    /** Both. */
    READ_WRITE
  }

  /**
   * One mapped range.
   *
   * @param base address of its first byte
   * @param sizeBytes length, 1 or more
   */
  private record Region(String name, long base, long sizeBytes, AxiTarget target, Access access) {

    boolean holds(long addr, int len) {
      long offset = addr - base;
      return Long.compareUnsigned(addr, base) >= 0
          && Long.compareUnsigned(offset, sizeBytes) < 0
          && len <= sizeBytes - offset;
    }

    boolean overlaps(long otherBase, long otherSize) {
      return Long.compareUnsigned(base, otherBase + otherSize - 1) <= 0
          && Long.compareUnsigned(otherBase, base + sizeBytes - 1) <= 0;
    }
  }

  private final List<Region> regions = new ArrayList<>();
  private long refused;

  /** Make a space without any region. */
  public AddressSpace() {}

  /**
   * Map a region that permits reads and writes.
   *
   * @param name for messages
   * @param base address of the first byte, unsigned
   * @param sizeBytes 1 or more
   * @param target gets offsets 0..sizeBytes-1 as addresses
   * @return this
   */
  public AddressSpace map(String name, long base, long sizeBytes, AxiTarget target) {
    return map(name, base, sizeBytes, target, Access.READ_WRITE);
  }

  /**
   * Map a region.
   *
   * @param name for messages
   * @param base address of the first byte, unsigned
   * @param sizeBytes 1 or more; must not go beyond 2^64
   * @param target gets offsets 0..sizeBytes-1 as addresses
   * @param access what it permits
   * @return this
   * @throws IllegalArgumentException if it is empty or overlaps another region
   */
  public AddressSpace map(String name, long base, long sizeBytes, AxiTarget target, Access access) {
    if (sizeBytes < 1 || Long.compareUnsigned(base + sizeBytes - 1, base) < 0) {
      throw new IllegalArgumentException(
          "region size out of range: region=%s base=0x%x sizeBytes=%d (expected: 1 or more)"
              .formatted(name, base, sizeBytes));
    }
    for (Region region : regions) {
      if (region.overlaps(base, sizeBytes)) {
        throw new IllegalArgumentException(
            "regions overlap: region=%s base=0x%x sizeBytes=%d other=%s otherBase=0x%x"
                .formatted(name, base, sizeBytes, region.name(), region.base()));
      }
    }
    regions.add(new Region(name, base, sizeBytes, target, access));
    return this;
  }

  /**
   * Map a memory of zeros that takes room only where it was written.
   *
   * @param name for messages
   * @param base address of the first byte, unsigned
   * @param sizeBytes 1 or more
   * @return the memory, to look into
   */
  public SparseMemory mapMemory(String name, long base, long sizeBytes) {
    SparseMemory memory = new SparseMemory();
    map(name, base, sizeBytes, memory);
    return memory;
  }

  /** Return the accesses answered DECERR or SLVERR by the space itself. */
  public long refused() {
    return refused;
  }

  @Override
  public AxiResp read(long addr, byte[] dst, int off, int len, long user) {
    Region region = find(addr, len);
    if (region == null || region.access() == Access.WRITE_ONLY) {
      return refuse(region);
    }
    return region.target().read(addr - region.base(), dst, off, len, user);
  }

  @Override
  public AxiResp write(long addr, byte[] src, int off, int len, long user) {
    Region region = find(addr, len);
    if (region == null || region.access() == Access.READ_ONLY) {
      return refuse(region);
    }
    return region.target().write(addr - region.base(), src, off, len, user);
  }

  private AxiResp refuse(@Nullable Region region) {
    refused++;
    return region == null ? AxiResp.DECERR : AxiResp.SLVERR;
  }

  private @Nullable Region find(long addr, int len) {
    for (Region region : regions) {
      if (region.holds(addr, len)) {
        return region;
      }
    }
    return null;
  }
}
