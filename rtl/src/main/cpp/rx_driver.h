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
  std::vector<uint64_t> address;           // of the buffer in each ring slot
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
      at += align((16ull << c_.cqLog2), 64);
      if (c_.randomOffset) at += 64 * bench_.random.below(40);
      memory_.addRing(q.ring, 16ull << c_.ringLog2);
    }
    buffers_ = align(at, 4096);
    stride_ = align(c_.bufBytes + 4096, 4096);
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
    q.address.resize(size);
    while (q.tail - q.cons < size) {
      uint32_t slot = q.tail & (size - 1);
      uint64_t buffer = buffers_ + stride_ * ((static_cast<uint64_t>(i) << c_.ringLog2) + slot);
      if (c_.randomOffset) buffer += bench_.random.below(4096);
      q.address[slot] = buffer;
      memory_.post(buffer, c_.bufBytes);
      uint64_t high = c_.bufBytes | static_cast<uint64_t>(slot) << 16 |
                      static_cast<uint64_t>(slot == c_.irqLowSlot) << 49 |
                      static_cast<uint64_t>(~(q.tail >> c_.ringLog2) & 1) << 63;
      memcpy(descriptor(i, slot), &buffer, 8);
      memcpy(descriptor(i, slot) + 8, &high, 8);
      ++q.tail;
    }
    if (ring || q.tail - q.rung >= 8 || q.tail - q.rung >= size / 2) {
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
    memset(memory_.at(q.cq), 0, 16ull << c_.cqLog2);
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

  Completion next(const Queue& q) const {
    return Completion::at(memory_.at(q.cq + 16 * (q.cons & (c_.cqSlots() - 1))));
  }
  bool hasCompletion(const Queue& q) const { return isNew(q, next(q)); }
  bool isNew(const Queue& q, const Completion& c) const {
    return c.generation() == (~(q.cons >> c_.cqLog2) & 1);
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
    uint32_t slot = queues_[i].cons & (c_.ringSlots() - 1);
    ++bench_.completed;
    ++bench_.errors[got.error()];
    if (!bench_.checkFrames) {
      if (got.error() != 0) ++bench_.errored;
      return;
    }
    if (got.bufferId() != slot) {
      return bench_.fail("buf_id: queue=%u got=%u expected=%u", i, got.bufferId(), slot);
    }
    if (got.queue() != i) return bench_.fail("qid: got=%u expected=%u", got.queue(), i);
    uint64_t buffer = queues_[i].address[slot];
    memory_.take(buffer, c_.bufBytes);
    check_.check(i, got, buffer);
  }
};

}  // namespace nicdma
