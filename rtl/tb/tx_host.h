// SPDX-License-Identifier: Apache-2.0
// Transmit bench: driver of the rings, sink at the MAC port, register access, the clock.
//
// Buffers are overwritten as soon as their completion is seen, so a completion that comes before
// the frame left shows as wrong bytes.
#pragma once

#include "../src/main/cpp/rx_registers.h"
#include "tx_bench.h"

namespace nicdma {

template <class Top>
class TxHost : public TxBench {
 public:
  TxHost(Top* top, const TxConfig& settings)
      : TxBench(settings), top_(top), memory_(top, *this), rxBench_(Config{}),
        port_(top, rxBench_, doorbells_) {}

  TxMemory<Top>& axi() { return memory_; }
  std::vector<std::vector<uint8_t>> macOther;      // frames at the MAC that no queue posted
  std::deque<std::vector<uint8_t>> inject;         // frames to send into s_axis_rx
  bool collectOther = false, silent = false, xoff = false, noPost = true;
  uint32_t lastStamp = ~0u;                        // ts_ns of the last completion, ~0: none
  uint64_t marked = 0;                             // frames with tuser
  uint64_t tvalidFirst = 0, tlastTaken = 0, starts = 0, startsInXoff = 0, doorbellAt = 0;

  void reset() {
    top_->rst_ni = 0;
    top_->s_axis_rx_tvalid = 0;
    port_.idle();
    uint64_t at = 0x1000;
    for (auto& q : queues) {
      q.ring = at;
      at += (16ull << c.ringLog2) + 64;
      at = (at + 63) / 64 * 64;
      q.cq = at;
      at += (static_cast<uint64_t>(kCpl) << c.cqLog2) + 64;
      at = (at + 63) / 64 * 64;
    }
    low_ = next_ = (at + 4095) / 4096 * 4096;
    for (int i = 0; i < 4; ++i) step(true);
    top_->rst_ni = 1;
  }

  void setUp() {
    for (uint32_t i = 0; i < c.queues; ++i) enableQueue(i);
    if (c.useIrq) {
      for (uint32_t v = 0; v < c.queues; ++v) write(0x100 + 16 * v, 0);
    }
    write(0x010, 2);
    for (uint32_t i = 0; c.useIrq && i < c.queues; ++i) ring(0x19800 + 8 * i, 0x80000000u);
    for (auto& q : queues) q.awake = !c.useIrq;
    noPost = false;
  }

  void enableQueue(uint32_t i) {
    write(0x0C000 + 64 * i, static_cast<uint32_t>(queues[i].ring));
    write(0x0C008 + 64 * i, c.ringLog2);
    write(0x14000 + 64 * i, static_cast<uint32_t>(queues[i].cq));
    write(0x14008 + 64 * i, c.cqLog2 | (c.useIrq ? i << 8 : 0));
    write(0x0C00C + 64 * i, 1);
  }

  /// Wait for a queue's state.
  void awaitState(uint32_t i, uint32_t state) {
    for (int n = 0; n < 3000 && good(); ++n) {
      if ((read(0x0C010 + 64 * i) & 7) == state) return;
    }
    fail("queue %u: state %x instead of %u", i, read(0x0C010 + 64 * i), state);
  }

  void resetQueue(uint32_t i) {
    auto& q = queues[i];
    bool hold = q.hold;
    q.hold = true;
    write(0x0C00C + 64 * i, 4);
    awaitState(i, 0);
    if (!q.opened.empty()) fail("queue %u reset inside a frame", i);
    for (auto& f : q.waiting) forget(*f);
    q.waiting.clear();
    q.tail = q.cons = q.freed = 0;
    memset(&memory[q.cq], 0, static_cast<size_t>(kCpl) << c.cqLog2);
    enableQueue(i);
    q.hold = hold;
  }

