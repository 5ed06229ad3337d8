// SPDX-License-Identifier: Apache-2.0
// AXI4 slave in front of host memory: latency, stalls, reordering, errors, and protocol checks.
// Write data reaches memory when its response is issued, not before.
#pragma once

#include <cstdint>
#include <cstring>
#include <deque>
#include <utility>
#include <vector>

#include "rx_bench.h"
#include "rx_memory.h"

namespace nicdma {

/// Stream of a request, AxUSER bits 15:12.
constexpr uint32_t kFrameData = 3, kFrameHeader = 4, kCompletion = 5;
inline bool isFrame(uint32_t stream) { return stream == kFrameData || stream == kFrameHeader; }

template <class Top>
class AxiMemory {
 public:
  AxiMemory(Top* top, Bench& bench, HostMemory& memory)
      : top_(top), bench_(bench), c_(bench.config), memory_(memory) {}

  void idle() {
    top_->m_axi_awready = top_->m_axi_wready = top_->m_axi_arready = 0;
    top_->m_axi_bvalid = top_->m_axi_rvalid = 0;
  }

  void drive() {
    top_->m_axi_awready = !bench_.random.percent(c_.stallPercent);
    top_->m_axi_wready = !bench_.random.percent(c_.stallPercent);
    top_->m_axi_arready = !bench_.random.percent(c_.stallPercent);
    driveB();
    driveR();
  }

  void sample() {
    sampleR();
    sampleB();
    sampleAr();
    sampleAw();
    sampleW();
  }

  /// Whether an AW of an earlier cycle still waits for AWREADY.
  bool awStalled() const { return awHeld_; }
  /// Stream of the write answered now; only while BVALID.
  uint32_t responseStream() const { return done_[bNow_].user >> 12; }

  size_t openWrites() const { return open_.size(); }
  size_t unansweredWrites() const { return done_.size(); }
  size_t openReads() const { return reads_.size(); }

 private:
  struct Burst {
    uint32_t id, user, beats, got = 0;
    uint64_t address, due = 0;
    uint32_t response = 0;
    std::vector<uint8_t> data, strobe;
  };
  struct Read {
    uint32_t id, user, beats, next = 0;
    uint64_t address, due = 0;
  };
  struct Beat {
    uint8_t data[64];
    uint64_t strobe;
    bool last;
  };

  Top* top_;
  Bench& bench_;
  const Config& c_;
  HostMemory& memory_;
  std::deque<Burst> open_, done_;          // waiting for data, for their response
  std::deque<Beat> early_;                 // W beats before their AW
  std::vector<std::vector<uint8_t>> spare_;
  std::deque<Read> reads_;
  int readNow_ = -1, bNow_ = -1;
  // stability of stalled channels
  bool awHeld_ = false, wHeld_ = false, arHeld_ = false;
  uint64_t awHeldAddress_ = 0;
  uint8_t wHeldData_[64], wHeldStrobe_[8];

  uint64_t due() {
    uint32_t spread = c_.latencyMax > c_.latencyMin ? c_.latencyMax - c_.latencyMin : 0;
    return bench_.cycles + c_.latencyMin + (spread != 0 ? bench_.random.below(spread + 1) : 0);
  }

  void burstLegal(uint64_t address, uint32_t len, const char* name) {
    uint64_t first = address / c_.bytes * c_.bytes;
    if (first / 4096 != (first + (len + 1) * c_.bytes - 1) / 4096) {
      bench_.fail("%s crosses 4 KiB: address=%llx len=%u", name, ull(address), len);
    }
  }

  // ------------------------------------------------------------------ write response
  void driveB() {
    if (bNow_ < 0) {
      for (size_t i = 0; i < done_.size(); ++i) {
        if (done_[i].due <= bench_.cycles) {
          bNow_ = static_cast<int>(i);
          break;
        }
        if (!c_.outOfOrder && c_.latePercent == 0) break;
      }
      if (bNow_ >= 0) apply(done_[bNow_]);
    }
    top_->m_axi_bvalid = bNow_ >= 0;
    if (bNow_ >= 0) {
      top_->m_axi_bid = done_[bNow_].id;
      top_->m_axi_bresp = done_[bNow_].response;
    }
  }

  void apply(Burst& b) {
    bool data = isFrame(b.user >> 12);
    uint64_t line = b.address / c_.bytes * c_.bytes;
    if (data && bench_.random.percent(c_.errorPercent)) b.response = 2 + bench_.random.below(2);
    for (size_t i = 0; i < b.data.size(); i += 8) {
      uint32_t strobe = b.strobe[i / 8];
      uint64_t at = line + i;
      if (at + 8 > HostMemory::kBytes) {
        return bench_.fail("write beyond memory: address=%llx", ull(at));
      }
      for (uint32_t k = 0; data && k < 8; ++k) {
        if ((strobe >> k & 1) && !memory_.posted(at + k)) {
          return bench_.fail("write outside a posted buffer: address=%llx", ull(at + k));
        }
        if ((strobe >> k & 1) && memory_.hasLog()) {
          memory_.log(at + k, b.user >> 12, b.response);
        }
      }
      if (b.response == 0) store(at, &b.data[i], strobe);
    }
  }

  void store(uint64_t address, const uint8_t* data, uint32_t strobe) {
    uint8_t* to = memory_.at(address);
    if (strobe == 0xFF) {
      memcpy(to, data, 8);
      return;
    }
    for (uint32_t k = 0; k < 8; ++k) {
      if (strobe >> k & 1) to[k] = data[k];
    }
  }

