// SPDX-License-Identifier: Apache-2.0
// Transmit bench: settings, host memory with an AXI4 slave in front of it, and what is expected.
#pragma once

#include <cstring>
#include <deque>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "../src/main/cpp/rx_bench.h"

namespace nicdma {

struct TxConfig {
  uint32_t bytes = NICDMA_BYTES;
  uint32_t queues = 1;
  uint32_t ringLog2 = 7, cqLog2 = 7;
  uint32_t latencyMin = 16, latencyMax = 16;
  bool outOfOrder = false;          // R of different IDs: any order, beats interleaved
  uint32_t stallPercent = 0;        // ARREADY, AWREADY, WREADY low
  uint32_t macStallPercent = 0;     // m_axis_tx_tready low
  uint32_t errorPercent = 0;        // data reads answered with SLVERR or DECERR
  uint32_t errorFirst = 0;          // so many data reads fail, then none
  uint32_t lengthMin = 64, lengthMax = 64;
  uint32_t frags = 1;               // most descriptors per frame
  uint32_t csumPercent = 0, quietPercent = 0;    // quiet: no completion asked for
  uint32_t frames = 600;            // all queues together
  uint64_t seed = 1;
  bool aligned = false;
  bool useIrq = false;
  bool backlog = false;             // every queue keeps its ring full
};

/// A frame as posted; `data` is what the MAC must see.
struct TxFrame {
  uint32_t queue = 0, cookie = 0, head = 0, error = 0, number = 0, field = 0;
  bool sent = false, quiet = false, skip = false;   // skip: never to be seen at the MAC
  std::vector<uint8_t> data;
  std::vector<std::pair<uint64_t, uint32_t>> parts;   // address, length
};
using FramePtr = std::shared_ptr<TxFrame>;

/// Shared state of one run.
struct TxBench {
  explicit TxBench(const TxConfig& settings)
      : c(settings), random(settings.seed), memory(kMemory), queues(NICDMA_QUEUES) {}
  static constexpr uint64_t kMemory = 64ull << 20;

  const TxConfig c;
  Random random;
  std::string failure;
  uint64_t cycles = 0;
  std::vector<uint8_t> memory;
  std::map<uint64_t, std::pair<uint32_t, FramePtr>> owned;   // fragment start: length, frame

  struct Queue {
    uint64_t ring = 0, cq = 0;
    uint32_t tail = 0, cons = 0, freed = 0;     // freed: descriptors whose completion was read
    std::deque<FramePtr> waiting;               // posted, not completed
    std::vector<uint8_t> opened;                // bytes at the MAC
    uint64_t bytes = 0, frames = 0;             // at the MAC
    uint32_t lengthMin = 0, lengthMax = 0;      // 0: as in the settings
    bool hold = false, awake = true;
  };
  std::vector<Queue> queues;
  uint64_t posted = 0, completed = 0, atMac = 0, errors[16] = {}, interrupts = 0;
  uint64_t rBeats = 0, dataBeats = 0, firstR = 0, lastR = 0, dataErrors = 0;
  uint32_t failDescriptorReads = 0;   // so many descriptor reads are answered with SLVERR

  bool good() const { return failure.empty(); }
  void fail(const char* format, ...) __attribute__((format(printf, 2, 3))) {
    if (!good()) return;
    char text[400];
    va_list args;
    va_start(args, format);
    vsnprintf(text, sizeof text, format, args);
    va_end(args);
    failure = text + (" cycle=" + std::to_string(cycles));
  }

  /// The fragment that holds a byte, or null.
  std::pair<uint32_t, FramePtr>* fragmentAt(uint64_t address, uint64_t* start) {
    auto it = owned.upper_bound(address);
    if (it == owned.begin()) return nullptr;
    --it;
    if (address >= it->first + it->second.first) return nullptr;
    *start = it->first;
    return &it->second;
  }
};

/// AXI4 slave: latency, any order between IDs, interleaved read beats, errors, protocol checks.
template <class Top>
class TxMemory {
 public:
  TxMemory(Top* top, TxBench& bench) : top_(top), b_(bench), c_(bench.c) {}