  // ------------------------------------------------------------------ posting
  FramePtr makeFrame(uint32_t queue, uint32_t length, uint32_t frags) {
    auto f = std::make_shared<TxFrame>();
    f->queue = queue;
    f->number = static_cast<uint32_t>(posted);
    f->cookie = random.below(65536);
    f->quiet = random.percent(c.quietPercent);
    f->data.resize(length);
    for (auto& byte : f->data) byte = static_cast<uint8_t>(random.next() >> 40);
    f->data[0] = static_cast<uint8_t>(queue);
    if (frags > length) frags = length;
    uint32_t left = length, at = 0;
    for (uint32_t k = 0; k < frags; ++k) {
      uint32_t most = left - (frags - 1 - k);
      uint32_t n = k + 1 == frags ? left : 1 + random.below(most);
      if (k + 1 < frags && random.percent(30) && most > 8) n = 1 + random.below(8);
      uint64_t address = allocate(n);
      memcpy(&memory[address], &f->data[at], n);
      f->parts.push_back({address, n});
      owned[address] = {n, f};
      at += n;
      left -= n;
    }
    return f;
  }

  /// Descriptor words of part k of a frame.
  uint64_t high(const TxFrame& f, size_t k, uint32_t csum, uint32_t index) const {
    bool sop = k == 0, eop = k + 1 == f.parts.size();
    uint64_t v = f.parts[k].second | static_cast<uint64_t>(eop ? f.cookie : 0xDEAD) << 32;
    v |= static_cast<uint64_t>(sop) << 48 | static_cast<uint64_t>(eop) << 49;
    v |= static_cast<uint64_t>(eop && !f.quiet) << 51;
    if (sop && csum != 0) v |= 1ull << 50 | (csum & 0xFFFFull) << 16;
    v |= static_cast<uint64_t>(~(index >> c.ringLog2) & 1) << 63;
    return v;
  }

  void put(uint32_t queue, uint64_t address, uint64_t word) {
    auto& q = queues[queue];
    uint8_t* at = &memory[q.ring + 16 * (q.tail & ((1u << c.ringLog2) - 1))];
    memcpy(at, &address, 8);
    memcpy(at + 8, &word, 8);
    ++q.tail;
  }

  /// Post one random frame if its descriptors fit.
  bool postRandom(uint32_t queue) {
    auto& q = queues[queue];
    uint32_t least = q.lengthMin != 0 ? q.lengthMin : c.lengthMin;
    uint32_t most = q.lengthMin != 0 ? q.lengthMax : c.lengthMax;
    uint32_t length = least + random.below(most - least + 1);
    uint32_t frags = 1 + random.below(c.frags < NICDMA_FRAGS ? c.frags : NICDMA_FRAGS);
    if (frags > length) frags = length;
    if (q.tail - q.freed + frags > 1u << c.ringLog2) return false;
    FramePtr f = makeFrame(queue, length, frags);
    if (q.tail - q.freed + frags > (3u << c.ringLog2) / 4) f->quiet = false;
    post(f, random.percent(c.csumPercent));
    return true;
  }

  /// Changes the descriptor words of part k.
  using Spoil = void (*)(size_t k, uint64_t& address, uint64_t& word);

  /// Post a frame that must end with an error, its descriptors changed by `spoil`.
  void postBad(uint32_t queue, uint32_t length, uint32_t frags, uint32_t error, Spoil spoil) {
    FramePtr f = makeFrame(queue, length, frags);
    f->quiet = false;
    f->skip = true;
    f->error = error;
    for (size_t k = 0; k < f->parts.size(); ++k) {
      uint64_t address = f->parts[k].first, word = high(*f, k, 0, queues[queue].tail);
      spoil(k, address, word);
      put(queue, address, word);
    }
    f->head = queues[queue].tail & 0xFFFF;
    queues[queue].waiting.push_back(f);
    ++posted;
  }

  void postGood(uint32_t queue, uint32_t length, uint32_t frags) {
    FramePtr f = makeFrame(queue, length, frags);
    f->quiet = false;
    post(f, false);
  }

  void post(FramePtr f, bool withSum) {
    auto& q = queues[f->queue];
    uint32_t length = static_cast<uint32_t>(f->data.size()), csum = 0;
    if (withSum && length >= 20) {
      uint32_t start = random.below(length - 2 < 200 ? length - 2 : 200);
      uint32_t room = length - 2 - start;
      uint32_t offset = random.below((room < 255 ? room : 255) + 1);
      csum = start | offset << 8;
      if (csum == 0) csum = 1 << 8;
      insertSum(*f, csum & 255, csum >> 8);
    }
    for (size_t k = 0; k < f->parts.size(); ++k) {
      put(f->queue, f->parts[k].first, high(*f, k, csum | (csum != 0 ? 1u << 20 : 0), q.tail));
    }
    f->head = q.tail & 0xFFFF;
    q.waiting.push_back(f);
    ++posted;
  }

