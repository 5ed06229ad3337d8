// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.waveforms.axi;

import io.github.niccosim.waveforms.transaction.Attribute;
import io.github.niccosim.waveforms.transaction.DescriptorLog;
import java.math.BigInteger;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** Keeps the rings a trace shows, and turns what happens on them into descriptor lives. */
final class DescriptorQueues {
  private static final int UNKNOWN = -1;

  /** A buffer of a descriptor that is not completed. */
  private record Buffer(int index, long address, int length) {}

  /** What is known of one queue. */
  private static final class Ring {
    final TreeMap<Long, Buffer> buffers = new TreeMap<>();
    final Deque<Buffer> fetched = new ArrayDeque<>();
    final Deque<Integer> unpolled = new ArrayDeque<>();
    final Map<Integer, Integer> posted = new HashMap<>();
    long base = Long.MAX_VALUE;
    boolean programmed;
    int entries = UNKNOWN;
    int vector = UNKNOWN;
    int tail;
    int consumer;

    boolean tellsPostings() {
      return programmed && entries != UNKNOWN;
    }
  }

  private final NicFormat format;
  private final DescriptorLog log = new DescriptorLog();
  private final Map<Integer, Ring> rings = new TreeMap<>();

  DescriptorQueues(NicFormat format) {
    this.format = format;
  }

  DescriptorLog log() {
    return log;
  }

  private Ring ring(int queue) {
    return rings.computeIfAbsent(queue, key -> new Ring());
  }

  /** A ring that was programmed before the trace begins is taken to start at its lowest address. */
  void sawRing(int queue, long address) {
    Ring ring = ring(queue);
    if (!ring.programmed) {
      ring.base = Math.min(ring.base, address);
    }
  }

  void register(long address, long value, long timePs) {
    int stride = format.blockStride();
    int queue = NicFormat.index(address, format.queueBlock(), stride, 0);
    if (queue >= 0) {
      Ring ring = ring(queue);
      ring.base = value;
      ring.programmed = true;
    }
    queue = NicFormat.index(address, format.queueBlock(), stride, 4);
    if (queue >= 0) {
      ring(queue).base |= value << 32;
    }
    queue = NicFormat.index(address, format.queueBlock(), stride, 8);
    if (queue >= 0) {
      ring(queue).entries = 1 << (int) (value & 0xF);
    }
    queue = NicFormat.index(address, format.ringBlock(), stride, 8);
    if (queue >= 0) {
      ring(queue).vector = (int) (value >> 8 & 0x1F);
    }
    queue = NicFormat.index(address, format.tailDoorbell(), format.doorbellStride(), 0);
    if (queue >= 0) {
      posted(queue, (int) (value & 0xFFFF), timePs);
    }
    queue = NicFormat.index(address, format.consumerDoorbell(), format.doorbellStride(), 0);
    if (queue >= 0) {
      polled(queue, (int) (value & 0xFFFF), timePs);
    }
  }

  private void posted(int queue, int tail, long timePs) {
    Ring ring = ring(queue);
    if (!ring.tellsPostings()) {
      return;
    }
    for (; ring.tail != tail; ring.tail = ring.tail + 1 & 0xFFFF) {
      int index = ring.tail & ring.entries - 1;
      log.posted(queue, index, timePs);
      ring.posted.merge(index, 1, Integer::sum);
    }
  }

  void fetched(int queue, long address, long buffer, int length, long requestPs, long timePs) {
    Ring ring = ring(queue);
    int index = (int) ((address - ring.base) / format.descriptorBytes());
    if (ring.tellsPostings()) {
      if (index < 0 || index >= ring.entries || ring.posted.getOrDefault(index, 0) == 0) {
        return; // beyond the tail, read because beats are whole
      }
      ring.posted.merge(index, -1, Integer::sum);
    } else {
      log.posted(queue, index, requestPs);
    }
    log.fetched(queue, index, timePs);
    Buffer found = new Buffer(index, buffer, length);
    ring.buffers.put(buffer, found);
    ring.fetched.addLast(found);
  }

  void data(int queue, long address, long startPs, long endPs, int bytes) {
    Map.Entry<Long, Buffer> at = ring(queue).buffers.floorEntry(address);
    if (at != null && address - at.getKey() < Math.max(1, at.getValue().length())) {
      log.burst(queue, at.getValue().index(), startPs, endPs, bytes);
    }
  }

  void completed(int queue, long address, int bytes, long timePs) {
    Ring ring = ring(queue);
    int records = Math.max(1, bytes / format.completionBytes());
    for (int i = 0; i < records && !ring.fetched.isEmpty(); i++) {
      Buffer done = ring.fetched.removeFirst();
      ring.buffers.remove(done.address(), done);
      log.completed(
          queue,
          done.index(),
          timePs,
          Attribute.ofAddress("buffer", done.address()),
          Attribute.ofAddress("completion", address + (long) i * format.completionBytes()));
      ring.unpolled.addLast(done.index());
    }
  }

  void interrupt(BigInteger vectors, long timePs) {
    rings.forEach((queue, ring) -> {
      int vector = ring.vector == UNKNOWN ? queue : ring.vector;
      if (vectors.testBit(vector)) {
        log.interrupt(queue, timePs);
      }
    });
  }

  private void polled(int queue, int consumer, long timePs) {
    Ring ring = ring(queue);
    int count = consumer - ring.consumer & 0xFFFF;
    ring.consumer = consumer;
    for (int i = 0; i < count && !ring.unpolled.isEmpty(); i++) {
      log.polled(queue, ring.unpolled.removeFirst(), timePs);
    }
  }
}
