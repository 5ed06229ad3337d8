// SPDX-License-Identifier: Apache-2.0
// Smoke test of the receive half in plain C++: random traffic in several set-ups, all checks of
// rx_host.h, and the table of measured W channel utilisation. Built and run by tb/run.sh.
#include <cstdlib>
#include <string>

#include "Vmodel.h"
#include "verilated.h"

#include "../src/main/cpp/rx_host.h"

using nicdma::Config;
using nicdma::Host;
using nicdma::ull;

static vluint64_t now = 0;
double sc_time_stamp() { return now; }

static int failures = 0;

static bool runOne(const char* name, Config c, int bug, bool quiet) {
  VerilatedContext context;
  Vmodel top(&context);
  c.bytes = NICDMA_BYTES;
  c.cplBytes = NICDMA_CPL;
#ifdef NICDMA_MUTATE
  top.bug_sel_i = bug;
#else
  (void)bug;
#endif
  Host<Vmodel> host(&top, c);
  host.reset();
  host.setUp();
  host.run();
  if (host.failure.text.empty()) host.checkCounters();
  bool good = host.failure.text.empty();
  if (!good && getenv("NICDMA_DUMP") != nullptr) host.dump();
  if (!quiet || !good) {
    printf("%-4s %-28s cycles=%-8llu sent=%-6llu completed=%-6llu errored=%-4llu irqs=%-5llu %s\n",
           good ? "ok" : "FAIL", name, ull(host.cycles), ull(host.sent), ull(host.completed),
           ull(host.errored), ull(host.interrupts), host.failure.text.c_str());
  }
  if (!good) ++failures;
  return good;
}

static Config base(uint64_t seed) {
  Config c;
  c.seed = seed;
  c.frames = 600;
  c.ringLog2 = 7;
  c.cqLog2 = 7;
  c.paced = true;
  return c;
}

static bool all(int bug, uint64_t seed, bool quiet) {
  bool good = true;
  auto run = [&](const char* name, Config c) { good = good && runOne(name, c, bug, quiet); };
  {
    Config c = base(seed);
    run("64 bytes", c);
    c.lengthMin = c.lengthMax = 1500;
    c.latencyMin = c.latencyMax = 100;
    run("1500 bytes", c);
  }
  {
    Config c = base(seed + 1);
    c.lengthMin = 1, c.lengthMax = 3000, c.bufBytes = 4096, c.randomOffset = true;
    c.queues = NICDMA_QUEUES;
    c.latencyMin = 0, c.latencyMax = 60, c.outOfOrder = true, c.stallPercent = 30;
    c.gapPercent = 10;
    run("random, out of order", c);
  }
  {
    Config c = base(seed + 2);
    c.lengthMin = 1, c.lengthMax = 400, c.bufBytes = 300, c.randomOffset = true;
    c.queues = NICDMA_QUEUES;
    c.ringLog2 = 2, c.cqLog2 = 1, c.policy = 3, c.slowDriver = true, c.mayDrop = true;
    c.latencyMin = 1, c.latencyMax = 30, c.outOfOrder = true, c.frames = 1500;
    run("tiny rings, truncation", c);
  }
  {
    Config c = base(seed + 3);
    c.lengthMin = 60, c.lengthMax = 2000, c.queues = NICDMA_QUEUES, c.randomOffset = true;
    c.latencyMin = 200, c.latencyMax = 400, c.outOfOrder = true, c.errorPercent = 5;
    c.badPercent = 5;
    run("errors, latency 200..400", c);
  }
  {
    Config c = base(seed + 4);
    c.lengthMin = 60, c.lengthMax = 300, c.queues = NICDMA_QUEUES, c.ringLog2 = 3;
    c.policy = 1, c.mayDrop = true, c.slowDriver = true, c.paced = false, c.frames = 3000;
    run("drops, no descriptor", c);
    c.policy = 2 | 300 << 8;
    run("drops, wait 300", c);
    c.policy = 3;
    run("drops, hold", c);
  }
  {
    Config c = base(seed + 5);
    c.lengthMin = 5000, c.lengthMax = 16383, c.bufBytes = 16384, c.randomOffset = true;
    c.ringLog2 = 5, c.frames = 60, c.latencyMin = 5, c.latencyMax = 90, c.outOfOrder = true;
    run("jumbo", c);
    c.paced = false, c.mayDrop = true, c.stallPercent = 60, c.badPercent = 20, c.frames = 120;
    run("jumbo, buffer full", c);
  }
  {
    Config c = base(seed + 6);
    c.lengthMin = 60, c.lengthMax = 200, c.queues = NICDMA_QUEUES, c.useIrq = true;
    c.gapPercent = 60;
    run("interrupts", c);
    c.irqCount = 8, c.irqTimer = 500;
    run("interrupts, moderated", c);
    c.frames = 5, c.gapPercent = 97;
    run("interrupts, one at a time", c);
  }
  return good;
}

