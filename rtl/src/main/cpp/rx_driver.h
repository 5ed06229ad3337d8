// SPDX-License-Identifier: Apache-2.0
// Driver data path: posts descriptors, reads completions, rings doorbells, answers interrupts.
#pragma once

#include <cstdint>
#include <cstring>
#include <vector>

#include "rx_bench.h"
#include "rx_check.h"
#include "rx_memory.h"
#include "rx_registers.h"

namespace nicdma {

struct Queue {
  uint64_t ring = 0, cq = 0;
  uint32_t tail = 0, cons = 0, rung = 0;   // free-running; rung: tail of the last doorbell
  std::vector<Buffer> buffer;              // in each ring slot
  std::vector<Part> parts;                 // of the frame whose last record is still to come;
                                           // their slots are not posted again before
  bool awake = true;                       // its interrupt came and was not armed again
};

class RxDriver {
 public:
  RxDriver(Bench& bench, HostMemory& memory, Doorbells& doorbells)
      : bench_(bench), c_(bench.config), memory_(memory), doorbells_(doorbells),
        check_(bench, memory), queues_(bench.config.queues) {}

  /// Give rings and buffers their place in memory.
  void place() {
    uint64_t at = 0x1000;
    for (auto& q : queues_) {
      q.ring = at;
      at += align((16ull << c_.ringLog2) + 64 * bench_.random.below(3), 64);
      q.cq = at;
      at += align((static_cast<uint64_t>(c_.cplBytes) << c_.cqLog2), 64);
      if (c_.randomOffset) at += 64 * bench_.random.below(40);
      memory_.addRing(q.ring, 16ull << c_.ringLog2);
    }
    buffers_ = align(at, 4096);
    stride_ = align(c_.bufBytes + (c_.queues > 64 ? 0 : 4096), 4096);
    uint64_t slots = static_cast<uint64_t>(c_.queues) << c_.ringLog2;
    if (buffers_ + stride_ * slots > HostMemory::kBytes) {
      bench_.fail("memory too small: queues=%u", c_.queues);
    }
  }

  const Queue& queue(uint32_t i) const { return queues_[i]; }
  FrameCheck& check() { return check_; }

  /// Post descriptors up to a full ring; `ring` the doorbell even for a few.
  void refill(uint32_t i, bool ring) {
    auto& q = queues_[i];
    if (i == bench_.holdQueue) return;
    uint32_t size = c_.ringSlots();
    q.buffer.resize(size);
    while (q.tail - q.cons + q.parts.size() < size) {
      uint32_t slot = q.tail & (size - 1);
      uint64_t buffer = buffers_ + stride_ * ((static_cast<uint64_t>(i) << c_.ringLog2) + slot);
      if (c_.randomOffset) buffer += bench_.random.below(4096);
      if (c_.sweepOffset) buffer += 4000 + q.tail % 67 + 67 * (q.tail / 67 % 2);
      Buffer& b = q.buffer[slot] = drawBuffer(buffer);
      memory_.post(buffer, b.size);
      uint64_t high = b.size | static_cast<uint64_t>(slot) << 16 |
                      static_cast<uint64_t>(b.cap) << 32 | static_cast<uint64_t>(b.header) << 48 |
                      static_cast<uint64_t>(slot == c_.irqLowSlot) << 49 |
                      static_cast<uint64_t>(~(q.tail >> c_.ringLog2) & 1) << 63;
      memcpy(descriptor(i, slot), &buffer, 8);
      memcpy(descriptor(i, slot) + 8, &high, 8);
      ++q.tail;
    }
    bool enough = q.tail - q.rung >= (c_.multi() ? 1 : size < 16 ? size / 2 : 8);
    if (ring || enough) {
      doorbells_.ring(0x18000 + 8 * i, q.tail & 0xFFFF);
      q.rung = q.tail;
    }
  }

  uint8_t* descriptor(uint32_t i, uint32_t slot) {
    return memory_.at(queues_[i].ring + 16 * slot);
  }

  /// Allow the interrupt of a queue.
  void arm(uint32_t i) { doorbells_.ring(0x19000 + 8 * i, 0x80000000u); }

  /// Forget everything about a queue that was reset.
  void forget(uint32_t i) {
    auto& q = queues_[i];
    memset(memory_.at(q.cq), 0, static_cast<uint64_t>(c_.cplBytes) << c_.cqLog2);
    q.parts.clear();
    q.tail = q.cons = q.rung = 0;
    check_.forget(i);
  }

