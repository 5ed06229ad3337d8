// SPDX-License-Identifier: Apache-2.0
// Smoke test of events, time-outs, halt policies and flow control in plain C++, around the host of
// rx_host.h. Built and run by TB=ev tb/run.sh.
#include <cstdlib>
#include <string>

#include "Vmodel.h"
#include "verilated.h"

#include "ev_events.h"

using nicdma::Config;
using nicdma::Event;
using nicdma::Host;
using nicdma::ull;
using H = Host<Vmodel>;
using Ring = nicdma::EventRing<Vmodel>;

static vluint64_t now = 0;
double sc_time_stamp() { return now; }

static int failures = 0;

static Config base(uint64_t seed) {
  Config c;
  c.bytes = NICDMA_BYTES;
  c.seed = seed;
  c.frames = 400;
  c.ringLog2 = 5;
  c.cqLog2 = 5;
  c.queues = NICDMA_QUEUES;
  c.lengthMin = 90, c.lengthMax = 300;
  c.paced = true;
  return c;
}

template <class Script>
static bool run(const char* name, const Config& c, int bug, bool quiet, Script script) {
  VerilatedContext context;
  Vmodel top(&context);
#ifdef NICDMA_MUTATE
  top.bug_sel_i = bug;
#else
  (void)bug;
#endif
  H host(&top, c);
  host.reset();
  host.setUp();
  script(host);
  bool good = host.good();
  if (!good && getenv("NICDMA_DUMP") != nullptr) {
    std::string why = host.failure.text;
    host.dump();
    host.failure.text = why;
  }
  if (!quiet || !good) {
    printf("%-4s %-34s cycles=%-8llu %s\n", good ? "ok" : "FAIL", name, ull(host.cycles),
           host.failure.text.c_str());
  }
  if (!good) ++failures;
  return good;
}

/// Cycles until a condition holds.
template <class Condition>
static void await(H& h, const char* what, uint64_t limit, Condition holds) {
  uint64_t end = h.cycles + limit;
  while (h.good() && !holds()) {
    if (h.cycles >= end) return h.fail("does not happen: %s", what);
    h.cycle();
  }
}

static uint32_t state(H& h, uint32_t q) { return h.read(0x08010 + 64 * q) & 7; }

// ------------------------------------------------------------------ events
static void ringEvents(H& h) {
  Ring events(h, 4, 0);
  events.start();
  h.write(0x0801C, 8);                             // WATERMARK of queue 0
  h.write(0x0801C, 0x10000, true);
  h.expect(h.read(0x0801C) == 8, "WATERMARK reads back");
  h.holdQueue = 0;                                 // nothing is refilled
  h.stopSource = false;
  await(h, "first drop", 40000, [&] { return events.count(nicdma::kRingEmpty) != 0; });
  h.spin(200);
  h.expect(events.count(nicdma::kRingLow, 0) == 1, "first RING_LOW");
  h.write(0x18000, h.read(0x08018));               // nothing new: does not arm
  h.spin(100);
  h.holdQueue = ~0u;
  h.driver().refill(0, true);                      // 32 posted: armed
  h.spin(200);
  h.holdQueue = 0;
  await(h, "second empty", 40000, [&] { return events.count(nicdma::kRingEmpty) >= 2; });
  h.spin(200);
  h.expect(events.count(nicdma::kRingLow, 0) == 2, "RING_LOW not exactly twice");
  const Event* low = events.first(nicdma::kRingLow);
  h.expect(low != nullptr && low->info == 7, "descriptors left at RING_LOW");
  h.expect(events.count(nicdma::kRingEmpty, 0) == 2, "RING_EMPTY not exactly twice");
  h.expect(events.sawInterrupt, "event without an interrupt");
}

static void flagInDescriptor(H& h) {
  Ring events(h, 4, 0);
  events.start();
  h.stopSource = false;
  await(h, "RING_LOW of a descriptor", 40000,
        [&] { return events.count(nicdma::kRingLow, 0) != 0; });
  uint32_t left = h.good() ? events.first(nicdma::kRingLow)->info : 11;
  h.expect(left >= 11 && left < 32, "descriptors left at irq_low");
}

