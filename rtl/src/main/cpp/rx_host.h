// SPDX-License-Identifier: Apache-2.0
// Host side of the NIC model in C++: AXI memory, register access, rings, driver, frame source and
// checks. Used by the speed reference (rx_harness.cpp) and by the RTL smoke test (tb/rx_tb.cpp).
//
// One call of cycle() is one clock: inputs are set, the model settles, handshakes are sampled,
// the clock rises. Write data reaches memory when its response is issued, not before.
#pragma once

#include <cstdarg>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <deque>
#include <string>
#include <vector>

namespace nicdma {

/// xorshift64*: small, seeded, the same everywhere.
struct Random {
  uint64_t state;
  explicit Random(uint64_t seed) : state(seed * 0x9E3779B97F4A7C15ull + 0x1234567ull) {}
  uint64_t next() {
    state ^= state >> 12;
    state ^= state << 25;
    state ^= state >> 27;
    return state * 0x2545F4914F6CDD1Dull;
  }
  uint32_t below(uint32_t n) { return static_cast<uint32_t>((next() >> 33) % n); }
  bool percent(uint32_t p) { return p != 0 && below(100) < p; }
};

/// Result of the first failed check; empty = all good.
struct Failure {
  std::string text;
};

struct Config {
  uint32_t bytes = 16;          // bus width
  uint32_t queues = 1;
  uint32_t ringLog2 = 8;
  uint32_t cqLog2 = 8;
  uint32_t bufBytes = 2048;     // max_len of every descriptor
  uint32_t latencyMin = 16;
  uint32_t latencyMax = 16;
  bool outOfOrder = false;
  uint32_t stallPercent = 0;    // AWREADY, WREADY, ARREADY low
  uint32_t gapPercent = 0;      // MAC idle cycles
  uint32_t errorPercent = 0;    // data writes answered with SLVERR or DECERR
  uint32_t badPercent = 0;      // frames with tuser
  bool randomOffset = false;
  bool mayDrop = false;         // frames may be missing
  bool slowDriver = false;      // completions are read only now and then
  uint32_t lengthMin = 64;
  uint32_t lengthMax = 64;
  uint64_t frames = 1000;
  uint64_t seed = 1;
  uint32_t policy = 3;          // DROP_POLICY
  bool useIrq = false;          // poll a queue only after its interrupt
  uint32_t irqCount = 0;
  uint32_t irqTimer = 0;
  bool paced = false;           // next frame only when few are inside
};

/// Host of one model; `Top` is the Verilated class.
template <class Top>
class Host {
 public:
  Host(Top* top, const Config& config)
      : top_(top), c_(config), random_(config.seed), memory_(kMemoryBytes), owner_(kMemoryBytes) {}

  Failure failure;
  uint64_t cycles = 0;
  uint64_t sent = 0, completed = 0, errored = 0, interrupts = 0;
  uint64_t wBeats = 0, firstW = 0, lastW = 0, payload = 0;
  uint64_t wStart = 0, wStartBeats = 0, payloadBeats = 0;

  void reset() {
    top_->rst_ni = 0;
    idleInputs();
    for (int i = 0; i < 4; ++i) tick();
    top_->rst_ni = 1;
  }

  void write(uint32_t address, uint32_t value, bool expectError = false) {
    uint32_t response = 0;
    registerAccess(address, &value, true, &response);
    if ((response != 0) != expectError) fail("register write: address=%x response=%u", address, response);
  }

  uint32_t read(uint32_t address, bool expectError = false) {
    uint32_t value = 0, response = 0;
    registerAccess(address, &value, false, &response);
    if ((response != 0) != expectError) fail("register read: address=%x response=%u", address, response);
    return value;
  }

  uint64_t read64(uint32_t address) {
    uint64_t low = read(address);
    return low | static_cast<uint64_t>(read(address + 4)) << 32;
  }

