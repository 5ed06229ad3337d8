// SPDX-License-Identifier: Apache-2.0
// Smoke test of the transmit half in plain C++: random traffic in several set-ups, directed tests,
// latencies and the table of measured R channel utilisation. Built and run by tb/run.sh.
#include <cstdlib>
#include <string>

#include "Vmodel.h"
#include "verilated.h"

#include "tx_directed.h"

using nicdma::FramePtr;
using nicdma::TxConfig;
using nicdma::ull;
using Host = nicdma::TxHost<Vmodel>;

static vluint64_t now = 0;
double sc_time_stamp() { return now; }

static int failures = 0;
static int bug = 0;
static bool quiet = false;

using Script = void (*)(Host&);

static bool run(const char* name, const TxConfig& c, Script script) {
  VerilatedContext context;
  Vmodel top(&context);
#ifdef NICDMA_MUTATE
  top.bug_sel_i = bug;
#endif
  Host host(&top, c);
  host.reset();
  host.setUp();
  script(host);
  bool good = host.good();
  if (!quiet || !good) {
    printf("%-4s %-30s cycles=%-8llu posted=%-6llu at mac=%-6llu completed=%-6llu %s\n",
           good ? "ok" : "FAIL", name, ull(host.cycles), ull(host.posted), ull(host.atMac),
           ull(host.completed), host.failure.c_str());
  }
  if (!good && getenv("NICDMA_DUMP") != nullptr) host.dump();
  if (!good) ++failures;
  return good;
}

/// Every frame ended in exactly one counter, and nothing is left inside.
static void checkCounters(Host& h) {
  uint64_t bytes = 0, errors = 0, frames = 0;
  for (uint32_t q = 0; q < h.c.queues; ++q) {
    bytes += h.queues[q].bytes;
    frames += h.read64(0x1A000 + 64 * q);
    errors += h.read64(0x1A010 + 64 * q);
    h.expect(h.read64(0x1A000 + 64 * q) == h.queues[q].frames, "frames of the queue");
    h.expect(h.read64(0x1A008 + 64 * q) == h.queues[q].bytes, "bytes of the queue");
  }
  h.expect(h.read64(0x1048) == h.atMac && frames == h.atMac, "transmitted frames");
  h.expect(h.read64(0x1050) == bytes, "transmitted bytes");
  h.expect(h.read64(0x1058) == errors, "transmit errors");
  h.expect((h.read(0x014) & 1) != 0, "not idle");
}

static void traffic(Host& h) {
  h.run();
  if (h.good()) checkCounters(h);
}

static TxConfig base(uint64_t seed) {
  TxConfig c;
  c.seed = seed;
  return c;
}

static bool all(uint64_t seed) {
  bool good = true;
  auto go = [&](const char* name, const TxConfig& c, Script s = traffic) {
    good = good && run(name, c, s);
  };
  TxConfig c = base(seed);
  go("64 bytes", c);
  c.lengthMin = c.lengthMax = 1500, c.latencyMin = c.latencyMax = 100;
  go("1500 bytes", c);
  c = base(seed + 1);
  c.queues = NICDMA_QUEUES, c.lengthMin = 1, c.lengthMax = 700, c.frags = NICDMA_FRAGS;
  c.csumPercent = 50, c.quietPercent = 30;
  go("fragments, checksums", c);
  c.outOfOrder = true, c.latencyMin = 0, c.latencyMax = 90, c.stallPercent = 30;
  c.macStallPercent = 30, c.lengthMax = 3000;
  go("out of order, stalls", c);
  c = base(seed + 2);
  c.queues = NICDMA_QUEUES, c.ringLog2 = 1, c.cqLog2 = 1, c.lengthMin = 1, c.lengthMax = 300;
  c.frags = 2, c.outOfOrder = true, c.latencyMin = 0, c.latencyMax = 40, c.frames = 400;
  go("rings of two", c);
  c.ringLog2 = 3, c.cqLog2 = 2, c.frags = NICDMA_FRAGS < 8 ? NICDMA_FRAGS : 8, c.frames = 800;
  c.quietPercent = 20;
  go("rings of eight", c);
  c = base(seed + 3);
  c.queues = NICDMA_QUEUES, c.lengthMin = 1, c.lengthMax = 2000, c.frags = 4, c.errorPercent = 5;
  c.outOfOrder = true, c.latencyMin = 100, c.latencyMax = 400, c.quietPercent = 30;
  c.csumPercent = 30;
  go("read errors, latency 100..400", c);
  c = base(seed + 4);
  c.errorFirst = 200, c.lengthMin = c.lengthMax = 300, c.latencyMax = 60, c.outOfOrder = true;
  go("200 read errors, then none", c);
  c = base(seed + 5);
  c.lengthMin = 6000, c.lengthMax = 16383, c.frags = NICDMA_FRAGS, c.frames = 60;
  c.outOfOrder = true, c.latencyMin = 5, c.latencyMax = 300, c.csumPercent = 50;
  go("jumbo", c);
  c = base(seed + 6);
  c.queues = NICDMA_QUEUES, c.useIrq = true, c.frames = 300, c.lengthMax = 200;
  go("interrupts", c);
  return good;
}

