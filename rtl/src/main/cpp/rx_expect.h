// SPDX-License-Identifier: Apache-2.0
// What a completion must say about the bytes of a frame, computed the plain way: byte by byte.
#pragma once

#include <cstdint>
#include <vector>

namespace nicdma {

/// Checksums, tag and header length of one frame; meaning in rtl/doc/formats.md section 4.
struct Expected {
  uint32_t csum = 0;
  bool l3Ok = false, l4Ok = false, vlan = false;
  uint32_t tci = 0;
  uint32_t split = 0;           // header bytes, at most the frame

  static Expected of(const std::vector<uint8_t>& d) {
    Expected e;
    size_t l3 = 14;
    auto tagAt = [&](size_t i) {
      if (i + 2 > d.size()) return false;
      return word(d, i) == 0x8100 || word(d, i) == 0x88A8;
    };
    if (tagAt(12)) {
      e.vlan = d.size() >= 18;
      if (e.vlan) e.tci = word(d, 14);
      l3 = tagAt(16) ? 22 : 18;
    }
    e.csum = d.size() > l3 ? sum(d, l3, d.size()) : 0;
    e.split = static_cast<uint32_t>(l3);
    if (d.size() >= l3 + 20) e.ip(d, l3);
    if (e.split > d.size()) e.split = static_cast<uint32_t>(d.size());
    return e;
  }

 private:
  static uint32_t word(const std::vector<uint8_t>& d, size_t i) { return d[i] << 8 | d[i + 1]; }

  /// Ones'-complement sum of bytes from..to; `from` is the high half of a word.
  static uint32_t sum(const std::vector<uint8_t>& d, size_t from, size_t to, uint32_t start = 0) {
    uint32_t s = start;
    for (size_t i = from; i < to; ++i) s += (i - from) % 2 == 0 ? d[i] << 8 : d[i];
    while (s >> 16 != 0) s = (s & 0xFFFF) + (s >> 16);
    return s;
  }

  void ip(const std::vector<uint8_t>& d, size_t l3) {
    uint32_t type = word(d, l3 - 2);
    size_t header = 0, end = 0;
    uint32_t proto = 0;
    bool fragment = false;
    if (type == 0x0800 && d[l3] >> 4 == 4 && (d[l3] & 15) >= 5) {
      header = 4 * (d[l3] & 15);
      if (d.size() < l3 + header) return;
      end = l3 + word(d, l3 + 2);
      proto = d[l3 + 9];
      fragment = (word(d, l3 + 6) & 0x3FFF) != 0;
      l3Ok = sum(d, l3, l3 + header) == 0xFFFF;
    } else if (type == 0x86DD && d[l3] >> 4 == 6) {
      header = 40;
      if (d.size() < l3 + header) return;
      end = l3 + header + word(d, l3 + 4);
      proto = d[l3 + 6];
    } else {
      return;
    }
    size_t l4 = l3 + header;
    split = static_cast<uint32_t>(l4);
    if (fragment || (proto != 6 && proto != 17) || d.size() < l4 + 4) return;
    size_t fixed = proto == 6 ? 20 : 8;
    if (d.size() >= l4 + fixed) {
      uint32_t words = proto == 6 ? d[l4 + 12] >> 4 : 2;
      if (proto == 17) split += 8;
      else if (words >= 5) split += 4 * words;
    }
    if (end > d.size() || end < l4 + fixed) return;
    uint32_t length = static_cast<uint32_t>(end - l4);
    if (proto == 17 && (word(d, l4 + 4) != length || word(d, l4 + 6) == 0)) return;
    bool v6 = type == 0x86DD;
    size_t addresses = v6 ? 8 : 12, addressesEnd = v6 ? 40 : 20;
    uint32_t pseudo = sum(d, l3 + addresses, l3 + addressesEnd) + proto + length;
    l4Ok = sum(d, l4, end, pseudo) == 0xFFFF;
  }
};

}  // namespace nicdma