  /// Program rings and enable the queues.
  void setUp() {
    queues_.resize(c_.queues);
    uint64_t at = 0x1000;
    for (auto& q : queues_) {
      q.ring = at;
      at += align((16ull << c_.ringLog2) + 64 * random_.below(3), 64);
      q.cq = at;
      at += align((16ull << c_.cqLog2), 64);
      if (c_.randomOffset) at += 64 * random_.below(40);
    }
    buffers_ = align(at, 4096);
    stride_ = align(c_.bufBytes + 4096, 4096);
    if (buffers_ + stride_ * (static_cast<uint64_t>(c_.queues) << c_.ringLog2) > kMemoryBytes) {
      fail("memory too small: queues=%u", c_.queues);
      return;
    }
    write(0x020, c_.policy);
    for (uint32_t i = 0; i < 10; ++i) key_[i] = read(0x040 + 4 * i);
    for (uint32_t v = 0; c_.useIrq && v < c_.queues; ++v) {
      write(0x108 + 16 * v, c_.irqCount);
      write(0x10C + 16 * v, c_.irqTimer);
      write(0x100 + 16 * v, 0);
    }
    for (uint32_t i = 0; i < c_.queues; ++i) enableQueue(i);
    write(0x010, 1);
    for (uint32_t i = 0; i < c_.queues; ++i) refill(i, true);
    for (uint32_t i = 0; c_.useIrq && i < c_.queues; ++i) {
      doorbells_.push_back({0x19000 + 8 * i, 0x80000000u});
    }
  }

  void enableQueue(uint32_t i) {
    auto& q = queues_[i];
    write(0x08000 + 64 * i, static_cast<uint32_t>(q.ring));
    write(0x08008 + 64 * i, c_.ringLog2);
    write(0x10000 + 64 * i, static_cast<uint32_t>(q.cq));
    write(0x10008 + 64 * i, c_.cqLog2 | (c_.useIrq ? i << 8 : 0));
    write(0x0800C + 64 * i, 1);
  }

  /// Run until every frame is sent and accounted for.
  void run() {
    uint64_t quiet = 0, rounds = 0;
    stopSource = false;
    while (failure.text.empty()) {
      uint64_t before = sent + completed;
      cycle();
      quiet = sent + completed == before ? quiet + 1 : 0;
      if (sent == c_.frames && (completed == delivered_ || c_.mayDrop) && expectedEmpty()) break;
      if (c_.mayDrop && sent == c_.frames && quiet > 4000) {
        if ((read(0x014) & 1) != 0 || holdQueue != ~0u) break;
        if (++rounds == 10) fail("stuck: frames pending=%u", read(0x02C));
        quiet = 0;
      }
      if (quiet > 40000) {
        fail("stuck: sent=%llu completed=%llu", (unsigned long long)sent, (unsigned long long)completed);
      }
    }
    for (int i = 0; i < 12000 && failure.text.empty() && !caughtUp(); ++i) cycle();
    for (int i = 0; i < 500 && failure.text.empty(); ++i) cycle();
  }

  void cycle() {
    drive();
    top_->clk_i = 0;
    top_->eval();
    sample();
    top_->clk_i = 1;
    top_->eval();
    ++cycles;
  }

  void fail(const char* format, ...) __attribute__((format(printf, 2, 3))) {
    if (!failure.text.empty()) return;
    char text[400];
    va_list args;
    va_start(args, format);
    vsnprintf(text, sizeof text, format, args);
    va_end(args);
    failure.text = text + (" cycle=" + std::to_string(cycles));
  }

  /// frames in = delivered + drops, by the hardware's own counters and by what was seen here.
  void checkCounters() {
    spin(600);                                      // prefetch after the last doorbell
    uint64_t in = read64(0x1000), ok = read64(0x1010), none = read64(0x1020), full = read64(0x1028);
    uint64_t over = read64(0x1030), error = read64(0x1038);
    if (in != sent || in != ok + none + full + over + error || ok != completed - errored) {
      fail("counters: in=%llu sent=%llu ok=%llu completed=%llu none=%llu full=%llu over=%llu error=%llu",
           (unsigned long long)in, (unsigned long long)sent, (unsigned long long)ok,
           (unsigned long long)(completed - errored), (unsigned long long)none,
           (unsigned long long)full, (unsigned long long)over, (unsigned long long)error);
    }
    if (checkFrames && error != errored + bad_) fail("error counter: %llu expected %llu",
      (unsigned long long)error, (unsigned long long)(errored + bad_));
    if (read(0x02C) != 0 || (read(0x014) & 1) == 0) fail("not idle: pending=%u status=%x", read(0x02C), read(0x014));
  }

  bool stopSource = true;   // until run()
  bool silent = false;      // the driver does not look at completions
  uint32_t irq() const { return top_->irq_o; }
  bool observing = false;   // record probe
  bool checkFrames = true;  // false: completions are only counted, in errors[]
  uint64_t errors[16] = {};
  uint32_t holdQueue = ~0u; // this queue's descriptors are not posted

