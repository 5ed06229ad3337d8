// SPDX-License-Identifier: Apache-2.0
// MAC side: random frames, with the hash the engine must compute, sent beat by beat.
#pragma once

#include <cstdint>
#include <cstring>
#include <vector>

#include "rx_bench.h"
#include "rx_headers.h"

namespace nicdma {

struct Frame {
  uint64_t number;
  std::vector<uint8_t> data;
  uint32_t hash, hashType;
  uint64_t firstBeat = 0;       // cycle its first beat was taken in
};

/// Toeplitz hash (Microsoft RSS); the key as in registers RSS_KEY.
class Toeplitz {
 public:
  uint32_t key[10] = {};

  uint32_t hash(const uint8_t* data, size_t bytes) const {
    uint32_t hash = 0;
    for (size_t bit = 0; bit < bytes * 8; ++bit) {
      if (data[bit / 8] >> (7 - bit % 8) & 1) hash ^= window(bit);
    }
    return hash;
  }

 private:
  uint32_t window(size_t bit) const {
    uint32_t window = 0;
    for (size_t b = bit; b < bit + 32; ++b) {
      uint32_t keyByte = key[b / 32] >> (b / 8 % 4 * 8) & 0xFF;
      window = window << 1 | (keyByte >> (7 - b % 8) & 1);
    }
    return window;
  }
};

template <class Top>
class FrameSource {
 public:
  FrameSource(Top* top, Bench& bench) : top_(top), bench_(bench), c_(bench.config) {}

  Toeplitz toeplitz;

  void idle() { top_->s_axis_rx_tvalid = 0; }

  /// Bytes of the present frame that were taken, 0 between frames.
  size_t taken() const { return sending_ ? at_ : 0; }

  /// Offer a beat.
  void drive() {
    bool more = bench_.sent < c_.frames && !bench_.stopSource;
    if (!sending_ && more && ready()) makeFrame();
    bool valid = sending_ && (waits_ || !bench_.random.percent(c_.gapPercent));
    top_->s_axis_rx_tvalid = valid;
    if (!valid) return;
    size_t left = frame_.data.size() - at_;
    size_t n = left < c_.bytes ? left : c_.bytes;
    memcpy(raw(top_->s_axis_rx_tdata), &frame_.data[at_], n);
    uint64_t keep = n == 64 ? ~0ull : (1ull << n) - 1;
    memcpy(raw(top_->s_axis_rx_tkeep), &keep, c_.bytes / 8);
    top_->s_axis_rx_tlast = left <= c_.bytes;
    top_->s_axis_rx_tuser = left <= c_.bytes && frameBad_;
  }

  /// Return the frame whose last beat was taken if it must arrive, else null.
  const Frame* sample() {
    waits_ = top_->s_axis_rx_tvalid && !top_->s_axis_rx_tready;
    if (!top_->s_axis_rx_tvalid || waits_) return nullptr;
    if (at_ == 0) frame_.firstBeat = bench_.cycles;
    at_ += c_.bytes;
    if (at_ < frame_.data.size()) return nullptr;
    ++bench_.sent;
    sending_ = false;
    ++(frameBad_ ? bench_.bad : bench_.delivered);
    return frameBad_ ? nullptr : &frame_;
  }

 private:
  Top* top_;
  Bench& bench_;
  const Config& c_;
  Frame frame_;
  size_t at_ = 0;
  bool sending_ = false, waits_ = false, frameBad_ = false;

  bool ready() const {
    if (!c_.paced) return true;
    uint64_t window = 40000 / (c_.lengthMax + 256);       // stay below the packet buffer
    return bench_.delivered - bench_.completed < (window < 2 ? 2 : window > 48 ? 48 : window);
  }

