// SPDX-License-Identifier: Apache-2.0
// Headers for random frames: up to two VLAN tags, IPv4 with options or IPv6, TCP with options or
// UDP, padding behind the packet, fragments; checksums right, wrong or left out.
#pragma once

#include <cstdint>
#include <vector>

#include "rx_bench.h"

namespace nicdma {

class HeaderWriter {
 public:
  HeaderWriter(Random& random, std::vector<uint8_t>& data) : random_(random), d_(data) {}

  /// Write what fits; short frames keep their random bytes.
  void write() {
    size_t l3 = 14;
    uint32_t tags = random_.percent(30) ? 1 + random_.below(2) : 0;
    for (uint32_t i = 0; i < tags; ++i, l3 += 4) {
      put16(l3 - 2, random_.percent(50) ? 0x8100 : 0x88A8);
    }
    bool v6 = random_.percent(40), tcp = random_.percent(60);
    size_t header = v6 ? 40 : 20 + (random_.percent(40) ? 4 * random_.below(11) : 0);
    size_t fixed = tcp ? 20 : 8;
    put16(l3 - 2, v6 ? 0x86DD : 0x0800);
    if (random_.percent(10)) put16(l3 - 2, 0x88CC);       // no IP
    if (d_.size() < l3 + header + fixed) return;
    size_t end = d_.size();
    uint32_t payload = static_cast<uint32_t>(end - l3 - header - fixed);
    if (random_.percent(30)) end -= random_.below(payload + 1);
    if (random_.percent(4)) end += 1 + random_.below(40);  // says more than there is
    size_t l4 = l3 + header;
    v6 ? ipv6(l3, end, tcp) : ipv4(l3, header, end, tcp);
    if (tcp) {
      uint32_t words = random_.percent(5) ? random_.below(16) : 5 + random_.below(11);
      d_[l4 + 12] = static_cast<uint8_t>(words << 4);
    } else {
      put16(l4 + 4, static_cast<uint32_t>(end - l4) + (random_.percent(4) ? 1 : 0));
    }
    if (end <= d_.size()) checksum(l3, v6, l4, end, tcp);
  }

 private:
  Random& random_;
  std::vector<uint8_t>& d_;

  void put16(size_t at, uint32_t value) {
    if (at < d_.size()) d_[at] = value >> 8 & 0xFF;
    if (at + 1 < d_.size()) d_[at + 1] = value & 0xFF;
  }

  uint32_t sum(size_t from, size_t to) const {
    uint32_t s = 0;
    for (size_t i = from; i < to; ++i) s += (i - from) % 2 != 0 ? d_[i] : d_[i] << 8;
    return s;
  }
  static uint32_t fold(uint32_t s) {
    while (s > 0xFFFF) s = (s & 0xFFFF) + (s >> 16);
    return s;
  }

  void ipv4(size_t l3, size_t header, size_t end, bool tcp) {
    d_[l3] = static_cast<uint8_t>(0x40 | header / 4);
    put16(l3 + 2, static_cast<uint32_t>(end - l3));
    put16(l3 + 6, random_.percent(8) ? 0x2000 | random_.below(3) : 0x4000);
    d_[l3 + 9] = tcp ? 6 : random_.percent(95) ? 17 : 47;
    put16(l3 + 10, 0);
    put16(l3 + 10, ~fold(sum(l3, l3 + header)) & 0xFFFF);
    if (random_.percent(10)) d_[l3 + 1 + random_.below(11)] ^= 0x11;
  }

  void ipv6(size_t l3, size_t end, bool tcp) {
    d_[l3] = 0x60;
    put16(l3 + 4, static_cast<uint32_t>(end - l3 - 40));
    d_[l3 + 6] = tcp ? 6 : random_.percent(95) ? 17 : 58;
  }

  void checksum(size_t l3, bool v6, size_t l4, size_t end, bool tcp) {
    size_t field = l4 + (tcp ? 16 : 6);
    put16(field, 0);
    uint32_t s = v6 ? sum(l3 + 8, l3 + 40) : sum(l3 + 12, l3 + 20);
    s = fold(s + (tcp ? 6 : 17) + static_cast<uint32_t>(end - l4) + fold(sum(l4, end)));
    uint32_t value = ~s & 0xFFFF;
    if (!tcp && value == 0) value = 0xFFFF;
    if (!tcp && random_.percent(10)) value = 0;            // UDP without a checksum
    if (random_.percent(15)) value ^= 1u << random_.below(16);
    put16(field, value);
  }
};

}  // namespace nicdma