  /// Cycle of the latest event of each kind: a handshake, or the first cycle of a VALID.
  struct Probe {
    uint64_t tlast = 0, awData = 0, awCqe = 0, bData = 0;
    uint64_t bCqe = 0, irq = 0, tailDb = 0, arFirst = 0;   // arFirst: first AR after tailDb
  } probe;

  void spin(uint64_t n) {
    for (uint64_t i = 0; i < n && failure.text.empty(); ++i) cycle();
  }

  void expect(bool good, const char* what) {
    if (!good) fail("%s", what);
  }

  /// Change a descriptor that is already in the ring of a queue.
  void corruptDescriptor(uint32_t queue, uint32_t slot, bool flipGeneration, bool zeroLength) {
    uint8_t* record = &memory_[queues_[queue].ring + 16 * slot];
    if (flipGeneration) record[15] ^= 0x80;
    if (zeroLength) record[8] = record[9] = 0;
  }

  /// Reset a queue, forget its state here and start it again.
  void restartQueue(uint32_t i) {
    write(0x0800C + 64 * i, 4);
    for (int n = 0; n < 2000 && (read(0x08010 + 64 * i) & 7) != 0; ++n) {
    }
    expect((read(0x08010 + 64 * i) & 7) == 0, "queue does not reset");
    auto& q = queues_[i];
    memset(&memory_[q.cq], 0, 16ull << c_.cqLog2);
    q.tail = q.cons = q.rung = 0;
    q.expected.clear();
    enableQueue(i);
    refill(i, true);
  }

  /// AXI4-Lite write with a partial strobe must fail.
  void partialWrite(uint32_t address) {
    strobe_ = 7;
    write(address, 0xFFFFFFFF, true);
    strobe_ = 15;
  }

  /// Print status registers, for debugging.
  void dump() {
    failure.text.clear();
    printf("STATUS %x ERR %x INFO %x PENDING %u FREE %u\n", read(0x014), read(0x018), read(0x09C),
           read(0x02C), read(0x038));
    for (uint32_t i = 0; i < c_.queues; ++i) {
      printf("queue %u STATE %x HEAD %u TAIL %u PROD %u CONS %u cfg %x cq %x tail here %u\n", i,
             read(0x8010 + 64 * i), read(0x8014 + 64 * i), read(0x8018 + 64 * i),
             read(0x10010 + 64 * i), read(0x10014 + 64 * i), read(0x8008 + 64 * i),
             read(0x10008 + 64 * i), queues_[i].tail);
    }
    printf("AXI: open=%zu done=%zu reads=%zu\n", open_.size(), done_.size(), reads_.size());
    for (uint32_t i = 0; i < 9; ++i) printf("stat%u=%llu ", i, (unsigned long long)read64(0x1000 + 8 * i));
    printf("\n");
  }

 private:
  static constexpr uint64_t kMemoryBytes = 64ull << 20;

  struct Frame {
    uint64_t number;
    std::vector<uint8_t> data;
    uint32_t hash, hashType;
    bool vlan;
  };
  struct Queue {
    uint64_t ring = 0, cq = 0;
    uint32_t tail = 0, cons = 0;
    std::vector<uint64_t> address;      // of the buffer in each ring slot
    std::deque<Frame> expected;
    bool awake = true;
    uint32_t rung = 0;
  };
  struct Burst {
    uint32_t id, user, beats, got = 0;
    uint64_t address, due = 0;
    uint32_t response = 0;
    std::vector<uint8_t> data, strobe;
  };
  struct Read {
    uint32_t id, user, beats, next = 0;
    uint64_t address, due = 0;
    bool busy = true;
  };
  struct Doorbell {
    uint32_t address, value;
  };

  Top* top_;
  Config c_;
  Random random_;
  std::vector<uint8_t> memory_, owner_;   // owner: 1 = device may write
  std::vector<Queue> queues_;
  uint64_t buffers_ = 0, stride_ = 0, delivered_ = 0, bad_ = 0;
  uint32_t key_[10] = {};
  std::deque<Doorbell> doorbells_;
  std::deque<Burst> open_, done_;
  std::vector<std::vector<uint8_t>> spare_;
  std::deque<Read> reads_;
  int readNow_ = -1, bNow_ = -1;
  uint8_t strobe_ = 15;
  bool doorbellBusy_ = false, accessing_ = false, waiting_ = false;
  // frame being sent
  Frame frame_;
  size_t at_ = 0;
  bool sending_ = false, frameBad_ = false;
  uint32_t wUsed_ = 0;
  // stability of stalled channels
  bool awHeld_ = false, wHeld_ = false, arHeld_ = false;
  uint64_t awHeldAddress_ = 0;
  uint8_t wHeldData_[64], wHeldStrobe_[8];

