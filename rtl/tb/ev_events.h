// SPDX-License-Identifier: Apache-2.0
// Driver of the event ring: reads records, keeps what was seen, answers the interrupt.
#pragma once

#include <cstdint>
#include <cstring>
#include <vector>

#include "../src/main/cpp/rx_host.h"

namespace nicdma {

struct Event {
  uint32_t kind, queue, info;
  bool transmit;
  uint64_t cycle;
};

enum EventKind { kCpl = 0, kRingLow = 1, kRingEmpty = 2, kDmaErr = 3, kQuiesced = 4 };

template <class Top>
class EventRing {
 public:
  EventRing(Host<Top>& host, uint32_t log2, uint32_t vector)
      : host_(host), log2_(log2), vector_(vector) {}

  static constexpr uint64_t kBase = 0x400;   // below the rings of the queues

  std::vector<Event> seen;
  bool reading = true;
  bool sawInterrupt = false;

  /// Program the ring, enable and arm it; the host then calls poll() once per cycle.
  void start() {
    memset(host_.memory().at(kBase), 0, 16u << log2_);
    cons_ = 0;
    host_.write(0x300, kBase);
    host_.write(0x304, 0);
    host_.write(0x308, log2_ | vector_ << 8);
    host_.write(0x30C, 1);
    host_.write(0x314, 0x80000000u);
    host_.write(0x100 + 16 * vector_, 0);
    host_.hook = [this] { poll(); };
  }

  uint32_t count(uint32_t kind) const {
    uint32_t n = 0;
    for (auto& e : seen) n += e.kind == kind;
    return n;
  }
  uint32_t count(uint32_t kind, uint32_t queue) const {
    uint32_t n = 0;
    for (auto& e : seen) n += e.kind == kind && e.queue == queue;
    return n;
  }
  const Event* first(uint32_t kind) const {
    for (auto& e : seen) {
      if (e.kind == kind) return &e;
    }
    return nullptr;
  }

  /// Write CONS by a register access; must succeed.
  void acknowledge() { host_.write(0x314, (cons_ & 0xFFFF) | 0x80000000u); }

  /// Take all records that are there; without a bus access.
  void poll() {
    host_.eventIrq = 0;
    if (host_.irq() >> vector_ & 1) sawInterrupt = true;
    if (!reading) return;
    while (cons_ - acked_ < (1u << log2_)) {
      uint64_t low, high;
      const uint8_t* record = host_.memory().at(kBase + 16 * (cons_ & ((1u << log2_) - 1)));
      memcpy(&low, record, 8);
      memcpy(&high, record + 8, 8);
      if (high >> 63 != (~(cons_ >> log2_) & 1)) break;
      if ((high << 1) != 0 || (low & 0xFFF0) != 0 || (low >> 24 & 0x7F) != 0) {
        return host_.fail("event record: low=%llx high=%llx", ull(low), ull(high));
      }
      Event e = {static_cast<uint32_t>(low & 15), static_cast<uint32_t>(low >> 16 & 0xFF),
                 static_cast<uint32_t>(low >> 32), (low >> 31 & 1) != 0, host_.cycles};
      if (e.kind == kCpl) host_.eventIrq |= 1u << (e.queue & 31);
      seen.push_back(e);
      ++cons_;
    }
    if (cons_ != acked_) {
      host_.ring(0x314, (cons_ & 0xFFFF) | 0x80000000u);
      acked_ = cons_;
    }
  }

 private:
  Host<Top>& host_;
  uint32_t log2_, vector_, cons_ = 0, acked_ = 0;
};

}  // namespace nicdma
