// SPDX-License-Identifier: Apache-2.0
// Figures of the engine in clock cycles, for `cosim bench rtl`: use of the W channel by receive and
// of the R channel by transmit, idle latencies, effect of a starved queue. Compiled into a model library; called through
// Model.callNative. Every run checks every frame; a negative result: a check failed at that cycle.
#include "model_abi.h"
#include "../../../tb/tx_host.h"
#include "rx_host.h"

namespace {

using nicdma::Config;
using Host = nicdma::Host<Vmodel>;

Config rings(uint32_t length) {
  Config c;
  c.bytes = NICDMA_BYTES;
  c.lengthMin = c.lengthMax = length;
  c.bufBytes = length <= 2048 ? 2048 : 16384;
  c.ringLog2 = length <= 2048 ? 9 : 8;
  c.cqLog2 = 9;
  c.mayDrop = true;
  return c;
}

int64_t failed(const Host& host) { return -static_cast<int64_t>(host.cycles) - 1; }

}  // namespace

/// args: frames, frame length, memory latency in cycles.
/// Returns payload beats << 32 | cycles from the first to the last W beat.
extern "C" NC_EXPORT int64_t nicdma_rx_utilisation(void* top, const int64_t* args, int32_t count) {
  if (count != 3) return -1;
  Config c = rings(static_cast<uint32_t>(args[1]));
  c.frames = static_cast<uint64_t>(args[0]);
  c.latencyMin = c.latencyMax = static_cast<uint32_t>(args[2]);
  Host host(static_cast<Vmodel*>(top), c);
  host.reset();
  host.setUp();
  host.spin(1500);                       // until the descriptors are prefetched
  host.run();
  if (!host.good()) return failed(host);
  return static_cast<int64_t>(host.payloadBeats << 32 | (host.lastW - host.firstW + 1));
}

/// args: frames, frame length, memory latency in cycles.
/// Returns data beats << 32 | cycles from the first to the last R beat of data.
extern "C" NC_EXPORT int64_t nicdma_tx_utilisation(void* top, const int64_t* args, int32_t count) {
  if (count != 3) return -1;
  nicdma::TxConfig c;
  c.frames = static_cast<uint32_t>(args[0]);
  c.lengthMin = c.lengthMax = static_cast<uint32_t>(args[1]);
  c.latencyMin = c.latencyMax = static_cast<uint32_t>(args[2]);
  c.ringLog2 = c.cqLog2 = 9;
  c.aligned = true;
  c.backlog = true;
  nicdma::TxHost<Vmodel> host(static_cast<Vmodel*>(top), c);
  host.reset();
  host.setUp();
  host.run();
  if (!host.good()) return -static_cast<int64_t>(host.cycles) - 1;
  return static_cast<int64_t>(host.dataBeats << 32 | (host.lastR - host.firstR + 1));
}

/// No args. Returns four bytes, lowest first: last MAC beat to AW, last data B to completion AW,
/// completion B to irq_o, doorbell to AR.
extern "C" NC_EXPORT int64_t nicdma_rx_latencies(void* top, const int64_t*, int32_t count) {
  if (count != 0) return -1;
  Config c = rings(64);
  c.frames = 1;
  c.ringLog2 = c.cqLog2 = 7;
  c.paced = true;
  c.mayDrop = false;
  c.latencyMin = c.latencyMax = 0;
  c.useIrq = true;
  Host host(static_cast<Vmodel*>(top), c);
  host.reset();
  host.setUp();
  host.spin(300);
  host.observing = true;
  host.run();
  auto p = host.probe;
  host.restartQueue(0);
  host.spin(300);
  if (!host.good()) return failed(host);
  uint64_t ar = host.probe.arFirst - host.probe.tailDb;
  return static_cast<int64_t>((p.awData - p.tlast) | (p.awCqe - p.bData) << 8 |
                              (p.irq - p.bCqe) << 16 | ar << 24);
}

/// args: frames, queues, whether queue 0 has no descriptor. Returns the frames that the other
/// queues got << 32 | cycles from the first to the last W beat.
extern "C" NC_EXPORT int64_t nicdma_rx_others(void* top, const int64_t* args, int32_t count) {
  if (count != 3) return -1;
  Config c = rings(90);
  c.lengthMax = 200;
  c.ringLog2 = c.cqLog2 = 7;
  c.frames = static_cast<uint64_t>(args[0]);
  c.queues = static_cast<uint32_t>(args[1]);
  c.gapPercent = 50;
  Host host(static_cast<Vmodel*>(top), c);
  host.reset();
  host.setUp();
  if (args[2] != 0) {
    host.write(0x0800C, 4);
    while ((host.read(0x08010) & 7) != 0 && host.cycles < 50000) {
    }
    host.holdQueue = 0;
    host.enableQueue(0);
  }
  host.run();
  if (!host.good()) return failed(host);
  uint64_t others = 0;
  for (uint32_t q = 1; q < c.queues; ++q) others += host.read64(0x2000 + 64 * q);
  return static_cast<int64_t>(others << 32 | (host.lastW - host.firstW + 1));
}