/// Events wait while the ring is full; each queue with an error gets its event.
static void heldEvents(H& h) {
  Ring events(h, 1, 0);                            // two records
  events.start();
  events.reading = false;
  h.checkFrames = false;
  h.stopSource = false;
  await(h, "all frames", 200000, [&] { return h.sent == h.config.frames; });
  h.spin(2000);
  h.expect(h.read(0x310) == 2, "events beyond a full ring");
  h.expect((h.read(0x018) & 0x2000) != 0, "held events not flagged");
  uint32_t had = 0, got = 0;
  for (uint32_t q = 0; q < NICDMA_QUEUES; ++q) {
    had += h.read64(0x2000 + 64 * q + 32) != 0;
    h.write(0x0800C + 64 * q, 2);                  // quiesce: one more event each
  }
  h.spin(2000);
  events.reading = true;
  h.spin(2000);
  for (uint32_t q = 0; q < NICDMA_QUEUES; ++q) {
    got += events.count(nicdma::kDmaErr, q) != 0;
    h.expect(events.count(nicdma::kQuiesced, q) == 1, "QUIESCED lost or doubled");
  }
  h.expect(had != 0 && got == had, "DMA_ERR of a queue lost");
  for (auto& e : events.seen) {
    if (e.kind == nicdma::kDmaErr) h.expect(e.info == 1 || e.info == 2, "code of DMA_ERR");
  }
  h.expect(h.read(0x310) == events.seen.size(), "PROD");
}

/// What waits of a queue that is reset is not seen in its next run.
static void resetForgets(H& h) {
  Ring events(h, 1, 0);
  events.start();
  events.reading = false;
  h.checkFrames = false;
  h.holdQueue = 0;
  h.stopSource = false;
  await(h, "all frames", 200000, [&] { return h.sent == h.config.frames; });
  h.spin(1000);
  h.write(0x0800C, 4);
  await(h, "reset", 4000, [&] { return state(h, 0) == 0; });
  events.reading = true;
  h.spin(1000);
  // two records were in the ring before the reset; behind them only what came after it
  uint32_t stale = 0;
  for (size_t i = 2; i < events.seen.size(); ++i) {
    stale += events.seen[i].queue == 0 && events.seen[i].kind != nicdma::kQuiesced;
  }
  h.expect(stale == 0, "event of a queue's last run");
  h.expect(events.count(nicdma::kQuiesced, 0) == 1, "reset without QUIESCED");
  h.write(0x30C, 2);                               // reset of the event ring
  await(h, "event ring reset", 100, [&] { return (h.read(0x30C) & 3) == 0; });
  h.expect(h.read(0x310) == 0 && (h.read(0x314) & 0xFFFF) == 0, "event pointers after reset");
}

static void registers(H& h) {
  h.write(0x308, 16, true);
  h.write(0x308, 0x1F04, NICDMA_QUEUES < 32);
  h.write(0x30C, 1, true);                         // no size yet
  h.write(0x308, 4);
  h.write(0x300, 0x1234FFFF);
  h.expect(h.read(0x300) == 0x1234FFC0, "EQ BASE reads back aligned");
  h.write(0x314, 1, true);                         // beyond PROD
  h.write(0x310, 0, true);
  h.read(0x318, true);
  h.write(0x30C, 1);
  h.write(0x300, 0, true);                         // enabled
  h.write(0x30C, 0);
  h.write(0x03C, 0x10000, true);
  h.write(0x03C, 0x0E);
  h.expect(h.read(0x03C) == 0x0E, "ERR_POLICY reads back");
  h.write(0x090, 0x1000000, true);
  h.write(0x090, 1234);
  h.expect(h.read(0x090) == 1234, "TIMEOUT reads back");
  h.write(0x094, 0, true);
  h.write(0x0A4, 1 << 20, true);
  h.write(0x0AC, 4, true);
  h.expect((h.read(0x00C) >> 29 & 1) == 1, "CAP1 EqEn");
}

/// Interrupts come as CPL events; every frame is still completed and seen.
static void completionsAsEvents(H& h) {
  for (uint32_t q = 0; q < NICDMA_QUEUES; ++q) {
    h.write(0x0800C + 64 * q, 4);
    await(h, "reset", 4000, [&] { return state(h, q) == 0; });
    h.driver().forget(q);
    h.write(0x10008 + 64 * q, h.config.cqLog2 | q << 8 | 1 << 16);
    h.expect(h.read(0x10008 + 64 * q) >> 16 == 1, "CQ_CFG eq reads back");
    h.write(0x0800C + 64 * q, 1);
    h.driver().refill(q, true);
  }
  for (uint32_t q = 0; q < NICDMA_QUEUES; ++q) h.write(0x19000 + 8 * q, 0x80000000u);  // armed
  Ring events(h, 2, NICDMA_QUEUES - 1);
  events.start();
  h.run();
  h.expect(h.completed == h.config.frames, "frames missing");
  h.expect(events.count(nicdma::kCpl) > 20, "no CPL events");
  for (uint32_t q = 0; q + 1 < NICDMA_QUEUES; ++q) {
    h.expect(h.read(0x104 + 16 * q) == 0, "vector raised beside the event");
  }
}