  /// Look at the interrupts and at queues that may have completions; once per cycle.
  void poll(uint32_t irq) {
    if (c_.useIrq) {
      for (uint32_t i = 0; i < c_.queues; ++i) serve(i, irq >> i & 1);
      return;
    }
    if (c_.slowDriver && !bench_.random.percent(2)) return;
    if (doorbells_.waiting.size() < 8) pollQueue(static_cast<uint32_t>(bench_.cycles % c_.queues));
  }

  /// Whether no completion is unread.
  bool caughtUp() const {
    for (auto& q : queues_) {
      if (hasCompletion(q)) return false;
    }
    return true;
  }

 private:
  Bench& bench_;
  const Config& c_;
  HostMemory& memory_;
  Doorbells& doorbells_;
  FrameCheck check_;
  std::vector<Queue> queues_;
  uint64_t buffers_ = 0, stride_ = 0;

  static uint64_t align(uint64_t v, uint64_t a) { return (v + a - 1) / a * a; }

  Buffer drawBuffer(uint64_t address) {
    Buffer b{address, c_.bufBytes, false, 0};
    if (c_.bufMin != 0) b.size = c_.bufMin + bench_.random.below(c_.bufBytes - c_.bufMin + 1);
    b.header = bench_.random.percent(c_.hdrPercent);
    if (b.header && bench_.random.percent(50)) b.cap = 1 + bench_.random.below(100);
    return b;
  }

  Completion next(const Queue& q) const {
    return Completion::at(memory_.at(q.cq + c_.cplBytes * (q.cons & (c_.cqSlots() - 1))),
                          c_.cplBytes);
  }
  bool hasCompletion(const Queue& q) const { return isNew(q, next(q)); }
  bool isNew(const Queue& q, const Completion& c) const {
    uint32_t generation = ~(q.cons >> c_.cqLog2) & 1;
    return c.generation() == generation &&
           (c_.cplBytes == 16 || c.generationOfSecond() == generation);
  }

  void serve(uint32_t i, bool interrupt) {
    auto& q = queues_[i];
    if (interrupt && !q.awake) {
      q.awake = true;
      ++bench_.interrupts;
      if (!c_.outOfOrder && !hasCompletion(q)) {
        bench_.fail("interrupt before its completion is visible: queue=%u", i);
      }
      doorbells_.ring(0x104 + 16 * i, 1);
    } else if (q.awake && doorbells_.idle() && bench_.random.percent(30)) {
      pollQueue(i);
    }
  }

  void pollQueue(uint32_t i) {
    auto& q = queues_[i];
    uint32_t before = q.cons;
    for (int budget = 64; budget != 0; --budget) {
      Completion completion = next(q);
      if (!isNew(q, completion)) break;
      complete(i, completion);
      ++q.cons;
      if (!bench_.good()) return;
    }
    if (q.cons == before && !c_.useIrq) return;
    if (q.cons != before) refill(i, false);
    doorbells_.ring(0x19000 + 8 * i, (q.cons & 0xFFFF) | (c_.useIrq ? 0x80000000u : 0u));
    if (c_.useIrq) q.awake = false;
  }

  void complete(uint32_t i, const Completion& got) {
    auto& q = queues_[i];
    uint32_t slot = q.cons & (c_.ringSlots() - 1);
    ++bench_.records;
    if (got.last()) {
      ++bench_.completed;
      ++bench_.errors[got.error()];
    }
    if (!bench_.checkFrames) {
      if (got.last() && got.error() != 0) ++bench_.errored;
      return;
    }
    if (got.bufferId() != slot) {
      return bench_.fail("buf_id: queue=%u got=%u expected=%u", i, got.bufferId(), slot);
    }
    if (got.queue() != i) return bench_.fail("qid: got=%u expected=%u", got.queue(), i);
    if (got.first() != q.parts.empty()) return bench_.fail("sop flag: low=%llx", ull(got.low));
    memory_.take(q.buffer[slot].address, q.buffer[slot].size);
    q.parts.push_back({got, q.buffer[slot]});
    if (!got.last()) return;
    check_.check(i, q.parts);
    q.parts.clear();
  }
};

}  // namespace nicdma
