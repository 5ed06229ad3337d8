// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.axi;

/** What AW or AR says about a burst, as sampled at its handshake. */
abstract class RequestedBurst {
  long id;
  long addr;
  long user;
  int len;
  int size;
  int burst;
  long addressCycle;

  /** Take the payload of an address channel; a missing signal has the default of A10.3. */
  final void sampleAddress(AxiBus.AddressChannel channel, int maxSize, long cycle) {
    addr = channel.addr().get();
    id = AxiBus.read(channel.id(), 0);
    user = AxiBus.read(channel.user(), 0);
    len = (int) AxiBus.read(channel.len(), 0);
    size = (int) Math.min(AxiBus.read(channel.size(), maxSize), maxSize);
    burst = (int) AxiBus.read(channel.burst(), AxiBurst.INCR);
    addressCycle = cycle;
  }

  /** First address that a beat may transfer. */
  final long firstAddress() {
    return AxiBurst.lowestAddress(addr, len, size, burst);
  }

  /** Last address that a beat may transfer. */
  final long lastAddress() {
    return firstAddress() + AxiBurst.spanBytes(addr, len, size, burst) - 1;
  }
}