static bool directed(uint64_t seed) {
  using D = nicdma::TxDirected<Vmodel>;
  bool good = true;
  auto go = [&](const char* name, const TxConfig& c, Script s) {
    good = good && run(name, c, s);
  };
  TxConfig c = base(seed);
  go("registers", c, D::registers);
  c.queues = NICDMA_QUEUES, c.lengthMin = 60, c.lengthMax = 400, c.frames = 1u << 30;
  go("bad descriptors", c, D::badDescriptors);
  c = base(seed);
  go("unreadable descriptors", c, D::unreadableDescriptors);
  c.frames = 0, c.errorFirst = 1;
  go("halt by policy", c, D::haltByPolicy);
  c = base(seed);
  c.queues = NICDMA_QUEUES, c.lengthMin = 1, c.lengthMax = 900, c.frags = 3, c.frames = 1500;
  c.outOfOrder = true, c.latencyMin = 5, c.latencyMax = 80, c.backlog = true;
  go("quiesce and resume", c, D::quiesce);
  if (NICDMA_QUEUES > 1) go("resets under traffic", c, D::resets);
  c.macStallPercent = 20, c.frames = 700;
  go("flow control", c, D::flowControl);
  if (NICDMA_QUEUES > 3) {
    c = base(seed);
    c.queues = 4, c.backlog = true, c.frames = 1u << 30, c.latencyMax = 60;
    c.lengthMin = 100, c.lengthMax = 400;
    go("weights", c, D::weights);
    go("rates", c, D::rates);
  }
  c = base(seed);
  c.cqLog2 = 2, c.frames = 100;
  go("completion ring full", c, D::completionRingFull);
  go("MAC loopback", c, D::loopMac);
  c.lengthMax = 900, c.macStallPercent = 30, c.frames = 150;
  go("DMA loopback", c, D::loopDma);
  c = base(seed);
  c.useIrq = true;
  go("interrupts, moderated", c, D::moderation);
  c = base(seed);
  c.frames = 0, c.latencyMin = c.latencyMax = 0;
  go("time stamps", c, D::timestamps);
  go("parity", c, D::parity);
  c.aligned = true;
  go("latencies", c, D::latencies);
  return good;
}

static void utilisation() {
  printf("R data utilisation, percent (%d bit)\n%6s", NICDMA_BYTES * 8, "frame");
  const uint32_t latencies[] = {0, 16, 64, 100, 200, 400};
  for (uint32_t l : latencies) printf(" %6s%u", "L=", l);
  printf("\n");
  for (uint32_t length : {64u, 1500u, 9000u}) {
    printf("%6u", length);
    for (uint32_t latency : latencies) {
      VerilatedContext context;
      Vmodel top(&context);
      TxConfig c;
      c.lengthMin = c.lengthMax = length;
      c.latencyMin = c.latencyMax = latency;
      c.ringLog2 = c.cqLog2 = 9;
      c.aligned = true;
      c.backlog = true;
      c.frames = length == 64 ? 4000 : length == 1500 ? 800 : 150;
      Host host(&top, c);
      host.reset();
      host.setUp();
      host.run();
      if (!host.good()) printf("FAIL %s\n", host.failure.c_str());
      double span = static_cast<double>(host.lastR - host.firstR + 1);
      printf(" %7.1f", 100.0 * static_cast<double>(host.dataBeats) / span);
    }
    printf("\n");
  }
}

int main(int argc, char** argv) {
  std::string mode = argc > 1 ? argv[1] : "tx";
  uint64_t seed = argc > 2 ? strtoull(argv[2], nullptr, 0) : 1;
  if (argc > 3) bug = atoi(argv[3]);
  if (mode == "tx") {
    all(seed);
    directed(seed);
  } else if (mode == "txutil") {
    utilisation();
  } else if (mode == "txbug") {
    quiet = true;
    if (all(seed) && directed(seed)) printf("not seen\n");
  }
  return failures == 0 ? 0 : 1;
}
