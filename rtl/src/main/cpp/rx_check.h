// SPDX-License-Identifier: Apache-2.0
// Scoreboard: the completions of every frame against the frame sent, byte by byte and field by
// field.
#pragma once

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <deque>
#include <vector>

#include "rx_bench.h"
#include "rx_expect.h"
#include "rx_memory.h"
#include "rx_source.h"

namespace nicdma {

/// A completion record; layout in rtl/doc/formats.md.
struct Completion {
  uint64_t low = 0, high = 0, stamp = 0, more = 0;
  static Completion at(const uint8_t* record, uint32_t bytes) {
    Completion c;
    memcpy(&c.low, record, 8);
    memcpy(&c.high, record + 8, 8);
    if (bytes == 32) memcpy(&c.stamp, record + 16, 8), memcpy(&c.more, record + 24, 8);
    return c;
  }
  uint32_t length() const { return low & 0xFFFF; }
  uint32_t bufferId() const { return low >> 16 & 0xFFFF; }
  uint32_t checksum() const { return low >> 32 & 0xFFFF; }
  bool first() const { return low >> 48 & 1; }
  bool last() const { return low >> 49 & 1; }
  bool header() const { return low >> 50 & 1; }
  bool truncated() const { return low >> 51 & 1; }
  bool l3Ok() const { return low >> 52 & 1; }
  bool l4Ok() const { return low >> 53 & 1; }
  bool vlan() const { return low >> 54 & 1; }
  bool stamped() const { return low >> 55 & 1; }
  uint32_t hashType() const { return low >> 56 & 15; }
  uint32_t error() const { return low >> 60 & 15; }
  uint32_t hash() const { return static_cast<uint32_t>(high); }
  uint32_t stampLow() const { return high >> 32 & 0x7FFFFF; }
  uint32_t queue() const { return high >> 55 & 0xFF; }
  uint32_t generation() const { return high >> 63; }
  // second half of 32 bytes
  uint32_t totalLength() const { return more & 0xFFFF; }
  uint32_t tag() const { return more >> 16 & 0xFFFF; }
  uint32_t number() const { return more >> 32 & 0xFFFF; }
  uint32_t generationOfSecond() const { return more >> 63; }
};

/// A posted buffer, as its descriptor says.
struct Buffer {
  uint64_t address;
  uint32_t size;
  bool header;
  uint32_t cap;                 // hdr_len
};

/// One buffer of a frame and its completion.
struct Part {
  Completion record;
  Buffer buffer;
};

class FrameCheck {
 public:
  FrameCheck(Bench& bench, const HostMemory& memory)
      : bench_(bench), c_(bench.config), memory_(memory), expected_(bench.config.queues),
        numbers_(bench.config.queues) {}

  /// A frame was sent; the reset state of RSS_TABLE says where it must arrive.
  void expect(const Frame& frame) {
    uint32_t queue = frame.hashType == 0 ? 0 : (frame.hash & 127) % c_.queues;
    expected_[queue].push_back(frame);
  }
  void forget(uint32_t queue) {
    expected_[queue].clear();
    numbers_[queue] = 0;
  }
  bool empty() const {
    for (auto& frames : expected_) {
      if (!frames.empty()) return false;
    }
    return true;
  }

  /// Compare the buffers of a completed frame with the next frame of the queue.
  void check(uint32_t queue, const std::vector<Part>& parts) {
    auto& frames = expected_[queue];
    while (!frames.empty() && !same(frames.front(), parts)) {
      if (!c_.mayDrop) return reportBytes(queue, frames.front(), parts);
      frames.pop_front();
    }
    if (frames.empty()) return bench_.fail("completion without a frame: queue=%u", queue);
    const Frame& f = frames.front();
    uint32_t number = numbers_[queue]++ & 0xFFFF;
    Expected e = Expected::of(f.data);
    for (size_t k = 0; k < parts.size() && bench_.good(); ++k) {
      checkFlags(f, e, parts, k);
      checkMeta(f, e, parts[k].record, number);
      if (c_.strict) checkWrites(f, parts, k);
      bench_.payload += parts[k].record.length();
    }
    if (parts.back().record.error() != 0) ++bench_.errored;
    frames.pop_front();
  }

 private:
  Bench& bench_;
  const Config& c_;
  const HostMemory& memory_;
  std::vector<std::deque<Frame>> expected_;    // by queue
  std::vector<uint32_t> numbers_;              // frames completed, by queue
  bool clockKnown_ = false;
  uint64_t clockZero_ = 0;                     // cycle in which the clock was 0

  /// Bytes buffer k must hold of a frame whose bytes up to `done` lie in earlier ones.
  uint32_t room(const Frame& f, const Buffer& b, size_t k) const {
    uint32_t room = b.size;
    if (k == 0 && b.header && c_.multi()) {
      uint32_t split = Expected::of(f.data).split;
      if (split < room) room = split;
      if (b.cap != 0 && b.cap < room) room = b.cap;
    }
    return room;
  }

  bool same(const Frame& f, const std::vector<Part>& parts) const {
    size_t done = 0, size = f.data.size();
    for (size_t k = 0; k < parts.size(); ++k) {
      const Part& p = parts[k];
      if (done == size || k == c_.bufferLimit()) return false;
      uint32_t n = room(f, p.buffer, k);
      if (n > size - done) n = static_cast<uint32_t>(size - done);
      if (p.record.length() != n) return false;
      bool lost = c_.errorPercent != 0 && (p.record.error() == 1 || p.record.error() == 2);
      if (!lost && memcmp(memory_.at(p.buffer.address), &f.data[done], n) != 0) return false;
      done += n;
    }
    return done == size || parts.size() == c_.bufferLimit();
  }