  static uint64_t align(uint64_t v, uint64_t a) { return (v + a - 1) / a * a; }
  template <class T> static uint8_t* raw(T& port) { return reinterpret_cast<uint8_t*>(&port); }

  void idleInputs() {
    top_->m_axi_awready = top_->m_axi_wready = top_->m_axi_arready = 0;
    top_->m_axi_bvalid = top_->m_axi_rvalid = 0;
    top_->s_axil_awvalid = top_->s_axil_wvalid = top_->s_axil_arvalid = 0;
    top_->s_axil_bready = top_->s_axil_rready = 1;
    top_->s_axis_rx_tvalid = 0;
  }

  void tick() {
    top_->clk_i = 0;
    top_->eval();
    top_->clk_i = 1;
    top_->eval();
    ++cycles;
  }

  void registerAccess(uint32_t address, uint32_t* value, bool isWrite, uint32_t* response) {
    waiting_ = true;                              // no new doorbells
    for (int i = 0; i < 2000 && (doorbellBusy_ || !doorbells_.empty()); ++i) cycle();
    waiting_ = false;
    accessing_ = true;
    bool taken = false;
    for (int i = 0; i < 2000; ++i) {
      top_->s_axil_awaddr = top_->s_axil_araddr = address;
      top_->s_axil_wdata = *value;
      top_->s_axil_wstrb = strobe_;
      top_->s_axil_awvalid = top_->s_axil_wvalid = isWrite && !taken;
      top_->s_axil_arvalid = !isWrite && !taken;
      drive();
      top_->clk_i = 0;
      top_->eval();
      bool accept = isWrite ? top_->s_axil_awready : top_->s_axil_arready;
      bool answer = isWrite ? top_->s_axil_bvalid : top_->s_axil_rvalid;
      *response = isWrite ? top_->s_axil_bresp : top_->s_axil_rresp;
      uint32_t data = top_->s_axil_rdata;
      sample();
      top_->clk_i = 1;
      top_->eval();
      ++cycles;
      if (accept && !taken) taken = true;
      if (answer) {
        if (!isWrite) *value = data;
        top_->s_axil_awvalid = top_->s_axil_wvalid = top_->s_axil_arvalid = 0;
        accessing_ = false;
        return;
      }
    }
    fail("register access hangs: address=%x", address);
  }

  // ------------------------------------------------------------------ driver
  void refill(uint32_t i, bool all) {
    auto& q = queues_[i];
    if (i == holdQueue) return;
    uint32_t size = 1u << c_.ringLog2;
    q.address.resize(size);
    while (q.tail - q.cons < size) {
      uint32_t slot = q.tail & (size - 1);
      uint64_t buffer = buffers_ + stride_ * ((static_cast<uint64_t>(i) << c_.ringLog2) + slot);
      if (c_.randomOffset) buffer += random_.below(4096);
      q.address[slot] = buffer;
      memset(&owner_[buffer], 1, c_.bufBytes);
      uint64_t low = buffer;
      uint64_t high = c_.bufBytes | static_cast<uint64_t>(slot) << 16 |
                      static_cast<uint64_t>(~(q.tail >> c_.ringLog2) & 1) << 63;
      memcpy(&memory_[q.ring + 16 * slot], &low, 8);
      memcpy(&memory_[q.ring + 16 * slot + 8], &high, 8);
      ++q.tail;
    }
    if (all || q.tail - q.rung >= 8 || q.tail - q.rung >= size / 2) {
      doorbells_.push_back({0x18000 + 8 * i, q.tail & 0xFFFF});
      q.rung = q.tail;
    }
  }

  bool hasCompletion(const Queue& q) const {
    const uint8_t* record = &memory_[q.cq + 16 * (q.cons & ((1u << c_.cqLog2) - 1))];
    return record[15] >> 7 == (~(q.cons >> c_.cqLog2) & 1);
  }

  bool caughtUp() const {
    for (auto& q : queues_) {
      if (hasCompletion(q)) return false;
    }
    return true;
  }

  bool expectedEmpty() const {
    for (auto& q : queues_) {
      if (!q.expected.empty()) return false;
    }
    return true;
  }

