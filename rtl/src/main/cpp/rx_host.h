// SPDX-License-Identifier: Apache-2.0
// Host side of the NIC model in C++: the clock loop, register access and set-up around the parts
// rx_axi.h, rx_registers.h, rx_source.h, rx_driver.h and rx_check.h. Used by the speed reference
// (rx_harness.cpp) and by the RTL smoke test (tb/rx_tb.cpp).
//
// One call of cycle() is one clock: inputs are set, the model settles, handshakes are sampled,
// the clock rises.
#pragma once

#include <cstdint>
#include <cstdio>
#include <functional>

#include "rx_axi.h"
#include "rx_bench.h"
#include "rx_driver.h"
#include "rx_memory.h"
#include "rx_probe.h"
#include "rx_registers.h"
#include "rx_source.h"

namespace nicdma {

/// Host of one model; `Top` is the Verilated class.
template <class Top>
class Host : public Bench {
 public:
  Host(Top* top, const Config& settings)
      : Bench(settings), top_(top), axi_(top, *this, memory_), port_(top, *this, doorbells_),
        source_(top, *this), driver_(*this, memory_, doorbells_) {}

  bool observing = false;   // record probe
  Probe probe;
  std::function<void()> hook;   // called once per cycle, at the sampling point
  uint32_t eventIrq = 0;        // queues whose interrupt came as an event

  HostMemory& memory() { return memory_; }
  RxDriver& driver() { return driver_; }
  /// Write a register without waiting for it.
  void ring(uint32_t address, uint32_t value) { doorbells_.ring(address, value); }

  uint32_t irq() const { return top_->irq_o; }
  size_t taken() const { return source_.taken(); }
  bool paused() const { return top_->pause_req_o; }

  void reset() {
    top_->rst_ni = 0;
    axi_.idle();
    port_.idle();
    source_.idle();
    for (int i = 0; i < 4; ++i) {
      top_->clk_i = 0;
      top_->eval();
      rise();
    }
    top_->rst_ni = 1;
  }

  void cycle() {
    axi_.drive();
    port_.drive();
    source_.drive();
    top_->clk_i = 0;
    top_->eval();
    sample();
    rise();
  }

  void spin(uint64_t n) {
    for (uint64_t i = 0; i < n && good(); ++i) cycle();
  }

  // ------------------------------------------------------------------ registers
  void write(uint32_t address, uint32_t value, bool expectError = false) {
    access(address, value, true);
    if ((port_.response() != 0) != expectError) {
      fail("register write: address=%x response=%u", address, port_.response());
    }
  }

  uint32_t read(uint32_t address, bool expectError = false) {
    access(address, 0, false);
    if ((port_.response() != 0) != expectError) {
      fail("register read: address=%x response=%u", address, port_.response());
    }
    return port_.data();
  }

  uint64_t read64(uint32_t address) {
    uint64_t low = read(address);
    return low | static_cast<uint64_t>(read(address + 4)) << 32;
  }

  /// AXI4-Lite write with a partial strobe must fail.
  void partialWrite(uint32_t address) {
    strobe_ = 7;
    write(address, 0xFFFFFFFF, true);
    strobe_ = 15;
  }

  // ------------------------------------------------------------------ queues
  /// Program rings and enable the queues.
  void setUp() {
    if (config.strict) memory_.keepLog();
    driver_.place();
    if (!good()) return;
    write(0x020, config.policy);
    checksums = read(0x00C) >> 27 & 1;
    stamps = read(0x00C) >> 28 & 1;
    for (uint32_t i = 0; i < 10; ++i) source_.toeplitz.key[i] = read(0x040 + 4 * i);
    for (uint32_t v = 0; config.useIrq && v < config.queues; ++v) {
      write(0x108 + 16 * v, config.irqCount);
      write(0x10C + 16 * v, config.irqTimer);
      write(0x100 + 16 * v, 0);
    }
    for (uint32_t i = 0; i < config.queues; ++i) enableQueue(i);
    write(0x010, 1);
    for (uint32_t i = 0; i < config.queues; ++i) driver_.refill(i, true);
    for (uint32_t i = 0; config.useIrq && i < config.queues; ++i) driver_.arm(i);
  }

  void enableQueue(uint32_t i) {
    const Queue& q = driver_.queue(i);
    write(0x08000 + 64 * i, static_cast<uint32_t>(q.ring));
    write(0x08008 + 64 * i, config.ringLog2 | config.maxBuffers << 8);
    write(0x10000 + 64 * i, static_cast<uint32_t>(q.cq));
    write(0x10008 + 64 * i, config.cqLog2 | (config.useIrq ? i << 8 : 0));
    write(0x0800C + 64 * i, 1);
  }

  /// Reset a queue, forget its state here and start it again.
  void restartQueue(uint32_t i) {
    write(0x0800C + 64 * i, 4);
    for (int n = 0; n < 2000 && (read(0x08010 + 64 * i) & 7) != 0; ++n) {
    }
    expect((read(0x08010 + 64 * i) & 7) == 0, "queue does not reset");
    driver_.forget(i);
    enableQueue(i);
    driver_.refill(i, true);
  }