  void ring(uint32_t address, uint32_t value) { doorbells_.ring(address, value); }
  void ringTail(uint32_t i) { ring(0x18800 + 8 * i, queues[i].tail & 0xFFFF); }

  // ------------------------------------------------------------------ the clock
  void cycle() { step(false); }
  void spin(uint64_t n) {
    for (uint64_t i = 0; i < n && good(); ++i) cycle();
  }

  /// Run until all frames are posted, sent and completed.
  void run() {
    uint64_t quiet = 0, before = 0;
    while (good() && !(posted >= c.frames && allDone())) {
      cycle();
      uint64_t now = completed + atMac + posted;
      quiet = now == before ? quiet + 1 : 0;
      before = now;
      if (quiet > 20000) fail("stuck: posted=%llu at mac=%llu", ull(posted), ull(atMac));
    }
    spin(300);
  }

  bool allDone() const {
    for (auto& q : queues) {
      for (auto& f : q.waiting) {
        if (!f->sent || !f->quiet) return false;
      }
    }
    return true;
  }

  /// Print what the engine says about its state, for debugging.
  void dump() {
    failure.clear();
    port_.finish();
    printf("STATUS %x ERR %x INFO %x\n", read(0x014), read(0x018), read(0x09C));
    for (uint32_t i = 0; i < c.queues; ++i) {
      auto& q = queues[i];
      printf("queue %u STATE %x HEAD %u TAIL %u PROD %u CONS %u; here tail %u freed %u cons %u\n",
             i, read(0xC010 + 64 * i), read(0xC014 + 64 * i), read(0xC018 + 64 * i),
             read(0x14010 + 64 * i), read(0x14014 + 64 * i), q.tail, q.freed, q.cons);
      for (auto& f : q.waiting) {
        printf("  frame %u parts %zu length %zu sent %d quiet %d error %u\n", f->number,
               f->parts.size(), f->data.size(), f->sent, f->quiet, f->error);
      }
    }
  }

  uint32_t read(uint32_t address, bool expectError = false) {
    access(address, 0, false, expectError);
    return port_.data();
  }
  void write(uint32_t address, uint32_t value, bool expectError = false) {
    access(address, value, true, expectError);
  }
  uint64_t read64(uint32_t address) {
    uint64_t low = read(address);
    return low | static_cast<uint64_t>(read(address + 4)) << 32;
  }
  void expect(bool holds, const char* what) {
    if (!holds) fail("%s", what);
  }

 private:
  static constexpr uint32_t kCpl = NICDMA_CPL;
  Top* top_;
  TxMemory<Top> memory_;
  Bench rxBench_;
  Doorbells doorbells_;
  RegisterPort<Top> port_;
  uint64_t low_ = 0, next_ = 0;
  std::vector<uint8_t> frame_;             // bytes of the frame at the MAC port
  bool inFrame_ = false, tvalidWas_ = false, xoffWas_ = false, busy_ = false;
  std::vector<uint8_t> held_;
  size_t injectAt_ = 0;

  uint64_t allocate(uint32_t n) {
    uint64_t at = c.aligned ? (next_ + 63) / 64 * 64 : next_ + random.below(70);
    if (!c.aligned && random.percent(5)) at = (at / 4096 + 2) * 4096 - random.below(64);
    if (at + n + 8192 > kMemory) at = low_ + random.below(64);
    next_ = at + n + 1;
    return at;
  }

  static void insertSum(TxFrame& f, uint32_t start, uint32_t offset) {
    uint64_t sum = 0;                      // as RFC 1071 does it, byte by byte
    for (size_t i = start; i < f.data.size(); ++i) {
      sum += (i - start) % 2 == 0 ? f.data[i] << 8 : f.data[i];
    }
    while (sum >> 16) sum = (sum & 0xFFFF) + (sum >> 16);
    uint32_t field = ~sum & 0xFFFF;
    if (field == 0) field = 0xFFFF;
    f.field = start + offset;
    f.data[start + offset] = static_cast<uint8_t>(field >> 8);
    f.data[start + offset + 1] = static_cast<uint8_t>(field);
  }

