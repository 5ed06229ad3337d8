// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.pool.dma;

import java.util.List;

/**
 * One broken rule, at its first wrong access.
 *
 * @param rule which rule
 * @param pool name of the pool, or of the device for memory outside pools
 * @param queue receive queue, −1 when unknown
 * @param page page frame number of the buffer, 0 when none is involved
 * @param firstByte first wrong byte, counted from the start of the buffer
 * @param lastByte last wrong byte
 * @param timePs simulated time in picoseconds
 * @param message full text
 * @param hint what to do
 * @param here the wrong call or access itself; its stack is empty when traces are off
 * @param sites what happened to the buffer before, newest first
 */
public record DmaViolation(
    DmaRule rule,
    String pool,
    int queue,
    long page,
    long firstByte,
    long lastByte,
    long timePs,
    String message,
    String hint,
    DmaSite here,
    List<DmaSite> sites) {
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(message);
    if (!here.stack().isEmpty()) {
      text.append("\n  ").append(here);
    }
    for (DmaSite site : sites) {
      text.append("\n  ").append(site);
    }
    return text.toString();
  }
}
