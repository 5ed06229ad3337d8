// SPDX-License-Identifier: Apache-2.0
// Smoke test of the receive half in plain C++: random traffic in several set-ups, all checks of
// rx_host.h, and the table of measured W channel utilisation. Built and run by tb/run.sh.
#include <cstdarg>

#include "Vmodel.h"
#include "verilated.h"

#include "../src/main/cpp/rx_host.h"

using nicdma::Config;
using nicdma::Host;

static vluint64_t now = 0;
double sc_time_stamp() { return now; }

static int failures = 0;

static bool runOne(const char* name, Config c, int bug, bool quiet) {
  VerilatedContext context;
  Vmodel top(&context);
  c.bytes = NICDMA_BYTES;
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
           good ? "ok" : "FAIL", name, (unsigned long long)host.cycles, (unsigned long long)host.sent,
           (unsigned long long)host.completed, (unsigned long long)host.errored,
           (unsigned long long)host.interrupts, host.failure.text.c_str());
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

int main(int argc, char** argv) {
  std::string mode = argc > 1 ? argv[1] : "all";
  uint64_t seed = argc > 2 ? strtoull(argv[2], nullptr, 0) : 1;
  if (mode == "all") {
    all(0, seed, false);
  } else if (mode == "util") {
    utilisation();
  } else if (mode == "bugs") {
    for (int bug = 1; bug < 64; ++bug) {
      failures = 0;
      printf("bug %-3d ", bug);
      if (all(bug, seed, true)) printf("not seen\n");
    }
    return 0;
  }
  return failures == 0 ? 0 : 1;
}
