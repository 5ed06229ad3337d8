// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.driver;

import io.github.niccosim.pool.dma.DmaDevice;
import io.github.niccosim.pool.dma.DmaResult;
import io.github.niccosim.testbench.axi.AxiResp;
import io.github.niccosim.testbench.axi.AxiTarget;
import java.util.ArrayList;
import java.util.List;

/**
 * Join the AXI slave to host memory: every burst goes through the device's mappings.
 *
 * <p>Also lets the cache adversary act at every access, and tells the driver's statistics when a
 * completion reached memory.
 */
public final class HostBus implements AxiTarget {

  /** Be told that the device wrote into a watched range. */
  @FunctionalInterface
  public interface WriteListener {
    /**
     * Take note of a successful device write.
     *
     * @param offsetBytes first byte, counted from the start of the watched range
     * @param lengthBytes bytes written
     */
    void written(long offsetBytes, int lengthBytes);
  }

  private record Watch(long first, long end, WriteListener listener) {}

  private final DmaDevice device;
  private final List<Watch> watches = new ArrayList<>();
  private long lowest = Long.MAX_VALUE;
  private long highest = Long.MIN_VALUE;
  private long frameBytes;

  /**
   * Make the joint.
   *
   * @param device mappings and memory behind the bus
   */
  public HostBus(DmaDevice device) {
    this.device = device;
  }

  /**
   * Watch device writes to a range.
   *
   * @param busAddress first byte
   * @param lengthBytes length of the range, at least 1
   * @param listener told after each write that begins in the range
   */
  public void watch(long busAddress, long lengthBytes, WriteListener listener) {
    watches.add(new Watch(busAddress, busAddress + lengthBytes, listener));
    lowest = Math.min(lowest, busAddress);
    highest = Math.max(highest, busAddress + lengthBytes);
  }

  @Override
  public AxiResp read(long addr, byte[] dst, int off, int len, long user) {
    device.memory().adversaryStep();
    return response(device.deviceRead(addr, dst, off, len));
  }

  @Override
  public AxiResp write(long addr, byte[] src, int off, int len, long user) {
    device.memory().adversaryStep();
    AxiResp response = response(device.deviceWrite(addr, src, off, len));
    if (response == AxiResp.OKAY && !tell(addr, len)) {
      frameBytes += len;
    }
    return response;
  }

  private boolean tell(long addr, int len) {
    if (addr < lowest || addr >= highest) {
      return false;
    }
    for (Watch watch : watches) {
      if (addr >= watch.first && addr < watch.end) {
        watch.listener.written(addr - watch.first, len);
        return true;
      }
    }
    return false;
  }

  /** Return the bytes the device wrote outside all watched ranges: into receive buffers. */
  public long frameBytes() {
    return frameBytes;
  }

  private static AxiResp response(DmaResult result) {
    return switch (result) {
      case OKAY -> AxiResp.OKAY;
      case SLAVE_ERROR -> AxiResp.SLVERR;
      case DECODE_ERROR -> AxiResp.DECERR;
    };
  }
}