using Script = void (*)(Host<Vmodel>&);

static bool directed(const char* name, Config c, int bug, bool quiet, Script script) {
  VerilatedContext context;
  Vmodel top(&context);
  c.bytes = NICDMA_BYTES;
  c.cplBytes = NICDMA_CPL;
#ifdef NICDMA_MUTATE
  top.bug_sel_i = bug;
#else
  (void)bug;
#endif
  Host<Vmodel> host(&top, c);
  host.reset();
  host.setUp();
  script(host);
  bool good = host.failure.text.empty();
  std::string why = host.failure.text;
  if (!good && getenv("NICDMA_DUMP") != nullptr) host.dump();
  host.failure.text = why;
  if (!quiet || !good) {
    printf("%-4s %-28s cycles=%-8llu %s\n", good ? "ok" : "FAIL", name,
           ull(host.cycles), host.failure.text.c_str());
  }
  if (!good) ++failures;
  return good;
}

#include "rx_features.h"

static bool allDirected(int bug, uint64_t seed, bool quiet) {
  bool good = true;
  auto run = [&](const char* name, Config c, Script s) {
    good = good && directed(name, c, bug, quiet, s);
  };
  Config c = base(seed);
  c.frames = 0;
  run("registers", c, [](Host<Vmodel>& h) {
    h.expect(h.read(0) == 0x4E444D41, "ID");
    h.expect((h.read(8) >> 8 & 0xFF) == NICDMA_QUEUES - 1, "CAP0");
    h.write(0x040, 0x04030201);
    h.expect(h.read(0x040) == 0x04030201, "RSS_KEY reads back");
    h.write(0x400 + 4 * 127, NICDMA_QUEUES - 1);
    h.expect(h.read(0x400 + 4 * 127) == NICDMA_QUEUES - 1, "RSS_TABLE reads back");
    h.expect(h.read(0x400 + 4 * 126) == 126 % NICDMA_QUEUES, "RSS_TABLE after reset");
    h.write(0x0A0, 1000);
    h.expect(h.read(0x0A0) == 1000, "MAX_FRAME reads back");
    h.write(0x0A0, 16384, true);
    h.write(0x104, 1);
    h.write(0x108, 77);
    h.expect(h.read(0x108) == 77 && h.read(0x10C) == 0, "IRQ_COUNT reads back");
    h.write(0x000, 1, true);
    h.read(0x0F0, true);
    h.write(0x3FFF0, 1, true);
    h.read(0x08000 + 64 * NICDMA_QUEUES, true);
    h.write(0x18000 + 8 * NICDMA_QUEUES, 1, true);
    h.read(0x18000, true);
    h.partialWrite(0x010);
    h.expect(h.read(0x010) == 1, "partial write changed CTRL");
    h.write(0x08000, 0x40, true);                  // enabled queue
    h.write(0x18000, 40000);                       // out of range: ignored and flagged
    h.expect(h.read(0x018) == 0x20 && h.read(0x08018) == 128, "tail doorbell range");
    h.write(0x019000 * 1, 9);
    h.expect(h.read(0x018) == 0x60, "consumer doorbell range");
    h.write(0x018, 0x60);
    h.expect(h.read(0x018) == 0, "ERR_STATUS clears");
  });
  c.frames = 200;
  c.mayDrop = true;
  c.paced = false;
  run("stale descriptor, restart", c, [](Host<Vmodel>& h) {
    h.checkFrames = false;
    h.corruptDescriptor(0, 100, true, false);      // not yet prefetched
    h.run();
    h.expect(h.errors[6] == 1, "stale descriptor not reported");
    h.expect((h.read(0x08010) & 0xF7) == 0x65, "queue not halted");
    h.expect((h.read(0x018) & 8) != 0, "ERR_STATUS stale");
    h.expect(h.completed == 101 + h.errors[8], "completions after the halt");
    h.restartQueue(0);
    h.expect(h.read(0x08014) == 0 && h.read(0x08018) == 128, "pointers after reset");
    h.checkCounters();
  });
  run("zero-length descriptor", c, [](Host<Vmodel>& h) {
    h.checkFrames = false;
    h.corruptDescriptor(0, 90, false, true);
    h.run();
    h.expect(h.errors[9] == 1 && h.errors[0] == 199, "zero-length descriptor");
    h.checkCounters();
  });
  c.paced = false;
  c.mayDrop = true;
  c.frames = 1500;
  run("reset under traffic", c, [](Host<Vmodel>& h) {
    h.stopSource = false;
    h.spin(1000);
    h.checkFrames = false;
    h.restartQueue(0);
    h.run();
    h.expect(h.read(0x02C) == 0, "frames pending");
    uint64_t total = 0;
    for (uint32_t i = 2; i < 8; ++i) total += i == 3 ? 0 : h.read64(0x1000 + 8 * i);
    h.expect(total == h.read64(0x1000), "frames in = delivered + drops");
  });
  run("quiesce and resume", c, [](Host<Vmodel>& h) {
    h.checkFrames = false;
    h.stopSource = false;
    h.spin(1000);
    h.write(0x0800C, 2);
    uint32_t state = 2;
    for (int i = 0; i < 1000 && state != 3; ++i) state = h.read(0x08010) & 7;
    h.expect(state == 3, "not quiesced");
    h.expect(h.read(0x08014) == h.read(0x10010), "quiesced with completions in flight");
    h.write(0x0800C, 1);
    h.run();
    h.expect(h.errors[0] > 200, "does not resume");
  });
  {
    Config masked = base(seed);
    masked.frames = 1;
    run("masked vector keeps its event", masked, [](Host<Vmodel>& h) {
      h.write(0x19000, 0x80000000);                // arm, nobody polls
      h.spin(100);
      h.stopSource = false;
      h.silent = true;
      h.spin(1000);
      h.expect(h.read(0x104) == 1 && h.irq() == 0, "pending while masked");
      h.write(0x100, 0);
      h.expect(h.irq() == 1, "event lost by the mask");
    });
    Config full = base(seed);
    full.paced = false, full.mayDrop = true;
    full.lengthMin = full.lengthMax = 1500, full.frames = 500;
    run("no idle W cycle", full, [](Host<Vmodel>& h) {
      h.run();
      h.expect(h.wBeats * 1000 >= (h.lastW - h.firstW + 1) * 995, "idle W cycles");
    });
  }
  if (NICDMA_QUEUES > 1) {
    Config fair = base(seed);
    fair.queues = NICDMA_QUEUES, fair.paced = false, fair.mayDrop = true;
    fair.lengthMin = 90, fair.lengthMax = 200, fair.frames = 6000, fair.stallPercent = 60;
    run("queues share under overload", fair, [](Host<Vmodel>& h) {
      h.stopSource = false;
      h.spin(6000);
      uint64_t least = ~0ull, most = 0;
      for (uint32_t q = 1; q < NICDMA_QUEUES; ++q) {
        uint64_t n = h.read64(0x2000 + 64 * q);
        least = n < least ? n : least;
        most = n > most ? n : most;
      }
      h.expect(NICDMA_QUEUES < 3 || least * 2 > most, "a queue is starved");
    });
    Config hol = base(seed);
    hol.queues = NICDMA_QUEUES;
    hol.frames = 1000;
    hol.lengthMin = 90, hol.lengthMax = 200;
    hol.mayDrop = true;
    hol.paced = false;
    hol.gapPercent = 50;
    run("one starved queue", hol, [](Host<Vmodel>& h) {
      h.write(0x0800C, 4);
      while ((h.read(0x08010) & 7) != 0 && h.cycles < 50000) {
      }
      h.holdQueue = 0;
      h.enableQueue(0);
      h.run();
      uint64_t others = 0;
      for (uint32_t q = 1; q < NICDMA_QUEUES; ++q) others += h.read64(0x2000 + 64 * q);
      uint64_t full = h.read64(0x1028), queueFull = h.read64(0x2018);
      h.expect(full == queueFull, "other queues lost frames");
      h.expect(others > 300, "other queues do not flow");
      h.expect(h.read64(0x2030) > 1000, "starved cycles not counted");
    });
  }
  return good;
}