  void poll(uint32_t i) {
    auto& q = queues_[i];
    uint32_t budget = 64;
    uint32_t before = q.cons;
    while (budget-- != 0) {
      const uint8_t* record = &memory_[q.cq + 16 * (q.cons & ((1u << c_.cqLog2) - 1))];
      uint64_t low, high;
      memcpy(&low, record, 8);
      memcpy(&high, record + 8, 8);
      if (high >> 63 != (~(q.cons >> c_.cqLog2) & 1)) break;
      complete(i, low, high);
      ++q.cons;
      if (!failure.text.empty()) return;
    }
    if (q.cons != before || c_.useIrq) {
      if (q.cons != before) refill(i, false);
      bool arm = c_.useIrq;
      doorbells_.push_back({0x19000 + 8 * i, (q.cons & 0xFFFF) | (arm ? 0x80000000u : 0u)});
      if (c_.useIrq) q.awake = false;
    }
  }

  void complete(uint32_t i, uint64_t low, uint64_t high) {
    auto& q = queues_[i];
    uint32_t slot = q.cons & ((1u << c_.ringLog2) - 1);
    uint32_t length = low & 0xFFFF, id = low >> 16 & 0xFFFF, err = low >> 60 & 15;
    bool trunc = low >> 51 & 1;
    ++completed;
    ++errors[err];
    if (!checkFrames) {
      if (err != 0) ++errored;
      return;
    }
    if (id != slot) return fail("buf_id: queue=%u got=%u expected=%u", i, id, slot);
    if ((high >> 55 & 0xFF) != i) return fail("qid: got=%u expected=%u", (unsigned)(high >> 55 & 0xFF), i);
    uint64_t buffer = q.address[slot];
    memset(&owner_[buffer], 0, c_.bufBytes);
    while (!q.expected.empty()) {
      Frame& f = q.expected.front();
      uint32_t want = f.data.size() > c_.bufBytes ? c_.bufBytes : static_cast<uint32_t>(f.data.size());
      bool same = length == want && memcmp(&memory_[buffer], f.data.data(), want) == 0;
      bool wantTrunc = f.data.size() > c_.bufBytes;
      if (err == 1 || err == 2) same = length == want && c_.errorPercent != 0;
      if (!same && c_.mayDrop) {
        q.expected.pop_front();
        continue;
      }
      if (!same) {
        uint32_t k = 0;
        while (k < want && memory_[buffer + k] == f.data[k]) ++k;
        if (getenv("NICDMA_DUMP") != nullptr) {
          printf("completion low=%016llx high=%016llx\nexpected: ", (unsigned long long)low,
                 (unsigned long long)high);
          for (uint32_t j = 0; j < want && j < 48; ++j) printf("%02x", f.data[j]);
          printf("\nmemory:   ");
          for (uint32_t j = 0; j < want && j < 48; ++j) printf("%02x", memory_[buffer + j]);
          printf("\n");
        }
        return fail("frame: queue=%u number=%llu length=%u expected=%u first wrong byte=%u address=%llx",
                    i, (unsigned long long)f.number, length, want, k, (unsigned long long)buffer);
      }
      if (err == 0 ? wantTrunc : err == 4 ? !wantTrunc : err > 2 || c_.errorPercent == 0) {
        return fail("err: queue=%u number=%llu err=%u", i, (unsigned long long)f.number, err);
      }
      if (trunc != wantTrunc) return fail("trunc flag: number=%llu", (unsigned long long)f.number);
      if (static_cast<uint32_t>(high) != f.hash || (low >> 56 & 15) != f.hashType) {
        return fail("hash: number=%llu got=%08x expected=%08x type=%u", (unsigned long long)f.number,
                    (uint32_t)high, f.hash, (unsigned)(low >> 56 & 15));
      }
      if ((low >> 54 & 1) != f.vlan || (low >> 48 & 3) != 3) return fail("flags: low=%llx", (unsigned long long)low);
      if (err != 0) ++errored;
      payload += length;
      q.expected.pop_front();
      return;
    }
    fail("completion without a frame: queue=%u", i);
  }

  // ------------------------------------------------------------------ frame source
  uint32_t toeplitz(const uint8_t* data, size_t bytes) const {
    uint32_t hash = 0;
    for (size_t bit = 0; bit < bytes * 8; ++bit) {
      if (data[bit / 8] >> (7 - bit % 8) & 1) {
        uint32_t window = 0;
        for (size_t k = 0; k < 32; ++k) {
          size_t b = bit + k;
          uint32_t keyByte = key_[b / 32] >> (b / 8 % 4 * 8) & 0xFF;
          window = window << 1 | (keyByte >> (7 - b % 8) & 1);
        }
        hash ^= window;
      }
    }
    return hash;
  }