  /// Post descriptors of a queue up to a full ring.
  void refill(uint32_t i) { driver_.refill(i, true); }

  /// Change a descriptor that is already in the ring of a queue.
  void corruptDescriptor(uint32_t queue, uint32_t slot, bool flipGeneration, bool zeroLength) {
    uint8_t* record = driver_.descriptor(queue, slot);
    if (flipGeneration) record[15] ^= 0x80;
    if (zeroLength) record[8] = record[9] = 0;
  }

  // ------------------------------------------------------------------ run
  /// Run until every frame is sent and accounted for.
  void run() {
    uint64_t quiet = 0, rounds = 0;
    stopSource = false;
    while (good()) {
      uint64_t before = sent + records;
      cycle();
      quiet = sent + records == before ? quiet + 1 : 0;
      bool allSent = sent == config.frames;
      bool allBack = completed == delivered || config.mayDrop;
      if (allSent && allBack && driver_.check().empty()) break;
      if (config.mayDrop && allSent && quiet > 4000) {
        if ((read(0x014) & 1) != 0 || holdQueue != ~0u) break;
        if (++rounds == 10) fail("stuck: frames pending=%u", read(0x02C));
        quiet = 0;
      }
      if (quiet > 40000) fail("stuck: sent=%llu completed=%llu", ull(sent), ull(completed));
    }
    for (int i = 0; i < 12000 && good() && !driver_.caughtUp(); ++i) cycle();
    spin(500);
  }

  /// frames in = delivered + drops, by the hardware's own counters and by what was seen here.
  void checkCounters() {
    spin(600);                                      // prefetch after the last doorbell
    uint64_t in = read64(0x1000), ok = read64(0x1010), none = read64(0x1020), full = read64(0x1028);
    uint64_t over = read64(0x1030), error = read64(0x1038);
    if (in != sent || in != ok + none + full + over + error || ok != completed - errored) {
      fail("counters: in=%llu sent=%llu ok=%llu completed=%llu none=%llu full=%llu over=%llu "
           "error=%llu",
           ull(in), ull(sent), ull(ok), ull(completed - errored), ull(none), ull(full), ull(over),
           ull(error));
    }
    if (checkFrames && error != errored + bad) {
      fail("error counter: %llu expected %llu", ull(error), ull(errored + bad));
    }
    if (read(0x02C) != 0 || (read(0x014) & 1) == 0) {
      fail("not idle: pending=%u status=%x", read(0x02C), read(0x014));
    }
  }

  /// Print status registers, for debugging.
  void dump() {
    failure.text.clear();
    printf("STATUS %x ERR %x INFO %x PENDING %u FREE %u\n", read(0x014), read(0x018), read(0x09C),
           read(0x02C), read(0x038));
    for (uint32_t i = 0; i < config.queues; ++i) {
      printf("queue %u STATE %x HEAD %u TAIL %u PROD %u CONS %u cfg %x cq %x tail here %u\n", i,
             read(0x8010 + 64 * i), read(0x8014 + 64 * i), read(0x8018 + 64 * i),
             read(0x10010 + 64 * i), read(0x10014 + 64 * i), read(0x8008 + 64 * i),
             read(0x10008 + 64 * i), driver_.queue(i).tail);
    }
    printf("AXI: open=%zu done=%zu reads=%zu\n", axi_.openWrites(), axi_.unansweredWrites(),
           axi_.openReads());
    for (uint32_t i = 0; i < 9; ++i) printf("stat%u=%llu ", i, ull(read64(0x1000 + 8 * i)));
    printf("\n");
  }

 private:
  Top* top_;
  HostMemory memory_;
  Doorbells doorbells_;
  AxiMemory<Top> axi_;
  RegisterPort<Top> port_;
  FrameSource<Top> source_;
  RxDriver driver_;
  uint8_t strobe_ = 15;
  bool draining_ = false;   // an access waits for the doorbells: no new ones

  void rise() {
    top_->clk_i = 1;
    top_->eval();
    ++cycles;
  }

  void sample() {
    if (observing) probe.observe(*top_, axi_, cycles);
    if (const Frame* frame = source_.sample()) driver_.check().expect(*frame);
    port_.sample();
    axi_.sample();
    if (hook) hook();
    if (!silent && !draining_) driver_.poll(top_->irq_o | eventIrq);
  }

  void access(uint32_t address, uint32_t value, bool isWrite) {
    draining_ = true;
    for (int i = 0; i < 2000 && !doorbells_.idle(); ++i) cycle();
    draining_ = false;
    port_.start(address, value, isWrite, strobe_);
    for (int i = 0; i < 2000; ++i) {
      cycle();
      if (port_.answered()) return port_.finish();
    }
    fail("register access hangs: address=%x", address);
  }
};

}  // namespace nicdma