static void utilisation() {
  printf("W payload utilisation, percent (%d bit)\n%6s", NICDMA_BYTES * 8, "frame");
  const uint32_t latencies[] = {0, 16, 64, 100, 200, 400};
  for (uint32_t l : latencies) printf(" %6s%u", "L=", l);
  printf("\n");
  for (uint32_t length : {64u, 1500u, 9000u}) {
    printf("%6u", length);
    for (uint32_t latency : latencies) {
      VerilatedContext context;
      Vmodel top(&context);
      Config c;
      c.bytes = NICDMA_BYTES;
      c.cplBytes = NICDMA_CPL;
      c.lengthMin = c.lengthMax = length;
      c.bufBytes = length < 2048 ? 2048 : 16384;
      c.ringLog2 = length < 2048 ? 9 : 8;
      c.cqLog2 = 9;
      c.latencyMin = c.latencyMax = latency;
      c.frames = length == 64 ? 3000 : length == 1500 ? 600 : 150;
      c.mayDrop = true;
      Host<Vmodel> host(&top, c);
      host.reset();
      host.setUp();
      for (int i = 0; i < 1500; ++i) host.cycle();
      host.run();
      if (!host.failure.text.empty()) printf("FAIL %s\n", host.failure.text.c_str());
      double span = static_cast<double>(host.lastW - host.firstW + 1);
      printf(" %7.1f", 100.0 * static_cast<double>(host.payloadBeats) / span);
    }
    printf("\n");
  }
}