  void forget(const TxFrame& f) {
    for (auto& p : f.parts) {
      owned.erase(p.first);
      memset(&memory[p.first], 0xA5, p.second);
    }
  }

  void access(uint32_t address, uint32_t value, bool isWrite, bool expectError) {
    busy_ = true;
    for (int i = 0; i < 3000 && !doorbells_.idle(); ++i) cycle();
    busy_ = false;
    port_.start(address, value, isWrite, 15);
    for (int i = 0; i < 3000 && !port_.answered(); ++i) cycle();
    if (!port_.answered()) fail("register access hangs: address=%x", address);
    if ((port_.response() != 0) != expectError) {
      fail("register %s: address=%x response=%u", isWrite ? "write" : "read", address,
           port_.response());
    }
    port_.finish();
  }

  void step(bool inReset) {
    if (!good()) return;
    memory_.drive();
    port_.drive();
    driveMacIn();
    top_->xoff_i = xoff;
    top_->m_axis_tx_tready = !random.percent(c.macStallPercent);
    top_->clk_i = 0;
    top_->eval();
    if (!inReset) sample();
    top_->clk_i = 1;
    top_->eval();
    ++cycles;
  }

  void sample() {
    if (top_->s_axil_wvalid && top_->s_axil_wready && top_->s_axil_awaddr >> 11 == 0x31) {
      doorbellAt = cycles;
    }
    memory_.watch();
    sampleMac();
    sampleMacIn();
    port_.sample();
    memory_.sample();
    if (!busy_) drivers();
  }

  // ------------------------------------------------------------------ MAC port
  void sampleMac() {
    bool valid = top_->m_axis_tx_tvalid;
    if (tvalidWas_ && !valid) fail("TVALID dropped");
    if (valid && !tvalidWas_) tvalidFirst = cycles;
    if (valid && !inFrame_ && !tvalidWas_) {
      ++starts;
      if (xoffWas_) ++startsInXoff;
    }
    xoffWas_ = xoff;
    uint64_t keep = 0;
    memcpy(&keep, raw(top_->m_axis_tx_tkeep), c.bytes / 8);
    std::vector<uint8_t> now(raw(top_->m_axis_tx_tdata), raw(top_->m_axis_tx_tdata) + c.bytes);
    if (tvalidWas_ && now != held_) fail("TDATA changes while stalled");
    held_ = now;
    tvalidWas_ = valid && !top_->m_axis_tx_tready;
    if (!valid || !top_->m_axis_tx_tready) return;
    inFrame_ = !top_->m_axis_tx_tlast;
    uint32_t n = 0;
    while (n < c.bytes && (keep >> n & 1)) ++n;
    uint64_t full = n == 64 ? ~0ull : (1ull << n) - 1;
    if (keep != full || n == 0 || (inFrame_ && n != c.bytes)) fail("TKEEP: %llx", ull(keep));
    frame_.insert(frame_.end(), now.begin(), now.begin() + n);
    if (inFrame_) return;
    tlastTaken = cycles;
    macFrame();
    frame_.clear();
  }

  void macFrame() {
    if (top_->m_axis_tx_tuser) {
      ++marked;                            // the MAC drops it
      return;
    }
    if (collectOther && (frame_[0] & 0x80)) {
      macOther.push_back(frame_);
      return;
    }
    uint32_t i = frame_[0];
    if (i >= c.queues) return fail("frame of unknown queue %u", i);
    for (auto& f : queues[i].waiting) {
      if (f->sent || f->skip) continue;
      if (f->data != frame_) {
        size_t at = 0;
        while (at < f->data.size() && at < frame_.size() && f->data[at] == frame_[at]) ++at;
        return fail("frame %u of queue %u: length %zu expected %zu, byte %zu is %02x%02x expected "
                    "%02x%02x, checksum at %u", f->number, i, frame_.size(), f->data.size(), at,
                    frame_[at], frame_[at + 1], f->data[at], f->data[at + 1], f->field);
      }
      f->sent = true;
      ++atMac;
      ++queues[i].frames;
      queues[i].bytes += frame_.size();
      return;
    }
    fail("frame of queue %u was not posted: length=%zu", i, frame_.size());
  }