  void makeFrame() {
    Random& random = bench_.random;
    uint32_t choices = c_.lengthMax - c_.lengthMin + 1;
    uint32_t length = c_.lengthMin + (c_.sweepLength ? static_cast<uint32_t>(bench_.sent % choices)
                                                     : random.below(choices));
    frame_.number = bench_.sent;
    frame_.data.resize(length);
    frame_.hash = frame_.hashType = 0;
    auto& d = frame_.data;
    for (size_t i = 0; i < length; i += 8) {
      uint64_t v = random.next();
      memcpy(&d[i], &v, length - i < 8 ? length - i : 8);
    }
    if (c_.headers) {
      HeaderWriter(random, d).write();
      hashAny();
      frameBad_ = random.percent(c_.badPercent);
      at_ = 0;
      sending_ = true;
      return;
    }
    uint32_t kind = c_.queues == 1 ? 0 : 1 + random.below(4);
    if (length > 13) d[12] = 0;
    bool headers = length >= 90;
    bool vlan = headers && random.percent(20);
    uint32_t l3 = vlan ? 18 : 14;
    if (vlan) d[12] = 0x81, d[13] = 0, d[16] = 0;
    if (headers && kind != 0) kind <= 2 ? ipv4(l3, kind == 1) : ipv6(l3, kind == 3);
    frameBad_ = random.percent(c_.badPercent);
    at_ = 0;
    sending_ = true;
  }

  /// Hash of a frame with any headers (all types enabled).
  void hashAny() {
    auto& d = frame_.data;
    auto type = [&](size_t at) { return at + 2 <= d.size() ? d[at] << 8 | d[at + 1] : 0; };
    size_t l3 = 14;
    for (int i = 0; i < 2 && (type(l3 - 2) == 0x8100 || type(l3 - 2) == 0x88A8); ++i) l3 += 4;
    bool v4 = type(l3 - 2) == 0x0800 && d.size() >= l3 + 20 && d[l3] >> 4 == 4 && (d[l3] & 15) >= 5;
    bool v6 = type(l3 - 2) == 0x86DD && d.size() >= l3 + 40 && d[l3] >> 4 == 6;
    size_t l4 = l3 + (v6 ? 40 : v4 ? 4 * (d[l3] & 15) : 0);
    if ((!v4 && !v6) || d.size() < l4) return;
    uint32_t proto = d[l3 + (v6 ? 6 : 9)];
    bool whole = v6 || ((d[l3 + 6] & 0x3F) == 0 && d[l3 + 7] == 0);
    bool ports = whole && (proto == 6 || proto == 17) && d.size() >= l4 + 4;
    std::vector<uint8_t> t(d.begin() + l3 + (v6 ? 8 : 12), d.begin() + l3 + (v6 ? 40 : 20));
    if (ports) t.insert(t.end(), d.begin() + l4, d.begin() + l4 + 4);
    frame_.hash = toeplitz.hash(t.data(), t.size());
    frame_.hashType = (v6 ? 4 : 1) + (!ports ? 0 : proto == 6 ? 1 : 2);
  }

  void ipv4(uint32_t l3, bool tcp) {
    auto& d = frame_.data;
    uint32_t ihl = 5 + (bench_.random.percent(20) ? bench_.random.below(4) : 0);
    d[l3 - 2] = 8, d[l3 - 1] = 0, d[l3] = 0x40 | ihl, d[l3 + 9] = tcp ? 6 : 17;
    bool fragment = bench_.random.percent(10);
    d[l3 + 6] = fragment ? 0x20 : 0x40, d[l3 + 7] = 0;
    uint8_t t[12];
    memcpy(t, &d[l3 + 12], 8);
    memcpy(t + 8, &d[l3 + 4 * ihl], 4);
    frame_.hash = toeplitz.hash(t, fragment ? 8 : 12);
    frame_.hashType = fragment ? 1 : tcp ? 2 : 3;
  }

  void ipv6(uint32_t l3, bool tcp) {
    auto& d = frame_.data;
    d[l3 - 2] = 0x86, d[l3 - 1] = 0xDD, d[l3] = 0x60, d[l3 + 6] = tcp ? 6 : 58;
    uint8_t t[36];
    memcpy(t, &d[l3 + 8], 32);
    memcpy(t + 32, &d[l3 + 40], 4);
    frame_.hash = toeplitz.hash(t, tcp ? 36 : 32);
    frame_.hashType = tcp ? 5 : 4;
  }
};

}  // namespace nicdma
