// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.pool.dma;

import io.github.niccosim.pool.DmaDirection;

/** Memory a device's driver allocates and maps in one step: coherent and non-coherent. */
final class AllocatedMemory {
  private final DmaDevice device;
  private final StreamingMaps maps;
  private final CoherentMemory frames = new CoherentMemory();

  AllocatedMemory(DmaDevice device, StreamingMaps maps) {
    this.device = device;
    this.maps = maps;
  }

  CoherentBuffer coherent(int lengthBytes) {
    DmaMapping mapping =
        allocate(lengthBytes, DmaDirection.BIDIRECTIONAL, DmaMapping.Kind.COHERENT);
    return new CoherentBuffer(
        maps.memory(), mapping.physicalAddress, mapping.busAddress, lengthBytes);
  }

  NoncoherentBuffer noncoherent(int lengthBytes, DmaDirection direction) {
    DmaMapping mapping = allocate(lengthBytes, direction, DmaMapping.Kind.NONCOHERENT);
    return new NoncoherentBuffer(
        mapping.physicalAddress, mapping.busAddress, lengthBytes, direction);
  }

  private DmaMapping allocate(int lengthBytes, DmaDirection direction, DmaMapping.Kind kind) {
    return maps.allocate(frames.allocate(lengthBytes), lengthBytes, direction, kind);
  }

  void free(UnmapCall call) {
    if (!maps.unmap(call, true) && device.checker() == null) {
      throw new IllegalStateException(
          "nothing allocated there: bus=0x"
              + Long.toHexString(call.busAddress())
              + " (hint: free memory once, with the device that allocated it)");
    }
  }
}