// ------------------------------------------------------------------ faults
static void timeouts(H& h) {
  h.checkFrames = false;
  h.write(0x090, 600);
  h.write(0x01C, 0x100);                           // ERR_MASK: vector 0
  h.run();
  h.expect(h.errors[3] != 0, "no completion with TIMEOUT");
  h.expect(h.errors[0] + h.errors[3] == h.completed, "other errors");
  h.expect((h.read(0x018) & 0x100) != 0 && (h.read(0x018) & 3) == 0, "ERR_STATUS timeout");
  uint32_t first = h.read(0x09C) & 15;              // 7: the record of a completion was late
  h.expect(first == 8 || first == 7, "ERR_INFO timeout");
  h.expect(h.read(0x094) != 0, "ERR_ADDR");
  h.expect((h.read(0x104) & 1) == 1, "vector 0 by ERR_MASK");
  await(h, "late answers", 20000, [&] { return (h.read(0x014) & 1) == 1; });
  h.write(0x018, 0xFFFF);
  h.expect(h.read(0x094) == 0, "ERR_ADDR clears with ERR_STATUS");
  h.checkCounters();
}

/// Every ID waits for an answer that comes late; then nothing is missing.
static void allIdsLate(H& h) {
  h.checkFrames = false;
  h.write(0x090, 200);
  h.run();
  h.expect(h.errors[3] > 100, "no time-outs");
  await(h, "late answers", 20000, [&] { return (h.read(0x014) & 1) == 1; });
  h.checkCounters();
}

/// Descriptor reads that come late halt their queues; a restart brings them back.
static void readTimeouts(H& h) {
  h.checkFrames = false;
  h.write(0x090, 400);
  h.stopSource = false;
  h.spin(300);
  h.lateReads = true;
  for (uint32_t q = 0; q < NICDMA_QUEUES; ++q) {
    await(h, "a late read halts its queue", 40000, [&] { return state(h, q) == 5; });
  }
  h.lateReads = false;
  h.spin(2000);
  uint32_t status = h.read(0x018);
  h.expect((status & 0x104) == 0x104 && (status & 0x8) == 0, "ERR_STATUS timeout, read");
  h.expect(h.errors[10] == NICDMA_QUEUES, "one unreadable descriptor for each queue");
  h.expect(h.read(0x094) >= 0x1000, "ERR_ADDR");
  for (uint32_t q = 0; q < NICDMA_QUEUES; ++q) h.restartQueue(q);   // behind the late answers
  uint64_t before = h.errors[0];
  h.spin(10000);
  h.stopSource = true;
  h.spin(6000);
  h.expect(h.errors[0] > before + 100, "queues do not flow again");
  h.expect(h.errors[10] == NICDMA_QUEUES, "late answers hit the next run");
  await(h, "idle", 20000, [&] { return (h.read(0x014) & 1) == 1; });
  h.checkCounters();
}

static void haltPolicy(H& h) {
  h.checkFrames = false;
  h.write(0x03C, 6);                               // SLVERR and DECERR halt
  h.stopSource = false;
  await(h, "all frames", 200000, [&] { return h.sent == h.config.frames; });
  h.spin(4000);
  for (uint32_t q = 0; q < NICDMA_QUEUES; ++q) {
    uint32_t s = h.read(0x08010 + 64 * q);
    bool halted = (s & 7) == 5 && (s >> 4 == 1 || s >> 4 == 2);
    bool clean = (s & 7) == 1 && h.read64(0x2020 + 64 * q) == 0;
    h.expect(halted || clean, "queue with an error is not halted");
  }
  h.expect(h.errors[1] + h.errors[2] != 0 && state(h, 0) == 5, "no errors");
  h.checkCounters();
  h.restartQueue(0);
  h.expect(state(h, 0) == 1, "halted queue does not start again");
}

static void pause(H& h) {
  uint32_t cells = h.read(0x038);
  h.write(0x0A4, cells - 20);
  h.write(0x0A8, cells - 4);
  bool seen = false;
  h.hook = [&] { seen |= h.paused(); };
  h.expect(!h.paused(), "paused while empty");
  h.holdQueue = 0;
  h.silent = true;
  h.stopSource = false;
  await(h, "pause request", 40000, [&] { return h.paused(); });
  uint32_t free = h.read(0x038);
  h.expect(free < cells - 4, "pause requested too early");
  h.silent = false, h.holdQueue = ~0u;
  for (uint32_t q = 0; q < NICDMA_QUEUES; ++q) h.driver().refill(q, true);
  h.run();
  h.expect(seen && !h.paused(), "pause request stays");
}