  void drive() {
    top_->m_axi_arready = !b_.random.percent(c_.stallPercent);
    top_->m_axi_awready = !b_.random.percent(c_.stallPercent);
    top_->m_axi_wready = !b_.random.percent(c_.stallPercent);
    driveR();
    top_->m_axi_bvalid = !answers_.empty() && answers_.front().due <= b_.cycles;
    if (top_->m_axi_bvalid) {
      Write& w = answers_.front();
      if (!w.stored) memcpy(&b_.memory[w.address], w.data.data(), w.data.size());
      w.stored = true;
      top_->m_axi_bid = w.id;
      top_->m_axi_bresp = 0;
    }
  }

  void sample() {
    if (top_->m_axi_rvalid && top_->m_axi_rready) sampleR();
    if (top_->m_axi_bvalid && top_->m_axi_bready) answers_.pop_front();
    if (top_->m_axi_arvalid && top_->m_axi_arready) sampleAr();
    if (top_->m_axi_awvalid && top_->m_axi_awready) {
      writes_.push_back({top_->m_axi_awid, top_->m_axi_awlen + 1u, top_->m_axi_awaddr, 0, false,
                         {}, 0});
    }
    if (top_->m_axi_wvalid && top_->m_axi_wready) beats_.push_back(beat());
    matchW();
  }

  bool idle() const { return reads_.empty() && answers_.empty() && writes_.empty(); }
  uint64_t arDesc = 0, arData = 0, rDesc = 0, rData = 0, awCqe = 0;     // cycle of the latest
  bool arSeen = false, awSeen = false;
  void watch() {
    bool ar = top_->m_axi_arvalid, aw = top_->m_axi_awvalid;
    if (ar && !arSeen) ((top_->m_axi_aruser >> 12) == 2 ? arData : arDesc) = b_.cycles;
    arSeen = ar && !top_->m_axi_arready;
    if (aw && !awSeen) awCqe = b_.cycles;
    awSeen = aw && !top_->m_axi_awready;
    if (top_->m_axi_rvalid) ((top_->m_axi_rid >> (kIdBits - 1)) ? rData : rDesc) = b_.cycles;
  }

 private:
  static constexpr uint32_t kIdBits = NICDMA_ID_BITS;
  struct Read {
    uint32_t id, user, beats, next;
    uint64_t address, due;
    uint32_t response;
  };
  struct Write {
    uint32_t id, beats;
    uint64_t address, due;
    bool stored;
    std::vector<uint8_t> data;
    uint32_t got;
  };
  struct Beat {
    uint8_t data[64];
    uint64_t strobe;
    bool last;
  };

  Top* top_;
  TxBench& b_;
  const TxConfig& c_;
  std::deque<Read> reads_;
  std::deque<Write> writes_, answers_;
  std::deque<Beat> beats_;
  int now_ = -1;

  uint64_t due() {
    uint32_t spread = c_.latencyMax - c_.latencyMin;
    return b_.cycles + c_.latencyMin + (spread != 0 ? b_.random.below(spread + 1) : 0);
  }

  void driveR() {
    if (now_ < 0) {
      for (size_t i = 0; i < reads_.size() && i < 40; ++i) {
        bool first = true;                            // of its ID
        for (size_t k = 0; k < i; ++k) first = first && reads_[k].id != reads_[i].id;
        bool ready = first && reads_[i].due <= b_.cycles;
        if (ready && !(c_.outOfOrder && b_.random.percent(40))) {
          now_ = static_cast<int>(i);
          break;
        }
        if (!c_.outOfOrder) break;
      }
    }
    top_->m_axi_rvalid = now_ >= 0;
    if (now_ < 0) return;
    Read& r = reads_[now_];
    top_->m_axi_rid = r.id;
    top_->m_axi_rresp = r.response;
    top_->m_axi_rlast = r.next + 1 == r.beats;
    uint64_t line = (r.address / c_.bytes + r.next) * c_.bytes;
    memcpy(raw(top_->m_axi_rdata), &b_.memory[line], c_.bytes);
  }

