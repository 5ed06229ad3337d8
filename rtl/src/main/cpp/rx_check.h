// SPDX-License-Identifier: Apache-2.0
// Scoreboard: every completion against the frame sent, byte by byte and field by field.
#pragma once

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <deque>
#include <vector>

#include "rx_bench.h"
#include "rx_memory.h"
#include "rx_source.h"

namespace nicdma {

/// A completion record; layout in rtl/doc/formats.md.
struct Completion {
  uint64_t low, high;
  static Completion at(const uint8_t* record) {
    Completion c;
    memcpy(&c.low, record, 8);
    memcpy(&c.high, record + 8, 8);
    return c;
  }
  uint32_t length() const { return low & 0xFFFF; }
  uint32_t bufferId() const { return low >> 16 & 0xFFFF; }
  uint32_t flags() const { return low >> 48 & 3; }
  bool truncated() const { return low >> 51 & 1; }
  bool vlan() const { return low >> 54 & 1; }
  uint32_t hashType() const { return low >> 56 & 15; }
  uint32_t error() const { return low >> 60 & 15; }
  uint32_t hash() const { return static_cast<uint32_t>(high); }
  uint32_t queue() const { return high >> 55 & 0xFF; }
  uint32_t generation() const { return high >> 63; }
};

class FrameCheck {
 public:
  FrameCheck(Bench& bench, const HostMemory& memory)
      : bench_(bench), c_(bench.config), memory_(memory), expected_(bench.config.queues) {}

  /// A frame was sent; the reset state of RSS_TABLE says where it must arrive.
  void expect(const Frame& frame) {
    uint32_t queue = frame.hashType == 0 ? 0 : (frame.hash & 127) % c_.queues;
    expected_[queue].push_back(frame);
  }
  void forget(uint32_t queue) { expected_[queue].clear(); }
  bool empty() const {
    for (auto& frames : expected_) {
      if (!frames.empty()) return false;
    }
    return true;
  }

  /// Compare a completion and the buffer it names with the next frame of the queue.
  void check(uint32_t queue, const Completion& got, uint64_t buffer) {
    auto& frames = expected_[queue];
    while (!frames.empty() && !same(frames.front(), got, buffer)) {
      if (!c_.mayDrop) return reportBytes(queue, frames.front(), got, buffer);
      frames.pop_front();
    }
    if (frames.empty()) return bench_.fail("completion without a frame: queue=%u", queue);
    if (!checkFields(queue, frames.front(), got)) return;
    if (got.error() != 0) ++bench_.errored;
    bench_.payload += got.length();
    frames.pop_front();
  }

 private:
  Bench& bench_;
  const Config& c_;
  const HostMemory& memory_;
  std::vector<std::deque<Frame>> expected_;    // by queue

  uint32_t stored(const Frame& f) const {
    return f.data.size() > c_.bufBytes ? c_.bufBytes : static_cast<uint32_t>(f.data.size());
  }

  bool same(const Frame& f, const Completion& got, uint64_t buffer) const {
    if (got.length() != stored(f)) return false;
    if (got.error() == 1 || got.error() == 2) return c_.errorPercent != 0;   // data is lost
    return memcmp(memory_.at(buffer), f.data.data(), stored(f)) == 0;
  }

  bool checkFields(uint32_t queue, const Frame& f, const Completion& got) {
    uint32_t err = got.error();
    bool wantTrunc = f.data.size() > c_.bufBytes;
    if (err == 0 ? wantTrunc : err == 4 ? !wantTrunc : err > 2 || c_.errorPercent == 0) {
      bench_.fail("err: queue=%u number=%llu err=%u", queue, ull(f.number), err);
    } else if (got.truncated() != wantTrunc) {
      bench_.fail("trunc flag: number=%llu", ull(f.number));
    } else if (got.hash() != f.hash || got.hashType() != f.hashType) {
      bench_.fail("hash: number=%llu got=%08x expected=%08x type=%u", ull(f.number), got.hash(),
                  f.hash, got.hashType());
    } else if (got.vlan() != f.vlan || got.flags() != 3) {
      bench_.fail("flags: low=%llx", ull(got.low));
    } else {
      return true;
    }
    return false;
  }

  void reportBytes(uint32_t queue, const Frame& f, const Completion& got, uint64_t buffer) {
    const uint8_t* memory = memory_.at(buffer);
    uint32_t want = stored(f), k = 0;
    while (k < want && memory[k] == f.data[k]) ++k;
    if (getenv("NICDMA_DUMP") != nullptr) {
      printf("completion low=%016llx high=%016llx\n", ull(got.low), ull(got.high));
      hex("expected: ", f.data.data(), want);
      hex("memory:   ", memory, want);
    }
    bench_.fail(
        "frame: queue=%u number=%llu length=%u expected=%u first wrong byte=%u address=%llx",
        queue, ull(f.number), got.length(), want, k, ull(buffer));
  }

  static void hex(const char* name, const uint8_t* data, uint32_t size) {
    printf("%s", name);
    for (uint32_t j = 0; j < size && j < 48; ++j) printf("%02x", data[j]);
    printf("\n");
  }
};

}  // namespace nicdma