/// One cycle's values of all counters, while they move.
static void snapshot(H& h) {
  h.stopSource = false;
  h.spin(3000);
  h.write(0x030, NICDMA_QUEUES, true);             // no such queue
  h.write(0x030, 0x10000, true);
  h.read(0x030, true);
  h.write(0x030, 0);
  uint64_t in = h.read64(0x800), bytes = h.read64(0x808), before = h.read64(0x1000);
  h.spin(300);
  h.expect(h.read64(0x800) == in && h.read64(0x1000) > before && before >= in, "not a copy");
  h.expect(bytes >= in * 90 && bytes <= in * 300, "frames and bytes of different cycles");
  h.expect(h.read64(0xA00) <= h.read64(0x2000) && h.read64(0xA00) != 0, "queue of the snapshot");
  h.read(0x888, true);
  h.read(0xA40, true);
  h.run();
  h.write(0x030, 0);
  for (uint32_t i = 0; i < 17; ++i) {
    if (i == 13) continue;                         // cycles of pause
    h.expect(h.read64(0x800 + 8 * i) == h.read64(0x1000 + 8 * i), "global counter differs");
  }
  for (uint32_t i = 0; i < 8; ++i) {
    h.expect(h.read64(0xA00 + 8 * i) == h.read64(0x2000 + 8 * i), "queue counter differs");
  }
}

/// Reset in the middle of a frame and of everything else, then a clean run.
static void softReset(H& h) {
  h.checkFrames = false;
  h.stopSource = false;
  h.write(0x0A0, 1000);
  h.spin(2000);
  await(h, "a frame has begun", 20000, [&] { return h.taken() > 0 && h.taken() < 200; });
  h.write(0x010, 1 | 1 << 4);
  await(h, "reset", 20000, [&] { return (h.read(0x014) & 4) == 0; });
  h.stopSource = true;
  h.expect((h.read(0x010) & 0x1F) == 0, "CTRL after reset");
  h.expect(h.read(0x0A0) != 1000, "MAX_FRAME after reset");
  h.expect(h.read(0x038) + 1 >= h.read(0x028) >> 16, "cells lost");   // one is in hand
  h.expect(h.read64(0x1000) == 0 && state(h, 0) == 0, "counters, queues after reset");
  h.expect(h.taken() > 0, "the frame is over");
  h.write(0x010, 1);                               // before the rest of the frame is over
  await(h, "the frame's end", 5000, [&] { return h.taken() == 0; });
  h.spin(20);
  uint64_t in = h.read64(0x1000);
  h.expect(in == 0, "rest of a frame taken for a frame");
  for (uint32_t q = 0; q < NICDMA_QUEUES; ++q) {
    h.driver().forget(q);
    h.enableQueue(q);
    h.driver().refill(q, true);
  }
  uint64_t before = h.errors[0], sent = h.sent;
  h.run();
  h.expect(h.errors[0] - before == h.sent - sent, "frames lost after the reset");
  h.expect((h.read(0x014) & 5) == 1, "not idle");
}

/// One beat of one frame is damaged in the packet RAM: its completion says so, no other does.
static void parity(H& h) {
  if ((h.read(0x00C) >> 30 & 1) == 0) return h.write(0x0AC, 1, true);
  h.checkFrames = false;
  h.stopSource = false;
  for (uint32_t n = 1; n <= 5; ++n) {
    h.spin(200);
    h.write(0x0AC, 1);
    await(h, "damaged frame", 4000, [&] { return h.errors[7] == n; });
    h.expect(h.read(0x0AC) == 0, "PARITY_INJECT stays");
  }
  h.run();
  h.expect(h.errors[7] == 5 && h.errors[0] + 5 == h.completed, "frames with PARITY");
  h.expect(h.read(0x018) == 0x200 && h.read64(0x1080) == 5, "ERR_STATUS, counter of parity");
  h.checkCounters();
}