// Cycles from a handshake to the first cycle of the following VALID (or irq_o), nothing else going
// on, memory that answers at once. Expected values are exact: a bubble is a failure.
static bool latencies(int bug, bool quiet, uint32_t maxBuffers = 0) {
  Config c = base(9);
  c.frames = 1;
  c.maxBuffers = maxBuffers;
  c.latencyMin = c.latencyMax = 0;
  c.useIrq = true;
  c.randomOffset = false;
  return directed("latencies", c, bug, quiet, [](Host<Vmodel>& h) {
    h.spin(300);
    h.observing = true;
    h.run();
    auto p = h.probe;
    long toAw = static_cast<long>(p.awData - p.tlast), toCqe = static_cast<long>(p.awCqe - p.bData);
    long toIrq = static_cast<long>(p.irq - p.bCqe);
    h.write(0x18000, 128);                         // the same tail again: nothing to read
    h.restartQueue(0);
    h.spin(300);
    long toAr = static_cast<long>(h.probe.arFirst - h.probe.tailDb);
    printf("tlast to AW %ld, last B to completion AW %ld, completion B to irq %ld, "
           "doorbell to AR %ld\n", toAw, toCqe, toIrq, toAr);
    long wantAw = h.config.multi() ? 8 : 6;        // nicdma_rx_plan takes two cycles
    h.expect(toAw == wantAw && toCqe == 3 && toIrq == 2 && toAr == 4, "latency changed");
  });
}

int main(int argc, char** argv) {
  std::string mode = argc > 1 ? argv[1] : "all";
  uint64_t seed = argc > 2 ? strtoull(argv[2], nullptr, 0) : 1;
  if (mode == "all") {
    all(0, seed, false);
    features(0, seed, false);
    allDirected(0, seed, false);
    directedFeatures(0, seed, false);
    latencies(0, false);
    latencies(0, false, 4);
  } else if (mode == "features") {
    features(0, seed, false);
    directedFeatures(0, seed, false);
  } else if (mode == "util") {
    utilisation();
  } else if (mode == "bug") {
    int bug = argc > 3 ? atoi(argv[3]) : 0;
    bool good = all(bug, seed, true) && features(bug, seed, true) && allDirected(bug, seed, true) &&
                directedFeatures(bug, seed, true);
    if (good) printf("not seen\n");
  }
  return failures == 0 ? 0 : 1;
}
