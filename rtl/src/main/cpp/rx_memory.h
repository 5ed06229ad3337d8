// SPDX-License-Identifier: Apache-2.0
// Host memory with an owner per byte, and where the rings lie in it.
#pragma once

#include <cstdint>
#include <cstring>
#include <vector>

namespace nicdma {

class HostMemory {
 public:
  static constexpr uint64_t kBytes = 64ull << 20;

  HostMemory() : bytes_(kBytes), device_(kBytes) {}

  /// From now on remember who wrote each byte and how it was answered.
  void keepLog() { log_.resize(kBytes); }
  bool hasLog() const { return !log_.empty(); }
  void log(uint64_t address, uint32_t stream, uint32_t response) {
    log_[address] = static_cast<uint8_t>(stream << 4 | response);
  }
  /// Stream of the last write of a byte since it was posted (0: none), and its response.
  uint32_t writer(uint64_t address) const { return log_[address] >> 4; }
  uint32_t response(uint64_t address) const { return log_[address] & 3; }

  uint8_t* at(uint64_t address) { return &bytes_[address]; }
  const uint8_t* at(uint64_t address) const { return &bytes_[address]; }

  /// Whether the device may write a byte: it lies in a posted buffer.
  bool posted(uint64_t address) const { return device_[address] == 1; }
  void post(uint64_t buffer, uint32_t size) {
    memset(&device_[buffer], 1, size);
    if (hasLog()) memset(&log_[buffer], 0, size);
  }
  void take(uint64_t buffer, uint32_t size) { memset(&device_[buffer], 0, size); }

  /// Declare the descriptor ring of the next queue.
  void addRing(uint64_t address, uint64_t size) { rings_.push_back({address, size}); }
  bool inRing(uint32_t queue, uint64_t address) const {
    const Ring& ring = rings_[queue % rings_.size()];
    return address >= ring.address && address < ring.address + ring.size;
  }

 private:
  struct Ring {
    uint64_t address, size;
  };

  std::vector<uint8_t> bytes_, device_, log_;
  std::vector<Ring> rings_;
};

}  // namespace nicdma