  void driveMacIn() {
    top_->s_axis_rx_tvalid = !inject.empty() && top_->rst_ni;
    if (inject.empty()) return;
    auto& f = inject.front();
    size_t left = f.size() - injectAt_, n = left < c.bytes ? left : c.bytes;
    uint64_t keep = n == 64 ? ~0ull : (1ull << n) - 1;
    memcpy(raw(top_->s_axis_rx_tdata), &f[injectAt_], n);
    memcpy(raw(top_->s_axis_rx_tkeep), &keep, c.bytes / 8);
    top_->s_axis_rx_tlast = left <= c.bytes;
    top_->s_axis_rx_tuser = 0;
  }

  void sampleMacIn() {
    if (!top_->s_axis_rx_tvalid || !top_->s_axis_rx_tready) return;
    injectAt_ += c.bytes;
    if (injectAt_ < inject.front().size()) return;
    inject.pop_front();
    injectAt_ = 0;
  }

  // ------------------------------------------------------------------ driver
  void drivers() {
    for (uint32_t i = 0; c.useIrq && i < c.queues; ++i) {
      auto& q = queues[i];
      if (!q.awake && (top_->irq_o >> i & 1)) {
        q.awake = true;
        ++interrupts;
        ring(0x104 + 16 * i, 1);
      }
    }
    uint32_t i = static_cast<uint32_t>(cycles % c.queues);
    auto& q = queues[i];
    if (doorbells_.waiting.size() > 6) return;
    if (!silent && q.awake && (!c.useIrq || doorbells_.idle())) poll(i);
    if (q.hold || noPost || posted >= c.frames) return;
    bool rung = false;
    int most = c.backlog ? 64 : 4;
    for (int n = 0; n < most && posted < c.frames && postRandom(i); ++n) rung = true;
    if (rung) ringTail(i);
  }

  void poll(uint32_t i) {
    auto& q = queues[i];
    uint32_t before = q.cons;
    while (good()) {
      const uint8_t* record = &memory[q.cq + kCpl * (q.cons & ((1u << c.cqLog2) - 1))];
      uint64_t low, high;
      memcpy(&low, record, 8);
      memcpy(&high, record + 8, 8);
      if ((high >> 63) != (~(q.cons >> c.cqLog2) & 1)) break;
      complete(i, low, high);
      ++q.cons;
    }
    if (q.cons == before && !c.useIrq) return;
    ring(0x19800 + 8 * i, (q.cons & 0xFFFF) | (c.useIrq ? 0x80000000u : 0));
    if (c.useIrq) q.awake = false;
  }

  void complete(uint32_t i, uint64_t low, uint64_t high) {
    auto& q = queues[i];
    uint32_t error = low >> 60 & 15, head = low >> 32 & 0xFFFF;
    ++completed;
    ++errors[error];
    uint32_t queue = high >> 55 & 0xFF;
    if (queue != i) fail("completion: queue %u in ring of %u", queue, i);
    while (!q.waiting.empty() && q.waiting.front()->quiet && q.waiting.front()->error == 0 &&
           q.waiting.front()->head != head) {
      finish(q, *q.waiting.front());
    }
    if (q.waiting.empty()) return fail("completion without a frame: queue=%u", i);
    TxFrame f = *q.waiting.front();
    uint32_t length = error == 0 ? static_cast<uint32_t>(f.data.size()) : 0;
    if (error != f.error) fail("err %u expected %u, frame %u", error, f.error, f.number);
    // a frame that could not be read to its end is completed where that was seen
    bool broken = error == 6 || error == 10 || error == 11;
    if (!broken && head != f.head) fail("head %u expected %u, frame %u", head, f.head, f.number);
    if (!broken && (low >> 16 & 0xFFFF) != f.cookie) fail("cookie, frame %u", f.number);
    if ((low & 0xFFFF) != length) fail("len %u expected %u", uint32_t(low & 0xFFFF), length);
    if (f.error == 0 && !f.sent) fail("completion before the MAC has frame %u", f.number);
    lastStamp = low >> 55 & 1 ? static_cast<uint32_t>(high >> 32 & 0x7FFFFF) : ~0u;
    finish(q, f);
  }

  void finish(Queue& q, const TxFrame& f) {
    if (f.error == 0 && !f.sent) fail("later completion before frame %u left", f.number);
    forget(f);
    q.freed += static_cast<uint32_t>(f.parts.size());
    q.waiting.pop_front();
  }
};

}  // namespace nicdma