  void makeFrame() {
    uint32_t length = c_.lengthMin + random_.below(c_.lengthMax - c_.lengthMin + 1);
    frame_.number = sent;
    frame_.data.resize(length);
    frame_.hash = frame_.hashType = 0;
    auto& d = frame_.data;
    for (size_t i = 0; i < length; i += 8) {
      uint64_t v = random_.next();
      memcpy(&d[i], &v, length - i < 8 ? length - i : 8);
    }
    uint32_t kind = c_.queues == 1 ? 0 : 1 + random_.below(4);
    uint32_t l3 = 14;
    frame_.vlan = false;
    if (length > 13) d[12] = 0;
    if (length >= 90 && random_.percent(20)) {
      frame_.vlan = true;
      d[12] = 0x81, d[13] = 0;
      l3 = 18;
      d[16] = 0;
    }
    if (length >= 90 && kind != 0) {
      if (kind <= 2) {
        uint32_t ihl = 5 + (random_.percent(20) ? random_.below(4) : 0);
        d[l3 - 2] = 8, d[l3 - 1] = 0, d[l3] = 0x40 | ihl, d[l3 + 9] = kind == 1 ? 6 : 17;
        bool fragment = random_.percent(10);
        d[l3 + 6] = fragment ? 0x20 : 0x40, d[l3 + 7] = 0;
        uint8_t t[12];
        memcpy(t, &d[l3 + 12], 8);
        memcpy(t + 8, &d[l3 + 4 * ihl], 4);
        frame_.hash = toeplitz(t, fragment ? 8 : 12);
        frame_.hashType = fragment ? 1 : kind == 1 ? 2 : 3;
      } else {
        d[l3 - 2] = 0x86, d[l3 - 1] = 0xDD, d[l3] = 0x60, d[l3 + 6] = kind == 3 ? 6 : 58;
        uint8_t t[36];
        memcpy(t, &d[l3 + 8], 32);
        memcpy(t + 32, &d[l3 + 40], 4);
        frame_.hash = toeplitz(t, kind == 3 ? 36 : 32);
        frame_.hashType = kind == 3 ? 5 : 4;
      }
    }
    frameBad_ = random_.percent(c_.badPercent);
    at_ = 0;
    sending_ = true;
  }

  void frameSent() {
    uint32_t q = frame_.hashType == 0 ? 0 : (frame_.hash & 127) % c_.queues;
    ++sent;
    sending_ = false;
    if (frameBad_) {
      ++bad_;
      return;
    }
    ++delivered_;
    queues_[q].expected.push_back(frame_);
  }

  // ------------------------------------------------------------------ one cycle
  void drive() {
    top_->m_axi_awready = !random_.percent(c_.stallPercent);
    top_->m_axi_wready = !random_.percent(c_.stallPercent);
    top_->m_axi_arready = !random_.percent(c_.stallPercent);
    driveB();
    driveR();
    if (!accessing_) top_->s_axil_awvalid = top_->s_axil_wvalid = 0;
    if (!accessing_ && !doorbells_.empty() && !doorbellBusy_) {
      top_->s_axil_awaddr = doorbells_.front().address;
      top_->s_axil_wdata = doorbells_.front().value;
      top_->s_axil_wstrb = 15;
      top_->s_axil_awvalid = top_->s_axil_wvalid = 1;
    }
    if (!sending_ && sent < c_.frames && !stopSource && !queues_.empty() && ready()) makeFrame();
    bool valid = sending_ && !random_.percent(c_.gapPercent);
    top_->s_axis_rx_tvalid = valid;
    if (valid) {
      size_t left = frame_.data.size() - at_;
      size_t n = left < c_.bytes ? left : c_.bytes;
      memcpy(raw(top_->s_axis_rx_tdata), &frame_.data[at_], n);
      uint64_t keep = n == 64 ? ~0ull : (1ull << n) - 1;
      memcpy(raw(top_->s_axis_rx_tkeep), &keep, c_.bytes / 8);
      top_->s_axis_rx_tlast = left <= c_.bytes;
      top_->s_axis_rx_tuser = left <= c_.bytes && frameBad_;
    }
  }