/// Every queue is stopped under traffic, reset, started again; then frames are checked.
static void scale(H& h) {
  Ring events(h, 1, 0);                            // two records: events are held
  events.start();
  h.checkFrames = false;
  h.stopSource = false;
  h.spin(3000);
  for (uint32_t q = 0; q < NICDMA_QUEUES; ++q) h.write(0x0800C + 64 * q, 2);
  await(h, "all queues quiesced", 60000,
        [&] { return events.count(nicdma::kQuiesced) == NICDMA_QUEUES; });
  for (uint32_t q = 0; q < NICDMA_QUEUES; ++q) {
    h.expect(state(h, q) == 3 && events.count(nicdma::kQuiesced, q) == 1, "queue not quiesced");
  }
  for (uint32_t q = 0; q < NICDMA_QUEUES; ++q) h.restartQueue(q);
  uint64_t before = h.errors[0];
  h.spin(20000);
  h.expect(h.errors[0] > before + 300, "queues do not flow again");
  h.stopSource = true;
  await(h, "idle", 60000, [&] { return (h.read(0x014) & 1) == 1; });
  h.spin(3000);
  h.checkCounters();
  uint64_t frames = 0;
  for (uint32_t q = 0; q < NICDMA_QUEUES; ++q) frames += h.read64(0x2000 + 64 * q);
  h.expect(frames == h.read64(0x1010), "queue counters do not add up");
}

static void checkedRun(H& h) {
  h.run();
  h.checkCounters();
}

static bool scaleAll(uint64_t seed, uint32_t ringLog2) {
  Config c = base(seed);
  c.ringLog2 = c.cqLog2 = ringLog2;
  c.policy = 3, c.mayDrop = true, c.outOfOrder = true, c.latencyMax = 60;
  Config checked = c;
  checked.frames = 4000;
  bool good = run("all queues, every frame checked", checked, 0, false, checkedRun);
  c.frames = 1000000, c.paced = false, c.gapPercent = 60;
  return run("stop, reset, start every queue", c, 0, false, scale) && good;
}

static bool all(int bug, uint64_t seed, bool quiet) {
  bool good = true;
  auto test = [&](const char* name, const Config& c, void (*script)(H&)) {
    good = good && run(name, c, bug, quiet, script);
  };
  Config c = base(seed);
  test("registers", c, registers);
  Config drops = c;
  drops.mayDrop = true, drops.paced = false, drops.policy = 1, drops.frames = 5000;
  drops.gapPercent = 50;
  test("ring low and empty", drops, ringEvents);
  Config flag = c;
  flag.irqLowSlot = 20;
  test("irq_low of a descriptor", flag, flagInDescriptor);
  Config errors = c;
  errors.errorPercent = 10, errors.frames = 600;
  test("events wait for a full ring", errors, heldEvents);
  Config forget = drops;
  forget.frames = 600;
  test("reset forgets waiting events", forget, resetForgets);
  Config events = c;
  events.useIrq = true, events.gapPercent = 40, events.outOfOrder = true;
  test("completions as events", events, completionsAsEvents);
  Config late = c;
  late.latePercent = 3, late.lateCycles = 3000, late.frames = 800, late.mayDrop = true;
  test("time-outs", late, timeouts);
  late.latePercent = 100, late.lateCycles = 700;
  test("every answer late", late, allIdsLate);
  Config reads = c;
  reads.lateCycles = 1200, reads.outOfOrder = true, reads.mayDrop = true, reads.paced = false;
  reads.gapPercent = 50, reads.frames = 1000000;
  test("reads not answered", reads, readTimeouts);
  Config halt = c;
  halt.errorPercent = 5, halt.mayDrop = true, halt.paced = false, halt.frames = 2000;
  test("halt by policy", halt, haltPolicy);
  Config full = c;
  full.policy = 3, full.mayDrop = true, full.paced = false;
  test("pause request", full, pause);
  Config damaged = c;
  damaged.mayDrop = true, damaged.frames = 2000;
  test("parity of the packet RAM", damaged, parity);
  Config moving = c;
  moving.gapPercent = 30, moving.frames = 1500;
  test("counter snapshot", moving, snapshot);
  Config reset = c;
  reset.lengthMin = 1000, reset.lengthMax = 1500, reset.gapPercent = 90, reset.mayDrop = true;
  reset.latencyMin = 50, reset.latencyMax = 200, reset.outOfOrder = true;
  test("soft reset", reset, softReset);
  return good;
}

int main(int argc, char** argv) {
  std::string mode = argc > 1 ? argv[1] : "all";
  uint64_t seed = argc > 2 ? strtoull(argv[2], nullptr, 0) : 1;
  int bug = argc > 3 ? atoi(argv[3]) : 0;
  if (mode == "scale") return scaleAll(seed, argc > 3 ? atoi(argv[3]) : 3) ? 0 : 1;
  if (all(bug, seed, mode == "bug") && mode == "bug") printf("not seen\n");
  return failures == 0 ? 0 : 1;
}