  void sampleB() {
    if (!top_->m_axi_bvalid || !top_->m_axi_bready) return;
    spare_.push_back(std::move(done_[bNow_].data));
    done_.erase(done_.begin() + bNow_);
    bNow_ = -1;
  }

  // ------------------------------------------------------------------ reads
  void driveR() {
    if (readNow_ < 0) {
      for (size_t i = 0; i < reads_.size(); ++i) {
        bool first = true;                          // of its ID
        for (size_t k = 0; k < i; ++k) first = first && reads_[k].id != reads_[i].id;
        bool due = first && reads_[i].due <= bench_.cycles;
        if (due && !(c_.outOfOrder && bench_.random.percent(30))) {
          readNow_ = static_cast<int>(i);
          break;
        }
        if (!c_.outOfOrder) break;
      }
    }
    top_->m_axi_rvalid = readNow_ >= 0;
    if (readNow_ >= 0) {
      Read& r = reads_[readNow_];
      top_->m_axi_rid = r.id;
      top_->m_axi_rresp = 0;
      top_->m_axi_rlast = r.next + 1 == r.beats;
      uint64_t line = (r.address / c_.bytes + r.next) * c_.bytes;
      memcpy(raw(top_->m_axi_rdata), memory_.at(line), c_.bytes);
    }
  }

  void sampleR() {
    if (!top_->m_axi_rvalid || !top_->m_axi_rready) return;
    Read& r = reads_[readNow_];
    if (++r.next == r.beats) reads_.erase(reads_.begin() + readNow_);
    readNow_ = -1;
  }

  void sampleAr() {
    if (arHeld_ && !top_->m_axi_arvalid) bench_.fail("ARVALID dropped");
    arHeld_ = top_->m_axi_arvalid && !top_->m_axi_arready;
    if (!top_->m_axi_arvalid || !top_->m_axi_arready) return;
    burstLegal(top_->m_axi_araddr, top_->m_axi_arlen, "AR");
    uint32_t qid = top_->m_axi_aruser >> 4 & 0xFF;
    if (!memory_.inRing(qid, top_->m_axi_araddr)) {
      bench_.fail("AR outside the ring: address=%llx queue=%u", ull(top_->m_axi_araddr), qid);
    }
    reads_.push_back({top_->m_axi_arid, top_->m_axi_aruser, top_->m_axi_arlen + 1u, 0,
                      top_->m_axi_araddr, due() + (bench_.lateReads ? c_.lateCycles : 0)});
  }

  // ------------------------------------------------------------------ write address and data
  void sampleAw() {
    if (awHeld_ && (!top_->m_axi_awvalid || top_->m_axi_awaddr != awHeldAddress_)) {
      bench_.fail("AW not stable");
    }
    awHeld_ = top_->m_axi_awvalid && !top_->m_axi_awready;
    awHeldAddress_ = top_->m_axi_awaddr;
    if (!top_->m_axi_awvalid || !top_->m_axi_awready) return;
    burstLegal(top_->m_axi_awaddr, top_->m_axi_awlen, "AW");
    open_.emplace_back();
    Burst& b = open_.back();
    b.id = top_->m_axi_awid;
    b.user = top_->m_axi_awuser;
    b.beats = top_->m_axi_awlen + 1u;
    b.address = top_->m_axi_awaddr;
    if (!spare_.empty()) {
      b.data = std::move(spare_.back());
      spare_.pop_back();
      b.data.clear();
    }
    matchW();
  }

  void sampleW() {
    uint8_t strobe[8] = {};
    memcpy(strobe, raw(top_->m_axi_wstrb), c_.bytes / 8);
    if (wHeld_ && (!top_->m_axi_wvalid || memcmp(wHeldStrobe_, strobe, 8) != 0 ||
                   memcmp(wHeldData_, raw(top_->m_axi_wdata), c_.bytes) != 0)) {
      bench_.fail("W not stable");
    }
    wHeld_ = top_->m_axi_wvalid && !top_->m_axi_wready;
    if (wHeld_) {
      memcpy(wHeldStrobe_, strobe, 8);
      memcpy(wHeldData_, raw(top_->m_axi_wdata), c_.bytes);
    }
    if (!top_->m_axi_wvalid || !top_->m_axi_wready) return;
    if (bench_.wBeats++ == 0) bench_.firstW = bench_.cycles;
    bench_.lastW = bench_.cycles;
    early_.emplace_back();
    Beat& beat = early_.back();
    memcpy(beat.data, raw(top_->m_axi_wdata), c_.bytes);
    memcpy(&beat.strobe, strobe, 8);
    beat.last = top_->m_axi_wlast;
    matchW();
  }

  /// Give beats to bursts in order; data may come before its address.
  void matchW() {
    while (!early_.empty() && !open_.empty()) {
      Beat& beat = early_.front();
      Burst& b = open_.front();
      b.data.insert(b.data.end(), beat.data, beat.data + c_.bytes);
      for (uint32_t k = 0; k < c_.bytes / 8; ++k) {
        b.strobe.push_back(beat.strobe >> (8 * k) & 0xFF);
      }
      if (isFrame(b.user >> 12)) ++bench_.payloadBeats;
      ++b.got;
      if (beat.last != (b.got == b.beats)) {
        return bench_.fail("WLAST: beat %u of %u", b.got, b.beats);
      }
      early_.pop_front();
      if (b.got == b.beats) {
        b.due = due();
        if (bench_.random.percent(c_.latePercent)) b.due += c_.lateCycles;
        done_.push_back(std::move(b));
        open_.pop_front();
      }
    }
  }
};

}  // namespace nicdma