  bool ready() {
    if (!c_.paced) return true;
    uint64_t window = 40000 / (c_.lengthMax + 256);       // stay below the packet buffer
    return delivered_ - completed < (window < 2 ? 2 : window > 48 ? 48 : window);
  }

  void driveB() {
    if (bNow_ < 0) {
      for (size_t i = 0; i < done_.size(); ++i) {
        if (done_[i].due <= cycles) {
          bNow_ = static_cast<int>(i);
          break;
        }
        if (!c_.outOfOrder) break;
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
    bool data = b.user >> 12 == 3;
    uint64_t line = b.address / c_.bytes * c_.bytes;
    if (data && random_.percent(c_.errorPercent)) b.response = 2 + random_.below(2);
    for (size_t i = 0; i < b.data.size(); i += 8) {
      uint32_t strobe = b.strobe[i / 8];
      if (line + i + 8 > kMemoryBytes) return fail("write beyond memory: address=%llx", (unsigned long long)(line + i));
      if (data) {
        for (uint32_t k = 0; k < 8; ++k) {
          if ((strobe >> k & 1) && owner_[line + i + k] != 1) {
            return fail("write outside a posted buffer: address=%llx", (unsigned long long)(line + i + k));
          }
        }
      }
      if (b.response != 0) continue;
      if (strobe == 0xFF) {
        memcpy(&memory_[line + i], &b.data[i], 8);
      } else {
        for (uint32_t k = 0; k < 8; ++k) {
          if (strobe >> k & 1) memory_[line + i + k] = b.data[i + k];
        }
      }
    }
  }

  void driveR() {
    if (readNow_ < 0) {
      for (size_t i = 0; i < reads_.size(); ++i) {
        bool first = true;                          // of its ID
        for (size_t k = 0; k < i; ++k) first = first && reads_[k].id != reads_[i].id;
        if (first && reads_[i].due <= cycles && !(c_.outOfOrder && random_.percent(30))) {
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
      memcpy(raw(top_->m_axi_rdata), &memory_[line], c_.bytes);
    }
  }

  uint64_t due() { return cycles + c_.latencyMin + (c_.latencyMax > c_.latencyMin ? random_.below(c_.latencyMax - c_.latencyMin + 1) : 0); }

  void observe() {
    if (top_->s_axis_rx_tvalid && top_->s_axis_rx_tready && top_->s_axis_rx_tlast) probe.tlast = cycles;
    if (top_->s_axil_wvalid && top_->s_axil_wready && top_->s_axil_awaddr >> 11 == 0x30) {
      probe.tailDb = cycles;
    }
    if (top_->m_axi_arvalid && probe.arFirst < probe.tailDb) probe.arFirst = cycles;
    bool cqe = top_->m_axi_awuser >> 12 == 5;
    if (top_->m_axi_awvalid && !awHeld_) (cqe ? probe.awCqe : probe.awData) = cycles;
    if (top_->m_axi_bvalid) (done_[bNow_].user >> 12 == 5 ? probe.bCqe : probe.bData) = cycles;
    if (top_->irq_o != 0 && !irqWas_) probe.irq = cycles;
    irqWas_ = top_->irq_o != 0;
  }
  bool irqWas_ = false;

  void sample() {
    if (observing) observe();
    if (top_->s_axis_rx_tvalid && top_->s_axis_rx_tready) {
      at_ += c_.bytes;
      if (at_ >= frame_.data.size()) frameSent();
    }
    sampleRegisters();
    if (top_->m_axi_rvalid && top_->m_axi_rready) {
      Read& r = reads_[readNow_];
      if (++r.next == r.beats) reads_.erase(reads_.begin() + readNow_);
      readNow_ = -1;
    }
    if (top_->m_axi_bvalid && top_->m_axi_bready) {
      spare_.push_back(std::move(done_[bNow_].data));
      done_.erase(done_.begin() + bNow_);
      bNow_ = -1;
    }
    sampleAr();
    sampleAw();
    sampleW();
    if (!queues_.empty()) poll();
  }

  void poll() {
    if (silent || waiting_) return;
    if (c_.useIrq) {
      for (uint32_t i = 0; i < c_.queues; ++i) {
        if (top_->irq_o >> i & 1 && !queues_[i].awake) {
          queues_[i].awake = true;
          ++interrupts;
          if (!c_.outOfOrder && !hasCompletion(queues_[i])) {
            fail("interrupt before its completion is visible: queue=%u", i);
          }
          doorbells_.push_back({0x104 + 16 * i, 1});
        } else if (queues_[i].awake && doorbells_.empty() && !doorbellBusy_ && random_.percent(30)) {
          poll(i);
        }
      }
      return;
    }
    if (c_.slowDriver && !random_.percent(2)) return;
    if (doorbells_.size() < 8) poll(static_cast<uint32_t>(cycles % c_.queues));
  }

  void sampleRegisters() {
    if (accessing_) return;
    if (!doorbells_.empty() && !doorbellBusy_ && top_->s_axil_awvalid && top_->s_axil_awready) {
      doorbellBusy_ = true;
      doorbells_.pop_front();
    } else if (doorbellBusy_ && top_->s_axil_bvalid) {
      doorbellBusy_ = false;
      if (top_->s_axil_bresp != 0) fail("doorbell refused");
    }
  }

  void burstLegal(uint64_t address, uint32_t len, const char* name) {
    uint64_t first = address / c_.bytes * c_.bytes;
    if (first / 4096 != (first + (len + 1) * c_.bytes - 1) / 4096) {
      fail("%s crosses 4 KiB: address=%llx len=%u", name, (unsigned long long)address, len);
    }
  }

  void sampleAr() {
    if (arHeld_ && !top_->m_axi_arvalid) fail("ARVALID dropped");
    arHeld_ = top_->m_axi_arvalid && !top_->m_axi_arready;
    if (!top_->m_axi_arvalid || !top_->m_axi_arready) return;
    burstLegal(top_->m_axi_araddr, top_->m_axi_arlen, "AR");
    uint32_t qid = top_->m_axi_aruser >> 4 & 0xFF;
    auto& q = queues_[qid % c_.queues];
    if (top_->m_axi_araddr < q.ring || top_->m_axi_araddr >= q.ring + (16ull << c_.ringLog2)) {
      fail("AR outside the ring: address=%llx queue=%u", (unsigned long long)top_->m_axi_araddr, qid);
    }
    reads_.push_back({top_->m_axi_arid, top_->m_axi_aruser, top_->m_axi_arlen + 1u, 0, top_->m_axi_araddr, due()});
  }

  void sampleAw() {
    if (awHeld_ && (!top_->m_axi_awvalid || top_->m_axi_awaddr != awHeldAddress_)) fail("AW not stable");
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

  struct Beat {
    uint8_t data[64];
    uint64_t strobe;
    bool last;
  };
  std::deque<Beat> early_;                 // W beats before their AW

  void sampleW() {
    uint8_t strobe[8] = {};
    memcpy(strobe, raw(top_->m_axi_wstrb), c_.bytes / 8);
    if (wHeld_ && (!top_->m_axi_wvalid || memcmp(wHeldStrobe_, strobe, 8) != 0 ||
                   memcmp(wHeldData_, raw(top_->m_axi_wdata), c_.bytes) != 0)) {
      fail("W not stable");
    }
    wHeld_ = top_->m_axi_wvalid && !top_->m_axi_wready;
    if (wHeld_) {
      memcpy(wHeldStrobe_, strobe, 8);
      memcpy(wHeldData_, raw(top_->m_axi_wdata), c_.bytes);
    }
    if (!top_->m_axi_wvalid || !top_->m_axi_wready) return;
    if (wBeats++ == 0) firstW = cycles;
    lastW = cycles;
    early_.emplace_back();
    Beat& beat = early_.back();
    memcpy(beat.data, raw(top_->m_axi_wdata), c_.bytes);
    memcpy(&beat.strobe, strobe, 8);
    beat.last = top_->m_axi_wlast;
    matchW();
  }

  void matchW() {
    while (!early_.empty() && !open_.empty()) {
      Beat& beat = early_.front();
      Burst& b = open_.front();
      b.data.insert(b.data.end(), beat.data, beat.data + c_.bytes);
      for (uint32_t k = 0; k < c_.bytes / 8; ++k) b.strobe.push_back(beat.strobe >> (8 * k) & 0xFF);
      if (b.user >> 12 == 3) ++payloadBeats;
      ++b.got;
      if (beat.last != (b.got == b.beats)) return fail("WLAST: beat %u of %u", b.got, b.beats);
      early_.pop_front();
      if (b.got == b.beats) {
        b.due = due();
        done_.push_back(std::move(b));
        open_.pop_front();
      }
    }
  }
};

}  // namespace nicdma
