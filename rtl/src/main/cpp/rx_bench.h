// SPDX-License-Identifier: Apache-2.0
// What all parts of the native host share: settings, random numbers, counters, the first failure.
#pragma once

#include <cstdarg>
#include <cstdint>
#include <cstdio>
#include <string>

namespace nicdma {

/// For %llu and %llx: uint64_t is another type on every platform.
inline unsigned long long ull(uint64_t value) { return value; }

/// Bytes of a port, the least significant first, whatever type Verilator gave it.
template <class T>
uint8_t* raw(T& port) {
  return reinterpret_cast<uint8_t*>(&port);
}

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
  uint32_t latePercent = 0;     // write bursts answered lateCycles later
  uint32_t lateCycles = 0;
  uint32_t irqLowSlot = ~0u;    // ring slot whose descriptors have irq_low
  bool randomOffset = false;
  bool sweepOffset = false;     // every buffer starts one byte further, modulo 67
  bool sweepLength = false;     // frame lengths in turn, not at random
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
  uint32_t cplBytes = 16;       // completion record
  uint32_t maxBuffers = 0;      // buffers per frame, RXQ_CFG; 0 and 1: one
  uint32_t bufMin = 0;          // shortest buffer; 0: all have bufBytes
  uint32_t hdrPercent = 0;      // descriptors that ask for header split
  bool headers = false;         // frames with every kind of header (rx_headers.h)
  bool strict = false;          // check each byte's response and stream, and what is not written

  uint32_t ringSlots() const { return 1u << ringLog2; }
  uint32_t cqSlots() const { return 1u << cqLog2; }
  bool multi() const { return maxBuffers > 1; }
  /// Most buffers of a frame: also what either ring can hold.
  uint32_t bufferLimit() const {
    uint32_t limit = multi() ? maxBuffers : 1;
    limit = limit < ringSlots() ? limit : ringSlots();
    return limit < cqSlots() ? limit : cqSlots();
  }
};

/// State of one run. The random numbers are one stream: the order of draws is part of a seed.
struct Bench {
  explicit Bench(const Config& settings) : config(settings), random(settings.seed) {}

  const Config config;
  Random random;
  Failure failure;
  uint64_t cycles = 0;

  uint64_t sent = 0;            // frames whose last beat was taken
  uint64_t bad = 0;             // of these: with tuser
  uint64_t delivered = 0;       // of these: without
  uint64_t completed = 0;       // frames completed
  uint64_t records = 0;         // completions read: one per buffer
  uint64_t errored = 0;         // of these: with an error
  uint64_t errors[16] = {};     // frames by error code
  uint64_t interrupts = 0;
  uint64_t payload = 0;         // bytes of checked frames
  uint64_t wBeats = 0, firstW = 0, lastW = 0;    // W handshakes, cycle of the first and the last
  uint64_t payloadBeats = 0;    // of these: frame data

  bool checksums = true;        // CsumEn and TsEn of the model, from CAP1
  bool stamps = true;
  bool stopSource = true;       // until run()
  bool lateReads = false;       // reads are answered lateCycles later
  bool silent = false;          // the driver does not look at completions
  bool checkFrames = true;      // false: completions are only counted, in errors[]
  uint32_t holdQueue = ~0u;     // this queue's descriptors are not posted

  bool good() const { return failure.text.empty(); }

  /// Record the first failure and the cycle it was seen at.
  void fail(const char* format, ...) __attribute__((format(printf, 2, 3))) {
    if (!good()) return;
    char text[400];
    va_list args;
    va_start(args, format);
    vsnprintf(text, sizeof text, format, args);
    va_end(args);
    failure.text = text + (" cycle=" + std::to_string(cycles));
  }

  void expect(bool holds, const char* what) {
    if (!holds) fail("%s", what);
  }
};

}  // namespace nicdma