  void sampleR() {
    Read& r = reads_[now_];
    if (b_.rBeats++ == 0) b_.firstR = b_.cycles;
    b_.lastR = b_.cycles;
    if (r.user >> 12 == 2) ++b_.dataBeats;
    if (++r.next == r.beats) reads_.erase(reads_.begin() + now_);
    now_ = -1;
  }

  void sampleAr() {
    uint64_t address = top_->m_axi_araddr;
    uint32_t kind = top_->m_axi_aruser >> 12, queue = top_->m_axi_aruser >> 4 & 0xFF;
    Read r{top_->m_axi_arid, top_->m_axi_aruser, top_->m_axi_arlen + 1u, 0, address, due(), 0};
    uint64_t line = address / c_.bytes * c_.bytes;
    if (line / 4096 != (line + r.beats * c_.bytes - 1) / 4096) {
      b_.fail("AR crosses 4 KiB: address=%llx beats=%u", ull(address), r.beats);
    }
    if (line + r.beats * c_.bytes > TxBench::kMemory) return b_.fail("AR outside memory");
    if (kind == 1) {
      auto& q = b_.queues[queue];
      if (r.id >> (kIdBits - 2) != 1) b_.fail("descriptor read with ID %u", r.id);
      if (address < q.ring || address >= q.ring + (16ull << c_.ringLog2)) {
        b_.fail("descriptor read outside ring: address=%llx", ull(address));
      }
      if (b_.failDescriptorReads != 0) {
        --b_.failDescriptorReads;
        r.response = 2;
      }
    } else if (kind == 2) {
      dataRead(r, line);
    }
    reads_.push_back(r);
  }

  void dataRead(Read& r, uint64_t line) {
    uint64_t start = 0;
    auto* part = b_.fragmentAt(r.address, &start);
    if (r.id >> (kIdBits - 1) != 1) b_.fail("data read with ID %u", r.id);
    if (part == nullptr) return b_.fail("read outside a fragment: address=%llx", ull(r.address));
    uint64_t lastBeat = line + (r.beats - 1) * c_.bytes;
    if (lastBeat >= start + part->first) b_.fail("read beyond a fragment: %llx", ull(r.address));
    bool bad = c_.errorFirst != 0 ? b_.dataErrors < c_.errorFirst
                                  : b_.random.percent(c_.errorPercent);
    if (!bad) return;
    ++b_.dataErrors;
    r.response = 2 + b_.random.below(2);
    TxFrame& f = *part->second;
    if (r.response - 1 > f.error) f.error = r.response - 1;
    f.skip = true;
  }

  Beat beat() {
    Beat beat{};
    memcpy(beat.data, raw(top_->m_axi_wdata), c_.bytes);
    memcpy(&beat.strobe, raw(top_->m_axi_wstrb), c_.bytes / 8);
    beat.last = top_->m_axi_wlast;
    return beat;
  }

  void matchW() {
    while (!beats_.empty() && !writes_.empty()) {
      Write& w = writes_.front();
      Beat& beat = beats_.front();
      uint32_t offset = w.got == 0 ? w.address % c_.bytes : 0;
      for (uint32_t i = offset; i < c_.bytes && (beat.strobe >> i & 1); ++i) {
        w.data.push_back(beat.data[i]);
      }
      beats_.pop_front();
      if (++w.got < w.beats) continue;
      w.due = due();
      answers_.push_back(std::move(w));
      writes_.pop_front();
    }
  }
};

}  // namespace nicdma