  static size_t stored(const std::vector<Part>& parts) {
    size_t n = 0;
    for (auto& p : parts) n += p.record.length();
    return n;
  }

  void checkFlags(const Frame& f, const Expected& e, const std::vector<Part>& parts, size_t k) {
    const Completion& got = parts[k].record;
    bool last = k + 1 == parts.size();
    bool wantTrunc = last && stored(parts) < f.data.size();
    uint32_t err = got.error();
    if (got.last() != last || got.first() != (k == 0) || got.truncated() != wantTrunc ||
        got.header() != (k == 0 && c_.multi() && parts[k].buffer.header) || got.vlan() != e.vlan) {
      bench_.fail("flags: number=%llu part=%zu low=%llx", ull(f.number), k, ull(got.low));
    } else if (err == 0 ? wantTrunc : err == 4 ? !wantTrunc : err > 2 || c_.errorPercent == 0) {
      bench_.fail("err: number=%llu part=%zu err=%u", ull(f.number), k, err);
    }
  }

  void checkMeta(const Frame& f, const Expected& e, const Completion& got, uint32_t number) {
    if (got.hash() != f.hash || got.hashType() != f.hashType) {
      return bench_.fail("hash: number=%llu got=%08x expected=%08x type=%u", ull(f.number),
                         got.hash(), f.hash, got.hashType());
    }
    bool sums = bench_.checksums;
    if (got.checksum() != (sums ? e.csum : 0) || got.l3Ok() != (sums && e.l3Ok) ||
        got.l4Ok() != (sums && e.l4Ok)) {
      if (getenv("NICDMA_DUMP") != nullptr) hex("frame: ", f.data.data(), f.data.size());
      return bench_.fail("checksum: number=%llu got=%04x l3_ok=%d l4_ok=%d expected=%04x %d %d",
                         ull(f.number), got.checksum(), got.l3Ok(), got.l4Ok(), e.csum, e.l3Ok,
                         e.l4Ok);
    }
    checkStamp(f, got);
    if (c_.cplBytes == 16) return;
    if (got.tag() != e.tci || got.totalLength() != f.data.size() || got.number() != number) {
      bench_.fail("second half: number=%llu more=%llx tci=%x length=%zu seq=%u", ull(f.number),
                  ull(got.more), e.tci, f.data.size(), number);
    }
  }

  /// 4 ns per cycle, counted from some cycle that the first frame tells.
  void checkStamp(const Frame& f, const Completion& got) {
    uint64_t stamp = c_.cplBytes == 32 ? got.stamp : got.stampLow();
    if (got.stamped() != bench_.stamps) return bench_.fail("ts_valid: low=%llx", ull(got.low));
    if (!bench_.stamps) return bench_.expect(stamp == 0, "time stamp without a clock");
    if (!clockKnown_) clockZero_ = f.firstBeat - stamp / 4;
    clockKnown_ = true;
    uint64_t want = 4 * (f.firstBeat - clockZero_);
    if (clockZero_ > 16 || (want & 0x7FFFFF) != got.stampLow() ||
        (c_.cplBytes == 32 && want != got.stamp)) {
      bench_.fail("time stamp: number=%llu got=%llu expected=%llu", ull(f.number), ull(stamp),
                  ull(want));
    }
  }

  /// Every byte was written by the right stream, the error is the worst response, nothing more was
  /// written.
  void checkWrites(const Frame& f, const std::vector<Part>& parts, size_t k) {
    uint32_t worst = 0;
    for (size_t i = k + 1 == parts.size() ? 0 : k; i <= k; ++i) {
      worst = worst > response(parts[i]) ? worst : response(parts[i]);
    }
    const Part& p = parts[k];
    uint32_t want = worst != 0 ? worst - 1 : p.record.truncated() ? 4 : 0;
    if (p.record.error() != want) {
      return bench_.fail("err: number=%llu part=%zu err=%u expected=%u", ull(f.number), k,
                         p.record.error(), want);
    }
    uint32_t stream = p.record.header() ? 4 : 3;
    for (uint32_t i = 0; i < p.buffer.size; ++i) {
      uint32_t writer = memory_.writer(p.buffer.address + i);
      if (writer != (i < p.record.length() ? stream : 0)) {
        return bench_.fail("written by: number=%llu part=%zu byte=%u stream=%u length=%u",
                           ull(f.number), k, i, writer, p.record.length());
      }
    }
  }

  uint32_t response(const Part& p) const {
    uint32_t worst = 0;
    for (uint32_t i = 0; i < p.record.length(); ++i) {
      uint32_t r = memory_.response(p.buffer.address + i);
      worst = worst > r ? worst : r;
    }
    return worst;
  }

  static void hex(const char* name, const uint8_t* data, size_t size) {
    printf("%s", name);
    for (size_t i = 0; i < size && i < 400; ++i) printf("%02x", data[i]);
    printf(" (%zu)\n", size);
  }

  void reportBytes(uint32_t queue, const Frame& f, const std::vector<Part>& parts) {
    size_t done = 0;
    for (size_t k = 0; k < parts.size(); ++k) {
      const Part& p = parts[k];
      const uint8_t* memory = memory_.at(p.buffer.address);
      uint32_t n = p.record.length(), i = 0;
      while (i < n && done + i < f.data.size() && memory[i] == f.data[done + i]) ++i;
      if (i < n || n > room(f, p.buffer, k) || k + 1 == parts.size()) {
        return bench_.fail("frame: queue=%u number=%llu bytes=%zu parts=%zu part=%zu length=%u "
                           "room=%u first wrong byte=%u address=%llx",
                           queue, ull(f.number), f.data.size(), parts.size(), k, n,
                           room(f, p.buffer, k), i, ull(p.buffer.address));
      }
      done += n;
    }
  }
};

}  // namespace nicdma